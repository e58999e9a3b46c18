#pragma once
// Closed lists: an enum class with one table of code and French label, found by its type. The two `using` let storage
// read and write the codes.
//     enum class Issue { reussite, abandon };
//     constexpr base::Entree<Issue> issues[] = {{Issue::reussite, "reussite", "Réussite"}, …};
//     constexpr std::span<base::Entree<Issue> const> entrees(Issue) { return issues; }
//     using base::code, base::lire_code;
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>

namespace base {

template <class E>
struct Entree {
    E valeur;
    std::string_view code;    ///< stored and sent, never changes
    std::string_view libelle; ///< shown
};

template <class E>
concept Enumere = std::is_enum_v<E> && requires(E e) {
    std::span<Entree<E> const>{entrees(e)};
};

template <Enumere E>
constexpr std::string_view code(E valeur) {
    for (Entree<E> const& e : std::span<Entree<E> const>{entrees(E{})})
        if (e.valeur == valeur)
            return e.code;
    return {};
}

template <Enumere E>
constexpr std::string_view libelle(E valeur) {
    for (Entree<E> const& e : std::span<Entree<E> const>{entrees(E{})})
        if (e.valeur == valeur)
            return e.libelle;
    return {};
}

template <Enumere E>
constexpr std::optional<E> lire_code(std::string_view code) {
    for (Entree<E> const& e : std::span<Entree<E> const>{entrees(E{})})
        if (e.code == code)
            return e.valeur;
    return std::nullopt;
}

/// The same, for those who find it by its type (storage).
template <Enumere E>
constexpr std::optional<E> lire_code(std::string_view code, E*) {
    return lire_code<E>(code);
}

} // namespace base
