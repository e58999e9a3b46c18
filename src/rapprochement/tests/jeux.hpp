#pragma once
// Linkage data sets kept with their truth: data/linkage, or the folder named by RACCROCHE_DONNEES_LIAISON.
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "rapprochement/colonnes.hpp"

namespace rapprochement::jeux {

inline std::string dossier() {
    auto const* ailleurs = std::getenv("RACCROCHE_DONNEES_LIAISON");
    return ailleurs ? ailleurs : std::string(RACINE) + "/data/linkage";
}

/// These files have neither quotes nor commas in their cells.
inline std::vector<std::vector<std::string>> lire(std::string const& chemin) {
    std::ifstream flux(dossier() + "/" + chemin);
    std::vector<std::vector<std::string>> lignes;
    for (std::string ligne; std::getline(flux, ligne);) {
        std::vector<std::string> cellules(1);
        for (char c : ligne)
            c == ',' ? (void)cellules.emplace_back() : c == '\r' ? (void)0 : cellules.back().push_back(c);
        lignes.push_back(std::move(cellules));
    }
    return lignes;
}

inline std::vector<Fiche> fiches(std::string const& chemin) {
    auto lignes = lire(chemin);
    if (lignes.empty())
        return {};
    auto const en_tete = lignes.front();
    lignes.erase(lignes.begin());
    auto const roles = reconnaitre(en_tete);
    auto const cle = trouver_cle(en_tete, lignes);
    std::vector<Fiche> liste;
    for (auto const& ligne : lignes)
        liste.push_back(fiche_depuis(ligne, roles, *cle));
    return liste;
}

struct Qualite {
    double precision, rappel;
    double f1() const { return precision + rappel > 0 ? 2 * precision * rappel / (precision + rappel) : 0; }
};
inline Qualite qualite(std::size_t justes, std::size_t trouves, std::size_t vrais) {
    return {trouves ? static_cast<double>(justes) / static_cast<double>(trouves) : 0,
            vrais ? static_cast<double>(justes) / static_cast<double>(vrais) : 0};
}

} // namespace rapprochement::jeux
