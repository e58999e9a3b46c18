#pragma once
// Database keys that do not mix: Id<Jeune> is not Id<Agent>.
#include <compare>
#include <cstdint>
#include <functional>

template <class T>
struct Id {
    std::int64_t valeur = 0;
    friend constexpr auto operator<=>(Id, Id) = default;
};

template <class T>
struct std::hash<Id<T>> {
    std::size_t operator()(Id<T> id) const noexcept { return std::hash<std::int64_t>{}(id.valeur); }
};
