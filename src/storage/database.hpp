#pragma once
// A database and its connections: SQLite (one writer, query_only readers) or PostgreSQL (a pool).
#include <memory>
#include <string>

#include "storage/connection.hpp"

namespace storage {

class Pool;

/// A connection lent for the time of a request; goes back to the pool by itself.
class Lease {
public:
    Lease(Pool& pool, std::unique_ptr<Connection> connection);
    Lease(Lease&&) noexcept;
    Lease& operator=(Lease&&) = delete;
    ~Lease();
    Reader reader() { return Reader{*connection_}; }
    Connection& connection() { return *connection_; }
    std::int64_t queries() const { return connection_->queries; }

private:
    Pool* pool_;
    std::unique_ptr<Connection> connection_;
};

class Database {
public:
    /// « sqlite:CHEMIN », « sqlite::memory: » (tests: one shared memory), or « postgresql://… ».
    /// `connections`: how many at most, at the same time.
    explicit Database(std::string url, int connections = 12);
    ~Database();
    Database(Database const&) = delete;

    Engine engine() const;
    std::string const& url() const { return url_; }
    /// Waits for a free connection; Unavailable after 10 s.
    Lease read();
    Lease write();
    /// Answers a trivial query, for /sante.
    bool alive() noexcept;

private:
    std::string url_;
    std::unique_ptr<Pool> readers_;
    std::unique_ptr<Pool> writers_;
};

/// One transaction; rolled back unless committed. On SQLite `begin immediate` behind the one in-process writer.
class Transaction {
public:
    explicit Transaction(Database& database);
    ~Transaction();
    Transaction(Transaction const&) = delete;
    Writer& writer() { return writer_; }
    void commit();

private:
    Lease lease_;
    Writer writer_;
    bool open_ = true;
};

} // namespace storage
