#pragma once
// Which bytes are which letters: what a file says, what it really holds (formats.md §1.1).
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "documents/flux.hpp"

namespace documents {

enum class Encodage {
    utf8,
    utf8_abime, ///< UTF-8 where some bytes are not: those alone are taken as Windows-1252
    windows_1252,
    iso_8859_15,
    utf16_le, ///< « Texte Unicode » of a spreadsheet
    utf16_be,
};
std::string_view libelle(Encodage encodage);

/// UTF-16 by its BOM, else by two plain letters that only UTF-16 writes so; nothing for any other start.
std::optional<Encodage> utf16_annonce(std::string_view debut);
/// Text of these first bytes when they are UTF-16, as they are otherwise.
std::string debut_lisible(std::string_view debut);

/// One pass over the bytes (of the text, for UTF-16), constant memory.
struct Examen {
    std::optional<Encodage> utf16{};
    bool marque_utf8 = false; ///< BOM
    std::uint64_t octets = 0;
    std::uint64_t sequences_utf8 = 0;  ///< letters of two bytes or more that are right
    std::uint64_t lettres_latines = 0; ///< among them, accented letters: never by chance in another encoding
    std::uint64_t octets_faux = 0;     ///< bytes that cannot be UTF-8
    std::int64_t ligne_du_nul = 0;     ///< first NUL byte; 0: none
    std::int64_t ligne_d_entite = 0;   ///< first « <!ENTITY »; 0: none
    std::string debut;                 ///< first 4 096 bytes
    bool est_utf8() const { return octets_faux == 0; }
};
Examen examiner(Source const& source);

struct Choix {
    Encodage encodage = Encodage::utf8;
    std::string avertissement; ///< « Le fichier annonce ISO-8859-15 mais il est en UTF-8… »; vide si tout concorde
};
/// BOM, else valid UTF-8, else Windows-1252.
Choix encodage_de_csv(Examen const& examen);
/// BOM, else what the prologue says if the bytes agree, else the other one; ISO-8859-15 when nothing is said.
Choix encodage_de_xml(Examen const& examen);

/// The same bytes as UTF-8, without BOM.
std::unique_ptr<Flux> en_utf8(std::unique_ptr<Flux> flux, Encodage encodage);

/// « MaÃ«lys » → « Maëlys »; nothing if the text does not look encoded twice.
std::optional<std::string> repare_double_encodage(std::string_view utf8);

} // namespace documents
