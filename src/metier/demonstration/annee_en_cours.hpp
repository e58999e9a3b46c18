#pragma once
// L'année en cours de l'académie fictive : campagne, vérifications, contacts, entretiens, solutions.
#include "metier/demonstration/peuplement_base.hpp"

namespace metier::demonstration {

void vivre_l_annee(acces::Environnement& env, Academie const& academie, Decor const& decor, Peuple const& peuple,
                   Progression const& progression, Bilan& bilan);

} // namespace metier::demonstration
