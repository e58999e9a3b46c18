#pragma once
// Les jours et les heures où quelqu'un ne veut rien recevoir (C-118, C-119). Ce qui est urgent part quand même.
#include <vector>

#include "base/enumere.hpp"
#include "metier/acces/contexte.hpp"

namespace metier::courriels {

enum class JourDeSemaine { lundi, mardi, mercredi, jeudi, vendredi, samedi, dimanche };
inline constexpr base::Entree<JourDeSemaine> jours_de_semaine[] = {
    {JourDeSemaine::lundi, "1", "Lundi"},       {JourDeSemaine::mardi, "2", "Mardi"},
    {JourDeSemaine::mercredi, "3", "Mercredi"}, {JourDeSemaine::jeudi, "4", "Jeudi"},
    {JourDeSemaine::vendredi, "5", "Vendredi"}, {JourDeSemaine::samedi, "6", "Samedi"},
    {JourDeSemaine::dimanche, "7", "Dimanche"},
};
constexpr std::span<base::Entree<JourDeSemaine> const> entrees(JourDeSemaine) { return jours_de_semaine; }

/// Les heures, de Paris, où un courriel peut partir : de la première comprise à la dernière exclue.
struct Heures {
    std::int64_t premiere = 0, derniere = 24;
};
struct Repos {
    std::vector<JourDeSemaine> jours;
    Heures heures;

    bool est_un_jour_de_repos(Date jour) const;
};
Repos repos(storage::Reader& db, Id<acces::Agent> agent);
/// Ce qui attendait est relu avec ce choix.
void choisir_le_repos(storage::Writer& db, Instant maintenant, Id<acces::Agent> agent, Repos const& r);
/// Celles que tout le monde partage.
Heures heures_communes(storage::Reader& db, Date jour);

/// L'instant permis le plus proche : le même s'il est entre ces heures, sinon l'ouverture suivante, hors jours de
/// repos. Des heures qui ne laissent rien, sept jours de repos : les heures communes seules.
Instant heure_permise(Instant instant, Heures communes, Repos const& r = {});

} // namespace metier::courriels
