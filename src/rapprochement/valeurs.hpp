#pragma once
// Cells as lists write them: dates in every order, sexes, small numbers, a whole name in one cell.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/date.hpp"
#include "rapprochement/fiche.hpp"

namespace rapprochement {

/// Order of the parts of a date. One form for a whole column: « 03/12/2008 » alone does not say which it is.
enum class FormeDeDate : std::uint8_t {
    annee_mois_jour, ///< 2008-03-12, 2008/03/12, 20080312
    jour_mois_annee, ///< 12/03/2008, 12-03-08, 12032008, 12 mars 2008
    mois_jour_annee, ///< 03/12/2008, 03122008, March 12, 2008
    tableur,         ///< 39519: days since 1900
    annee_seule,     ///< 2008, kept as 1 January, the date of those whose day is unknown
};
/// Years that a birth may have: registers of three centuries ago are linked too.
constexpr unsigned premiere_annee = 1600, derniere_annee = 2200;
std::string_view code(FormeDeDate forme); ///< « jj/mm/aaaa »…
std::optional<FormeDeDate> lire_forme_de_date(std::string_view code);

std::optional<Date> lire_date(std::string_view texte, FormeDeDate forme);
/// The same where a slip made a date that does not exist: day and month the other way round are put right; otherwise
/// its digits are kept, to be compared one by one (such a date is not ok()).
std::optional<Date> lire_date_meme_fausse(std::string_view texte, FormeDeDate forme);
std::optional<Date> date_meme_fausse(unsigned annee, unsigned mois, unsigned jour);
Sexe lire_sexe(std::string_view texte);
/// « 7 », « 07 », « 2008.0 »; nothing when it is not a whole number.
std::optional<unsigned> lire_entier(std::string_view texte);
/// « mars », « MAR », « 3 »; nothing when it is no month.
std::optional<unsigned> lire_mois(std::string_view texte);
/// 75 → 1975, 8 → 2008, 2008 → 2008.
unsigned annee_complete(unsigned annee);

/// Which end of « Jean DUPONT » the family name is at, when nothing in the cell tells.
enum class OrdreDuNom : std::uint8_t { nom_puis_prenom, prenom_puis_nom };
struct NomEtPrenom {
    std::string nom, prenom;
};
/// « DUPONT, Jean », « DUPONT^JEAN^P » of hospitals, « DUPONT*JEAN PIERRE/ » of registers of deaths.
constexpr std::string_view separe_nom_et_prenom = ",^*";
/// « DUPONT, Jean », « DE LA TOUR Jean-Baptiste »: a separator or capitals tell; otherwise `ordre` does.
NomEtPrenom separer_nom_et_prenom(std::string_view cellule, OrdreDuNom ordre);

} // namespace rapprochement
