#pragma once
// A record in 48 bytes: numbers in dictionaries, ready to be compared without any allocation.
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rapprochement/fiche.hpp"
#include "rapprochement/noms.hpp"

namespace rapprochement {

struct FicheCodee {
    std::uint32_t nom = 0, nom_usage = 0;
    std::uint32_t prenom = 0;  ///< the first one
    std::uint32_t prenoms = 0; ///< all of them, joined by « | »; same as prenom when there is one
    std::uint32_t date = 0;    ///< AAAAMMJJ
    std::uint32_t lieu = 0, adresse = 0, commune = 0; ///< in Codes::textes
    std::uint32_t code_postal = 0;
    std::uint32_t numeros = 0; ///< position of the INE, then telephones, then mail addresses in Codes::numeros
    std::uint8_t nombre_ine = 0, nombre_contacts = 0;
    Sexe sexe = Sexe::inconnu;
};

/// The dictionaries, common to both files.
struct Codes {
    Noms noms;
    Textes textes;
    std::vector<std::uint64_t> numeros;

    std::span<std::uint64_t const> ine(FicheCodee const& f) const {
        return std::span(numeros).subspan(f.numeros, f.nombre_ine);
    }
    std::span<std::uint64_t const> contacts(FicheCodee const& f) const {
        return std::span(numeros).subspan(f.numeros + f.nombre_ine, f.nombre_contacts);
    }
};

FicheCodee coder(Fiche const& fiche, Codes& codes);

/// A personal number of at most 12 letters and digits packed in 64 bits; longer ones are hashed (bit 63 set).
std::uint64_t numero_emballe(std::string_view normalise);
/// Letters and digits of a packed number, into `tampon`; empty for a hashed one.
std::string_view numero_deballe(std::uint64_t numero, char (&tampon)[12]);

constexpr std::uint32_t annee(std::uint32_t date) { return date / 10000; }
constexpr std::uint32_t mois(std::uint32_t date) { return date / 100 % 100; }
constexpr std::uint32_t jour(std::uint32_t date) { return date % 100; }

} // namespace rapprochement
