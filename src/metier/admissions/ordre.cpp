// C-65, pur : qui entre, qui attend, dans l'ordre écrit sur l'action.
#include <algorithm>
#include <iterator>

#include "base/texte.hpp"
#include "metier/admissions/admissions.hpp"
#include "metier/jeunes/regles.hpp"

namespace metier::admissions {
namespace {

template <class F>
std::vector<Candidature> dans_l_ordre(Action const& a, std::vector<Candidature> const& toutes, F garder) {
    std::vector<Candidature> liste;
    std::ranges::copy_if(toutes, std::back_inserter(liste), garder);
    auto rang = [&](Candidature const& c) {
        bool soumis = a.ordre == Ordre::obligation && jeunes::soumis_a_obligation(c.naissance, a.du);
        return std::tuple{soumis ? 0 : 1, c.demandee_le, c.id};
    };
    std::ranges::sort(liste, {}, rang);
    return liste;
}

/// Les candidatures qui prendraient les places libres si toutes étaient recevables.
std::vector<Candidature> prochaines(Action const& a, std::vector<Candidature> const& toutes) {
    auto liste = dans_l_ordre(a, toutes, [](auto const& c) { return !c.issue || c.issue == Issue::liste_attente; });
    auto libres = static_cast<std::size_t>(std::max<std::int64_t>(0, a.places - admis(toutes)));
    liste.resize(std::min(libres, liste.size()));
    return liste;
}

} // namespace

std::string doute(Action const& a, std::optional<Date> naissance) {
    if (!a.age_de && !a.age_a)
        return {};
    if (!naissance)
        return "Date de naissance inconnue : l’âge est à vérifier.";
    auto ans = base::age(*naissance, a.du);
    auto lu = std::to_string(ans) + " ans au " + base::affiche(a.du);
    if (a.age_de && ans < *a.age_de)
        return lu + ", il en faut " + std::to_string(*a.age_de) + ".";
    if (a.age_a && ans > *a.age_a)
        return lu + ", " + std::to_string(*a.age_a) + " au plus.";
    return {};
}

std::vector<Candidature> liste_d_attente(Action const& a, std::vector<Candidature> const& toutes) {
    return dans_l_ordre(a, toutes, [](auto const& c) { return c.issue == Issue::liste_attente; });
}

std::int64_t admis(std::vector<Candidature> const& toutes) {
    return std::ranges::count_if(toutes, [](auto const& c) { return c.issue == Issue::admis; });
}

std::vector<Candidature> peuvent_entrer(Action const& a, std::vector<Candidature> const& toutes) {
    auto liste = prochaines(a, toutes);
    std::erase_if(liste, [](auto const& c) { return !c.issue; });
    return liste;
}

std::int64_t places_gardees(Action const& a, std::vector<Candidature> const& toutes) {
    return std::ranges::count_if(prochaines(a, toutes), [](auto const& c) { return !c.issue; });
}

std::string ou_en_est(Candidature const& c) {
    if (c.recevabilite == Recevabilite::non_recevable)
        return "Non recevable";
    if (!c.issue)
        return c.recevabilite ? std::string(base::libelle(*c.recevabilite)) : "À juger";
    switch (*c.issue) {
    case Issue::admis: return c.promue_le ? "Admise, de la liste d’attente" : "Admise";
    case Issue::liste_attente: return "En liste d’attente";
    case Issue::refuse: return "Refusée après entretien";
    case Issue::desiste: return "Désistement";
    }
    return {};
}

} // namespace metier::admissions
