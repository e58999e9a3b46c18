#include "rapprochement/distances.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>

namespace rapprochement {
namespace {

constexpr std::size_t lettres_max = 64;

/// Bits of the positions of each letter of b: only the entries of a's and b's letters are touched and cleared.
struct Positions {
    std::uint64_t de[256];
};

std::uint64_t fenetre(std::size_t i, std::size_t portee, std::size_t longueur) {
    auto const debut = i > portee ? i - portee : 0;
    auto const fin = std::min(i + portee + 1, longueur); // excluded
    if (debut >= fin)
        return 0;
    auto const largeur = fin - debut;
    return (largeur == 64 ? ~0ULL : (1ULL << largeur) - 1) << debut;
}

/// The shorter first, then by letters: which letters match may depend on the order.
double jaro(std::string_view a, std::string_view b) {
    a = a.substr(0, lettres_max);
    b = b.substr(0, lettres_max);
    if (a.size() != b.size() ? a.size() > b.size() : a > b)
        std::swap(a, b);
    if (a.empty() || b.empty())
        return a.empty() && b.empty() ? 1 : 0;
    Positions positions; // NOLINT: only what is read is set
    for (unsigned char c : a)
        positions.de[c] = 0;
    for (unsigned char c : b)
        positions.de[c] = 0;
    for (std::size_t j = 0; j < b.size(); ++j)
        positions.de[static_cast<unsigned char>(b[j])] |= 1ULL << j;

    auto const moitie = std::max(a.size(), b.size()) / 2;
    auto const portee = moitie == 0 ? 0 : moitie - 1;
    std::uint64_t pris_a = 0, pris_b = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        auto const libres = positions.de[static_cast<unsigned char>(a[i])] & fenetre(i, portee, b.size()) & ~pris_b;
        if (libres) {
            pris_b |= libres & (~libres + 1);
            pris_a |= 1ULL << i;
        }
    }
    auto const communes = std::popcount(pris_a);
    if (communes == 0)
        return 0;
    int mal_placees = 0;
    for (auto reste_a = pris_a, reste_b = pris_b; reste_a; reste_a &= reste_a - 1, reste_b &= reste_b - 1)
        mal_placees += a[static_cast<std::size_t>(std::countr_zero(reste_a))] !=
                       b[static_cast<std::size_t>(std::countr_zero(reste_b))];
    double const c = communes;
    double const t = mal_placees / 2; // whole number: half of the letters out of order, rounded down
    return (c / static_cast<double>(a.size()) + c / static_cast<double>(b.size()) + (c - t) / c) / 3;
}

} // namespace

double jaro_winkler(std::string_view a, std::string_view b) {
    auto const j = jaro(a, b);
    if (j <= 0.7)
        return j;
    std::size_t prefixe = 0;
    auto const limite = std::min({a.size(), b.size(), std::size_t{4}});
    while (prefixe < limite && a[prefixe] == b[prefixe])
        ++prefixe;
    return j + static_cast<double>(prefixe) * 0.1 * (1 - j);
}

bool une_faute_au_plus(std::string_view a, std::string_view b) {
    if (a.size() > b.size())
        std::swap(a, b);
    if (b.size() - a.size() > 1)
        return false;
    auto const debut = static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
    a.remove_prefix(debut);
    b.remove_prefix(debut);
    if (b.empty())
        return true;
    if (a.size() < b.size())
        return a == b.substr(1);
    if (a.substr(1) == b.substr(1))
        return true;
    return a.size() >= 2 && a[0] == b[1] && a[1] == b[0] && a.substr(2) == b.substr(2);
}

} // namespace rapprochement
