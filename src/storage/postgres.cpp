#include <libpq-fe.h>

#include <charconv>
#include <cstring>

#include "storage/backends.hpp"
#include "storage/recent.hpp"

namespace storage {
namespace {

struct Clear {
    void operator()(PGresult* r) const { PQclear(r); }
};
using Result = std::unique_ptr<PGresult, Clear>;

std::string trimmed(char const* message) {
    std::string s = message ? message : "";
    while (!s.empty() && s.back() == '\n')
        s.pop_back();
    return s;
}

class PgRow final : public Row {
public:
    PgRow(PGresult* r, int row) : result_{r}, row_{row} {}
    int columns() const override { return PQnfields(result_); }
    bool is_null(int i) const override { return PQgetisnull(result_, row_, i); }
    std::int64_t integer(int i) const override {
        auto t = text(i);
        if (t == "t" || t == "f")
            return t == "t";
        std::int64_t n = 0;
        auto [end, error] = std::from_chars(t.data(), t.data() + t.size(), n);
        ensure(error == std::errc{} && end == t.data() + t.size(), "entier attendu de PostgreSQL");
        return n;
    }
    double real(int i) const override {
        auto t = text(i);
        double d = 0;
        std::from_chars(t.data(), t.data() + t.size(), d);
        return d;
    }
    std::string_view text(int i) const override {
        return {PQgetvalue(result_, row_, i), static_cast<std::size_t>(PQgetlength(result_, row_, i))};
    }

private:
    PGresult* result_;
    int row_;
};

/// « a = ? and b = ? » becomes « a = $1 and b = $2 »; quoted texts are left alone.
std::string numbered(std::string_view sql) {
    std::string s;
    s.reserve(sql.size() + 16);
    int n = 0;
    bool quoted = false;
    for (char c : sql) {
        if (c == '\'')
            quoted = !quoted;
        if (c == '?' && !quoted)
            s += "$" + std::to_string(++n);
        else
            s += c;
    }
    return s;
}

class Postgres final : public Connection {
public:
    explicit Postgres(std::string url) : url_{std::move(url)} { connect(); }
    ~Postgres() override { PQfinish(pg_); }
    Engine engine() const override { return Engine::postgresql; }

    std::int64_t execute(std::string_view sql, std::span<Param const> params,
                         std::function<bool(Row const&)> const& row) override {
        ++queries;
        try {
            return attempt(sql, params, row);
        } catch (Unavailable const&) {
            // The server was restarted or a replica promoted: outside a transaction nothing was half-done.
            if (in_transaction_ || delivered_)
                throw;
            reconnect();
            return attempt(sql, params, row);
        }
    }
    void script(std::string const& sql) override { check(Result{PQexec(pg_, sql.c_str())}, sql); }
    void begin() override {
        if (PQstatus(pg_) != CONNECTION_OK)
            reconnect();
        Result r{PQexec(pg_, "begin")};
        if (PQresultStatus(r.get()) != PGRES_COMMAND_OK) {
            reconnect();
            script("begin");
        }
        in_transaction_ = true;
    }
    void commit() override {
        in_transaction_ = false;
        script("commit");
    }
    void rollback() noexcept override {
        in_transaction_ = false;
        Result{PQexec(pg_, "rollback")};
    }
    void bulk_begin(std::string const& table, std::vector<std::string> const& columns) override {
        std::string sql = "copy " + table + " (";
        for (auto const& column : columns)
            sql += (sql.back() == '(' ? "" : ", ") + column;
        sql += ") from stdin";
        Result r{PQexec(pg_, sql.c_str())};
        if (PQresultStatus(r.get()) != PGRES_COPY_IN)
            fail(r.get(), sql);
        buffer_.clear();
    }
    void bulk_row(std::span<Param const> values) override {
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (i)
                buffer_ += '\t';
            append(values[i]);
        }
        buffer_ += '\n';
        if (buffer_.size() > 64 * 1024)
            flush();
    }
    void bulk_end() override {
        flush();
        if (PQputCopyEnd(pg_, nullptr) != 1)
            fail(nullptr, "copy");
        Result r{PQgetResult(pg_)};
        check(r, "copy");
        while (Result more{PQgetResult(pg_)}) {
        }
    }

private:
    /// Random reads cost hardly more than sequential ones: disks have no heads, and most pages are in memory. Without
    /// it a page of twenty rows hashes whole tables.
    void settle() {
        Result{PQexec(pg_, "set client_min_messages = warning; set timezone = 'UTC'; set statement_timeout = '120s'; "
                           "set jit = off; set random_page_cost = 1.1")};
    }
    void connect() {
        pg_ = PQconnectdb(url_.c_str());
        if (PQstatus(pg_) != CONNECTION_OK) {
            auto message = trimmed(PQerrorMessage(pg_));
            PQfinish(pg_);
            pg_ = nullptr;
            throw Unavailable("PostgreSQL : " + message);
        }
        settle();
    }
    void reconnect() {
        PQreset(pg_);
        names_.clear([](std::string const&) { return true; });
        if (PQstatus(pg_) != CONNECTION_OK)
            throw Unavailable("PostgreSQL : " + trimmed(PQerrorMessage(pg_)));
        settle();
    }
    [[noreturn]] void fail(PGresult* r, std::string_view sql) {
        std::string state = r && PQresultErrorField(r, PG_DIAG_SQLSTATE) ? PQresultErrorField(r, PG_DIAG_SQLSTATE) : "";
        auto message =
            trimmed(r ? PQresultErrorMessage(r) : PQerrorMessage(pg_)) + " — " + std::string(sql.substr(0, 400));
        if (state == "23505")
            throw Duplicate(message);
        if (state == "40001" || state == "40P01" || state == "55P03")
            throw Unavailable(message);
        if (PQstatus(pg_) != CONNECTION_OK || state.starts_with("08") || state.starts_with("57P") ||
            state.starts_with("53"))
            throw Unavailable(message);
        throw SqlError(message);
    }
    void check(Result const& r, std::string_view sql) {
        auto status = PQresultStatus(r.get());
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_SINGLE_TUPLE &&
            status != PGRES_EMPTY_QUERY)
            fail(r.get(), sql);
    }
    std::string const& prepared(std::string_view sql) {
        if (auto* known = names_.find(sql))
            return *known;
        auto name = "r" + std::to_string(++counter_);
        check(Result{PQprepare(pg_, name.c_str(), numbered(sql).c_str(), 0, nullptr)}, sql);
        std::string dropped;
        auto& kept = names_.add(sql, name, [&](std::string const& old) {
            dropped += "deallocate " + old + ";";
            return true;
        });
        if (!dropped.empty())
            script(dropped);
        return kept;
    }
    std::int64_t attempt(std::string_view sql, std::span<Param const> params,
                         std::function<bool(Row const&)> const& row) {
        delivered_ = false;
        auto const& name = prepared(sql);
        std::vector<std::string> texts(params.size());
        std::vector<char const*> values(params.size());
        for (std::size_t i = 0; i < params.size(); ++i) {
            values[i] = nullptr;
            if (auto const* n = std::get_if<std::int64_t>(&params[i]))
                texts[i] = std::to_string(*n);
            else if (auto const* d = std::get_if<double>(&params[i])) {
                char digits[64];
                auto end = std::to_chars(digits, digits + sizeof digits, *d).ptr;
                texts[i].assign(digits, end);
            } else if (auto const* t = std::get_if<std::string>(&params[i]))
                texts[i] = t->substr(0, t->find('\0')); // PostgreSQL text holds no NUL; readers refuse it before
            else
                continue;
            values[i] = texts[i].c_str();
        }
        if (!PQsendQueryPrepared(pg_, name.c_str(), static_cast<int>(values.size()), values.data(), nullptr, nullptr,
                                 0))
            fail(nullptr, sql);
        // Everything is received before the rows are handed out, so that a row may run another query.
        std::vector<Result> results;
        while (Result r{PQgetResult(pg_)})
            results.push_back(std::move(r));
        std::int64_t written = 0;
        for (auto const& r : results) {
            check(r, sql);
            delivered_ = true;
            if (row)
                for (int i = 0, n = PQntuples(r.get()); i < n; ++i)
                    if (!row(PgRow{r.get(), i}))
                        return 0;
            std::string_view tuples = PQcmdTuples(r.get());
            std::from_chars(tuples.data(), tuples.data() + tuples.size(), written);
        }
        return written;
    }
    void append(Param const& p) {
        if (std::holds_alternative<std::monostate>(p))
            buffer_ += "\\N";
        else if (auto const* n = std::get_if<std::int64_t>(&p))
            buffer_ += std::to_string(*n);
        else if (auto const* d = std::get_if<double>(&p))
            buffer_ += std::to_string(*d);
        else
            for (char c : std::get<std::string>(p)) {
                if (c == '\\' || c == '\t' || c == '\n' || c == '\r') {
                    buffer_ += '\\';
                    buffer_ += c == '\t' ? 't' : c == '\n' ? 'n' : c == '\r' ? 'r' : '\\';
                } else
                    buffer_ += c;
            }
    }
    void flush() {
        if (!buffer_.empty() && PQputCopyData(pg_, buffer_.data(), static_cast<int>(buffer_.size())) != 1)
            fail(nullptr, "copy");
        buffer_.clear();
    }

    std::string url_;
    PGconn* pg_ = nullptr;
    bool in_transaction_ = false;
    bool delivered_ = false;
    int counter_ = 0;
    Recent<std::string> names_{statements_kept};
    std::string buffer_;
};

} // namespace

std::unique_ptr<Connection> open_postgres(std::string const& url) { return std::make_unique<Postgres>(url); }

} // namespace storage
