#pragma once
// The letters of a text in sixteen bytes: enough to say, without reading two texts, how far apart they are at least.
#include <algorithm>
#include <bit>
#include <cstdint>
#include <string_view>

namespace rapprochement {

struct Silhouette {
    std::uint64_t lettres = 0; ///< which letters are there (low half), and which are there twice (high half)
    std::uint32_t surplus = 0; ///< letters beyond the second of a kind
    std::uint16_t taille = 0;
    std::uint8_t initiale = 0;
    std::uint8_t blancs = 0; ///< 1 when it has several words
};

constexpr Silhouette silhouette(std::string_view texte) {
    Silhouette s{.taille = static_cast<std::uint16_t>(std::min<std::size_t>(texte.size(), 0xFFFF)),
                 .initiale = static_cast<std::uint8_t>(texte.empty() ? 0 : texte[0]),
                 .blancs = texte.find(' ') != std::string_view::npos};
    for (unsigned char c : texte) {
        auto const une = 1ULL << (c & 31U), deja = s.lettres & une;
        s.surplus += (s.lettres & deja << 32) != 0;
        s.lettres |= une | deja << 32;
    }
    return s;
}

/// At most so many letters of one are in the other: some kinds of letters are taken for one.
constexpr unsigned communes_au_plus(Silhouette const& a, Silhouette const& b) {
    return static_cast<unsigned>(std::popcount(a.lettres & b.lettres)) + std::min(a.surplus, b.surplus);
}

constexpr std::uint16_t lettres_lues = 64; // by jaro_winkler()

/// Above what jaro_winkler() says of them, or as much.
constexpr double jaro_winkler_au_plus(Silhouette const& a, Silhouette const& b) {
    constexpr double arrondis = 1e-9;
    auto const petite = std::min(a.taille, b.taille), grande = std::max(a.taille, b.taille);
    if (petite == 0 || grande > lettres_lues)
        return 1;
    double const c = std::min<unsigned>(communes_au_plus(a, b), petite);
    double const jaro = (c / petite + c / grande + 1) / 3 + arrondis; // as if none were out of place
    return jaro > 0.7 && a.initiale == b.initiale ? jaro + 0.4 * (1 - jaro) : jaro;
}

/// Two texts of one word each, neither of which begins the other, more than one slip apart and whose Jaro-Winkler is
/// below `seuil` (above 0.7: below, a common beginning adds nothing). False when their letters do not show it.
constexpr bool etrangers(Silhouette const& a, Silhouette const& b, double seuil) {
    unsigned const petite = std::min(a.taille, b.taille), grande = std::max(a.taille, b.taille);
    unsigned const communes = communes_au_plus(a, b);
    if (a.blancs || b.blancs || grande > lettres_lues || communes >= petite || communes + 1 >= grande)
        return false;
    double const c = communes;
    double const jaro = (c / petite + c / grande + 1) / 3; // as if none were out of place
    return jaro <= 0.7 || (jaro < seuil && a.initiale != b.initiale);
}

} // namespace rapprochement
