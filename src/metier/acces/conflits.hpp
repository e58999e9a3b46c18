#pragma once
// Deux personnes enregistrent la même page : la seconde garde son texte, et voit ce qui a changé (C-113).
#include "web/parts/fiche.hpp"

namespace metier::acces {

/// Ce qui est enregistré (à gauche) et ce qui vient d'être saisi (à droite), là où cela diffère. `encore` : la saisie
/// est dans le formulaire et peut s'enregistrer ; sinon elle ne se lit plus que là.
web::Html enregistre_entre_temps(std::vector<web::LigneComparee> lignes, bool encore = true);

} // namespace metier::acces
