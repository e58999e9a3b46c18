#pragma once
// In which passes two records meet: a pair is scored in the first one only, without any table of pairs already seen.
#include <cstdint>

#include "rapprochement/cles.hpp"

namespace rapprochement {

/// One bit for each pass below `avant` in which the two records share a key.
std::uint32_t passes_communes(Codes const& codes, FicheCodee const& a, FicheCodee const& b, unsigned avant);

} // namespace rapprochement
