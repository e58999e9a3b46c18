#pragma once
// Pour qui l'on agit : soi, et celui dont on tient le rôle pendant son absence (N-24). La seule lecture de la table
// delegation ; toute partie qui demande « est-ce à lui ? » passe par ici. Finie, une délégation ne donne plus rien.
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

/// À un autre titre que celui-ci.
bool vu_autrement(storage::Reader& db, Portee const& portee, Id<jeunes::Jeune> jeune, std::string_view sauf);
/// Il ne suit plus ce jeune et rien d'autre ne le lui montre : il lit encore quelques jours, il n'écrit plus (C-92).
bool lit_seulement(storage::Reader& db, Portee const& portee, Id<jeunes::Jeune> jeune);

} // namespace metier::acces
