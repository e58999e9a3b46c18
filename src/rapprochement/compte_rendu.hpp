#pragma once
// What a linkage says about itself: expected errors.
#include <vector>

#include "rapprochement/rapprochement.hpp"

namespace rapprochement {

/// `paires` sorted by a.
void rendre_les_erreurs_attendues(Resultat& resultat, std::vector<Paire> const& paires);

} // namespace rapprochement
