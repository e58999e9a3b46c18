#include "metier/reperage/ordre.hpp"

#include <algorithm>
#include <cmath>

namespace metier::reperage {
namespace {

constexpr std::int64_t rivaux_comptes = 4; // au-delà, un groupe de plus n'apprend plus rien

/// Soumis à l'obligation de formation, ou bientôt.
bool proche_de_l_obligation(std::optional<Date> naissance, PoidsDUtilite const& poids, Date jour) {
    return naissance && base::plus_annees(*naissance, poids.age_debut - 1) <= jour &&
           jour < base::plus_annees(*naissance, poids.age_fin);
}

int incertitude(double p) { return static_cast<int>(std::lround(400 * p * (1 - p))); }

/// Le plus grand d'abord.
int cle(PaireARanger const& p, OrdreDePaires ordre, PoidsDUtilite const& poids, Date jour) {
    switch (ordre) {
    case OrdreDePaires::utilite: return utilite(p, poids, jour);
    case OrdreDePaires::incertitude: return incertitude(p.probabilite);
    case OrdreDePaires::rivaux: return static_cast<int>(p.composante);
    case OrdreDePaires::obligation: return proche_de_l_obligation(p.naissance, poids, jour);
    case OrdreDePaires::ressemblance: return p.dixiemes;
    }
    return 0;
}

} // namespace

std::string_view pourquoi_cet_ordre(OrdreDePaires ordre) {
    switch (ordre) {
    case OrdreDePaires::utilite:
        return "D’abord les paires où votre réponse apprend le plus : la machine hésite (une chance sur deux), "
               "plusieurs "
               "dossiers se disputent la même personne, le jeune est proche des 16-18 ans de l’obligation de "
               "formation.";
    case OrdreDePaires::incertitude: return "D’abord celles où la machine hésite : une chance sur deux.";
    case OrdreDePaires::rivaux: return "D’abord celles où plusieurs dossiers se disputent la même personne.";
    case OrdreDePaires::obligation:
        return "D’abord les jeunes soumis à l’obligation de formation, ou qui le seront dans l’année.";
    case OrdreDePaires::ressemblance: return "D’abord celles dont les deux fiches se ressemblent le plus.";
    }
    return {};
}

int utilite(PaireARanger const& p, PoidsDUtilite const& poids, Date jour) {
    auto rivaux = static_cast<int>(std::clamp<std::int64_t>(p.composante - 1, 0, rivaux_comptes));
    return incertitude(p.probabilite) + rivaux * poids.conflit +
           (proche_de_l_obligation(p.naissance, poids, jour) ? poids.obligation : 0);
}

void ranger(std::vector<PaireARanger>& paires, OrdreDePaires ordre, PoidsDUtilite const& poids, Date jour) {
    std::vector<std::pair<std::pair<bool, int>, PaireARanger>> cles;
    cles.reserve(paires.size());
    for (auto& p : paires)
        cles.push_back({{p.reportee, -cle(p, ordre, poids, jour)}, p});
    std::ranges::stable_sort(cles, [](auto const& a, auto const& b) {
        return std::pair{a.first, a.second.id} < std::pair{b.first, b.second.id};
    });
    std::ranges::transform(cles, paires.begin(), [](auto const& c) { return c.second; });
}

} // namespace metier::reperage
