#pragma once
// Le numéro interne (ELENOET) qu'un établissement donne à l'élève : certains exports ne disent que lui.
#include "metier/jeunes/jeunes.hpp"

namespace metier::jeunes {

/// Ce qui n'est pas un nombre est laissé.
void noter_numero_interne(Writer& db, Id<Etablissement> etablissement, std::string_view numero, Id<Jeune> jeune);

} // namespace metier::jeunes
