#pragma once
// 64-bit hashes that never change: blocking keys are stored in databases.
#include <cstdint>
#include <string_view>

namespace rapprochement {

constexpr std::uint64_t melange(std::uint64_t x) {
    x ^= x >> 30;
    x *= 0xBF58476D1CE4E5B9ULL;
    x ^= x >> 27;
    x *= 0x94D049BB133111EBULL;
    return x ^ x >> 31;
}

constexpr std::uint64_t hache(std::string_view texte) {
    std::uint64_t h = 0xCBF29CE484222325ULL;
    for (char c : texte)
        h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    return melange(h);
}

constexpr std::uint64_t combine(std::uint64_t a, std::uint64_t b) { return melange(a * 0x9E3779B97F4A7C15ULL + b); }

} // namespace rapprochement
