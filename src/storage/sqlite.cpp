#include <sqlite3.h>

#include "storage/backends.hpp"
#include "storage/recent.hpp"

namespace storage {
namespace {

[[noreturn]] void fail(sqlite3* db, std::string_view sql) {
    auto code = sqlite3_extended_errcode(db);
    auto message = std::string(sqlite3_errmsg(db)) + " — " + std::string(sql.substr(0, 400));
    switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_IOERR:
    case SQLITE_FULL:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY: throw Unavailable(message);
    case SQLITE_CONSTRAINT:
        if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY || code == SQLITE_CONSTRAINT_ROWID)
            throw Duplicate(message);
        [[fallthrough]];
    default: throw SqlError(message);
    }
}

class SqliteRow final : public Row {
public:
    explicit SqliteRow(sqlite3_stmt* s) : statement_{s} {}
    int columns() const override { return sqlite3_column_count(statement_); }
    bool is_null(int i) const override { return sqlite3_column_type(statement_, i) == SQLITE_NULL; }
    std::int64_t integer(int i) const override { return sqlite3_column_int64(statement_, i); }
    double real(int i) const override { return sqlite3_column_double(statement_, i); }
    std::string_view text(int i) const override {
        auto const* t = reinterpret_cast<char const*>(sqlite3_column_text(statement_, i));
        return {t ? t : "", static_cast<std::size_t>(sqlite3_column_bytes(statement_, i))};
    }

private:
    sqlite3_stmt* statement_;
};

/// Puts a kept statement back in its resting state however the call ends; frees one that is not kept.
struct Rest {
    sqlite3_stmt* statement;
    bool kept = true;
    ~Rest() {
        if (!kept) {
            sqlite3_finalize(statement);
            return;
        }
        sqlite3_reset(statement);
        sqlite3_clear_bindings(statement);
    }
};

class Sqlite final : public Connection {
public:
    Sqlite(std::string const& path, bool query_only) {
        int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI;
        if (sqlite3_open_v2(path.c_str(), &db_, flags, nullptr) != SQLITE_OK) {
            std::string message = db_ ? sqlite3_errmsg(db_) : "mémoire";
            sqlite3_close(db_);
            throw Unavailable("base SQLite « " + path + " » : " + message);
        }
        sqlite3_extended_result_codes(db_, 1);
        sqlite3_busy_timeout(db_, 10'000);
        script("pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma temp_store = "
               "memory;"
               "pragma cache_size = -8000; pragma mmap_size = 0; pragma journal_size_limit = 67108864;");
        if (query_only)
            script("pragma query_only = on;");
    }
    ~Sqlite() override {
        statements_.clear([](sqlite3_stmt* s) { return sqlite3_finalize(s) == SQLITE_OK; });
        sqlite3_finalize(bulk_);
        sqlite3_close(db_);
    }
    Engine engine() const override { return Engine::sqlite; }

    std::int64_t execute(std::string_view sql, std::span<Param const> params,
                         std::function<bool(Row const&)> const& row) override {
        ++queries;
        Rest rest = prepared(sql);
        bind(rest.statement, params, sql);
        SqliteRow current{rest.statement};
        for (;;) {
            int step = sqlite3_step(rest.statement);
            if (step == SQLITE_DONE)
                return sqlite3_changes(db_);
            if (step != SQLITE_ROW)
                fail(db_, sql);
            if (row && !row(current))
                return 0;
        }
    }
    void script(std::string const& sql) override {
        if (sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
            fail(db_, sql);
    }
    void begin() override { script("begin immediate"); }
    void commit() override { script("commit"); }
    void rollback() noexcept override {
        if (!sqlite3_get_autocommit(db_))
            sqlite3_exec(db_, "rollback", nullptr, nullptr, nullptr);
    }
    void bulk_begin(std::string const& table, std::vector<std::string> const& columns) override {
        std::string sql = "insert into " + table + " (";
        for (auto const& column : columns)
            sql += (sql.back() == '(' ? "" : ", ") + column;
        sql += ") values (" + placeholders(columns.size()) + ")";
        sqlite3_finalize(bulk_);
        bulk_ = nullptr;
        if (sqlite3_prepare_v2(db_, sql.c_str(), -1, &bulk_, nullptr) != SQLITE_OK)
            fail(db_, sql);
    }
    void bulk_row(std::span<Param const> values) override {
        bind(bulk_, values, "insertion en lot");
        if (sqlite3_step(bulk_) != SQLITE_DONE)
            fail(db_, "insertion en lot");
        sqlite3_reset(bulk_);
    }
    void bulk_end() override {
        sqlite3_finalize(bulk_);
        bulk_ = nullptr;
    }

private:
    Rest prepared(std::string_view sql) {
        auto* known = statements_.find(sql);
        if (known && !sqlite3_stmt_busy(*known))
            return {*known};
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v3(db_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement,
                               nullptr) != SQLITE_OK)
            fail(db_, sql);
        ensure(statement != nullptr, "une instruction SQL vide");
        if (known) // its twin is running: a query inside the rows of the same query
            return {statement, false};
        return {statements_.add(
            sql, statement, [](sqlite3_stmt* s) { return !sqlite3_stmt_busy(s) && sqlite3_finalize(s) == SQLITE_OK; })};
    }
    void bind(sqlite3_stmt* statement, std::span<Param const> params, std::string_view sql) {
        if (sqlite3_bind_parameter_count(statement) != static_cast<int>(params.size()))
            throw SqlError("nombre de paramètres — " + std::string(sql.substr(0, 400)));
        for (int i = 0; auto const& p : params) {
            ++i;
            if (auto const* n = std::get_if<std::int64_t>(&p))
                sqlite3_bind_int64(statement, i, *n);
            else if (auto const* r = std::get_if<double>(&p))
                sqlite3_bind_double(statement, i, *r);
            else if (auto const* t = std::get_if<std::string>(&p))
                sqlite3_bind_text64(statement, i, t->data(), t->size(), SQLITE_STATIC, SQLITE_UTF8);
            else
                sqlite3_bind_null(statement, i);
        }
    }

    sqlite3* db_ = nullptr;
    sqlite3_stmt* bulk_ = nullptr;
    Recent<sqlite3_stmt*> statements_{statements_kept};
};

} // namespace

std::unique_ptr<Connection> open_sqlite(std::string const& path, bool query_only) {
    return std::make_unique<Sqlite>(path, query_only);
}

} // namespace storage
