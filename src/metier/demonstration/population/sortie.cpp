#include "metier/demonstration/population/sortie.hpp"

#include <algorithm>
#include <stdexcept>

namespace metier::demonstration {
namespace {

/// Point de code d'une suite UTF-8 valide, et son nombre d'octets.
std::pair<char32_t, std::size_t> point(std::string_view s) {
    auto const o = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(s[i])); };
    if (o(0) < 0xE0)
        return {(o(0) & 0x1F) << 6 | (o(1) & 0x3F), 2};
    if (o(0) < 0xF0)
        return {(o(0) & 0x0F) << 12 | (o(1) & 0x3F) << 6 | (o(2) & 0x3F), 3};
    return {0, 4};
}

char latin_9(char32_t c) {
    switch (c) {
    case 0x20AC: return '\xA4';
    case 0x160: return '\xA6';
    case 0x161: return '\xA8';
    case 0x17D: return '\xB4';
    case 0x17E: return '\xB8';
    case 0x152: return '\xBC';
    case 0x153: return '\xBD';
    case 0x178: return '\xBE';
    case 0x2018:
    case 0x2019: return '\'';
    case 0x2013: return '-';
    case 0x202F: return '\xA0';
    default: return c < 0x100 ? static_cast<char>(c) : '?';
    }
}

} // namespace

Sortie::Sortie(std::filesystem::path const& chemin, Encodage encodage)
    : fichier_{std::fopen(chemin.c_str(), "wb"), std::fclose}, chemin_{chemin}, encodage_{encodage} {
    if (!fichier_)
        throw std::runtime_error("Impossible d'écrire " + chemin_);
    tampon_.reserve(1 << 16);
}

Sortie::~Sortie() {
    if (fichier_)
        vider();
}

void Sortie::vider() {
    octets_ += std::fwrite(tampon_.data(), 1, tampon_.size(), fichier_.get());
    tampon_.clear();
}

Sortie& Sortie::operator<<(std::string_view texte) {
    if (tampon_.size() > (1 << 16) - 4'096)
        vider();
    if (encodage_ == Encodage::utf8) {
        tampon_ += texte;
        return *this;
    }
    for (std::size_t i = 0; i < texte.size();) {
        auto fin = i;
        while (fin < texte.size() && static_cast<unsigned char>(texte[fin]) < 0xC0)
            ++fin;
        tampon_.append(texte, i, fin - i);
        if ((i = fin) == texte.size())
            break;
        auto const [c, combien] = point(texte.substr(i));
        tampon_ += latin_9(c);
        i += combien;
    }
    return *this;
}

Sortie& Sortie::xml(std::string_view texte) {
    if (texte.find_first_of("<>&\"") == texte.npos)
        return *this << texte;
    while (!texte.empty()) {
        auto const fin = std::min(texte.find_first_of("<>&\""), texte.size());
        *this << texte.substr(0, fin);
        if (fin == texte.size())
            break;
        *this << (texte[fin] == '<' ? "&lt;" : texte[fin] == '>' ? "&gt;" : texte[fin] == '&' ? "&amp;" : "&quot;");
        texte.remove_prefix(fin + 1);
    }
    return *this;
}

Sortie& Sortie::element(std::string_view nom, std::string_view valeur) {
    if (valeur.empty())
        return *this;
    return (*this << "<" << nom << ">").xml(valeur) << "</" << nom << ">";
}

Sortie& Sortie::cellule(std::string_view texte) {
    if (texte.find_first_of(";\"\n") == texte.npos)
        return *this << texte << ";";
    *this << "\"";
    for (std::size_t i = 0; i < texte.size();) {
        auto const fin = std::min(texte.find('"', i), texte.size());
        *this << texte.substr(i, fin - i) << (fin < texte.size() ? "\"\"" : "");
        i = fin + 1;
    }
    return *this << "\";";
}

void Sortie::fin() {
    if (tampon_.ends_with(';'))
        tampon_.pop_back();
    tampon_ += '\n';
}

} // namespace metier::demonstration
