#pragma once
// Les partenaires du bassin montré : contacts, conventions, places plus ou moins bien confirmées.
#include "metier/demonstration/decor.hpp"

namespace metier::demonstration {

void nouer_les_partenariats(acces::Environnement& env, Academie const& academie, Decor const& decor);

} // namespace metier::demonstration
