#pragma once
// Sur qui : la portée du rôle en cours. Toute requête sur des personnes porte l'une de ces conditions.
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "metier/acces/roles.hpp"
#include "storage/connection.hpp"

namespace metier::territoire {
struct Territoire;
struct Etablissement;
struct Reseau;
struct Structure;
} // namespace metier::territoire
namespace metier::jeunes {
struct Jeune;
}

namespace metier::acces {

struct Agent;
struct RoleTenu;

/// Rôle en cours d'un agent, un jour donné. Se passe à toute fonction de dépôt qui parle de personnes.
struct Portee {
    Id<Agent> agent;
    Id<RoleTenu> role_tenu;
    Role role = Role::cpe;
    Date jour;
    Instant instant{}; ///< pour ce qui finit à une heure (accès d'urgence) ; absent : la fin du jour
};

/// Un morceau de requête et les valeurs de ses `?`, à passer à leur place.
struct Condition {
    std::string sql;
    std::vector<storage::Param> p;
};
/// Le rôle en cours voit la personne ; `jeune` : l'alias de la table jeune dans la requête. Se juge ligne à ligne : ne
/// réunit jamais les élèves de tout un secteur.
Condition est_visible(Portee const& portee, std::string_view jeune);
/// La même, d'un rôle tenu et d'un jour que donne la requête elle-même ; sans paramètre.
std::string est_visible_de(std::string_view role_tenu, std::string_view jour, std::string_view jeune);
/// L'ensemble, à écrire après un `in`. Un secteur compte des dizaines de milliers d'élèves.
Condition visibles(Portee const& portee);
/// L'ensemble sans le secteur d'un coordonnateur ni celui d'une plateforme (cercle, établissement, accès accordé).
Condition visibles_hors_secteur(Portee const& portee);

/// Les situations de prévention que ce rôle voit (metier.md §11.4) : direction, référent et CPE celles de leur
/// établissement ; un coordonnateur celles qu'on lui a confiées. `p` : l'alias d'une table à etablissement_id et
/// confie_a.
Condition situation_visible(Portee const& portee, std::string_view p);
/// La même, d'un rôle tenu que donne la requête elle-même ; sans paramètre.
std::string situation_visible_de(std::string_view role_tenu, std::string_view p);
/// Un titre plus étroit que le dossier : dans cet établissement (une expression), la situation de prévention de ce
/// jeune lui est ouverte. Il sait qui il est et ce que l'établissement en dit ; rien du dossier.
Condition connu_par_la_prevention(Portee const& portee, std::string_view jeune, std::string_view etablissement);

/// Pourquoi cet agent voit ce jeune ; rien s'il ne le voit pas.
std::optional<std::string> motif(storage::Reader& db, Portee const& portee, Id<jeunes::Jeune> jeune);
/// « Vous voyez ce dossier parce que… » (C-86, N-5). `perimetre` : nom du bassin, de l'établissement…
std::string pourquoi(std::string_view motif, Role role, std::string_view perimetre);

} // namespace metier::acces
