#include "base/texte.hpp"

#include <unicode/coll.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <memory>

#include "base/ensure.hpp"

namespace base {
namespace {

std::string en_utf8(icu::UnicodeString const& u) {
    std::string s;
    u.toUTF8String(s);
    return s;
}

icu::Normalizer2 const& nfd() {
    UErrorCode erreur = U_ZERO_ERROR;
    auto const* n = icu::Normalizer2::getNFDInstance(erreur);
    ensure(U_SUCCESS(erreur), "ICU: NFD instance");
    return *n;
}

icu::Normalizer2 const& nfc() {
    UErrorCode erreur = U_ZERO_ERROR;
    auto const* n = icu::Normalizer2::getNFCInstance(erreur);
    ensure(U_SUCCESS(erreur), "ICU: NFC instance");
    return *n;
}

bool est_blanc(UChar32 c) { return u_isUWhiteSpace(c) || c == 0x200B || c == 0xFEFF; }

void ajoute(std::string& s, UChar32 c) {
    char tampon[4];
    std::int32_t n = 0;
    UBool erreur = false;
    U8_APPEND(reinterpret_cast<std::uint8_t*>(tampon), n, 4, c, erreur);
    if (!erreur)
        s.append(tampon, static_cast<std::size_t>(n));
}

/// Letters that NFD leaves whole.
char const* sans_decomposition(UChar32 c) {
    switch (c) {
    case 0x152:
    case 0x153: return "OE";
    case 0xC6:
    case 0xE6: return "AE";
    case 0xDF:
    case 0x1E9E: return "SS";
    case 0xD8:
    case 0xF8: return "O";
    case 0x110:
    case 0x111:
    case 0xD0:
    case 0xF0: return "D";
    case 0x141:
    case 0x142: return "L";
    case 0xDE:
    case 0xFE: return "TH";
    case 0x130:
    case 0x131: return "I";
    default: return nullptr;
    }
}

constexpr char16_t windows_1252_haut[32] = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                            0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                            0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                            0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

UChar32 iso_8859_15(unsigned char o) {
    switch (o) {
    case 0xA4: return 0x20AC;
    case 0xA6: return 0x160;
    case 0xA8: return 0x161;
    case 0xB4: return 0x17D;
    case 0xB8: return 0x17E;
    case 0xBC: return 0x152;
    case 0xBD: return 0x153;
    case 0xBE: return 0x178;
    default: return o;
    }
}

} // namespace

bool est_utf8(std::string_view octets) {
    auto const* p = reinterpret_cast<std::uint8_t const*>(octets.data());
    std::int32_t i = 0, n = static_cast<std::int32_t>(octets.size());
    while (i < n) {
        if (p[i] < 0x80) {
            ++i;
            continue;
        }
        UChar32 c;
        U8_NEXT(p, i, n, c);
        if (c < 0)
            return false;
    }
    return true;
}

std::string depuis_windows_1252(std::string_view octets) {
    std::string s;
    s.reserve(octets.size() + octets.size() / 8);
    for (unsigned char o : octets)
        o < 0x80 ? s.push_back(static_cast<char>(o)) : ajoute(s, o < 0xA0 ? windows_1252_haut[o - 0x80] : o);
    return s;
}

std::string depuis_iso_8859_15(std::string_view octets) {
    std::string s;
    s.reserve(octets.size() + octets.size() / 8);
    for (unsigned char o : octets)
        o < 0x80 ? s.push_back(static_cast<char>(o)) : ajoute(s, iso_8859_15(o));
    return s;
}

std::string propre(std::string_view utf8) {
    UErrorCode erreur = U_ZERO_ERROR;
    auto u =
        nfc().normalize(icu::UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())}), erreur);
    std::string s;
    s.reserve(utf8.size());
    bool blanc = false;
    for (std::int32_t i = 0; i < u.length(); i = u.moveIndex32(i, 1)) {
        auto c = u.char32At(i);
        if (est_blanc(c) || c == 0) {
            blanc = !s.empty();
            continue;
        }
        if (blanc)
            s.push_back(' ');
        blanc = false;
        ajoute(s, c);
    }
    return s;
}

std::string normalise(std::string_view utf8) {
    std::string s;
    s.reserve(utf8.size());
    bool blanc = false;
    auto pousse = [&](char c) {
        if (blanc && !s.empty())
            s.push_back(' ');
        blanc = false;
        s.push_back(c);
    };
    auto ascii = [&](UChar32 c) {
        if (c >= 'a' && c <= 'z')
            pousse(static_cast<char>(c - 32));
        else if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
            pousse(static_cast<char>(c));
        else
            blanc = true;
    };
    auto const* p = reinterpret_cast<std::uint8_t const*>(utf8.data());
    std::int32_t i = 0, n = static_cast<std::int32_t>(utf8.size());
    while (i < n) {
        UChar32 c;
        U8_NEXT(p, i, n, c);
        if (c < 0)
            continue;
        if (c < 0x80) {
            ascii(c);
            continue;
        }
        if (auto const* lettres = sans_decomposition(c)) {
            for (; *lettres; ++lettres)
                pousse(*lettres);
            continue;
        }
        icu::UnicodeString decompose;
        if (!nfd().getDecomposition(c, decompose)) {
            if (u_charType(c) == U_NON_SPACING_MARK)
                continue;
            u_isalnum(c) ? (void)0 : (void)(blanc = true);
            if (u_isalpha(c)) { // another script: kept as upper-case UTF-8 so that it still compares
                if (blanc && !s.empty())
                    s.push_back(' ');
                blanc = false;
                ajoute(s, u_toupper(c));
            }
            continue;
        }
        for (std::int32_t k = 0; k < decompose.length(); ++k)
            if (decompose[k] < 0x80)
                ascii(decompose[k]);
    }
    return s;
}

std::string cle_d_en_tete(std::string_view utf8) {
    std::string s;
    for (char c : normalise(utf8))
        if (c != ' ')
            s.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
    return s;
}

std::vector<std::string> mots(std::string_view utf8) {
    std::vector<std::string> liste;
    for (auto& mot : decoupe(normalise(utf8), ' '))
        if (!mot.empty())
            liste.push_back(std::move(mot));
    return liste;
}

std::string cle_de_tri(std::string_view utf8) {
    // A collator is costly to open and not thread-safe to share for writing: one per thread.
    thread_local std::unique_ptr<icu::Collator> ordre = [] {
        UErrorCode erreur = U_ZERO_ERROR;
        std::unique_ptr<icu::Collator> c{icu::Collator::createInstance(icu::Locale::getFrench(), erreur)};
        ensure(U_SUCCESS(erreur), "ICU: French collator");
        c->setAttribute(UCOL_ALTERNATE_HANDLING, UCOL_SHIFTED, erreur);
        c->setStrength(icu::Collator::SECONDARY);
        return c;
    }();
    auto u = icu::UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())});
    std::uint8_t octets[256];
    auto n = ordre->getSortKey(u, octets, sizeof octets);
    n = std::min<std::int32_t>(n, sizeof octets);
    static constexpr char hexa[] = "0123456789abcdef"; // hexadecimal text: same order in SQLite and PostgreSQL ("C")
    std::string s;
    for (std::int32_t i = 0; i < n && octets[i]; ++i) {
        s.push_back(hexa[octets[i] >> 4]);
        s.push_back(hexa[octets[i] & 15]);
    }
    return s;
}

std::string majuscules(std::string_view utf8) {
    return en_utf8(icu::UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())}).toUpper());
}

std::string minuscules(std::string_view utf8) {
    return en_utf8(icu::UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())}).toLower());
}

std::size_t longueur(std::string_view utf8) {
    std::size_t n = 0;
    for (unsigned char o : utf8)
        n += (o & 0xC0) != 0x80;
    return n;
}

std::string coupe(std::string_view utf8, std::size_t n) {
    std::size_t vus = 0;
    for (std::size_t i = 0; i < utf8.size(); ++i)
        if ((static_cast<unsigned char>(utf8[i]) & 0xC0) != 0x80 && vus++ == n)
            return std::string(utf8.substr(0, i)) + "…";
    return std::string(utf8);
}

std::vector<std::string> decoupe(std::string_view texte, char separateur) {
    std::vector<std::string> parties;
    for (;;) {
        auto fin = texte.find(separateur);
        parties.emplace_back(texte.substr(0, fin));
        if (fin == texte.npos)
            return parties;
        texte.remove_prefix(fin + 1);
    }
}

std::string joint(std::vector<std::string> const& parties, std::string_view separateur) {
    std::string s;
    for (auto const& partie : parties) {
        if (!s.empty())
            s += separateur;
        s += partie;
    }
    return s;
}

std::string nombre(long long n) {
    auto chiffres = std::to_string(n < 0 ? -n : n);
    std::string s = n < 0 ? "−" : "";
    for (std::size_t i = 0; i < chiffres.size(); ++i) {
        if (i && (chiffres.size() - i) % 3 == 0)
            s += "\u202F";
        s += chiffres[i];
    }
    return s;
}

std::string pluriel(long long n, std::string_view un, std::string_view plusieurs) {
    bool au_pluriel = n >= 2 || n <= -2;
    std::string mot{au_pluriel && !plusieurs.empty() ? plusieurs : un};
    if (au_pluriel && plusieurs.empty())
        mot += "s";
    return nombre(n) + " " + mot;
}

} // namespace base
