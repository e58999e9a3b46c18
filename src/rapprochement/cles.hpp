#pragma once
// The blocking passes, in one place: used in memory and, through cles_de_blocage(), by databases.
#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include "rapprochement/codage.hpp"
#include "rapprochement/hachage.hpp"

namespace rapprochement {

constexpr unsigned nombre_de_passes = 16;
/// Passes whose pairs are looked at first, to set sure links aside.
constexpr unsigned passes_sures = 2;
constexpr std::array<std::string_view, nombre_de_passes> noms_des_passes = {
    "P0 INE",
    "P1 nom, prénom et date",
    "P2 nom et date",
    "P3 prénom et date",
    "P4 nom, prénom et année",
    "P5 quatre lettres, jour et mois",
    "P6 trois lettres et date",
    "P7 nom et prénom sans ordre, date",
    "P8 adresse, ou contact et prénom",
    "P9 chiffres de la date, nom et prénom",
    "P10 nom et code postal",
    "P11 quatre lettres et année",
    "P12 prénom, année et code postal",
    "P13 date et code postal",
    "P14 trois lettres sans ordre et code postal",
    "P15 nom et prénom",
};

/// The others are left out of the keys stored in databases: whoever shares P1 shares P2, P4 shares P15, and the rest
/// bring few more people.
constexpr bool enregistree(unsigned passe) {
    return passe != 1 && passe != 4 && passe != 6 && passe != 9 && (passe < 12 || passe == 15);
}

constexpr std::uint64_t chiffres_tries(std::uint32_t date) {
    std::array<std::uint64_t, 8> chiffres{};
    for (auto& c : chiffres) {
        c = date % 10;
        date /= 10;
    }
    std::ranges::sort(chiffres);
    std::uint64_t n = 0;
    for (auto c : chiffres)
        n = n * 10 + c;
    return n;
}

constexpr std::uint64_t jour_et_mois_sans_ordre(std::uint32_t date) {
    return std::min(jour(date), mois(date)) * 100ULL + std::max(jour(date), mois(date));
}

/// Hash of the letters, blanks aside.
constexpr std::uint64_t sans_blancs(std::string_view texte) {
    std::uint64_t h = 0;
    for (char c : texte)
        if (c != ' ')
            h = h * 0x100000001B3ULL + static_cast<unsigned char>(c);
    return melange(h);
}

/// Calls f(pass, key) for each key of a record. A key needs all its parts.
template <class F>
void chaque_cle(Codes const& codes, FicheCodee const& f, F donner) {
    auto cle = [&](unsigned passe, auto... parties) {
        std::uint64_t h = melange(passe + 1);
        ((h = combine(h, parties)), ...);
        donner(passe, h);
    };
    for (auto ine : codes.ine(f))
        cle(0, ine);
    auto const &nom = codes.noms[f.nom], &usage = codes.noms[f.nom_usage], &prenom = codes.noms[f.prenom];
    if (f.date && f.nom && f.prenom) {
        cle(1, nom.son, prenom.son_premier, f.date);
        cle(4, nom.son, prenom.son_premier, annee(f.date));
        cle(5, nom.prefixe, prenom.prefixe, jour_et_mois_sans_ordre(f.date));
        cle(6, nom.prefixe >> 8, prenom.prefixe >> 8, f.date);
        cle(7, nom.son + prenom.son, f.date);
        cle(9, nom.son, prenom.son_premier, chiffres_tries(f.date));
        cle(11, nom.prefixe, prenom.prefixe, annee(f.date));
    }
    if (f.date && f.nom)
        cle(2, nom.son, f.date);
    if (f.date && f.nom_usage)
        cle(2, usage.son, f.date);
    if (f.date && f.prenom)
        cle(3, prenom.son_premier, f.date);
    for (auto contact : codes.contacts(f))
        if (f.prenom)
            cle(8, contact, prenom.son_premier);
    if (f.adresse)
        cle(8, sans_blancs(codes.textes.texte(f.adresse)));
    if (f.nom && f.prenom)
        cle(15, nom.son, prenom.son_premier);
    if (f.code_postal && f.nom && f.prenom)
        cle(14, std::uint64_t{nom.prefixe >> 8} + (prenom.prefixe >> 8), f.code_postal);
    if (f.code_postal && f.nom)
        cle(10, nom.son, f.code_postal);
    if (f.code_postal && f.date && f.prenom)
        cle(12, prenom.son_premier, annee(f.date), f.code_postal);
    if (f.code_postal && f.date)
        cle(13, f.date, f.code_postal);
}

/// What subdivides a block too big: the place.
inline std::uint64_t cle_de_subdivision(Codes const& codes, FicheCodee const& f) {
    return f.code_postal ? f.code_postal : hache(codes.textes.texte(f.commune));
}

} // namespace rapprochement
