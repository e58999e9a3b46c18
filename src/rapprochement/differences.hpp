#pragma once
// Which characters differ between two values, case and accents aside.
#include <string_view>
#include <utility>
#include <vector>

namespace rapprochement {

/// One flag per code point of each text: true where it has no counterpart in the other (longest common subsequence).
std::pair<std::vector<bool>, std::vector<bool>> differences(std::string_view a, std::string_view b);

} // namespace rapprochement
