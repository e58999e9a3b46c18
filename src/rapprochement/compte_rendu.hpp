#pragma once
// What a linkage says about itself: pairs by pass, blocks refused, expected errors.
#include <vector>

#include "rapprochement/balayage.hpp"

namespace rapprochement {

void rendre_les_passes(Resultat& resultat, ComptesDePasses const& comptes, std::vector<Blocs> const& blocs,
                       unsigned premiere, unsigned fin);
/// `paires` sorted by a.
void rendre_les_erreurs_attendues(Resultat& resultat, std::vector<Paire> const& paires);

} // namespace rapprochement
