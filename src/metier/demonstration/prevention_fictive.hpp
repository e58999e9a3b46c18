#pragma once
// La prévention dans les établissements du bassin montré : une année d'absences, des signalements, des situations
// suivies, des parcours aménagés.
#include "metier/demonstration/decor.hpp"

namespace metier::demonstration {

void prevenir_dans_les_lycees(acces::Environnement& env, Academie const& academie, Decor const& decor,
                              Progression const& progression);

} // namespace metier::demonstration
