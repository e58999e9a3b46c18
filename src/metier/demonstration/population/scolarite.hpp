#pragma once
// Inscriptions, diplômes et situation d'une personne, tels qu'on pourrait les connaître aujourd'hui.
#include "metier/demonstration/population/monde.hpp"

namespace metier::demonstration {

/// Remplit inscriptions (les deux années d'avant comprises), diplomes, situation et situation_depuis.
void raconter_la_scolarite(Monde const& monde, std::size_t rang, Personne& personne);

} // namespace metier::demonstration
