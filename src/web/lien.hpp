#pragma once
// Links that can only be local: `href`, `src` and `action` take a Lien, and only a route's pattern makes one.
#include "base/date.hpp"
#include "base/id.hpp"
#include "web/http.hpp"

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace web {

/// A value put in the path or the query of a link; encoding is done here, once.
class ValeurDeLien {
public:
    ValeurDeLien(std::string_view texte) : texte_{texte} {}
    ValeurDeLien(std::string const& texte) : texte_{texte} {}
    ValeurDeLien(char const* texte) : texte_{texte} {}
    ValeurDeLien(std::integral auto n) : texte_{std::to_string(n)} {}
    ValeurDeLien(bool) = delete;
    ValeurDeLien(Date date) : texte_{base::iso(date)} {}
    template <class T>
    ValeurDeLien(Id<T> id) : texte_{std::to_string(id.valeur)} {}
    std::string const& texte() const { return texte_; }

private:
    std::string texte_;
};

/// A local address: path, query, anchor.
class Lien {
public:
    /// The same address with this query key set; what it was is replaced.
    Lien avec(std::string_view cle, ValeurDeLien const& valeur) const;
    /// One more value under a key that may come several times.
    Lien avec_aussi(std::string_view cle, ValeurDeLien const& valeur) const;
    Lien sans(std::string_view cle) const;
    /// Without this value of that key, the others kept (a filter tag taken away).
    Lien sans(std::string_view cle, std::string_view valeur) const;
    Lien ancre(std::string_view id) const;
    bool sans_ancre() const { return ancre_.empty(); }
    /// « /jeunes/12?onglet=contacts#c3 », ready for an attribute or a Location header.
    std::string texte() const;
    std::string const& chemin() const { return chemin_; } ///< encoded path alone
    Pairs const& requete() const { return requete_; }     ///< decoded query

    friend bool operator==(Lien const&, Lien const&) = default;
    friend Lien lien_depuis(std::string_view patron, ValeurDeLien const* valeurs, std::size_t n);
    friend Lien lien_de(Request const& requete);
    friend std::optional<Lien> lien_local(std::string_view texte);

private:
    std::string chemin_;
    Pairs requete_;
    std::string ancre_;
};

/// Checked by the compiler: starts with one '/', plain characters, one {} per value.
template <class... V>
struct Patron {
    consteval Patron(char const* patron) : texte{patron} {
        std::size_t trous = 0;
        if (texte.empty() || texte[0] != '/' || (texte.size() > 1 && texte[1] == '/'))
            throw "a path starts with one slash";
        for (std::size_t i = 0; i < texte.size(); ++i) {
            char const c = texte[i];
            bool const libre = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' ||
                               c == '-' || c == '_' || c == '.';
            if (c == '{' && i + 1 < texte.size() && texte[i + 1] == '}')
                ++trous, ++i;
            else if (!libre)
                throw "letters, digits, / - _ . and {} only: query by avec(), anchor by ancre()";
        }
        if (trous != sizeof...(V))
            throw "as many values as {}";
    }
    std::string_view texte;
};

Lien lien_depuis(std::string_view patron, ValeurDeLien const* valeurs, std::size_t n);

/// lien("/jeunes/{}/contacts", id)
template <class... V>
Lien lien(Patron<std::type_identity_t<V>...> patron, V const&... valeurs) {
    if constexpr (sizeof...(V) == 0) {
        return lien_depuis(patron.texte, nullptr, 0);
    } else {
        ValeurDeLien const liste[] = {ValeurDeLien(valeurs)...};
        return lien_depuis(patron.texte, liste, sizeof...(V));
    }
}

/// Address of the page being answered, its query included: to sort, filter or page the same list.
Lien lien_de(Request const& requete);
/// A local address given back by a form or a query (« retour »); nothing if it could lead elsewhere.
std::optional<Lien> lien_local(std::string_view texte);

/// An address outside: http or https only; always shown as opening a new window (U-18).
class LienExterne {
public:
    static std::optional<LienExterne> lire(std::string_view adresse);
    std::string const& texte() const { return texte_; }
    /// Host alone, to show where it leads.
    std::string hote() const;

private:
    explicit LienExterne(std::string t) : texte_{std::move(t)} {}
    friend LienExterne externe(struct AdresseConnue adresse);
    std::string texte_;
};

/// An https address written in the program, checked by the compiler.
struct AdresseConnue {
    consteval AdresseConnue(char const* adresse) : texte{adresse} {
        if (texte.substr(0, 8) != "https://")
            throw "an https address";
    }
    std::string_view texte;
};
LienExterne externe(AdresseConnue adresse);

/// mailto: or tel:, made from a checked address or number.
class LienContact {
public:
    static std::optional<LienContact> courriel(std::string_view adresse);
    static std::optional<LienContact> telephone(std::string_view numero);
    std::string const& texte() const { return texte_; }     ///< « tel:0612345678 »
    std::string const& affiche() const { return affiche_; } ///< « 06 12 34 56 78 »

private:
    LienContact(std::string t, std::string a) : texte_{std::move(t)}, affiche_{std::move(a)} {}
    std::string texte_;
    std::string affiche_;
};

} // namespace web
