#pragma once
// How to ask for many rows by their numbers.
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "storage/connection.hpp"

namespace storage {

/// What follows the column: « between ? and ? » when the numbers, sorted, are close to one another (the rows are then
/// read in one sweep, and the caller skips those it did not ask for), « in (?, …) » otherwise, the last one repeated so
/// that few different texts have to be prepared.
struct Among {
    std::string sql{};
    std::vector<Param> params{};
};
Among among(std::span<std::int64_t const> sorted);

} // namespace storage
