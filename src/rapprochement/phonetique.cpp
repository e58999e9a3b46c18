#include "rapprochement/phonetique.hpp"

#include <array>
#include <cstdint>

#include "base/texte.hpp"
#include "rapprochement/phonetique_normalisee.hpp"

namespace rapprochement {
namespace {

struct Son {
    std::string_view lettres;
    char son;
};

/// Groups of two or three letters that make one sound, longest first (rapprochement.md §6). 1 = an, 2 = in, 3 = on.
constexpr Son sons[] = {
    {"EAU", 'O'}, {"AIN", '2'}, {"EIN", '2'}, {"AIM", '2'}, {"OEU", 'E'}, {"SCH", 'J'}, {"AU", 'O'},
    {"AI", 'E'},  {"EI", 'E'},  {"AN", '1'},  {"AM", '1'},  {"EN", '1'},  {"EM", '1'},  {"IN", '2'},
    {"IM", '2'},  {"YN", '2'},  {"YM", '2'},  {"ON", '3'},  {"OM", '3'},  {"PH", 'F'},  {"QU", 'K'},
    {"CH", 'J'},  {"SH", 'J'},  {"SC", 'S'},  {"GN", 'N'},  {"OU", 'U'},  {"OE", 'E'},  {"EU", 'E'},
};

constexpr bool voyelle(char c) { return c == 'A' || c == 'E' || c == 'I' || c == 'O' || c == 'U' || c == 'Y'; }
constexpr bool nasale(char son) { return son == '1' || son == '2' || son == '3'; }

char son_isole(char c, char suivante) {
    bool const doux = suivante == 'E' || suivante == 'I' || suivante == 'Y';
    switch (c) {
    case 'C': return doux ? 'S' : 'K';
    case 'G': return doux ? 'J' : 'G';
    case 'Q': return 'K';
    case 'Z': return 'S';
    case 'Y': return 'I';
    case 'W': return 'V';
    default: return c;
    }
}

constexpr bool muette_finale(char c) { return c == 'E' || c == 'S' || c == 'T' || c == 'D' || c == 'X' || c == 'Z'; }

/// The same by first letter, those of one letter in the same order.
struct ParLettre {
    std::array<Son, std::size(sons)> groupes{};
    std::array<std::uint8_t, 257> debuts{};
};
constexpr auto par_lettre = [] {
    ParLettre t{};
    std::size_t n = 0;
    for (std::size_t lettre = 0; lettre < 256; ++lettre) {
        t.debuts[lettre] = static_cast<std::uint8_t>(n);
        for (auto const& s : sons)
            if (static_cast<unsigned char>(s.lettres[0]) == lettre)
                t.groupes[n++] = s;
    }
    t.debuts[256] = static_cast<std::uint8_t>(n);
    return t;
}();

constexpr bool commence_par(std::string_view texte, std::string_view groupe) { // of two or three letters
    return texte.size() >= groupe.size() && texte[1] == groupe[1] && (groupe.size() < 3 || texte[2] == groupe[2]);
}

/// The group that starts here; a nasal is one only before a consonant or at the end (AN but not ANE, ANN).
/// `suite` goes on to the end of the word, silent letters included: MARTINE is not MARTIN.
Son const* groupe(std::string_view reste, std::string_view suite) {
    auto const lettre = static_cast<unsigned char>(reste[0]);
    for (auto i = par_lettre.debuts[lettre]; i < par_lettre.debuts[lettre + 1]; ++i) {
        auto const& s = par_lettre.groupes[i];
        if (!commence_par(reste, s.lettres))
            continue;
        auto const apres = suite.size() > s.lettres.size() ? suite[s.lettres.size()] : '\0';
        if (nasale(s.son) && (voyelle(apres) || apres == 'H' || apres == s.lettres.back()))
            continue;
        if (s.lettres == "SC" && apres != 'E' && apres != 'I' && apres != 'Y')
            continue;
        return &s;
    }
    return nullptr;
}

} // namespace

void cle_phonetique_de(std::string_view normalise, std::string& cle) {
    std::string mot;
    for (char c : normalise)
        if (c != ' ')
            mot.push_back(c);
    for (auto fin : {"AULT", "AULD", "AULX"}) // RENAULT as RENAUD
        if (mot.ends_with(fin))
            mot.replace(mot.size() - 2, 2, "T");
    std::string_view reste = mot;
    auto const entier = reste;
    while (reste.size() > 2 && muette_finale(reste.back()))
        reste.remove_suffix(1);
    cle.clear();
    auto pousse = [&](char c) {
        if (cle.empty() || cle.back() != c)
            cle.push_back(c);
    };
    while (!reste.empty()) {
        if (auto const* g = groupe(reste, entier.substr(static_cast<std::size_t>(reste.data() - entier.data())))) {
            pousse(g->son);
            reste.remove_prefix(g->lettres.size());
            continue;
        }
        auto const c = reste.front();
        reste.remove_prefix(1);
        if (c != 'H')
            pousse(son_isole(c, reste.empty() ? '\0' : reste.front()));
    }
    // LEFEBVRE, LEFEVRE : a B before V is not heard.
    for (auto i = cle.find("BV"); i != std::string::npos; i = cle.find("BV"))
        cle.erase(i, 1);
}

std::string cle_phonetique(std::string_view mot) {
    std::string cle;
    cle_phonetique_de(base::normalise(mot), cle);
    return cle;
}

} // namespace rapprochement
