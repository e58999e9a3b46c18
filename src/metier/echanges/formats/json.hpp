#pragma once
// Lignes et correspondances en JSON, pour être gardées par l'appelant. Une clé ou un champ inconnu est ignoré :
// ce qui a été gardé par une version se relit par la suivante.
#include <string>
#include <string_view>

#include "metier/echanges/formats/correspondance.hpp"
#include "metier/echanges/formats/lignes.hpp"

namespace metier::echanges {

std::string en_json(LigneLue const& ligne);
std::string en_json(Correspondance const& correspondance);
/// Lèvent Defaut si ce n'est pas du JSON de la bonne forme.
LigneLue ligne_depuis_json(std::string_view json);
Correspondance correspondance_depuis_json(std::string_view json);

} // namespace metier::echanges
