#pragma once
// Links that nothing will change, set aside early: their records leave the passes.
#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "rapprochement/depouillement.hpp"

namespace rapprochement {

/// Records of b by number: all of them; or, where an index knows millions, only those that pairs speak of, in the same
/// order, so that nothing is as big as what is known.
class Numerotation {
public:
    explicit Numerotation(std::size_t tous) : combien_{tous} {}
    template <class Paires>
    static Numerotation de(Paires const& paires) {
        Numerotation n{0};
        for (auto const& p : paires)
            n.presents_.push_back(p.b);
        std::ranges::sort(n.presents_);
        n.presents_.erase(std::unique(n.presents_.begin(), n.presents_.end()), n.presents_.end());
        n.combien_ = n.presents_.size();
        n.toutes_ = false;
        return n;
    }
    std::size_t combien() const { return combien_; }
    std::uint32_t numero(std::uint32_t b) const {
        return toutes_ ? b : static_cast<std::uint32_t>(std::ranges::lower_bound(presents_, b) - presents_.begin());
    }
    std::uint32_t fiche(std::uint32_t numero) const { return toutes_ ? numero : presents_[numero]; }

private:
    std::vector<std::uint32_t> presents_{};
    std::size_t combien_;
    bool toutes_ = true;
};

/// Best for both, far above the bar, no rival within `marge` tenths of bits; sorted by a, then b.
std::vector<PaireNotee> liens_surs(Equipe const& equipe, std::span<PaireNotee const> paires, std::size_t taille_a,
                                   Numerotation const& numerotation, int marge);

} // namespace rapprochement
