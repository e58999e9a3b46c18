#pragma once
// Le territoire et les agents de l'académie fictive, une fois en base.
#include <map>

#include "metier/demonstration/demonstration.hpp"
#include "metier/territoire/territoire.hpp"

namespace metier::demonstration {

/// Les rangs de la population fictive, traduits en numéros de la base.
struct Decor {
    Id<territoire::Territoire> academie;
    std::vector<Id<territoire::Territoire>> departements, bassins;
    std::vector<Id<territoire::Etablissement>> etablissements;
    std::vector<Id<territoire::Reseau>> psad, foquale; ///< par bassin
    std::size_t bassin_de_demonstration = 0;           ///< celui des comptes montrés
    std::vector<Id<acces::Agent>> coordonnateurs;      ///< par bassin
    std::map<std::size_t, Id<acces::Agent>> referents; ///< référent décrochage, par établissement
    std::size_t lycee_de_demonstration = 0; ///< celui de la direction, du référent, du CPE et de l'enseignante
    Id<acces::Agent> enseignante, cpe;
    Id<acces::Agent> mission_locale;
    std::vector<CompteFictif> comptes;
};

Decor planter(acces::Environnement& env, Academie const& academie);

} // namespace metier::demonstration
