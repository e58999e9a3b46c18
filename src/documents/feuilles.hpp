#pragma once
// What people take away: sheets of values, the words that say where they come from, in a workbook or in one CSV.
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "documents/xlsx.hpp"

namespace documents {

struct Feuille {
    std::string nom;
    std::vector<std::string> en_tetes;
    std::vector<std::vector<CelluleXlsx>> lignes;
};

/// `provenance` first, then the sheets one under the other, each under its name if there are several. Throws
/// std::runtime_error if the disk refuses.
void ecrire_csv(std::filesystem::path const& chemin, std::string const& provenance, std::span<Feuille const> feuilles);

/// Where `provenance` goes besides its own sheet, the last.
enum class Marque { a_part, sous_chaque_feuille };
void ecrire_xlsx(std::filesystem::path const& chemin, std::string const& provenance, std::span<Feuille const> feuilles,
                 Marque marque = Marque::a_part);

} // namespace documents
