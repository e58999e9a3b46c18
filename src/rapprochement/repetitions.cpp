#include "rapprochement/repetitions.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "rapprochement/notation.hpp"

namespace rapprochement {
namespace {

constexpr double presque_sure = 0.9;   // a counterpart
constexpr double trop_souvent = 0.02;  // of the records that have one: two namesakes of one day are far rarer
constexpr std::uint32_t quelques = 10; // nothing is said of a few

bool souvent_deux(std::vector<std::uint8_t> const& vues) {
    auto const une = static_cast<double>(std::ranges::count_if(vues, [](auto n) { return n >= 1; }));
    auto const deux = static_cast<double>(std::ranges::count_if(vues, [](auto n) { return n >= 2; }));
    return deux >= quelques && deux > trop_souvent * une;
}

/// Best and second best weight of each record, and its best pair.
struct Meilleure {
    int premier = -100'000, second = -100'000;
    std::size_t paire = 0;
    void voir(int dixiemes, std::size_t k) {
        if (dixiemes > premier) {
            second = premier;
            premier = dixiemes;
            paire = k;
        } else
            second = std::max(second, dixiemes);
    }
};

} // namespace

Repetitions repetitions(std::span<PaireNotee const> paires, std::size_t taille_a, std::size_t taille_b) {
    std::vector<std::uint8_t> de_a(taille_a), de_b(taille_b);
    auto voir = [](std::uint8_t& n) { n = std::min<std::uint8_t>(2, static_cast<std::uint8_t>(n + 1)); };
    for (auto const& p : paires)
        if (p.sure && probabilite(p.dixiemes) >= presque_sure) {
            voir(de_a[p.a]);
            voir(de_b[p.b]);
        }
    return {.de_a = souvent_deux(de_b), .de_b = souvent_deux(de_a)};
}

void affecter_plusieurs(std::vector<Paire>& paires, std::size_t taille_a, std::size_t taille_b, Seuils const& seuils,
                        Repetitions repetitions) {
    auto const marge = static_cast<int>(std::lround(seuils.marge * 10));
    std::vector<Meilleure> de_a(taille_a), de_b(taille_b);
    for (std::size_t k = 0; k < paires.size(); ++k) {
        if (paires[k].garde == Garde::ine_partage)
            continue;
        de_a[paires[k].a].voir(paires[k].dixiemes, k);
        de_b[paires[k].b].voir(paires[k].dixiemes, k);
    }
    for (std::size_t k = 0; k < paires.size(); ++k) {
        auto& p = paires[k];
        bool possible = p.probabilite >= seuils.douteux, conteste = false;
        for (auto const& [repetee, meilleure] :
             {std::pair{repetitions.de_b, &de_a[p.a]}, {repetitions.de_a, &de_b[p.b]}}) {
            if (repetee)
                continue;
            conteste =
                conteste || (meilleure->paire == k ? meilleure->second : meilleure->premier) + marge > p.dixiemes;
            if (meilleure->paire != k && meilleure->premier >= p.dixiemes + marge)
                possible = false;
        }
        if (!possible && p.garde != Garde::ine_partage) {
            p.raison = p.probabilite >= seuils.douteux ? Raison::pris_par_un_meilleur : Raison::poids_insuffisant;
            continue;
        }
        bool const sur = p.probabilite >= seuils.lien && !conteste && !relecture_obligatoire(p.garde);
        p.decision = sur ? Decision::lien : Decision::douteux;
        p.raison = sur ? Raison::lien : Raison::douteux;
    }
}

} // namespace rapprochement
