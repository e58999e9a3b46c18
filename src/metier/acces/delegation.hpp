#pragma once
// Pour qui l'on agit : soi, et celui dont on tient le rôle pendant son absence (N-24). La seule lecture de la table
// delegation ; toute partie qui demande « est-ce à lui ? » passe par ici. Finie, une délégation ne donne plus rien.
#include <optional>
#include <string>
#include <vector>

#include "metier/acces/portee.hpp"

namespace metier::acces {

/// « colonne in (soi, et qui l'on remplace) », pour une colonne qui désigne un agent.
Condition est_a_lui(Portee const& portee, std::string_view colonne);
/// Soi d'abord, puis qui l'on remplace dans ce rôle.
std::vector<Id<Agent>> agit_pour(storage::Reader& db, Portee const& portee);
bool est_a_lui(storage::Reader& db, Portee const& portee, Id<Agent> agent);
/// « Awa NDIAYE », si ce rôle est tenu pour quelqu'un ; sinon vide. Deux : « Awa NDIAYE et Léo MARTIN ».
std::string pour_qui(storage::Reader& db, Portee const& portee);
/// « à la place de Awa NDIAYE, jusqu’au 30/11/2026 » : ce que ce rôle a d'emprunté ce jour-là ; vide : c'est le sien.
std::string a_la_place_de(storage::Reader& db, Id<RoleTenu> role, Date jour);

/// Pourquoi il voit ce jeune, à un autre titre que celui-ci.
std::optional<std::string> motif_sauf(storage::Reader& db, Portee const& portee, Id<jeunes::Jeune> jeune,
                                      std::string_view sauf);
bool vu_autrement(storage::Reader& db, Portee const& portee, Id<jeunes::Jeune> jeune, std::string_view sauf);
/// Il lit et n'écrit pas : il ne suit plus ce jeune et rien d'autre ne le lui montre (C-92), ou seule l'urgence le lui
/// a ouvert (C-87).
bool lit_seulement(storage::Reader& db, Portee const& portee, Id<jeunes::Jeune> jeune);
/// Rien d'autre que l'urgence ne lui ouvre ce dossier.
bool par_urgence(storage::Reader& db, Portee const& portee, Id<jeunes::Jeune> jeune);
/// « Vous voyez ce dossier parce que… », vrai pour lui ce jour-là : suivi fini, absence d'un collègue, urgence dite à
/// qui.
std::string pourquoi(storage::Reader& db, Portee const& portee, Id<jeunes::Jeune> jeune, std::string_view motif,
                     std::string_view perimetre);

} // namespace metier::acces
