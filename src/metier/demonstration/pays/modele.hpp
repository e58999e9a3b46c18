#pragma once
// Ce qui arrive aux fiches entre deux listes : un taux par genre d'erreur, pour chaque liste. Les modèles « N » et « D
// » sont ceux des mesures du moteur ; « S » suit les sources de formats.md §13.3.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace metier::demonstration {

enum class Faute : std::uint8_t {
    accents_perdus,
    tiret_change,
    prenom_tronque, ///< des prénoms composés
    deuxieme_prenom,
    nom_usage,        ///< écrit à la place du nom de naissance
    nom_double_coupe, ///< des noms doubles
    particule,        ///< collée ou renvoyée après le nom
    frappe_nom,
    frappe_prenom,
    phonetique,
    noms_inverses,
    jour_mois_inverses,
    date_partie_fausse,
    date_chiffres_permutes,
    date_presumee, ///< 1er janvier, des nés à l'étranger
    sexe_faux,
    sexe_absent,
    ine_absent,
    ine_un_caractere,
    ine_autre,   ///< un second INE pour la même personne
    ine_partage, ///< l'INE d'un frère, d'une sœur, ou d'un autre
    commune_changee,
    adresse_changee,
    telephone_change,
    encodage_casse,
    doublon,
};
constexpr std::size_t nombre_de_fautes = 26;
std::string_view code(Faute faute);

using Taux = std::array<double, nombre_de_fautes>;

/// Colonnes écrites : celles que nomme le modèle de référence, avec l'adresse, ou toutes.
enum class Colonnes : std::uint8_t { reference, adresse, toutes };

struct Modele {
    std::string_view nom;
    Colonnes colonnes = Colonnes::reference;
    double communs = 0.85; ///< part de la première liste présente dans la seconde
    double prenoms_composes = 0.06;
    double noms_doubles = 0.05;
    double fratries = 0;      ///< part des élèves dans un foyer de deux enfants ou plus
    double jumeaux = 0;       ///< part des élèves qui ont un jumeau
    double homonymes = 0;     ///< même nom, même prénom, même jour qu'un autre
    double etrangers = 0;     ///< nés à l'étranger
    double seconde_faute = 0; ///< après une faute de frappe, une autre
    Taux a{}, b{};            ///< ce que fait chaque liste
};

/// « N » ou « D » : rapprochement.md §3. « S » : SIECLE face à une source de formats.md §13.3.
Modele modele(std::string_view nom, std::string_view source = "cfa");
/// Change un taux ou une part par son nom (« faute de la seconde liste », « jumeaux »…) ; faux si le nom est inconnu.
bool regler(Modele& modele, std::string_view nom, double valeur);

} // namespace metier::demonstration
