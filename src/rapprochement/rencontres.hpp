#pragma once
// In which passes two records meet: a pair is scored in the first one only, without any table of pairs already seen.
#include <cstdint>

#include "rapprochement/cles.hpp"

namespace rapprochement {

/// One bit for each pass.
using Passes = std::uint32_t;
constexpr Passes toutes_les_passes = (1U << nombre_de_passes) - 1;

/// Those of `parmi` in which the two records share a key.
Passes passes_communes(Codes const& codes, FicheCodee const& a, FicheCodee const& b, Passes parmi);

} // namespace rapprochement
