#include "rapprochement/textes.hpp"

#include "base/ensure.hpp"
#include "rapprochement/hachage.hpp"

namespace rapprochement {
namespace {

constexpr std::uint64_t moitie_haute = 0xFFFFFFFF00000000ULL;

std::uint32_t code_de(std::uint64_t entree) { return static_cast<std::uint32_t>(entree); }

template <class F>
std::size_t place_dans(std::span<std::uint64_t const> table, std::string_view texte, std::uint64_t empreinte,
                       F texte_de) {
    auto const masque = table.size() - 1;
    auto i = empreinte & masque;
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
            auto i = hache(texte(code_de(entree))) & masque;
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
    auto const empreinte = hache(texte);
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

} // namespace rapprochement
