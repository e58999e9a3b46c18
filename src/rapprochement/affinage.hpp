#pragma once
// What the drawn pairs say all together. A block alone only shows the pairs that agree on its key: where one person's
// records never differ in two fields at once, it would teach that they always differ in the one it leaves free.
#include <array>
#include <span>
#include <vector>

#include "rapprochement/notation.hpp"
#include "rapprochement/observations.hpp"

namespace rapprochement {

/// Probability that each pair is a true one; at most one for a record when linking one to one.
std::vector<double> parts_vraies(Notation const& notation, Fichiers const& fichiers,
                                 std::span<Observation const> observations);

/// 0 where two slips of one pair come together as often as chance says, 1 where one excludes another.
double fautes_exclusives(std::span<Observation const> observations, std::span<double const> parts);

/// m drawn to what all the blocks of names and dates show together, as far as slips exclude one another.
void rapprocher_de_l_ensemble(Modele& m, std::span<Observation const> observations, std::span<double const> parts,
                              double exclusives);

} // namespace rapprochement
