#pragma once
// Reconnaître un territoire d'une source à l'autre : « Académie de Rennes », « RENNES » et « académie de rennes » sont
// la même.
#include <string>
#include <string_view>

#include "metier/territoire/territoire.hpp"

namespace metier::territoire {

/// Le nom propre seul, sans accent ni casse, sans « Académie de », « Département du », « Bassin d'éducation de ».
std::string cle_de_nom(GenreDeTerritoire genre, std::string_view nom);
/// Le code que portent les UAI : « 35 » et « 035 » donnent « 035 », « 2a » donne « 02A » ; vide si ce n'en est pas un.
std::string code_de_departement(std::string_view saisi);
/// Du plus grand au plus petit ; la hiérarchie peut sauter un étage, jamais remonter.
bool peut_contenir(GenreDeTerritoire parent, GenreDeTerritoire enfant);

} // namespace metier::territoire
