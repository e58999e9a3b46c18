#include "rapprochement/un_a_un.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace rapprochement {
namespace {

constexpr int poids_au_plus = 600; ///< beyond, odds would no longer be told from one another

double cotes(Paire const& p) { return std::exp2(std::min(p.dixiemes, poids_au_plus) / 10.0); }

} // namespace

void probabilites_un_a_un(std::span<Paire> paires, std::size_t taille_b, Repetitions repetitions) {
    std::vector<float> de_b(taille_b);
    for (auto const& p : paires)
        de_b[p.b] += static_cast<float>(cotes(p));
    for (std::size_t i = 0, j; i < paires.size(); i = j) {
        double de_a = 0;
        for (j = i; j < paires.size() && paires[j].a == paires[i].a; ++j)
            de_a += cotes(paires[j]);
        for (auto& p : paires.subspan(i, j - i)) {
            auto const o = cotes(p);
            auto autres = [&](double somme) { // a sum rounded to its size leaves nothing when the pair is alone
                auto const reste = somme - o;
                return reste > 1e-6 * somme ? reste : 0.0;
            };
            auto const rivaux_de_a = repetitions.de_b ? 0 : autres(de_a);
            auto const rivaux_de_b = repetitions.de_a ? 0 : autres(de_b[p.b]);
            p.probabilite = o / (o + (1 + rivaux_de_a) * (1 + rivaux_de_b));
        }
    }
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
