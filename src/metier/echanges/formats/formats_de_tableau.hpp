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
/// Au-dessus de l'en-tête : titre, logo, date d'édition… pas plus de lignes que cela.
inline constexpr std::size_t lignes_avant_l_en_tete = 15;
struct EnTeteTrouve {
    std::size_t rang = 0;
    std::size_t noms = 0; ///< combien de colonnes se reconnaissent ; un format connu l'emporte toujours
};
/// La première ligne d'un format connu ; sinon celle qui nomme le plus de champs ; sinon la première.
EnTeteTrouve ligne_d_en_tete(std::vector<std::vector<std::string>> const& lignes);
/// À la casse, aux accents et aux cellules vides de la fin près.
bool memes_en_tetes(std::vector<std::string> const& a, std::vector<std::string> const& b);
/// Champ de chaque colonne pour ce format (les siens d'abord, puis les synonymes) ; rien : colonne ignorée.
std::vector<std::optional<Champ>> colonnes_de(Format format, std::vector<std::string> const& en_tetes);

} // namespace metier::echanges
