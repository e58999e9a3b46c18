#include "metier/reperage/relecture/tirage.hpp"

#include <algorithm>
#include <numeric>

namespace metier::reperage {
namespace {

/// SplitMix64 (G. Steele, D. Lea, C. Flood, 2014).
std::uint64_t suivant(std::uint64_t& etat) {
    etat += 0x9E3779B97F4A7C15U;
    auto z = etat;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
}

} // namespace

std::vector<std::size_t> tirer(std::size_t n, std::size_t combien, std::uint64_t graine) {
    std::vector<std::size_t> places(n);
    std::iota(places.begin(), places.end(), std::size_t{0});
    combien = std::min(combien, n);
    for (std::size_t i = 0; i < combien; ++i)
        std::swap(places[i], places[i + suivant(graine) % (n - i)]);
    places.resize(combien);
    return places;
}

std::uint64_t graine(std::string_view texte) {
    std::uint64_t h = 0xCBF29CE484222325U; // FNV-1a
    for (char c : texte)
        h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    return h;
}

} // namespace metier::reperage
