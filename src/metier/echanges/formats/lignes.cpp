#include "metier/echanges/formats/lignes.hpp"

#include <algorithm>

namespace metier::echanges {

std::string_view code(Genre genre) {
    switch (genre) {
    case Genre::eleve: return "eleve";
    case Genre::responsable: return "responsable";
    case Genre::division: return "division";
    case Genre::nomenclature: return "nomenclature";
    case Genre::etablissement: return "etablissement";
    }
    return {};
}

std::string_view LigneLue::operator[](Champ champ) const {
    auto ou = std::ranges::find(cellules, champ, &Cellule::champ);
    return ou == cellules.end() ? std::string_view() : ou->valeur;
}

void LigneLue::poser(Champ champ, std::string valeur) {
    auto ou = std::ranges::find(cellules, champ, &Cellule::champ);
    if (valeur.empty()) {
        if (ou != cellules.end())
            cellules.erase(ou);
    } else if (ou == cellules.end()) {
        cellules.push_back({champ, std::move(valeur)});
    } else {
        ou->valeur = std::move(valeur);
    }
}

bool LigneLue::a_une_erreur() const {
    return std::ranges::any_of(anomalies, [](auto const& a) { return a.gravite == Gravite::erreur; });
}

} // namespace metier::echanges
