#pragma once
// Sorting in place by several threads. The order must be total: then the result does not depend on the threads.
#include <algorithm>
#include <cstddef>
#include <span>

#include "rapprochement/parallele.hpp"

namespace rapprochement {

template <class T, class Avant>
void trier(Equipe const& equipe, std::span<T> valeurs, Avant avant) {
    constexpr std::size_t petit = 1 << 16;
    auto const n = valeurs.size();
    std::size_t parts = 1;
    auto borne = [&](std::size_t i, std::size_t combien) {
        return valeurs.begin() + static_cast<std::ptrdiff_t>(n * i / combien);
    };
    while (n / parts > petit && parts < std::size_t{4} * equipe.fils()) {
        equipe.tranches("tri", parts, 1, [&](std::size_t i, auto, auto, unsigned) {
            std::nth_element(borne(2 * i, 2 * parts), borne(2 * i + 1, 2 * parts), borne(2 * i + 2, 2 * parts), avant);
        });
        parts *= 2;
    }
    equipe.tranches("tri", parts, 1, [&](std::size_t i, auto, auto, unsigned) {
        std::sort(borne(i, parts), borne(i + 1, parts), avant);
    });
}

} // namespace rapprochement
