#include "metier/suivi/regles.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace metier::suivi {

Echelle echelle(std::span<Contact const> contacts, std::optional<Date> dernier_entretien,
                SeuilsDeContact const& seuils) {
    Echelle e;
    std::set<Canal> essayes;
    for (auto const& c : contacts) {
        if (abouti(c.resultat) || (dernier_entretien && c.le <= *dernier_entretien))
            break;
        ++e.tentatives;
        essayes.insert(c.canal);
    }
    e.canaux = static_cast<int>(essayes.size());
    e.injoignable_propose = e.tentatives >= seuils.tentatives && e.canaux >= seuils.canaux;
    for (auto canal : {Canal::telephone, Canal::message, Canal::courriel, Canal::courrier, Canal::visite})
        if (e.tentatives > 0 && !essayes.contains(canal)) {
            e.essayer = canal;
            break;
        }
    return e;
}

std::string refus_du_retour(std::optional<Date> naissance, Date demande, AgesDuRetour ages) {
    if (!naissance) // inconnue : la demande se note, l'identité se complète
        return {};
    if (demande < base::plus_annees(*naissance, ages.de))
        return "Moins de " + std::to_string(ages.de) + " ans le " + base::affiche(demande) +
               " : l’instruction est obligatoire, orientez vers la DSDEN. Le droit au retour commence le " +
               base::affiche(base::plus_annees(*naissance, ages.de)) + ".";
    if (demande >= base::plus_annees(*naissance, ages.a + 1))
        return std::to_string(ages.a + 1) + " ans ou plus le " + base::affiche(demande) +
               " : le droit au retour va jusqu’à " + std::to_string(ages.a) +
               " ans révolus. Orientez vers la formation continue.";
    return {};
}

Date terme_du_retour(Date demande, int delai) { return base::plus_jours(demande, delai); }
bool retour_en_alerte(Date terme, Date jour, int jours_avant) { return base::plus_jours(terme, -jours_avant) <= jour; }
Date terme_de_convocation(Date convocation, int mois) { return base::plus_mois(convocation, mois); }

std::vector<Date> suivis_prevus(Date effet, int premier_mois, int second_mois) {
    return {base::plus_mois(effet, premier_mois), base::plus_mois(effet, second_mois)};
}

bool peut_passer(Etat de, Etat vers) {
    switch (vers) {
    case Etat::acceptee: return de == Etat::proposee;
    case Etat::refusee:
    case Etat::active: return de == Etat::proposee || de == Etat::acceptee;
    case Etat::rompue: return de == Etat::active;
    case Etat::proposee:
    case Etat::remplacee: return false; // l'une naît ainsi, l'autre est la suite d'une activation
    }
    return false;
}

bool lit(acces::Portee const& portee, std::optional<Id<acces::Agent>> auteur, acces::Visibilite visibilite) {
    auto codes = acces::lisibles(portee.role);
    return auteur == portee.agent || std::ranges::find(codes, visibilite) != codes.end();
}

Cause cause(bool a_un_referent, bool attend, int tentatives_sans_reponse) {
    if (!a_un_referent)
        return Cause::personne;
    if (attend)
        return Cause::attente;
    return tentatives_sans_reponse > 0 ? Cause::injoignable : Cause::a_relancer;
}

} // namespace metier::suivi
