#pragma once
// How the role of each column is proposed: from its header first, then from its values.
#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "rapprochement/colonnes.hpp"
#include "rapprochement/en_tetes.hpp"
#include "rapprochement/profil.hpp"

namespace rapprochement {

constexpr double presque_toutes = 0.9, la_plupart = 0.6, souvent = 0.3;
constexpr std::size_t assez_de_cases = 5; ///< filled cells under which values say nothing

std::string pour_cent(double part);

struct Proposition {
    std::span<std::string const> en_tete;
    std::span<std::vector<std::string> const> lignes;
    std::vector<Colonne> colonnes{};
    std::vector<Profil> profils{};
    std::vector<bool> secondaires{}, compris{};
    std::vector<std::string> remarques{};

    Plan faire();
    bool contient(Role role) const { return std::ranges::find(colonnes, role, &Colonne::role) != colonnes.end(); }
    void donner(std::size_t c, Role role, std::string raison);
    void douter(std::size_t c, std::string const& raison);
    void d_apres_les_en_tetes();
    /// A header that its values belie is not followed.
    void verifier(std::size_t c);
    /// Too few values to doubt a header: only the order of its dates is looked at.
    void a_peine_rempli(std::size_t c);
    /// Nothing to read but what its values are: « c3 », « V5 », « dob ».
    bool muet(std::size_t c) const;
    /// A column that no header gives to anything else, full of whole numbers. In a long list, it has all the values
    /// that such a column has; in a short one, its header says nothing else.
    bool peut_etre(std::size_t c, Role role) const;
    bool annees(std::size_t c) const {
        return profils[c].dates[static_cast<std::size_t>(FormeDeDate::annee_seule)] > presque_toutes;
    }
    /// A date spread over three columns side by side, of which headers say one or none: a year, then or before, a
    /// month (1 to 12) and a day (1 to 31).
    void date_en_trois();
    void dater(std::size_t c);
    void borner(std::size_t c, double part, std::string const& quoi);
    /// The postal address of somebody else, or an older one, only where there is no better.
    void une_seule_adresse();
    /// Headers that say nothing: what the values say.
    void d_apres_les_valeurs();
    /// Two words or three, one of them often a common first name.
    void des_noms_entiers();
    void des_noms_d_ailleurs();
    bool comme_des_noms(std::size_t c) const;
    bool une_enseigne(std::size_t c) const;
    /// Side by side, headers that say nothing: the more common first names tell which is which.
    void deux_colonnes_de_noms();
    /// A header whose words mean nothing to us: « V5 », « col 3 ».
    bool sans_mot(std::size_t c) const { return mots_de_l_en_tete(colonnes[c].en_tete).size() <= 1; }
    void une_date_sans_nom();
    void le_nom_pres_du_prenom();
    /// « nom » alone, with two words in each cell: the whole name; and at which end the family name is.
    void noms_en_une_colonne();
    /// Rows with both an age and a date of birth say when the ages were true.
    void ages_d_apres_les_dates();
    OrdreDuNom ordre(std::size_t c) const;
};

} // namespace rapprochement
