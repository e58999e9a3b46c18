#pragma once
// Les tableaux que nous connaissons, reconnus à leurs en-têtes et jamais à l'ordre des colonnes.
#include <optional>
#include <string>
#include <vector>

#include "metier/echanges/formats/champs.hpp"
#include "metier/echanges/formats/lecteur.hpp"

namespace metier::echanges {

/// Format que ces en-têtes désignent ; rien si le tableau est inconnu.
std::optional<Format> reconnaitre(std::vector<std::string> const& en_tetes);
/// Champ de chaque colonne pour ce format (les siens d'abord, puis les synonymes) ; rien : colonne ignorée.
std::vector<std::optional<Champ>> colonnes_de(Format format, std::vector<std::string> const& en_tetes);

} // namespace metier::echanges
