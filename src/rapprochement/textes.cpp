#include "rapprochement/textes.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "base/ensure.hpp"
#include "rapprochement/attente.hpp"
#include "rapprochement/hachage.hpp"

namespace rapprochement {
namespace {

constexpr std::uint64_t moitie_haute = 0xFFFFFFFF00000000ULL;

std::uint32_t code_de(std::uint64_t entree) { return static_cast<std::uint32_t>(entree); }

/// Places are in the order of the hashes: a table that grows moves its entries without reading their texts again.
std::size_t premiere_place(std::span<std::uint64_t const> table, std::uint64_t empreinte) {
    return static_cast<std::size_t>(empreinte >> (64 - std::countr_zero(table.size())));
}

template <class F>
std::size_t place_dans(std::span<std::uint64_t const> table, std::string_view texte, std::uint64_t empreinte,
                       F texte_de) {
    auto const masque = table.size() - 1;
    auto i = premiere_place(table, empreinte);
    while (table[i] && ((table[i] ^ empreinte) & moitie_haute || texte_de(code_de(table[i])) != texte))
        i = (i + 1) & masque;
    return i;
}

} // namespace

Textes::Textes(FondDeTextes fond) : fond_{fond}, dernier_du_fond_{fond.dernier()}, debuts_{0, 0}, table_(64) {}

std::size_t Textes::place(std::string_view texte, std::uint64_t empreinte) const {
    return place_dans(table_, texte, empreinte, [&](std::uint32_t code) { return this->texte(code); });
}

void Textes::agrandir() {
    std::vector<std::uint64_t> ancienne(table_.size() * 2);
    ancienne.swap(table_);
    auto const masque = table_.size() - 1;
    for (auto entree : ancienne)
        if (entree) {
            auto i = premiere_place(table_, entree);
            while (table_[i])
                i = (i + 1) & masque;
            table_[i] = entree;
        }
}

std::uint32_t Textes::chercher(std::string_view texte) const {
    if (texte.empty())
        return 0;
    auto const empreinte = hache(texte);
    if (!fond_.table.empty()) {
        auto const i = place_dans(fond_.table, texte, empreinte, [&](std::uint32_t code) { return fond_.texte(code); });
        if (fond_.table[i])
            return code_de(fond_.table[i]);
    }
    return code_de(table_[place(texte, empreinte)]);
}

std::uint32_t Textes::code(std::string_view texte) {
    if (texte.empty())
        return 0;
    if (dernier_du_fond_)
        if (auto const connu = chercher(texte))
            return connu;
    return coder(texte, hache(texte));
}

std::uint32_t Textes::coder(std::string_view texte, std::uint64_t empreinte) {
    auto i = place(texte, empreinte);
    if (table_[i])
        return code_de(table_[i]);
    ensure(lettres_.size() + texte.size() < 0xFFFFFFFF, "rapprochement: more than 4 GB of distinct texts");
    if (debuts_.size() * 2 > table_.size()) {
        agrandir();
        i = place(texte, empreinte);
    }
    lettres_.append(texte);
    debuts_.push_back(static_cast<std::uint32_t>(lettres_.size()));
    auto const nouveau = static_cast<std::uint32_t>(taille() - 1);
    table_[i] = (empreinte & moitie_haute) | nouveau;
    return nouveau;
}

/// f(code there, text, hash), while memory brings what the next ones need: the place, where the text is, its letters.
template <class F>
void Textes::parcourir(Textes const& autres, F f) const {
    constexpr std::uint32_t pas = 8; // texts between two steps
    auto const n = static_cast<std::uint32_t>(autres.taille());
    std::array<std::uint64_t, 4 * pas> empreintes{};
    auto empreinte = [&](std::uint32_t c) -> std::uint64_t& { return empreintes[c % empreintes.size()]; };
    auto vu = [&](std::uint32_t c) {
        auto const code = code_de(table_[premiere_place(table_, empreinte(c))]);
        return code - std::min(code, dernier_du_fond_);
    };
    for (std::uint32_t c = 1; c < n + 3 * pas; ++c) {
        if (c < n) {
            empreinte(c) = hache(autres.texte(c));
            annoncer(&table_[premiere_place(table_, empreinte(c))]);
        }
        if (c > pas && c - pas < n)
            annoncer(&debuts_[vu(c - pas)]);
        if (c > 2 * pas && c - 2 * pas < n)
            annoncer(&lettres_[debuts_[vu(c - 2 * pas)]]);
        if (c > 3 * pas)
            f(c - 3 * pas, autres.texte(c - 3 * pas), empreinte(c - 3 * pas));
    }
}

std::vector<std::uint32_t> Textes::accueillir(Textes const& autres) {
    std::vector<std::uint32_t> codes(autres.taille());
    parcourir(autres, [&](std::uint32_t c, std::string_view texte, std::uint64_t empreinte) {
        codes[c] = dernier_du_fond_ ? code(texte) : coder(texte, empreinte);
    });
    return codes;
}

std::vector<std::uint32_t> Textes::chercher(Textes const& autres) const {
    std::vector<std::uint32_t> codes(autres.taille());
    parcourir(autres, [&](std::uint32_t c, std::string_view texte, std::uint64_t empreinte) {
        codes[c] = dernier_du_fond_ ? chercher(texte) : code_de(table_[place(texte, empreinte)]);
    });
    return codes;
}

} // namespace rapprochement
