#pragma once
// What an interrupted linkage had done: the passes that are over. Given back with the same files, it goes on from
// there.
#include <cstdint>
#include <vector>

#include "rapprochement/depouillement.hpp"

namespace rapprochement {

inline std::vector<std::uint64_t> paires_de(std::vector<Passe> const& passes) {
    std::vector<std::uint64_t> paires;
    for (auto const& passe : passes)
        paires.push_back(passe.paires);
    return paires;
}

struct Reprise {
    unsigned passes = 0; ///< passes done
    Modele modele{};
    std::vector<std::uint64_t> comparees{}; ///< pairs of each pass done
    std::vector<PaireNotee> surs{}, reste{};
};

} // namespace rapprochement
