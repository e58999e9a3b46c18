#include "messagerie/en_tetes.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "base/secret.hpp"

namespace messagerie {

namespace {

bool ascii_simple(std::string_view texte) {
    for (unsigned char c : texte)
        if (c < 0x20 || c > 0x7e)
            return false;
    return texte.find("=?") == std::string_view::npos;
}

/// 45 bytes make 60 characters of base64: with its marks, a word stays under 75, and its line under 76.
constexpr std::size_t octets_par_mot = 45;

std::size_t octets_du_premier(std::size_t deja) {
    constexpr std::size_t ligne = 76, marques = 12; // « =?UTF-8?B? » et « ?= »
    return deja + marques + 4 > ligne ? 3 : std::min(octets_par_mot, (ligne - marques - deja) / 4 * 3);
}

bool suite_d_un_caractere(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

} // namespace

std::string mot_encode(std::string_view texte, std::size_t deja) {
    if (ascii_simple(texte))
        return std::string(texte);
    std::string propre;
    for (char c : texte)
        propre += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
    std::string sortie;
    for (std::size_t debut = 0; debut < propre.size();) {
        auto fin = std::min(debut + (debut == 0 ? octets_du_premier(deja) : octets_par_mot), propre.size());
        while (fin < propre.size() && fin > debut + 1 && suite_d_un_caractere(propre[fin]))
            --fin;
        sortie += (sortie.empty() ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?") +
                  base::base64(std::string_view(propre).substr(debut, fin - debut)) + "?=";
        debut = fin;
    }
    return sortie;
}

std::string date_de_message(Instant instant) {
    using namespace std::chrono;
    constexpr std::array<char const*, 7> jours{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array<char const*, 12> mois{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    auto jour = floor<days>(instant);
    year_month_day d{jour};
    hh_mm_ss h{floor<seconds>(instant - jour)};
    std::array<char, 48> texte{};
    std::snprintf(texte.data(), texte.size(), "%s, %02u %s %04d %02d:%02d:%02d +0000",
                  jours[weekday{jour}.c_encoding()], static_cast<unsigned>(d.day()),
                  mois[static_cast<unsigned>(d.month()) - 1], static_cast<int>(d.year()),
                  static_cast<int>(h.hours().count()), static_cast<int>(h.minutes().count()),
                  static_cast<int>(h.seconds().count()));
    return texte.data();
}

} // namespace messagerie
