#pragma once
// One conversion each way between a column and a C++ value. Dates and instants are ISO texts on both databases.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

#include "base/date.hpp"
#include "base/ensure.hpp"
#include "base/enumere.hpp"
#include "base/id.hpp"

namespace storage {

/// A parameter: null, integer, real or text.
using Param = std::variant<std::monostate, std::int64_t, double, std::string>;

/// A row under the cursor; text views live until the next row.
class Row {
public:
    virtual ~Row() = default;
    virtual int columns() const = 0;
    virtual bool is_null(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;
    virtual double real(int column) const = 0;
    virtual std::string_view text(int column) const = 0;
};

template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};
template <class T>
struct is_id : std::false_type {};
template <class T>
struct is_id<Id<T>> : std::true_type {};

/// A closed list is stored by its code (base/enumere.hpp).
template <class E>
concept Coded = base::Enumere<E>;

template <class T>
constexpr bool is_column =
    std::is_arithmetic_v<T> || std::is_enum_v<T> || std::is_same_v<T, std::string> || std::is_same_v<T, Date> ||
    std::is_same_v<T, Instant> || std::is_same_v<T, base::AnneeScolaire> || is_optional<T>::value || is_id<T>::value;

template <class T>
Param to_param(T const& v) {
    if constexpr (is_optional<T>::value)
        return v ? to_param(*v) : Param{};
    else if constexpr (is_id<T>::value)
        return Param{v.valeur};
    else if constexpr (Coded<T>)
        return Param{std::string(base::code(v))};
    else if constexpr (std::is_same_v<T, Date> || std::is_same_v<T, Instant>)
        return Param{base::iso(v)};
    else if constexpr (std::is_same_v<T, base::AnneeScolaire>)
        return Param{static_cast<std::int64_t>(v.debut)};
    else if constexpr (std::is_floating_point_v<T>)
        return Param{static_cast<double>(v)};
    else if constexpr (std::is_integral_v<T>)
        return Param{static_cast<std::int64_t>(v)};
    else if constexpr (std::is_same_v<T, Param>)
        return v;
    else
        return Param{std::string(v)};
}

template <class T>
T from_column(Row const& row, int i) {
    if constexpr (is_optional<T>::value) {
        if (row.is_null(i))
            return std::nullopt;
        return from_column<typename T::value_type>(row, i);
    } else {
        ensure(!row.is_null(i), "null dans une colonne lue sans std::optional");
        if constexpr (is_id<T>::value)
            return T{row.integer(i)};
        else if constexpr (std::is_same_v<T, bool>)
            return row.integer(i) != 0;
        else if constexpr (Coded<T>) {
            auto lu = base::lire_code<T>(row.text(i));
            ensure(lu.has_value(), "code inconnu en base");
            return *lu;
        } else if constexpr (std::is_same_v<T, base::AnneeScolaire>)
            return T{static_cast<int>(row.integer(i))};
        else if constexpr (std::is_floating_point_v<T>)
            return static_cast<T>(row.real(i));
        else if constexpr (std::is_integral_v<T>)
            return static_cast<T>(row.integer(i));
        else if constexpr (std::is_same_v<T, Date>) {
            auto d = base::lire_date(row.text(i));
            ensure(d.has_value(), "date illisible en base");
            return *d;
        } else if constexpr (std::is_same_v<T, Instant>) {
            auto t = base::lire_instant(row.text(i));
            ensure(t.has_value(), "instant illisible en base");
            return *t;
        } else
            return T{row.text(i)};
    }
}

} // namespace storage
