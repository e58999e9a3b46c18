#include "rapprochement/partition.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace rapprochement {
namespace {

/// Stable, by the key alone: entries of equal key stay in the order of their records.
void trier_par_cle(std::vector<Entree>& entrees, std::vector<Entree>& tampon) {
    constexpr std::size_t peu = 512;
    if (entrees.size() < peu) {
        std::ranges::sort(entrees);
        return;
    }
    tampon.resize(entrees.size());
    for (unsigned decalage : {32U, 43U, 54U}) {
        std::array<std::uint32_t, 2049> debuts{};
        for (auto e : entrees)
            ++debuts[(e >> decalage & 2047) + 1];
        for (std::size_t i = 1; i < debuts.size(); ++i)
            debuts[i] += debuts[i - 1];
        for (auto e : entrees)
            tampon[debuts[e >> decalage & 2047]++] = e;
        entrees.swap(tampon);
    }
}

} // namespace

Decoupe Decoupe::pour(std::size_t fiches) {
    constexpr int fiches_par_part = 14; // 2^14 entries: half a level-2 cache for both files
    return {static_cast<unsigned>(std::clamp(static_cast<int>(std::bit_width(fiches)) - fiches_par_part, 0, 10))};
}

Partition::Tranche Partition::decouper(Decoupe decoupe, std::span<std::uint64_t const> cles,
                                       std::span<std::uint32_t const> fiches) {
    Tranche t;
    t.debuts.resize(decoupe.parts() + 1);
    t.entrees.resize(cles.size());
    for (auto cle : cles)
        ++t.debuts[decoupe.part(cle) + 1];
    for (std::size_t p = 1; p < t.debuts.size(); ++p)
        t.debuts[p] += t.debuts[p - 1];
    auto suivant = t.debuts;
    for (std::size_t k = 0; k < cles.size(); ++k)
        t.entrees[suivant[decoupe.part(cles[k])]++] = std::uint64_t{decoupe.reste(cles[k])} << 32 | fiches[k];
    return t;
}

void Partition::rassembler(std::size_t part, std::vector<Entree>& entrees, std::vector<Entree>& tampon) const {
    entrees.clear();
    for (auto const& t : tranches_)
        entrees.insert(entrees.end(), t.entrees.begin() + t.debuts[part], t.entrees.begin() + t.debuts[part + 1]);
    trier_par_cle(entrees, tampon);
    entrees.erase(std::unique(entrees.begin(), entrees.end()), entrees.end());
}

} // namespace rapprochement
