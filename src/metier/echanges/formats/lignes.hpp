#pragma once
// Une ligne lue : ses cellules telles que dans le fichier, et ce qui cloche dedans.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "metier/echanges/formats/champs.hpp"

namespace metier::echanges {

struct Cellule {
    Champ champ;
    std::string valeur; ///< telle que lue, blancs de bord retirés
    friend bool operator==(Cellule const&, Cellule const&) = default;
};

enum class Gravite { avertissement, erreur };

struct Anomalie {
    Gravite gravite = Gravite::avertissement;
    std::string code{};           ///< « L-01 »… (formats.md §14)
    std::optional<Champ> champ{}; ///< la cellule en cause
    std::string lu{};
    std::string attendu{};
    std::string message{};     ///< phrase française
    std::string proposition{}; ///< valeur corrigée, vide s'il n'y en a pas
    bool de_lecture = false;   ///< vue en lisant le fichier : la ligne seule ne permet pas de la retrouver
    friend bool operator==(Anomalie const&, Anomalie const&) = default;
};

/// Plus de cellules que l'en-tête : tient jusqu'à ce qu'une personne ait relu la ligne.
inline constexpr std::string_view code_de_debordement = "L-13";

/// Ce qui ne va pas, en une phrase : la cellule, ce qu'on y lit (jamais un INE), ce qu'on attendait.
std::string phrase(Anomalie const& anomalie);

/// Ce que décrit la ligne : un ZIP de SIECLE mêle plusieurs genres.
enum class Genre { eleve, responsable, division, nomenclature, etablissement };
std::string_view code(Genre genre);
std::optional<Genre> genre(std::string_view code);

/// « ligne 12 » d'un tableau ; « élève n° 12 » d'un XML.
std::string repere(Genre genre, std::int64_t numero, bool de_xml);

struct LigneLue {
    Genre genre = Genre::eleve;
    std::int64_t numero = 0; ///< ligne du tableau ; dans un XML, rang de l'enregistrement
    std::int64_t ligne = 0; ///< XML : ligne du fichier, où plusieurs enregistrements peuvent tenir ; 0 pour un tableau
    std::string fichier{};  ///< nom de l'entrée, dans une archive de plusieurs fichiers
    std::vector<Cellule> cellules{};
    std::vector<Anomalie> anomalies{};

    /// Vide si le champ manque.
    std::string_view operator[](Champ champ) const;
    bool a(Champ champ) const { return !(*this)[champ].empty(); }
    /// Remplace ou ajoute ; une valeur vide retire la cellule.
    void poser(Champ champ, std::string valeur);
    bool a_une_erreur() const;
    /// « ligne 12 », « élève n° 12 (ligne 345) »
    std::string repere() const;
    friend bool operator==(LigneLue const&, LigneLue const&) = default;
};

} // namespace metier::echanges
