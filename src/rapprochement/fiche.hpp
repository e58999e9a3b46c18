#pragma once
// A record as a source gives it. Everything may be missing; nothing needs to be normalised beforehand.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"

namespace rapprochement {

enum class Sexe : std::uint8_t { inconnu, masculin, feminin };

struct Fiche {
    std::string id{};  ///< key of the record in its file; never evidence
    std::string nom{}; ///< nom de naissance
    std::string nom_usage{};
    std::vector<std::string> prenoms{};
    std::optional<Date> naissance{};
    Sexe sexe = Sexe::inconnu;
    std::vector<std::string> ine{};  ///< or any other personal number common to both files
    std::string commune_naissance{}; ///< code or label
    std::string adresse{};           ///< number and street
    std::string code_postal{};
    std::string commune{};
    std::vector<std::string> telephones{};
    std::vector<std::string> courriels{};
};

} // namespace rapprochement
