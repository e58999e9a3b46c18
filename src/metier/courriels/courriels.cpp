#include "metier/courriels/courriels.hpp"

#include <algorithm>
#include <array>

namespace metier::courriels {

std::chrono::minutes attente(std::int64_t essais) {
    constexpr std::array minutes{1, 5, 15, 60, 240};
    auto rang = std::clamp<std::int64_t>(essais - 1, 0, std::ssize(minutes) - 1);
    return std::chrono::minutes{minutes[static_cast<std::size_t>(rang)]};
}

} // namespace metier::courriels
