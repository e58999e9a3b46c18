#pragma once
// Numbered, forward only, embedded in the program, each in its transaction, applied at start under a lock.
#include <span>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "storage/database.hpp"

namespace storage {

struct Migration {
    std::string_view name; ///< « 0001_territoire.sql »
    std::string_view sql;
};

/// The embedded list (migrations/), in order.
std::span<Migration const> migrations();
/// The few words that differ between engines: $KEY, $ID, $DATE, $INSTANT, $TRI, $STRICT, $SANS_ROWID, $BLOB, $REEL;
/// and the few lines that one engine alone understands, between « -- [sqlite] », « -- [postgresql] », « -- [partout] ».
std::string translate(std::string_view sql, Engine engine);
/// Applies what is missing and returns how many were; throws SqlError when a landed migration was edited.
int migrate(Database& database, Instant now, std::span<Migration const> list = migrations());

/// Tells the planner how large the tables are: without it SQLite scans a campaign to find one school. A tenth of a
/// second; to be done when much has changed, and every day.
void refresh_statistics(Database& base);

} // namespace storage
