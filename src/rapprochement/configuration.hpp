#pragma once
// What the engine guessed, as a file a person reads and changes; and the same read back. What is not in it stays
// guessed.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rapprochement/colonnes.hpp"
#include "rapprochement/rapprochement.hpp"

namespace rapprochement {

struct ColonneConfiguree {
    std::string en_tete{};
    Role role = Role::ignoree;
    std::optional<FormeDeDate> forme{};
    std::optional<OrdreDuNom> ordre{};
};
struct FichierConfigure {
    std::string nom{}; ///< for the comment only
    std::string cle{}; ///< header of the key; empty: guessed
    std::vector<ColonneConfiguree> colonnes{};
};
struct Configuration {
    FichierConfigure premier{}, second{}; ///< removing duplicates: `premier` only
    std::optional<double> cout{}, douteux{}, marge{};
    std::optional<unsigned> bloc_max{};
};

/// What was guessed for one file, with its key.
FichierConfigure configure(Plan const& plan, std::string const& fichier, std::optional<std::size_t> cle);
/// Every section commented, reasons beside the columns.
std::string ecrire(Configuration const& configuration, Plan const& premier, Plan const* second);
/// Throws std::invalid_argument, in French, with the line.
Configuration lire_configuration(std::string_view texte);
/// Throws std::invalid_argument when a column is not in the file.
void appliquer(FichierConfigure const& voulu, Plan& plan);
void appliquer(Configuration const& voulue, Options& options);

} // namespace rapprochement
