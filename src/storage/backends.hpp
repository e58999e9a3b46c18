#pragma once
// The two engines, known to database.cpp alone.
#include <memory>
#include <string>

#include "storage/connection.hpp"

namespace storage {

std::unique_ptr<Connection> open_sqlite(std::string const& path, bool query_only);
std::unique_ptr<Connection> open_postgres(std::string const& url);

} // namespace storage
