#include "rapprochement/blocs.hpp"

#include <algorithm>
#include <bit>

namespace rapprochement {
namespace {

constexpr std::uint32_t subdivise = 0xFFFFFFFF; // in Bloc::nombre
constexpr std::uint32_t refuse_ = 0xFFFFFFFE;   // in Bloc::debut: nombre is the size refused

void trier(std::vector<Blocs::Entree>& entrees) {
    std::ranges::sort(entrees,
                      [](auto const& x, auto const& y) { return x.cle != y.cle ? x.cle < y.cle : x.fiche < y.fiche; });
    auto const meme = [](auto const& x, auto const& y) { return x.cle == y.cle && x.fiche == y.fiche; };
    entrees.erase(std::unique(entrees.begin(), entrees.end(), meme), entrees.end());
}

/// Calls f(first, last) for each run of equal keys.
template <class F>
void chaque_suite(std::vector<Blocs::Entree> const& entrees, F f) {
    for (std::size_t i = 0, j; i < entrees.size(); i = j) {
        for (j = i + 1; j < entrees.size() && entrees[j].cle == entrees[i].cle;)
            ++j;
        f(i, j);
    }
}

} // namespace

void Blocs::inserer(Bloc bloc) {
    auto const masque = table_.size() - 1;
    auto i = bloc.cle & masque;
    while (table_[i].nombre)
        i = (i + 1) & masque;
    table_[i] = bloc;
}

Blocs::Bloc const* Blocs::trouver(std::uint64_t cle) const {
    if (table_.empty())
        return nullptr;
    auto const masque = table_.size() - 1;
    for (auto i = cle & masque; table_[i].nombre; i = (i + 1) & masque)
        if (table_[i].cle == cle)
            return &table_[i];
    return nullptr;
}

Blocs::Blocs(std::vector<Entree> entrees, std::uint32_t bloc_max, Codes const& codes,
             std::span<FicheCodee const> fiches) {
    trier(entrees);
    std::vector<Bloc> blocs;
    std::vector<Entree> parts;
    auto ajouter = [&](std::vector<Entree> const& source, std::size_t i, std::size_t j) {
        auto const debut = static_cast<std::uint32_t>(fiches_.size());
        for (auto k = i; k < j; ++k)
            fiches_.push_back(source[k].fiche);
        blocs.push_back({source[i].cle, debut, static_cast<std::uint32_t>(j - i)});
    };
    fiches_.reserve(entrees.size());
    chaque_suite(entrees, [&](std::size_t i, std::size_t j) {
        if (j - i <= bloc_max)
            return ajouter(entrees, i, j);
        ++subdivises_;
        blocs.push_back({entrees[i].cle, 0, subdivise});
        for (auto k = i; k < j; ++k)
            parts.push_back(
                {combine(entrees[k].cle, cle_de_subdivision(codes, fiches[entrees[k].fiche])), entrees[k].fiche});
    });
    trier(parts);
    chaque_suite(parts, [&](std::size_t i, std::size_t j) {
        if (j - i <= bloc_max)
            return ajouter(parts, i, j);
        ++refuses_;
        blocs.push_back({parts[i].cle, refuse_, static_cast<std::uint32_t>(j - i)});
    });
    table_.resize(std::bit_ceil(blocs.size() * 2 + 1));
    for (auto const& bloc : blocs)
        inserer(bloc);
}

Blocs::Bloc const* Blocs::feuille(std::uint64_t cle, std::uint64_t sous_cle) const {
    auto const* bloc = trouver(cle);
    return bloc && bloc->nombre == subdivise ? trouver(combine(cle, sous_cle)) : bloc;
}

std::span<std::uint32_t const> Blocs::chercher(std::uint64_t cle, std::uint64_t sous_cle) const {
    auto const* bloc = feuille(cle, sous_cle);
    if (!bloc || bloc->debut == refuse_)
        return {};
    return std::span(fiches_).subspan(bloc->debut, bloc->nombre);
}

std::uint32_t Blocs::refuse(std::uint64_t cle, std::uint64_t sous_cle) const {
    auto const* bloc = feuille(cle, sous_cle);
    return bloc && bloc->debut == refuse_ ? bloc->nombre : 0;
}

} // namespace rapprochement
