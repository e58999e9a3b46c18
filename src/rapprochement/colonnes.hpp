#pragma once
// Which column of any list is what (French and English headers), and a row made into a Fiche.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "rapprochement/fiche.hpp"

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
std::string_view libelle(Role role);

/// Role of each column, in the order of the header. A header never seen is ignored.
std::vector<Role> reconnaitre(std::span<std::string const> en_tete);

/// True when the column is compared between two records (name, date…): such a column never serves as a guessed key.
bool est_une_preuve(Role role);

/// French sentence when no full date of birth can be had from these columns; empty when all is well.
std::string remarque_sur_la_naissance(std::span<Role const> roles);

/// Position of the key: column `id`, else the first without evidence whose values are unique and filled in.
std::optional<std::size_t> trouver_cle(std::span<std::string const> en_tete,
                                       std::span<std::vector<std::string> const> lignes);

/// A row made into a Fiche; missing cells are absent. `cle` is the position of the key.
Fiche fiche_depuis(std::span<std::string const> ligne, std::span<Role const> roles, std::size_t cle);

} // namespace rapprochement
