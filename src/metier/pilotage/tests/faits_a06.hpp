#pragma once
// Les trente lignes d'octobre de metier.md, sans base : un fait par jeune.
#include <optional>
#include <vector>

#include "metier/pilotage/bilan.hpp"

namespace metier::pilotage {

using reperage::Resultat;

inline void ajouter(std::vector<Fait>& faits, int combien, std::optional<Resultat> resultat) {
    for (int i = 0; i < combien; ++i)
        faits.push_back({static_cast<std::int64_t>(faits.size() + 1),
                         "1",
                         "1",
                         i % 2 ? "F" : "M",
                         Tranche::de_16_a_17,
                         "2NDE",
                         resultat,
                         {},
                         false,
                         false});
}

inline std::vector<Fait> a06() {
    std::vector<Fait> faits;
    ajouter(faits, 18, Resultat::inscrit_ailleurs);
    ajouter(faits, 2, Resultat::en_emploi);
    ajouter(faits, 1, Resultat::accompagne);
    ajouter(faits, 8, Resultat::confirme);
    ajouter(faits, 1, Resultat::injoignable);
    return faits;
}

} // namespace metier::pilotage
