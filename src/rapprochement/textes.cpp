#include "rapprochement/textes.hpp"

#include "base/ensure.hpp"
#include "rapprochement/hachage.hpp"

namespace rapprochement {

Textes::Textes() : debuts_{0, 0}, table_(1024) {}

std::size_t Textes::place(std::string_view texte) const {
    auto const masque = table_.size() - 1;
    auto i = hache(texte) & masque;
    while (table_[i] && this->texte(table_[i]) != texte)
        i = (i + 1) & masque;
    return i;
}

void Textes::agrandir() {
    table_.assign(table_.size() * 2, 0);
    for (std::uint32_t c = 1; c < taille(); ++c)
        table_[place(texte(c))] = c;
}

std::uint32_t Textes::chercher(std::string_view texte) const { return texte.empty() ? 0 : table_[place(texte)]; }

std::uint32_t Textes::code(std::string_view texte) {
    if (texte.empty())
        return 0;
    auto i = place(texte);
    if (table_[i])
        return table_[i];
    ensure(lettres_.size() + texte.size() < 0xFFFFFFFF, "rapprochement: more than 4 GB of distinct texts");
    if (taille() * 2 > table_.size()) {
        agrandir();
        i = place(texte);
    }
    lettres_.append(texte);
    debuts_.push_back(static_cast<std::uint32_t>(lettres_.size()));
    table_[i] = static_cast<std::uint32_t>(taille() - 1);
    return table_[i];
}

} // namespace rapprochement
