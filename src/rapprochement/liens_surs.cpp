#include "rapprochement/liens_surs.hpp"

#include <atomic>

#include "rapprochement/tri.hpp"

namespace rapprochement {
namespace {

/// Best and second best weight of each record, whatever the order in which they are seen.
class Meilleurs {
public:
    explicit Meilleurs(std::size_t fiches) : deux_(fiches) {}
    void voir(std::uint32_t fiche, int dixiemes) {
        std::atomic_ref<std::uint32_t> const place{deux_[fiche]};
        auto const vu = static_cast<std::uint32_t>(dixiemes + decalage);
        auto avant_ = place.load(std::memory_order_relaxed);
        for (;;) {
            auto const premier = std::max(avant_ >> 16, vu);
            auto const second = std::max(avant_ & 0xFFFFU, std::min(avant_ >> 16, vu));
            if (place.compare_exchange_weak(avant_, premier << 16 | second, std::memory_order_relaxed))
                return;
        }
    }
    bool seul(std::uint32_t fiche, int dixiemes, int marge) const {
        auto const vu = dixiemes + decalage;
        return vu == static_cast<int>(deux_[fiche] >> 16) && vu >= static_cast<int>(deux_[fiche] & 0xFFFFU) + marge;
    }

private:
    static constexpr int decalage = 16'384;
    std::vector<std::uint32_t> deux_;
};

} // namespace

std::vector<PaireNotee> liens_surs(Equipe const& equipe, std::span<PaireNotee const> paires, std::size_t taille_a,
                                   Numerotation const& numerotation, int marge) {
    constexpr std::size_t tranche = 1 << 14;
    Meilleurs de_a{taille_a}, de_b{numerotation.combien()};
    equipe.tranches("liens sûrs", paires.size(), tranche, [&](auto, auto debut, auto fin, unsigned) {
        for (auto k = debut; k < fin; ++k) {
            de_a.voir(paires[k].a, paires[k].dixiemes);
            de_b.voir(numerotation.numero(paires[k].b), paires[k].dixiemes);
        }
    });
    std::vector<PaireNotee> trouves;
    for (auto const& p : paires)
        if (p.sure && de_a.seul(p.a, p.dixiemes, marge) && de_b.seul(numerotation.numero(p.b), p.dixiemes, marge))
            trouves.push_back(p);
    trier(equipe, std::span(trouves), avant);
    return trouves;
}

} // namespace rapprochement
