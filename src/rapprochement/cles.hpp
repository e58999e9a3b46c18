#pragma once
// The blocking passes, in one place: used in memory and, through cles_de_blocage(), by databases.
#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include "rapprochement/codage.hpp"
#include "rapprochement/hachage.hpp"

namespace rapprochement {

constexpr unsigned nombre_de_passes = 27;
constexpr unsigned nom_et_prenom_seuls = 15;
/// From here on, passes that tolerate almost any error where they cost little: one that would compare too many pairs
/// for these files is left out whole.
constexpr unsigned premiere_passe_large = 16, toutes_les_paires = 26;
constexpr bool large(unsigned passe) { return passe >= premiere_passe_large; }
constexpr std::uint64_t paires_au_plus(std::uint64_t fiches_a, std::uint64_t fiches_b) {
    auto const fiches = fiches_a + fiches_b;
    return std::max(fiches, 150'000'000'000 / std::max<std::uint64_t>(fiches, 100'000));
}

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
    "P16 nom et commune",
    "P17 prénom et commune",
    "P18 contact",
    "P19 nom et lieu de naissance",
    "P20 prénom et lieu de naissance",
    "P21 nom, jour et mois",
    "P22 prénom, jour et mois",
    "P23 nom et année",
    "P24 trois lettres sans ordre",
    "P25 date",
    "P26 toutes les paires",
};

/// The others are left out of the keys stored in databases: whoever shares P1 shares P2, P4 shares P15, and the rest
/// bring few more people.
constexpr bool enregistree(unsigned passe) {
    return passe != 1 && passe != 4 && passe != 6 && passe != 9 && (passe < 12 || passe == 15);
}

constexpr std::uint64_t chiffres_tries(std::uint32_t date) {
    std::uint64_t combien = 0; // of each digit, four bits each
    for (int i = 0; i < 8; ++i, date /= 10)
        combien += 1ULL << 4 * (date % 10);
    std::uint64_t n = 0;
    for (std::uint64_t chiffre = 0; combien; ++chiffre, combien >>= 4)
        for (auto reste = combien & 15; reste; --reste)
            n = n * 10 + chiffre;
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

/// Calls donner(key) for each key of a record in this pass. A key needs all its parts.
template <class F>
void cles_de_la_passe(unsigned passe, Codes const& codes, FicheCodee const& f, F donner) {
    auto cle = [&](auto... parties) {
        std::uint64_t h = melange(passe + 1);
        ((h = combine(h, parties)), ...);
        donner(h);
    };
    auto nom = [&]() -> Nom const& { return codes.noms[f.nom]; };
    auto prenom = [&]() -> Nom const& { return codes.noms[f.prenom]; };
    std::uint32_t const date = f.date;
    bool const complete = date && f.nom && f.prenom;
    switch (passe) {
    case 0: return codes.chaque_ine(f, cle);
    case 1: return complete ? cle(nom().son, prenom().son_premier, date) : void();
    case 2:
        if (date && f.nom)
            cle(nom().son, date);
        if (date && f.nom_usage)
            cle(codes.noms[f.nom_usage].son, date);
        return;
    case 3: return date && f.prenom ? cle(prenom().son_premier, date) : void();
    case 4: return complete ? cle(nom().son, prenom().son_premier, annee(date)) : void();
    case 5: return complete ? cle(nom().prefixe, prenom().prefixe, jour_et_mois_sans_ordre(date)) : void();
    case 6: return complete ? cle(nom().prefixe >> 8, prenom().prefixe >> 8, date) : void();
    case 7: return complete ? cle(nom().son + prenom().son, date) : void();
    case 8:
        if (f.prenom)
            for (auto contact : codes.contacts(f))
                cle(contact, prenom().son_premier);
        return f.adresse ? cle(sans_blancs(codes.textes.texte(f.adresse))) : void();
    case 9: return complete ? cle(nom().son, prenom().son_premier, chiffres_tries(date)) : void();
    case 10: return f.code_postal && f.nom ? cle(nom().son, f.code_postal) : void();
    case 11: return complete ? cle(nom().prefixe, prenom().prefixe, annee(date)) : void();
    case 12: return f.code_postal && date && f.prenom ? cle(prenom().son_premier, annee(date), f.code_postal) : void();
    case 13: return f.code_postal && date ? cle(date, f.code_postal) : void();
    case 14:
        return f.code_postal && f.nom && f.prenom
                   ? cle(std::uint64_t{nom().prefixe >> 8} + (prenom().prefixe >> 8), f.code_postal)
                   : void();
    case 15: return f.nom && f.prenom ? cle(nom().son, prenom().son_premier) : void();
    case 16: return f.commune && f.nom ? cle(nom().son, f.commune) : void();
    case 17: return f.commune && f.prenom ? cle(prenom().son_premier, f.commune) : void();
    case 18:
        for (auto contact : codes.contacts(f))
            cle(contact);
        return;
    case 19: return f.lieu && f.nom ? cle(nom().son, f.lieu) : void();
    case 20: return f.lieu && f.prenom ? cle(prenom().son_premier, f.lieu) : void();
    case 21: return date && f.nom ? cle(nom().son, jour_et_mois_sans_ordre(date)) : void();
    case 22: return date && f.prenom ? cle(prenom().son_premier, jour_et_mois_sans_ordre(date)) : void();
    case 23: return date && f.nom ? cle(nom().son, annee(date)) : void();
    case 24: return f.nom && f.prenom ? cle(std::uint64_t{nom().prefixe >> 8} + (prenom().prefixe >> 8)) : void();
    case 25: return date ? cle(date) : void();
    case 26: return cle();
    default: return;
    }
}

/// Calls donner(pass, key) for each key of a record.
template <class F>
void chaque_cle(Codes const& codes, FicheCodee const& f, F donner) {
    for (unsigned passe = 0; passe < nombre_de_passes; ++passe)
        cles_de_la_passe(passe, codes, f, [&](std::uint64_t cle) { donner(passe, cle); });
}

/// What subdivides a block too big: the place.
inline std::uint64_t cle_de_subdivision(Codes const& codes, FicheCodee const& f) {
    return f.code_postal ? f.code_postal : hache(codes.textes.texte(f.commune));
}

} // namespace rapprochement
