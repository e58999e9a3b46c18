#pragma once
// What the values of a column look like, on a sample of the rows.
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "rapprochement/valeurs.hpp"

namespace rapprochement {

/// Shares are of the filled cells, in [0, 1].
struct Profil {
    std::size_t remplies = 0, distinctes = 0;
    std::array<double, 5> dates{}; ///< readable as a date of birth, by FormeDeDate
    double lettres = 0;            ///< letters, blanks, hyphens and apostrophes only
    double deux_mots = 0;          ///< two to four words
    double virgules = 0;           ///< « DUPONT, Jean »
    double prenoms = 0;            ///< a common first name
    double prenom_au_debut = 0, prenom_a_la_fin = 0;
    double sexes = 0, courriels = 0, telephones = 0, entiers = 0;
    double mots = 0;                                            ///< average number of words
    double longueur = 0;                                        ///< average number of characters
    double des_mois = 0, des_jours = 0, des_ages = 0;           ///< share of the whole numbers within their bounds
    double deux_chiffres = 0;                                   ///< whole numbers under 100, as years may be
    std::size_t premiers_distincts = 0, derniers_distincts = 0; ///< first and last words
    bool uniques() const { return remplies > 1 && distinctes == remplies; }
};
Profil profil(std::span<std::vector<std::string> const> lignes, std::size_t colonne);

/// Order of the parts of these dates, and the share read with it.
struct FormeTrouvee {
    FormeDeDate forme = FormeDeDate::annee_mois_jour;
    double part = 0;
};
FormeTrouvee forme_des_dates(Profil const& p);

} // namespace rapprochement
