#pragma once
// Délégation pendant une absence, réattribution des suivis, fiche de passage.
#include <set>

#include "metier/acces/acces.hpp"
#include "metier/agenda/agenda.hpp"
#include "metier/jeunes/apports.hpp"
#include "metier/jeunes/jeunes.hpp"

namespace metier::passage {

using jeunes::Jeune;
using storage::Reader;
using storage::Writer;

struct Charge {
    Id<acces::Agent> agent;
    std::string nom;
    std::int64_t suivis = 0;    ///< dossiers dont il est référent
    std::int64_t echeances = 0; ///< ouvertes, à son nom
    bool parti = false;         ///< compte fermé, ou plus coordonnateur : ne reçoit plus rien
};
/// Les coordonnateurs d'un même secteur (celui de ce rôle, ou tout ce qu'il contient), avec leur charge, et ceux qui
/// n'y sont plus ; par nom.
std::vector<Charge> charges(Reader& db, Id<acces::RoleTenu> role, Date jour);
/// Qui tient ce jour-là le même rôle que celui-ci, où que ce soit ; par nom.
std::vector<Charge> du_meme_role(Reader& db, Id<acces::RoleTenu> role, Id<acces::Agent> sauf, Date jour);
/// Ceux d'entre eux qui ne tiennent pas ce rôle au même endroit (ni sur ce qui le contient) : ils n'y verraient que les
/// dossiers qu'on leur passe.
std::set<Id<acces::Agent>> d_ailleurs(Reader& db, Id<acces::RoleTenu> role, std::vector<Charge> const& eux, Date jour);
/// Quelqu'un qui s'en va, et à qui ce qu'il tient peut revenir sans que rien ne soit montré à qui ne devait pas le
/// voir.
struct Depart {
    Charge de;
    std::vector<Charge> autres;
};
/// Rien : agent inconnu.
std::optional<Depart> depart(Reader& db, Id<acces::Agent> agent, Date jour);

struct Suivi {
    Id<Jeune> jeune;
    std::string nom, nom_usage, prenom;
    std::int64_t echeances = 0;
};
/// Dont cet agent est référent ; par nom.
std::vector<Suivi> suivis(Reader& db, Id<acces::Agent> agent);

/// Répartit de quoi rapprocher les charges, chacun recevant des dossiers voisins dans l'ordre donné ; à égalité, le
/// premier d'abord.
std::vector<std::vector<Id<Jeune>>> repartir(std::vector<Id<Jeune>> const& quoi, std::vector<std::int64_t> charges);

struct Delegation {
    Id<Delegation> id;
    Id<acces::Agent> de, a;
    std::string nom_de, nom_a;
    Id<acces::RoleTenu> role_tenu;
    Date du{}, au{};
    std::string motif;
    std::int64_t version = 1;
    std::optional<Instant> vue_le; ///< qui remplace l'a lue
};
/// En cours ou à venir, données ou reçues par cet agent.
std::vector<Delegation> delegations(Reader& db, Id<acces::Agent> agent, Date jour);
std::optional<Delegation> trouver(Reader& db, Id<Delegation> id);
/// Ce qu'on peut déléguer d'un rôle : jusqu'à son dernier jour ; un rôle reçu par délégation, rien.
struct Delegable {
    bool recu = false;
    std::optional<Date> au;
};
Delegable delegable(Reader& db, Id<acces::RoleTenu> role);
/// Les rôles qu'un absent tient là où ce coordonnateur départemental répartit, hors délégation.
std::vector<Id<acces::RoleTenu>> roles_a_confier(Reader& db, Id<acces::RoleTenu> departement, Id<acces::Agent> absent,
                                                 Date jour);
/// Donne à `a` le rôle de `de`, entre ces jours.
Id<Delegation> deleguer(Writer& db, Instant instant, Id<acces::Agent> de, Id<acces::RoleTenu> role, Id<acces::Agent> a,
                        Date du, Date au, std::string const& motif);
void noter_vue(Writer& db, Instant instant, Id<Delegation> id);
/// Finit aujourd'hui (ou n'aura pas lieu).
void finir(Writer& db, Delegation const& d, Date jour);
/// Ce qui a plus d'un an : délégations finies, passages dits.
void effacer_le_perime(Writer& db, Date jour);

/// Un dossier passé comme par le coordonnateur départemental, sans courriel : pour l'académie fictive.
void passage_vecu(Writer& db, Instant instant, Id<Jeune> jeune, Id<acces::Agent> de, Id<acces::Agent> a,
                  Id<acces::Agent> par);
/// Ce qu'un compte tient encore, à dire avant de le fermer ; `apports` vit aussi longtemps.
acces::CeQuIlTient ce_qu_un_compte_tient(jeunes::Apports const& apports);
/// `apports` : ce qui suit le référent (échéances) ; vit aussi longtemps que les routes.
void routes(acces::Routes& r, jeunes::Apports const& apports);
void apports(jeunes::Apports& apports);
/// Ce qu'un collègue parti a laissé, dans la journée de qui peut le répartir.
void rubriques(agenda::Journee& journee, jeunes::Apports const& apports);
/// Ce que cette partie montre d'un jeune, et à qui.
void lectures(jeunes::Apports& apports);

} // namespace metier::passage
