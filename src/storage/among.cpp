#include "storage/among.hpp"

#include <algorithm>

namespace storage {
namespace {

constexpr std::int64_t spread = 3; // reading two rows for nothing costs less than one search
constexpr std::size_t step = 100;

} // namespace

Among among(std::span<std::int64_t const> sorted) {
    Among some;
    auto const count = static_cast<std::int64_t>(sorted.size());
    if (count > 0 && sorted.back() - sorted.front() < spread * count) {
        some.sql = "between ? and ?";
        some.params = params_of(sorted.front(), sorted.back());
        return some;
    }
    auto const asked = (sorted.size() + step - 1) / step * step;
    some.params.reserve(asked);
    for (std::size_t i = 0; i < asked; ++i)
        some.params.push_back(to_param(sorted[std::min(i, sorted.size() - 1)]));
    some.sql = "in (" + placeholders(asked) + ")";
    return some;
}

} // namespace storage
