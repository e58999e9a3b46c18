#pragma once
// Ce que les sommes publiées disent exactement d'un nombre caché, même en les combinant toutes. Pur.
#include "metier/pilotage/secret.hpp"

namespace metier::pilotage {

/// Les nombres cachés, de 1 à seuil - 1, que les sommes déterminent. On cherche une autre façon de remplir les cases
/// cachées qui donne les mêmes sommes : un écart tiré au hasard (toujours le même), projeté sur ceux qui ne changent
/// aucune somme (gradient conjugué). Un nombre qui n'y bouge pas n'a qu'une valeur possible.
std::vector<std::size_t> devines(std::vector<Nombre> const& nombres, std::vector<Relation> const& relations,
                                 std::int64_t seuil);

} // namespace metier::pilotage
