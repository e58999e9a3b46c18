#include "rapprochement/un_a_un.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace rapprochement {
namespace {

constexpr int poids_au_plus = 600;   ///< beyond, odds would no longer be told from one another
constexpr double dispute = 0.01;     ///< odds from which a rival counts
constexpr double negligeable = 1e-6; ///< a sum rounded to its size leaves nothing when the pair is alone

double cotes(Paire const& p) { return std::exp2(std::min(p.dixiemes, poids_au_plus) / 10.0); }

double autres(double somme, double o) {
    auto const reste = somme - o;
    return reste > negligeable * somme ? reste : 0.0;
}

/// A pair whose place, on one side at least, is disputed. `libre_a`: chance that `a` has no other of its candidates,
/// were this pair not there; what it hears from them, who hear from theirs.
struct Disputee {
    std::uint32_t paire, a, b; ///< `a`, `b`: numbers among the disputed records
    double cotes, libre_a, libre_b;
};

/// Each record hears from its candidates how free they are, and tells them how free it is (exact wherever the rivals
/// make no ring): a rival that has a far better match elsewhere is none.
class Dispute {
public:
    explicit Dispute(std::span<Paire> paires) : paires_{paires} {}

    void ajouter(std::size_t i, double libre_a, double libre_b) {
        auto const& p = paires_[i];
        disputees_.push_back({static_cast<std::uint32_t>(i), p.a, p.b, cotes(p), libre_a, libre_b});
    }

    void resoudre(bool fixe_a, bool fixe_b) {
        constexpr int tours = 60;
        constexpr double stable = 1e-3;
        auto const combien_a = numeroter(&Disputee::a), combien_b = numeroter(&Disputee::b);
        for (int tour = 0; tour < tours; ++tour) {
            double ecart = 0;
            if (!fixe_a)
                ecart = std::max(ecart, ecouter(combien_a, &Disputee::a, &Disputee::libre_b, &Disputee::libre_a));
            if (!fixe_b)
                ecart = std::max(ecart, ecouter(combien_b, &Disputee::b, &Disputee::libre_a, &Disputee::libre_b));
            if (ecart < stable)
                break;
        }
        for (auto const& d : disputees_) {
            auto const o = d.cotes * d.libre_a * d.libre_b;
            paires_[d.paire].probabilite = o / (1 + o);
        }
    }

private:
    std::size_t numeroter(std::uint32_t Disputee::*fiche) {
        std::vector<std::uint32_t> fiches;
        fiches.reserve(disputees_.size());
        for (auto const& d : disputees_)
            fiches.push_back(d.*fiche);
        std::ranges::sort(fiches);
        fiches.erase(std::unique(fiches.begin(), fiches.end()), fiches.end());
        for (auto& d : disputees_)
            d.*fiche = static_cast<std::uint32_t>(std::ranges::lower_bound(fiches, d.*fiche) - fiches.begin());
        return fiches.size();
    }

    /// Half-way (of the bits) to what is heard, so that equals do not swing from one round to the next.
    double ecouter(std::size_t combien, std::uint32_t Disputee::*fiche, double Disputee::*entendu,
                   double Disputee::*dit) {
        std::vector<double> sommes(combien);
        for (auto const& d : disputees_)
            sommes[d.*fiche] += d.cotes * d.*entendu;
        double ecart = 0;
        for (auto& d : disputees_) {
            auto const nouveau = std::sqrt(d.*dit / (1 + autres(sommes[d.*fiche], d.cotes * d.*entendu)));
            ecart = std::max(ecart, std::abs(std::log(nouveau / d.*dit)));
            d.*dit = nouveau;
        }
        return ecart;
    }

    std::span<Paire> paires_;
    std::vector<Disputee> disputees_{};
};

} // namespace

void probabilites_un_a_un(std::span<Paire> paires, std::size_t taille_b, Repetitions repetitions) {
    std::vector<float> de_b(taille_b);
    for (auto const& p : paires)
        de_b[p.b] += static_cast<float>(cotes(p));
    auto chaque_fiche_de_a = [&](auto faire) {
        for (std::size_t i = 0, j; i < paires.size(); i = j) {
            double de_a = 0;
            for (j = i; j < paires.size() && paires[j].a == paires[i].a; ++j)
                de_a += cotes(paires[j]);
            faire(i, j, de_a);
        }
    };
    auto rivaux_de_a = [&](Paire const& p, double de_a) { return repetitions.de_b ? 0 : autres(de_a, cotes(p)); };
    auto rivaux_de_b = [&](Paire const& p) { return repetitions.de_a ? 0 : autres(de_b[p.b], cotes(p)); };
    std::vector<bool> disputees_b(taille_b);
    auto serieux = [](Paire const& p, double rivaux) { return rivaux >= dispute && cotes(p) >= dispute; };
    for (auto const& p : paires)
        if (serieux(p, rivaux_de_b(p)))
            disputees_b[p.b] = true;
    Dispute dispute_{paires};
    chaque_fiche_de_a([&](std::size_t i, std::size_t j, double de_a) {
        auto const fiche = paires.subspan(i, j - i);
        bool const disputee =
            std::ranges::any_of(fiche, [&](auto const& p) { return serieux(p, rivaux_de_a(p, de_a)); });
        for (auto k = i; k < j; ++k) {
            auto& p = paires[k];
            auto const o = cotes(p), libre_a = 1 / (1 + rivaux_de_a(p, de_a)), libre_b = 1 / (1 + rivaux_de_b(p));
            p.probabilite = o / (o + 1 / (libre_a * libre_b));
            if (disputee || disputees_b[p.b])
                dispute_.ajouter(k, libre_a, libre_b);
        }
    });
    dispute_.resoudre(repetitions.de_b, repetitions.de_a);
}

double personnes_communes(std::size_t sures, std::span<PaireNotee const> paires, std::size_t taille_b,
                          Repetitions repetitions) {
    double total = static_cast<double>(sures);
    std::vector<float> de_b(repetitions.aucune() ? 0 : taille_b);
    for (std::size_t i = 0, j; i < paires.size(); i = j) {
        double d_une_fiche = 0;
        for (j = i; j < paires.size() && paires[j].a == paires[i].a; ++j)
            d_une_fiche += probabilite(paires[j].dixiemes);
        total += std::min(1.0, d_une_fiche);
    }
    if (repetitions.aucune())
        return total;
    for (auto const& p : paires)
        de_b[p.b] += static_cast<float>(probabilite(p.dixiemes));
    double autre = 0; // persons, not records: the side that has fewer of them
    for (auto p : de_b)
        autre += std::min(1.F, p);
    return std::min(total, autre);
}

} // namespace rapprochement
