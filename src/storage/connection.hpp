#pragma once
// Reader and Writer: what a repository function is given. Only an act hands out a Writer (style.md §8).
#include <boost/pfr/core.hpp>

#include <functional>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "storage/value.hpp"

namespace storage {

/// Someone saved before you: the version no longer matches.
struct Conflict : std::runtime_error {
    explicit Conflict(std::string quoi = "Quelqu’un a enregistré avant vous.") : std::runtime_error{std::move(quoi)} {}
};
/// A unique constraint was broken. The message is for the log only.
struct Duplicate : std::runtime_error {
    using std::runtime_error::runtime_error;
};
/// The database or its disk cannot be reached, or stays locked: answered as 503.
struct Unavailable : std::runtime_error {
    using std::runtime_error::runtime_error;
};
/// Our SQL is wrong or a constraint says so: a defect, answered as 500.
struct SqlError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

enum class Engine { sqlite, postgresql };

/// One connection of either engine. Used through Reader and Writer.
class Connection {
public:
    virtual ~Connection() = default;
    virtual Engine engine() const = 0;
    /// Runs a statement with `?` placeholders; calls `row` for each row; returns the number of rows written.
    virtual std::int64_t execute(std::string_view sql, std::span<Param const> params,
                                 std::function<bool(Row const&)> const& row) = 0;
    /// Several statements separated by `;`, no parameter (migrations).
    virtual void script(std::string const& sql) = 0;
    virtual void begin() = 0;
    virtual void commit() = 0;
    virtual void rollback() noexcept = 0;
    /// Rows in bulk: COPY on PostgreSQL, one prepared insert on SQLite. Ends with the object's `finish`.
    virtual void bulk_begin(std::string const& table, std::vector<std::string> const& columns) = 0;
    virtual void bulk_row(std::span<Param const> values) = 0;
    virtual void bulk_end() = 0;

    std::int64_t queries = 0; ///< statements run since the lease (tests pin it)
};

/// Values in the order of their `?`; a list of values stands for as many.
template <class... A>
std::vector<Param> params_of(A const&... a) {
    std::vector<Param> params;
    params.reserve(sizeof...(A));
    [[maybe_unused]] auto add = [&](auto const& value) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(value)>, std::vector<Param>>)
            params.insert(params.end(), value.begin(), value.end());
        else
            params.push_back(to_param(value));
    };
    (add(a), ...);
    return params;
}

class Reader {
public:
    explicit Reader(Connection& c) : connection_{&c} {}

    /// Each row lands by position in the fields of a plain struct, or in a single value.
    template <class R, class... A>
    std::vector<R> all(std::string_view sql, A const&... a) {
        std::vector<R> rows;
        each<R>(
            sql, [&](R&& r) { rows.push_back(std::move(r)); }, a...);
        return rows;
    }
    template <class R, class... A>
    std::optional<R> maybe(std::string_view sql, A const&... a) {
        std::optional<R> found;
        each<R>(
            sql,
            [&](R&& r) {
                ensure(!found, "une ligne au plus était attendue");
                found = std::move(r);
            },
            a...);
        return found;
    }
    template <class R, class... A>
    R one(std::string_view sql, A const&... a) {
        auto found = maybe<R>(sql, a...);
        ensure(found.has_value(), "une ligne était attendue");
        return *std::move(found);
    }
    /// Streams: the rows are never all in memory.
    template <class R, class F, class... A>
    void each(std::string_view sql, F&& f, A const&... a) {
        auto const params = params_of(a...);
        connection_->execute(sql, params, [&](Row const& row) {
            f(read<R>(row));
            return true;
        });
    }
    /// Same, with a list of parameters built at run time.
    template <class R>
    std::vector<R> all_with(std::string_view sql, std::span<Param const> params) {
        std::vector<R> rows;
        connection_->execute(sql, params, [&](Row const& row) {
            rows.push_back(read<R>(row));
            return true;
        });
        return rows;
    }
    Connection& connection() { return *connection_; }
    std::int64_t queries() const { return connection_->queries; }

protected:
    template <class R>
    static R read(Row const& row) {
        if constexpr (is_column<R>) {
            return from_column<R>(row, 0);
        } else {
            static constexpr auto fields = boost::pfr::tuple_size_v<R>;
            ensure(row.columns() == static_cast<int>(fields), "autant de colonnes que de champs");
            R r{};
            [&]<std::size_t... I>(std::index_sequence<I...>) {
                ((boost::pfr::get<I>(r) = from_column<std::remove_cvref_t<decltype(boost::pfr::get<I>(r))>>(row, I)),
                 ...);
            }
            (std::make_index_sequence<fields>{});
            return r;
        }
    }
    Connection* connection_;
};

class Writer : public Reader {
public:
    using Reader::Reader;
    /// Returns the number of rows written.
    template <class... A>
    std::int64_t run(std::string_view sql, A const&... a) {
        auto const params = params_of(a...);
        return connection_->execute(sql, params, {});
    }
    /// An update or delete guarded by `version = ?`: throws Conflict when no row matched.
    template <class... A>
    void run_versioned(std::string_view sql, A const&... a) {
        if (run(sql, a...) == 0)
            throw Conflict{};
    }
    template <class Range, class F>
    void bulk(std::string const& table, std::vector<std::string> const& columns, Range const& range, F&& values) {
        connection_->bulk_begin(table, columns);
        for (auto const& item : range) {
            std::vector<Param> const& row = values(item); // a reference when the row is already made
            connection_->bulk_row(row);
        }
        connection_->bulk_end();
    }
};

/// « ?, ?, ? » for an `in (…)` of n values.
std::string placeholders(std::size_t n);

} // namespace storage
