#pragma once
// Which column of any list is what, by its header and by its values, and a row made into a Fiche.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rapprochement/fiche.hpp"
#include "rapprochement/valeurs.hpp"

namespace rapprochement {

enum class Role : std::uint8_t {
    ignoree,
    id,
    nom,
    nom_usage,
    prenom,
    nom_et_prenom,
    naissance,
    jour,
    mois,
    annee,
    age, ///< in years: a year of birth, give or take one
    sexe,
    ine,
    commune_naissance,
    numero_de_rue,
    adresse,
    code_postal,
    commune,
    telephone,
    courriel
};
constexpr std::size_t nombre_de_roles = 20;
std::string_view libelle(Role role); ///< « nom de naissance »
std::string_view code(Role role);    ///< « nom », as in a configuration file
std::optional<Role> lire_role(std::string_view code);

/// How one column is read.
struct Colonne {
    std::string en_tete{};
    Role role = Role::ignoree;
    FormeDeDate forme = FormeDeDate::annee_mois_jour; ///< for `naissance`
    OrdreDuNom ordre = OrdreDuNom::nom_puis_prenom;   ///< for `nom_et_prenom`
    int annee_des_ages = 0;                           ///< for `age`: the year they were true; 0: not known
    std::string raison{};                             ///< French: why this role
};
/// Ages are then as good as those of another list, no better: any year will do.
constexpr int annee_d_ages_inconnue = 2000;
/// How a file is read: its columns in the order of the header.
struct Plan {
    std::vector<Colonne> colonnes{};
    std::vector<std::string> remarques{}; ///< French: what may be missing or doubtful
};

/// Reads the header and a sample of the rows; nothing has to be set.
Plan proposer(std::span<std::string const> en_tete, std::span<std::vector<std::string> const> echantillon);
/// What each list may learn from the other: order of whole names, year of the ages.
void accorder(Plan& a, std::span<std::vector<std::string> const> lignes_a, Plan& b,
              std::span<std::vector<std::string> const> lignes_b, int annee_courante);
std::vector<Role> roles(Plan const& plan);
/// French, when the columns do not describe people (no name, no number): says what was read. Empty otherwise.
std::string pourquoi_pas_des_personnes(Plan const& plan);

/// Role of each column by the header alone. A header never seen is ignored.
std::vector<Role> reconnaitre(std::span<std::string const> en_tete);

/// True when the column is compared between two records (name, date…): such a column never serves as a guessed key.
bool est_une_preuve(Role role);

/// French sentence when no full date of birth can be had from these columns; empty when all is well.
std::string remarque_sur_la_naissance(std::span<Role const> roles);

/// Position of the key: column `id`, else the first without evidence whose values are unique and filled in.
std::optional<std::size_t> trouver_cle(std::span<std::string const> en_tete,
                                       std::span<std::vector<std::string> const> lignes);

/// A row made into a Fiche; missing cells are absent. `cle` is the position of the key.
Fiche fiche_depuis(std::span<std::string const> ligne, Plan const& plan, std::size_t cle);
/// The same, from roles alone: dates in any order that leaves no doubt, else day first.
Fiche fiche_depuis(std::span<std::string const> ligne, std::span<Role const> roles, std::size_t cle);

} // namespace rapprochement
