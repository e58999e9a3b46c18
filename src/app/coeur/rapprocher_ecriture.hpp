#pragma once
// The links written as CSV, by several threads, always in the same order.
#include <iosfwd>

#include "rapprochement/rapprochement.hpp"

namespace app {

/// « id_a,id_b,poids,probabilite,decision », in the order of the keys of a, then of b.
void ecrire_les_paires(std::ostream& flux, rapprochement::Resultat const& r, rapprochement::Population const& p,
                       rapprochement::Options const& options, bool un_seul_fichier = false);

} // namespace app
