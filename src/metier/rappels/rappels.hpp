#pragma once
// Récapitulatif par courriel et flux de calendrier : ce que le programme branche.
#include <span>

#include "metier/acces/routes.hpp"
#include "metier/agenda/agenda.hpp"
#include "metier/courriels/repos.hpp"

namespace metier::rappels {

enum class Recapitulatif { jamais, matin, lundi };
inline constexpr base::Entree<Recapitulatif> recapitulatifs[] = {
    {Recapitulatif::matin, "matin", "Chaque matin, s’il y a quelque chose à faire"},
    {Recapitulatif::lundi, "lundi", "Le lundi, ou le premier jour travaillé de la semaine"},
    {Recapitulatif::jamais, "jamais", "Jamais"},
};
constexpr std::span<base::Entree<Recapitulatif> const> entrees(Recapitulatif) { return recapitulatifs; }

struct Preferences {
    Recapitulatif recapitulatif = Recapitulatif::matin;
    std::string flux; ///< empreinte du secret, vide : pas de flux
    std::optional<Date> envoye_le;
};
Preferences preferences(storage::Reader& db, Id<acces::Agent> agent);
void choisir(storage::Writer& db, Id<acces::Agent> agent, Recapitulatif r);
/// Rend le nouveau secret ; l'ancien ne mène plus à rien.
std::string renouveler_le_flux(storage::Writer& db, Id<acces::Agent> agent);
void fermer_le_flux(storage::Writer& db, Id<acces::Agent> agent);
std::optional<Id<acces::Agent>> agent_du_flux(storage::Reader& db, std::string const& secret);

/// Ni samedi, ni dimanche, ni jour férié, ni jour de repos ; le premier jour travaillé de la semaine seulement pour qui
/// le veut ainsi ; une fois par jour.
bool a_envoyer(Preferences const& p, courriels::Repos const& repos, Date jour);

struct Compte {
    std::string rubrique;
    std::size_t combien = 0;
};
/// Ce que « Ma journée » montre à cet agent, dans chacun de ses rôles, rubrique par rubrique ; sans un nom.
std::vector<Compte> a_faire(acces::Environnement const& env, agenda::Journee const& journee, Id<acces::Agent> agent);

/// La journée vit aussi longtemps que les routes.
void routes(acces::Routes& r);
/// Dépose les récapitulatifs de ce matin ; rend combien. À appeler chaque jour, une seule fois suffit.
std::int64_t envoyer_les_recapitulatifs(acces::Environnement const& env, agenda::Journee const& journee);

} // namespace metier::rappels
