#pragma once
// Distances between normalised words (bytes are letters). No allocation up to 64 letters.
#include <string_view>

namespace rapprochement {

/// Jaro-Winkler: prefix of at most 4 letters, weight 0.1, given only above a Jaro of 0.7. 1 when equal.
double jaro_winkler(std::string_view a, std::string_view b);

/// True when one edit at most (replace, insert, delete, swap two neighbours) turns a into b (OSA ≤ 1).
bool une_faute_au_plus(std::string_view a, std::string_view b);

} // namespace rapprochement
