#pragma once
// Memory just reserved, brought by several threads: page by page, whoever writes there first would wait for each.
#include <cstddef>
#include <vector>

#include "rapprochement/parallele.hpp"

namespace rapprochement {

void peupler(Equipe const& equipe, void* debut, std::size_t octets);

/// Reserves as many places, and the memory with them.
template <class T>
void reserver(Equipe const& equipe, std::vector<T>& valeurs, std::size_t combien) {
    valeurs.reserve(combien);
    peupler(equipe, valeurs.data() + valeurs.size(), (valeurs.capacity() - valeurs.size()) * sizeof(T));
}

} // namespace rapprochement
