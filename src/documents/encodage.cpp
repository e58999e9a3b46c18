#include "documents/encodage.hpp"

#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <vector>

#include "base/texte.hpp"

namespace documents {
namespace {

constexpr std::size_t morceau = 1 << 16;
constexpr std::string_view marque = "\xEF\xBB\xBF";

/// Length of the valid sequence at `i`, 0 if the byte is wrong, -1 if the chunk ends before one can know.
int sequence(std::string_view t, std::size_t i) {
    auto const* p = reinterpret_cast<std::uint8_t const*>(t.data());
    auto o = p[i];
    std::size_t voulus = o < 0x80                ? 1
                         : o >= 0xC2 && o < 0xE0 ? 2
                         : (o & 0xF0) == 0xE0    ? 3
                         : o >= 0xF0 && o < 0xF5 ? 4
                                                 : 0;
    if (voulus == 0)
        return 0;
    for (std::size_t k = 1; k < voulus; ++k) {
        if (i + k >= t.size())
            return -1;
        if ((p[i + k] & 0xC0) != 0x80)
            return 0;
    }
    auto k = static_cast<std::int32_t>(i);
    UChar32 c;
    U8_NEXT(p, k, static_cast<std::int32_t>(t.size()), c);
    return c < 0 ? 0 : static_cast<int>(voulus);
}

std::size_t fin_de_l_ascii(std::string_view t, std::size_t i) {
    for (; i + 8 <= t.size(); i += 8) {
        std::uint64_t huit;
        std::memcpy(&huit, t.data() + i, 8);
        if (huit & 0x8080808080808080ULL)
            break;
    }
    while (i < t.size() && static_cast<unsigned char>(t[i]) < 0x80)
        ++i;
    return i;
}

void compter(Examen& e, std::string_view t, std::size_t& reste, bool fin) {
    std::size_t i = 0;
    while ((i = fin_de_l_ascii(t, i)) < t.size()) {
        int n = sequence(t, i);
        if (n < 0 && !fin)
            break;
        n > 0 ? ++e.sequences_utf8 : ++e.octets_faux;
        e.lettres_latines += n == 2 && t[i] >= '\xC3' && t[i] <= '\xC5';
        i += static_cast<std::size_t>(std::max(n, 1));
    }
    reste = t.size() - i;
}

std::int64_t lignes(std::string_view t) { return std::ranges::count(t, '\n'); }

void chercher(Examen& e, std::string_view nouveaux, std::string_view avec_queue, std::int64_t lignes_avant) {
    if (!e.ligne_du_nul)
        if (auto ou = nouveaux.find('\0'); ou != nouveaux.npos)
            e.ligne_du_nul = lignes_avant + lignes(nouveaux.substr(0, ou)) + 1;
    if (!e.ligne_d_entite && avec_queue.find("<!ENTITY") != avec_queue.npos)
        e.ligne_d_entite =
            std::max<std::int64_t>(1, lignes_avant + 1 + lignes(nouveaux.substr(0, nouveaux.find("<!ENTITY"))));
}

void ajouter(std::string& texte, UChar32 c) {
    char octets[U8_MAX_LENGTH];
    std::int32_t n = 0;
    U8_APPEND_UNSAFE(octets, n, c);
    texte.append(octets, static_cast<std::size_t>(n));
}

/// Text of whole units; a pair cut by the end is left in `octets`, unless `fin`. What is no letter becomes U+FFFD.
std::string depuis_utf16(std::string& octets, Encodage encodage, bool fin) {
    constexpr UChar32 inconnu = 0xFFFD;
    std::string texte;
    std::size_t i = 0;
    auto unite = [&](std::size_t k) {
        auto a = static_cast<unsigned char>(octets[k]), b = static_cast<unsigned char>(octets[k + 1]);
        return static_cast<UChar32>(encodage == Encodage::utf16_le ? b << 8 | a : a << 8 | b);
    };
    while (i + 2 <= octets.size()) {
        auto c = unite(i);
        bool const double_ = U16_IS_LEAD(c);
        if (double_ && i + 4 > octets.size() && !fin)
            break;
        bool const paire = double_ && i + 4 <= octets.size() && U16_IS_TRAIL(unite(i + 2));
        if (paire)
            c = U16_GET_SUPPLEMENTARY(c, unite(i + 2));
        ajouter(texte, U_IS_SURROGATE(c) ? inconnu : c);
        i += paire ? 4 : 2;
    }
    octets.erase(0, i);
    if (fin && !octets.empty())
        ajouter(texte, inconnu);
    return texte;
}

class FluxDepuisUtf16 final : public Flux {
public:
    FluxDepuisUtf16(std::unique_ptr<Flux> flux, Encodage encodage) : flux_(std::move(flux)), encodage_(encodage) {}

    std::size_t lire(char* tampon, std::size_t n) override {
        while (lus_ == pret_.size() && !fini_) {
            auto const garde = brut_.size();
            brut_.resize(garde + morceau);
            auto const m = flux_->lire(brut_.data() + garde, morceau);
            brut_.resize(garde + m);
            fini_ = m == 0;
            pret_ = depuis_utf16(brut_, encodage_, fini_);
            lus_ = 0;
        }
        n = std::min(n, pret_.size() - lus_);
        if (n)
            std::memcpy(tampon, pret_.data() + lus_, n);
        lus_ += n;
        return n;
    }

private:
    std::unique_ptr<Flux> flux_;
    Encodage encodage_;
    std::string brut_, pret_;
    std::size_t lus_ = 0;
    bool fini_ = false;
};

class FluxUtf8 final : public Flux {
public:
    FluxUtf8(std::unique_ptr<Flux> flux, Encodage encodage) : flux_(std::move(flux)), encodage_(encodage) {}

    std::size_t lire(char* tampon, std::size_t n) override {
        while (pret_.size() == lus_ && !fini_)
            remplir();
        n = std::min(n, pret_.size() - lus_);
        if (n)
            std::memcpy(tampon, pret_.data() + lus_, n);
        lus_ += n;
        return n;
    }

private:
    void remplir() {
        auto garde = brut_.size();
        brut_.resize(garde + morceau);
        auto n = flux_->lire(brut_.data() + garde, morceau);
        brut_.resize(garde + n);
        fini_ = n == 0;
        if (!commence_ && (brut_.size() >= 3 || fini_)) {
            commence_ = true;
            if (brut_.starts_with(marque))
                brut_.erase(0, 3);
        }
        if (!commence_)
            return;
        lus_ = 0;
        pret_.clear();
        decoder();
    }

    void decoder() {
        switch (encodage_) {
        case Encodage::utf16_le:
        case Encodage::utf16_be: // already text: see en_utf8()
        case Encodage::utf8: pret_.swap(brut_); break;
        case Encodage::windows_1252: pret_ = base::depuis_windows_1252(brut_); break;
        case Encodage::iso_8859_15: pret_ = base::depuis_iso_8859_15(brut_); break;
        case Encodage::utf8_abime: return decoder_abime();
        }
        brut_.clear();
    }

    void decoder_abime() {
        std::size_t i = 0;
        while (i < brut_.size()) {
            auto j = fin_de_l_ascii(brut_, i);
            pret_.append(brut_, i, j - i);
            if ((i = j) == brut_.size())
                break;
            int n = sequence(brut_, i);
            if (n < 0 && !fini_)
                break;
            if (n > 0)
                pret_.append(brut_, i, static_cast<std::size_t>(n));
            else
                pret_ += base::depuis_windows_1252(std::string_view(brut_).substr(i, 1));
            i += static_cast<std::size_t>(std::max(n, 1));
        }
        brut_.erase(0, i);
    }

    std::unique_ptr<Flux> flux_;
    Encodage encodage_;
    std::string brut_, pret_;
    std::size_t lus_ = 0;
    bool commence_ = false;
    bool fini_ = false;
};

/// Name of the encoding in the prologue, in small letters; empty if none.
std::string encodage_annonce(std::string_view debut) {
    auto prologue = debut.substr(0, debut.find("?>"));
    if (prologue.size() == debut.size() || prologue.find("<?xml") == prologue.npos)
        return {};
    auto ou = prologue.find("encoding");
    if (ou == prologue.npos)
        return {};
    auto guillemet = prologue.find_first_of("\"'", ou);
    if (guillemet == prologue.npos)
        return {};
    auto fin = prologue.find(prologue[guillemet], guillemet + 1);
    return fin == prologue.npos ? "" : base::minuscules(prologue.substr(guillemet + 1, fin - guillemet - 1));
}

Encodage utf8_ou_presque(Examen const& e) { return e.est_utf8() ? Encodage::utf8 : Encodage::utf8_abime; }

/// Many right sequences and few wrong bytes: UTF-8 that something damaged, not another encoding.
bool plutot_utf8(Examen const& e) { return e.sequences_utf8 > 0 && e.octets_faux * 10 < e.sequences_utf8; }
/// Two files pasted into one: « é » of UTF-8 here, « é » of Windows-1252 there.
bool melange(Examen const& e) { return e.octets_faux > 0 && e.lettres_latines > 0; }

constexpr char const* dit_abime =
    "Quelques caractères de ce fichier sont abîmés\u00A0: ils ont été lus au mieux et les lignes sont signalées.";

constexpr char const* dit_melange =
    "Ce fichier mêle deux encodages, UTF-8 et Windows-1252\u00A0: chaque lettre a été lue comme elle est écrite. "
    "Vérifiez les accents.";

/// Byte that a letter is in Windows-1252; -1 if it has none.
int octet_1252(UChar32 c) {
    static auto const table = [] {
        std::array<UChar32, 32> t{};
        for (int o = 0x80; o < 0xA0; ++o) {
            auto lettre = base::depuis_windows_1252(std::string(1, static_cast<char>(o)));
            std::int32_t i = 0;
            U8_NEXT(lettre.data(), i, static_cast<std::int32_t>(lettre.size()), t[static_cast<std::size_t>(o - 0x80)]);
        }
        return t;
    }();
    if (c < 0x80 || (c >= 0xA0 && c < 0x100))
        return c;
    if (c >= 0x80 && c < 0xA0)
        return c; // ISO-8859-1 keeps these as they are
    auto ou = std::ranges::find(table, c);
    return ou == table.end() || c == 0xFFFD ? -1 : static_cast<int>(ou - table.begin()) + 0x80;
}

} // namespace

std::string_view libelle(Encodage encodage) {
    switch (encodage) {
    case Encodage::utf8: return "UTF-8";
    case Encodage::utf8_abime: return "UTF-8 abîmé";
    case Encodage::windows_1252: return "Windows-1252";
    case Encodage::iso_8859_15: return "ISO-8859-15";
    case Encodage::utf16_le:
    case Encodage::utf16_be: return "UTF-16";
    }
    return {};
}

std::optional<Encodage> utf16_annonce(std::string_view debut) {
    if (debut.starts_with("\xFF\xFE"))
        return Encodage::utf16_le;
    if (debut.starts_with("\xFE\xFF"))
        return Encodage::utf16_be;
    auto lettre = [&](std::size_t i) { return debut[i] >= ' ' && debut[i] <= '~' && debut[i ^ 1] == '\0'; };
    if (debut.size() >= 4 && lettre(0) && lettre(2))
        return Encodage::utf16_le;
    return debut.size() >= 4 && lettre(1) && lettre(3) ? std::optional{Encodage::utf16_be} : std::nullopt;
}

std::string debut_lisible(std::string_view debut) {
    std::string octets(debut);
    auto const utf16 = utf16_annonce(debut);
    return utf16 ? depuis_utf16(octets, *utf16, false) : octets;
}

Examen examiner(Source const& source) {
    Examen e;
    e.utf16 = utf16_annonce(premiers_octets(source, 4));
    auto flux = source.ouvrir();
    if (e.utf16)
        flux = std::make_unique<FluxDepuisUtf16>(std::move(flux), *e.utf16);
    std::string tampon;
    std::size_t reste = 0;
    std::int64_t lignes_avant = 0;
    std::string queue; // a declaration may straddle two chunks
    for (;;) {
        std::string suite(tampon, tampon.size() - reste);
        auto garde = suite.size();
        tampon = std::move(suite);
        tampon.resize(garde + morceau);
        auto n = flux->lire(tampon.data() + garde, morceau);
        tampon.resize(garde + n);
        compter(e, tampon, reste, n == 0);
        if (n == 0)
            break;
        auto nouveaux = std::string_view(tampon).substr(garde);
        if (e.debut.size() < 4096)
            e.debut.append(nouveaux.substr(0, 4096 - e.debut.size()));
        queue.append(nouveaux);
        chercher(e, nouveaux, queue, lignes_avant);
        queue.erase(0, queue.size() - std::min<std::size_t>(queue.size(), 7));
        lignes_avant += lignes(nouveaux);
        e.octets += n;
    }
    e.marque_utf8 = e.debut.starts_with(marque);
    return e;
}

Choix encodage_de_csv(Examen const& e) {
    if (e.utf16)
        return {*e.utf16, {}};
    if (e.est_utf8())
        return {Encodage::utf8, {}};
    if (e.marque_utf8 || plutot_utf8(e))
        return {Encodage::utf8_abime, dit_abime};
    if (melange(e))
        return {Encodage::utf8_abime, dit_melange};
    return {Encodage::windows_1252, {}};
}

Choix encodage_de_xml(Examen const& e) {
    if (e.utf16)
        return {*e.utf16, {}};
    if (e.marque_utf8)
        return {utf8_ou_presque(e), e.est_utf8() ? "" : dit_abime};
    auto annonce = encodage_annonce(e.debut);
    bool annonce_utf8 = annonce == "utf-8" || annonce == "utf8";
    bool annonce_1252 = annonce == "windows-1252" || annonce == "cp1252" || annonce == "iso-8859-1";
    if (e.est_utf8()) {
        bool surprise = e.sequences_utf8 > 0 && !annonce_utf8 && !annonce.empty();
        return {Encodage::utf8, surprise ? "Le fichier annonce l’encodage " + base::majuscules(annonce) +
                                               " mais il est en UTF-8\u00A0: il a été lu en UTF-8."
                                         : ""};
    }
    if (plutot_utf8(e))
        return {Encodage::utf8_abime, dit_abime};
    if (melange(e))
        return {Encodage::utf8_abime, dit_melange};
    auto encodage = annonce_1252 ? Encodage::windows_1252 : Encodage::iso_8859_15;
    return {encodage, annonce_utf8 ? "Le fichier annonce l’encodage UTF-8 mais il n’en est pas\u00A0: il a été lu en "
                                     "ISO-8859-15. Vérifiez les accents."
                                   : ""};
}

std::unique_ptr<Flux> en_utf8(std::unique_ptr<Flux> flux, Encodage encodage) {
    if (encodage == Encodage::utf16_le || encodage == Encodage::utf16_be)
        flux = std::make_unique<FluxDepuisUtf16>(std::move(flux), encodage);
    return std::make_unique<FluxUtf8>(std::move(flux), encodage);
}

std::optional<std::string> repare_double_encodage(std::string_view utf8) {
    bool suspect = false;
    std::string octets;
    auto const* p = reinterpret_cast<std::uint8_t const*>(utf8.data());
    std::int32_t i = 0, n = static_cast<std::int32_t>(utf8.size());
    while (i < n) {
        UChar32 c;
        U8_NEXT(p, i, n, c);
        int o = c < 0 ? -1 : octet_1252(c);
        if (o < 0)
            return std::nullopt;
        suspect |= o >= 0xC2;
        octets.push_back(static_cast<char>(o));
    }
    if (!suspect || !base::est_utf8(octets))
        return std::nullopt;
    return octets;
}

} // namespace documents
