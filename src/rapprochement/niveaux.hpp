#pragma once
// Numbers of the levels, in the order of the tables of niveaux.cpp. Level 0 is « absent » everywhere.
#include <cstdint>

namespace rapprochement {

/// Last and first names share their levels.
enum NiveauNom : unsigned {
    nom_absent,
    nom_egal,
    nom_croise,
    nom_permute,
    nom_contenu,
    nom_inverse,
    nom_quasi,
    nom_voisin,
    nom_initiale,
    nom_ressemblant,
    nom_different,
    nom_genre,
    nom_diminutif ///< of first names only
};
enum NiveauDate : unsigned {
    date_absente,
    date_egale,
    date_presumee_egale,
    date_presumee,
    date_inversee,
    date_une_faute,
    date_deux_parties,
    date_annee,
    date_differente
};
enum NiveauSexe : unsigned { sexe_absent, sexe_egal, sexe_different };
enum NiveauIne : unsigned { ine_absent, ine_egal, ine_une_faute, ine_autre_forme, ine_different };
enum NiveauLieu : unsigned { lieu_absent, lieu_egal, lieu_voisin, lieu_different };
enum NiveauFoyer : unsigned {
    foyer_absent,
    foyer_contact,
    foyer_adresse,
    foyer_voisin,
    foyer_ressemblant,
    foyer_different
};
enum NiveauCommune : unsigned { commune_absente, commune_egale, commune_partielle, commune_differente };

} // namespace rapprochement
