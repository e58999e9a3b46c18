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

/// Position of the key: column `id` if there is one, else the first whose values are unique and filled in.
std::optional<std::size_t> trouver_cle(std::span<std::string const> en_tete,
                                       std::span<std::vector<std::string> const> lignes);

/// A row made into a Fiche; missing cells are absent. `cle` is the position of the key.
Fiche fiche_depuis(std::span<std::string const> ligne, std::span<Role const> roles, std::size_t cle);

} // namespace rapprochement
