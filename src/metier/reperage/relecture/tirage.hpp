#pragma once
// Tirer au hasard, et pouvoir le refaire : la même graine donne le même tirage, sur toute machine. Pur.
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace metier::reperage {

/// `combien` places parmi `n`, sans remise, dans l'ordre du tirage ; toutes si `combien` >= n.
std::vector<std::size_t> tirer(std::size_t n, std::size_t combien, std::uint64_t graine);
/// Une graine tirée d'un texte.
std::uint64_t graine(std::string_view texte);

} // namespace metier::reperage
