#pragma once
// A record in 48 bytes: numbers in dictionaries, ready to be compared without any allocation.
#include <cstdint>
#include <optional>
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
    std::uint32_t lieu = 0, adresse = 0, commune = 0; ///< in Codes::textes
    std::uint32_t code_postal = 0;
    std::uint64_t ine = 0;       ///< the first one, 0 when there is none
    std::uint32_t numeros = 0;   ///< place in Codes::numeros of the other INE, then of the contacts after their count
    std::uint32_t date : 27 = 0; ///< AAAAMMJJ
    std::uint32_t code_sexe : 2 = 0;
    std::uint32_t autres_ine : 2 = 0;
    std::uint32_t joignable : 1 = 0; ///< has contacts

    Sexe sexe() const { return Sexe{static_cast<std::uint8_t>(code_sexe)}; }
};
static_assert(sizeof(FicheCodee) == 48);

/// Numbers of all records one after the other; the first ones may be read where they are (a mapped file).
struct Numeros {
    std::span<std::uint64_t const> fond{};
    std::vector<std::uint64_t> propres{};
    std::size_t size() const { return fond.size() + propres.size(); }
    std::span<std::uint64_t const> suite(std::size_t place, std::size_t combien) const {
        return place < fond.size() ? fond.subspan(place, combien)
                                   : std::span(propres).subspan(place - fond.size(), combien);
    }
};

/// The dictionaries, common to both files.
struct Codes {
    Noms noms{};
    Textes textes{};
    Numeros numeros{};

    std::span<std::uint64_t const> autres_ine(FicheCodee const& f) const {
        return numeros.suite(f.numeros, f.autres_ine);
    }
    std::span<std::uint64_t const> contacts(FicheCodee const& f) const {
        if (!f.joignable)
            return {};
        auto const nombre = std::size_t{f.numeros} + f.autres_ine;
        return numeros.suite(nombre + 1, numeros.suite(nombre, 1)[0]);
    }
    template <class F>
    void chaque_ine(FicheCodee const& f, F donner) const {
        if (f.ine)
            donner(f.ine);
        for (auto ine : autres_ine(f))
            donner(ine);
    }
};

FicheCodee coder(Fiche const& fiche, Codes& codes);
/// Copies the numbers of a record among those of other dictionaries; gives their place there.
std::uint32_t transporter_les_numeros(FicheCodee const& f, Codes const& de, Codes& vers);

/// A personal number of at most 12 letters and digits packed in 64 bits; longer ones are hashed (bit 63 set).
std::uint64_t numero_emballe(std::string_view normalise);
/// Letters and digits of a packed number, into `tampon`; empty for a hashed one.
std::string_view numero_deballe(std::uint64_t numero, char (&tampon)[12]);

constexpr std::size_t texte_max = 200;

/// What a cell says, one field at a time: coder() is made of these, and so is the reader of big files.
std::uint32_t date_codee(std::optional<Date> const& date);
std::uint32_t code_postal_code(std::string_view texte);
std::string texte_normalise(std::string_view texte);
std::string commune_normalisee(std::string_view commune);
/// `dictionnaire`: Noms or Textes.
template <class Dictionnaire>
void coder_prenoms(std::span<std::string const> prenoms, Dictionnaire& dictionnaire, FicheCodee& f) {
    std::string tous;
    for (auto const& prenom : prenoms) {
        auto const n = nom_normalise(prenom);
        if (n.empty())
            continue;
        if (!f.prenom)
            f.prenom = dictionnaire.code(n);
        else
            tous += '|';
        tous += n;
    }
    if (tous.size() > texte_max)
        tous.resize(texte_max);
    f.prenoms = tous.find('|') == std::string::npos ? f.prenom : dictionnaire.code(tous);
}
/// Birth name and name in use, once both are coded.
void ordonner_les_noms(FicheCodee& f);
void coder_numeros(std::span<std::string const> ine, std::span<std::string const> telephones,
                   std::span<std::string const> courriels, std::vector<std::uint64_t>& numeros, FicheCodee& f);

constexpr std::uint32_t annee(std::uint32_t date) { return date / 10000; }
constexpr std::uint32_t mois(std::uint32_t date) { return date / 100 % 100; }
constexpr std::uint32_t jour(std::uint32_t date) { return date % 100; }

} // namespace rapprochement
