#pragma once
// L'ordre des lignes : un mélange de [0, n) qui se calcule dans les deux sens sans table.
#include <array>
#include <cstdint>

#include "metier/demonstration/population/hasard.hpp"

namespace metier::demonstration {

/// Réseau de Feistel à quatre tours ; ce qui tombe hors de [0, n) est repassé.
class Permutation {
public:
    Permutation(std::uint64_t n, std::uint64_t graine) : n_{n} {
        while ((std::uint64_t{1} << 2 * bits_) < n)
            ++bits_;
        masque_ = (std::uint64_t{1} << bits_) - 1;
        for (auto& cle : cles_)
            cle = graine = melange(graine);
    }
    std::uint64_t operator()(std::uint64_t i) const {
        do
            i = tours(i);
        while (i >= n_);
        return i;
    }
    std::uint64_t inverse(std::uint64_t i) const {
        do
            i = retours(i);
        while (i >= n_);
        return i;
    }

private:
    std::uint64_t tours(std::uint64_t i) const {
        auto gauche = i >> bits_, droite = i & masque_;
        for (auto cle : cles_) {
            auto const neuf = gauche ^ (melange(droite ^ cle) & masque_);
            gauche = droite;
            droite = neuf;
        }
        return gauche << bits_ | droite;
    }
    std::uint64_t retours(std::uint64_t i) const {
        auto gauche = i >> bits_, droite = i & masque_;
        for (auto cle = cles_.rbegin(); cle != cles_.rend(); ++cle) {
            auto const ancien = droite ^ (melange(gauche ^ *cle) & masque_);
            droite = gauche;
            gauche = ancien;
        }
        return gauche << bits_ | droite;
    }

    std::uint64_t n_, masque_ = 0;
    unsigned bits_ = 1;
    std::array<std::uint64_t, 4> cles_{};
};

} // namespace metier::demonstration
