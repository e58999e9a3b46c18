#pragma once
// Relais, plans, tutorats et admissions de quelques jeunes du bassin montré.
#include "metier/demonstration/decor.hpp"

namespace metier::demonstration {

void vivre_les_suites(acces::Environnement& env, Decor const& decor);

} // namespace metier::demonstration
