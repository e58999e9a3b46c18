#pragma once
// Hasard reproductible : la suite ne dépend que de la graine et des rangs donnés, sur toute machine.
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>

namespace metier::demonstration {

constexpr std::uint64_t melange(std::uint64_t x) {
    x += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

/// Rang stable d'un texte (FNV-1a).
constexpr std::uint64_t cle(std::string_view texte) {
    std::uint64_t h = 0xcbf29ce484222325u;
    for (auto c : texte)
        h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    return h;
}

class Hasard {
public:
    constexpr Hasard(std::initializer_list<std::uint64_t> cles) {
        for (auto cle : cles)
            etat_ = melange(etat_ ^ cle);
    }
    constexpr std::uint64_t bits() { return melange(etat_ += 0x9e3779b97f4a7c15u); }
    /// Dans [0, 1[.
    constexpr double reel() { return static_cast<double>(bits() >> 11) * 0x1p-53; }
    /// Dans [0, n[ ; n au moins 1.
    constexpr std::uint32_t entier(std::uint32_t n) { return static_cast<std::uint32_t>(((bits() >> 32) * n) >> 32); }
    constexpr bool chance(double p) { return reel() < p; }
    /// Indice tiré selon les poids.
    constexpr std::size_t selon(std::span<double const> poids) {
        double total = 0;
        for (auto p : poids)
            total += p;
        auto x = reel() * total;
        for (std::size_t i = 0; i + 1 < poids.size(); ++i)
            if ((x -= poids[i]) < 0)
                return i;
        return poids.size() - 1;
    }
    template <class T, std::size_t N>
    constexpr T const& parmi(T const (&valeurs)[N]) {
        return valeurs[entier(static_cast<std::uint32_t>(N))];
    }

private:
    std::uint64_t etat_ = 0;
};

} // namespace metier::demonstration
