#pragma once
#include <gtest/gtest.h>

#include <algorithm>

#include "documents/tests/fichiers.hpp"
#include "metier/echanges/formats/lecteur.hpp"

namespace essai {

using namespace metier::echanges;

inline constexpr Date aujourd_hui = 2025y / 2 / 3;

inline std::string exemple(std::string const& nom) { return std::string(RACINE) + "/data/exemples/" + nom; }

inline std::vector<LigneLue> lignes(Lecteur& lecteur) {
    std::vector<LigneLue> toutes;
    for (LigneLue l; lecteur.suivante(l);)
        toutes.push_back(l);
    return toutes;
}

inline std::vector<LigneLue> lignes(std::filesystem::path const& chemin) { return lignes(*ouvrir(chemin, "fichier")); }

inline Anomalie const* anomalie(LigneLue const& ligne, std::string_view code, std::optional<Champ> champ = {}) {
    auto ou = std::ranges::find_if(ligne.anomalies,
                                   [&](auto const& a) { return a.code == code && (!champ || a.champ == champ); });
    return ou == ligne.anomalies.end() ? nullptr : &*ou;
}

/// Un export d'élèves autour de ces blocs ELEVE et STRUCTURES_ELEVE.
inline std::string bee_eleves(std::string const& eleves, std::string const& structures = "") {
    return "<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?>\n<BEE_ELEVES "
           "VERSION=\"3.0\"><PARAMETRES><UAJ>0999001W</UAJ>"
           "<ANNEE_SCOLAIRE>2024</ANNEE_SCOLAIRE><HORODATAGE>03/02/2025 "
           "08:09:38</HORODATAGE></PARAMETRES><DONNEES><STRUCTURES>" +
           structures + "</STRUCTURES><ELEVES>" + eleves + "</ELEVES></DONNEES></BEE_ELEVES>";
}

} // namespace essai
