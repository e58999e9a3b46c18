#pragma once
// Sur qui : la portée du rôle en cours. Toute requête sur des personnes passe par la vue jeune_visible.
#include <optional>
#include <string>

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
};

/// À écrire dans un `where … in` : deux paramètres, portee.role_tenu puis portee.jour.
inline constexpr std::string_view visibles_sql =
    "(select jeune_id from jeune_visible where role_tenu_id = ? and jusqu_au >= ?)";

/// La même question pour une ligne à la fois, mêmes deux paramètres : pour une liste de quelques centaines de
/// candidats, au lieu de réunir tout le secteur. Un essai vérifie qu'elle répond comme la vue.
std::string est_visible(std::string_view colonne);

/// Pourquoi cet agent voit ce jeune ; rien s'il ne le voit pas.
std::optional<std::string> motif(storage::Reader& db, Portee const& portee, Id<jeunes::Jeune> jeune);
/// « Vous voyez ce dossier parce que… » (C-86, N-5). `perimetre` : nom du bassin, de l'établissement…
std::string pourquoi(std::string_view motif, Role role, std::string_view perimetre);

} // namespace metier::acces
