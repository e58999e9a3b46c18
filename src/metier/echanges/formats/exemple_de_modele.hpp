#pragma once
// Le modèle de téléversement d'un CFA porte en ligne 2 une personne d'exemple (formats.md §8.1) ; certains l'effacent
// et y mettent un vrai apprenti. Pur.
#include <string>
#include <vector>

#include "metier/echanges/formats/lignes.hpp"

namespace metier::echanges {

/// Vrai si la ligne dit elle-même qu'elle est un exemple, ou si deux indices le montrent : un nom de convenance
/// (« DUPONT Jean ») ne suffit pas, quelqu'un s'appelle ainsi.
bool est_un_exemple(LigneLue const& ligne, std::vector<std::string> const& cellules);

} // namespace metier::echanges
