#pragma once
// One to one: the best set of links, exact where candidates are close, then the margin rule.
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "rapprochement/rapprochement.hpp"

namespace rapprochement {

/// Decides `paires` (a and b below the sizes given) in place. Adds a remark when a component is too big to be exact.
void affecter(std::vector<Paire>& paires, std::size_t taille_a, std::size_t taille_b, Seuils const& seuils,
              std::vector<std::string>& remarques);

/// Largest sum of gains, at most one per row and per column; a gain ≤ 0 is never chosen. Column of each row, or -1.
std::vector<int> affectation_exacte(std::vector<std::vector<int>> const& gains);

} // namespace rapprochement
