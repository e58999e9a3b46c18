#include "base/codes.hpp"

#include <algorithm>
#include <charconv>

namespace base {
namespace {

bool chiffre(char c) { return c >= '0' && c <= '9'; }
bool lettre(char c) { return c >= 'A' && c <= 'Z'; }

bool tous_chiffres(std::string_view t) { return !t.empty() && std::ranges::all_of(t, chiffre); }

/// Majuscules, sans blanc ni habillage de tableur.
std::string compact(std::string_view texte) {
    std::string s;
    for (char c : texte)
        if (c != ' ' && c != '\t' && c != '=' && c != '"' && c != '\'' && c != '\xC2' && c != '\xA0')
            s.push_back(c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c);
    return s;
}

unsigned long long valeur(std::string_view chiffres) {
    unsigned long long n = 0;
    std::from_chars(chiffres.data(), chiffres.data() + chiffres.size(), n);
    return n;
}

} // namespace

char lettre_de_controle(unsigned long long n) { return "ABCDEFGHJKLMNPRSTUVWXYZ"[n % 23]; }

std::optional<Uai> Uai::lire(std::string_view texte) {
    auto t = compact(texte);
    bool juste = t.size() == 8 && tous_chiffres(std::string_view(t).substr(0, 7)) &&
                 t[7] == lettre_de_controle(valeur(std::string_view(t).substr(0, 7)));
    return juste ? std::optional{Uai{std::move(t)}} : std::nullopt;
}

std::optional<Uai> Uai::corrige(std::string_view texte) {
    auto t = compact(texte);
    if (t.size() == 7 && tous_chiffres(std::string_view(t).substr(0, 6)) && lettre(t[6]))
        t.insert(t.begin(), '0'); // zéro de tête perdu par un tableur
    if (t.size() < 7 || t.size() > 8 || !tous_chiffres(std::string_view(t).substr(0, 7)))
        return std::nullopt;
    t.resize(7);
    t.push_back(lettre_de_controle(valeur(t)));
    return Uai{std::move(t)};
}

std::string Uai::departement() const {
    auto d = texte_.substr(0, 3);
    return d == "620" ? "02B" : d == "720" ? "02A" : d;
}

std::optional<Ine> Ine::lire(std::string_view texte) {
    auto t = compact(texte);
    if (t.size() == 12 && t[0] == '_')
        t.erase(0, 1);
    if (t.size() != 11 || est_vide(t))
        return std::nullopt;
    std::string_view v = t;
    if (tous_chiffres(v.substr(0, 10)) && lettre(v[10]))
        return Ine{std::move(t), FormeIne::bea};
    if (tous_chiffres(v.substr(0, 9)) && lettre(v[9]) && lettre(v[10]))
        return Ine{std::move(t), FormeIne::rnie};
    if (tous_chiffres(v.substr(0, 4)) && v[4] == 'A' && tous_chiffres(v.substr(5, 5)) && lettre(v[10]))
        return Ine{std::move(t), FormeIne::ina};
    bool alphanumerique = std::ranges::all_of(v, [](char c) { return chiffre(c) || lettre(c); });
    auto chiffres = std::ranges::count_if(v, chiffre);
    if (alphanumerique && chiffres >= 6 && chiffres <= 10)
        return Ine{std::move(t), FormeIne::autre};
    return std::nullopt;
}

bool Ine::cle_plausible() const {
    return forme_ != FormeIne::bea || texte_[10] == lettre_de_controle(valeur(std::string_view(texte_).substr(0, 10)));
}

std::string Ine::masque() const { return "••••••••" + texte_.substr(8); }

std::optional<std::string> lire_telephone(std::string_view texte) {
    std::string t;
    for (char c : texte)
        if (chiffre(c) || (c == '+' && t.empty()))
            t.push_back(c);
    for (std::string_view prefixe : {"+33", "0033"})
        if (t.starts_with(prefixe)) {
            auto reste = t.substr(prefixe.size());
            t = reste.starts_with('0') ? reste : "0" + reste;
        }
    for (std::string_view outre_mer : {"262", "508", "590", "594", "596", "681", "687", "689"})
        for (std::string prefixe : {"+" + std::string(outre_mer), "00" + std::string(outre_mer)})
            if (t.starts_with(prefixe)) {
                auto reste = t.substr(prefixe.size());
                t = reste.size() == 9 ? "0" + reste : "0" + std::string(outre_mer) + reste;
            }
    if (t.size() == 9 && t[0] != '0')
        t.insert(t.begin(), '0'); // un tableur a pu perdre le zéro
    bool numero = t.size() == 10 && t[0] == '0' && tous_chiffres(t) && t[1] != '0';
    return numero ? std::optional{t} : std::nullopt;
}

std::string affiche_telephone(std::string_view t) {
    std::string s;
    for (std::size_t i = 0; i < t.size(); ++i) {
        if (i && i % 2 == 0)
            s += ' ';
        s += t[i];
    }
    return s;
}

std::optional<std::string> lire_code_postal(std::string_view texte) {
    auto t = compact(texte);
    if (t.size() == 4 && tous_chiffres(t))
        t.insert(t.begin(), '0');
    bool corse = t.size() == 5 && (t.starts_with("2A") || t.starts_with("2B")) && tous_chiffres(t.substr(2));
    bool bon = t.size() == 5 && (tous_chiffres(t) || corse) && t != "00000";
    return bon ? std::optional{t} : std::nullopt;
}

std::optional<std::string> lire_mef(std::string_view texte) {
    auto t = compact(texte);
    if (t.size() < 10 || t.size() > 12 || !tous_chiffres(std::string_view(t).substr(0, 10)))
        return std::nullopt;
    return t.substr(0, 10);
}

bool ressemble_a_un_nir(std::string_view texte) {
    auto t = compact(texte);
    if (t.size() != 13 && t.size() != 15)
        return false;
    bool chiffres = std::ranges::all_of(t, [&](char const& c) {
        auto place = static_cast<std::size_t>(&c - t.data());
        return chiffre(c) || (place == 6 && (c == 'A' || c == 'B'));
    });
    auto mois = chiffres ? valeur(std::string_view(t).substr(3, 2)) : 0;
    return chiffres && (t[0] == '1' || t[0] == '2') && mois >= 1 && (mois <= 12 || mois >= 20);
}

std::optional<std::string> lire_courriel(std::string_view texte) {
    std::string t;
    for (char c : texte)
        if (c != ' ')
            t.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
    auto arobase = t.find('@');
    bool bon = arobase != t.npos && arobase > 0 && t.find('@', arobase + 1) == t.npos && t.size() <= 254 &&
               t.find('.', arobase) != t.npos && t.back() != '.' && t.find("..") == t.npos &&
               t.find_first_of("<>,;\"()\\\r\n\t") == t.npos;
    return bon ? std::optional{t} : std::nullopt;
}

bool est_vide(std::string_view texte) {
    std::size_t lettres = 0;
    bool tiret = false, que_des_x = true, que_des_zeros = true;
    for (char c : texte) {
        if (c == ' ' || c == '\t' || c == '\r' || c == '\n')
            continue;
        ++lettres;
        tiret = c == '-';
        que_des_x = que_des_x && c == 'X';
        que_des_zeros = que_des_zeros && c == '0';
    }
    return lettres == 0 || (lettres == 1 && tiret) || (lettres >= 4 && (que_des_x || que_des_zeros));
}

} // namespace base
