#pragma once
// En quoi deux fiches diffèrent, exactement : les paires qui diffèrent de la même façon se confirment en un acte. Pur.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/enumere.hpp"
#include "rapprochement/rapprochement.hpp"

namespace metier::reperage {

enum class Ecart {
    accent_nom,
    tiret_nom,
    usage,
    nom_compose,
    lettre_nom,
    autre_nom,
    accent_prenom,
    tiret_prenom,
    prenom_compose,
    autre_prenom,
    inversion,
    jour_et_mois,
    premier_janvier,
    un_chiffre_de_date,
    autre_date,
    sexe,
    ine,
    lieu_de_naissance,
    adresse
};
inline constexpr base::Entree<Ecart> ecarts_connus[] = {
    {Ecart::accent_nom, "accent_nom", "un accent dans le nom"},
    {Ecart::tiret_nom, "tiret_nom", "un trait d’union, une apostrophe ou un blanc dans le nom"},
    {Ecart::usage, "usage", "le nom d’usage, mis pour le nom de naissance"},
    {Ecart::nom_compose, "nom_compose", "une partie manquante d’un nom composé"},
    {Ecart::lettre_nom, "lettre_nom", "une lettre du nom"},
    {Ecart::autre_nom, "autre_nom", "le nom"},
    {Ecart::accent_prenom, "accent_prenom", "un accent dans le prénom"},
    {Ecart::tiret_prenom, "tiret_prenom", "un trait d’union ou un blanc dans le prénom"},
    {Ecart::prenom_compose, "prenom_compose", "une partie manquante d’un prénom composé"},
    {Ecart::autre_prenom, "autre_prenom", "le prénom"},
    {Ecart::inversion, "inversion", "le nom et le prénom, mis l’un pour l’autre"},
    {Ecart::jour_et_mois, "jour_et_mois", "le jour et le mois de naissance, inversés"},
    {Ecart::premier_janvier, "premier_janvier", "un 1er janvier mis pour une date de naissance inconnue"},
    {Ecart::un_chiffre_de_date, "un_chiffre_de_date", "le jour, le mois ou l’année de naissance"},
    {Ecart::autre_date, "autre_date", "la date de naissance"},
    {Ecart::sexe, "sexe", "le sexe"},
    {Ecart::ine, "ine", "l’INE"},
    {Ecart::lieu_de_naissance, "lieu_de_naissance", "le lieu de naissance"},
    {Ecart::adresse, "adresse", "l’adresse"},
};
constexpr std::span<base::Entree<Ecart> const> entrees(Ecart) { return ecarts_connus; }
using Ecarts = std::vector<Ecart>; ///< dans l'ordre de la liste ; vide : rien ne diffère

/// Ce que deux fiches disent différemment ; une donnée absente d'un côté ne compte pas. Rien si le prénom ou la date de
/// naissance manque : on ne peut alors rien dire d'assez sûr.
std::optional<Ecarts> ecarts(rapprochement::Fiche const& a, rapprochement::Fiche const& b);
/// Assez bénins pour être confirmés en lot (rapprochement.md §9) : jamais sous une garde (jumeaux, INE partagé, prénom
/// absent), ni quand le prénom, le sexe ou l'INE diffèrent.
bool se_confirment_en_lot(Ecarts const& liste, rapprochement::Garde garde);

/// « accent_nom.adresse » ; « identique » quand rien ne diffère.
std::string ecrire(Ecarts const& liste);
std::optional<Ecarts> lire_ecarts(std::string_view texte);
/// « ne diffèrent que par un accent dans le nom et par l’adresse » ; « ne diffère… » pour une seule paire.
std::string en_clair(Ecarts const& liste, std::int64_t paires = 2);

} // namespace metier::reperage
