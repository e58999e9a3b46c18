#pragma once
// What a linkage says about itself: expected errors.
#include <functional>
#include <utility>
#include <vector>

#include "rapprochement/jointure.hpp"
#include "rapprochement/rapprochement.hpp"

namespace rapprochement {

/// Capture and recapture: two lists of links that know nothing of each other, that of the passes made of names alone
/// and that of the passes without any name, tell by what they share how many pairs both of them miss. `lien(k)` gives
/// the ranks of the k-th link.
void rendre_la_perte_de_blocage(Resultat& resultat, Deux const& deux, std::size_t liens,
                                std::function<std::pair<std::uint32_t, std::uint32_t>(std::size_t)> const& lien);

/// `paires` sorted by a.
void rendre_les_erreurs_attendues(Resultat& resultat, std::vector<Paire> const& paires);

} // namespace rapprochement
