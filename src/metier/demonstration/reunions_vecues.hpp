#pragma once
// Des réunions passées et à venir : GPDS, PSAD, comité FOQUALE, équipe, pilotage, événement.
#include "metier/demonstration/decor.hpp"

namespace metier::demonstration {

/// Après l'année en cours : l'ordre du jour se remplit de ce qu'elle a laissé en attente.
void tenir_les_reunions(acces::Environnement& env, Decor const& decor);

} // namespace metier::demonstration
