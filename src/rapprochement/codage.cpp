#include "rapprochement/codage.hpp"

#include <algorithm>

#include "base/codes.hpp"
#include "base/texte.hpp"
#include "rapprochement/hachage.hpp"

namespace rapprochement {
namespace {

constexpr std::size_t ine_max = 4;
constexpr std::size_t contacts_max = 8;
constexpr std::size_t texte_max = 200;

constexpr std::pair<std::string_view, std::string_view> abreges[] = {
    {"ST", "SAINT"},      {"STE", "SAINTE"},    {"AV", "AVENUE"},       {"AVE", "AVENUE"}, {"BD", "BOULEVARD"},
    {"BLD", "BOULEVARD"}, {"BVD", "BOULEVARD"}, {"PL", "PLACE"},        {"CH", "CHEMIN"},  {"IMP", "IMPASSE"},
    {"ALL", "ALLEE"},     {"RTE", "ROUTE"},     {"LOT", "LOTISSEMENT"},
};

std::string texte_normalise(std::string_view texte) {
    std::string n;
    chaque_mot(base::normalise(texte), [&](std::string_view mot) {
        auto const abrege = std::ranges::find(abreges, mot, &std::pair<std::string_view, std::string_view>::first);
        if (!n.empty())
            n += ' ';
        n += abrege == std::end(abreges) ? mot : abrege->second;
    });
    if (n.size() > texte_max)
        n.resize(texte_max);
    return base::est_vide(n) ? std::string{} : n;
}

std::string commune_normalisee(std::string_view commune) {
    auto n = texte_normalise(commune);
    if (auto const cedex = n.find(" CEDEX"); cedex != std::string::npos)
        n.resize(cedex);
    return n;
}

std::uint32_t date_codee(std::optional<Date> const& date) {
    if (!date || !date->ok())
        return 0;
    auto const an = static_cast<int>(date->year());
    if (an < 1000 || an > 9999)
        return 0;
    return static_cast<std::uint32_t>(an) * 10000 + static_cast<unsigned>(date->month()) * 100 +
           static_cast<unsigned>(date->day());
}

std::uint32_t code_postal_code(std::string_view texte) {
    if (base::est_vide(texte))
        return 0;
    auto const lu = base::lire_code_postal(texte);
    return static_cast<std::uint32_t>(hache(lu ? *lu : base::normalise(texte)) >> 32) | 1;
}

std::string sans_blanc(std::string_view texte) {
    auto n = base::normalise(texte);
    std::erase(n, ' ');
    return n;
}

std::uint8_t coder_ine(Fiche const& fiche, Codes& codes) {
    std::vector<std::uint64_t> lus;
    for (auto const& ine : fiche.ine)
        if (auto const n = sans_blanc(ine); n.size() >= 4 && !base::est_vide(n) && lus.size() < ine_max)
            lus.push_back(numero_emballe(n));
    std::ranges::sort(lus);
    lus.erase(std::unique(lus.begin(), lus.end()), lus.end());
    codes.numeros.insert(codes.numeros.end(), lus.begin(), lus.end());
    return static_cast<std::uint8_t>(lus.size());
}

std::uint8_t coder_contacts(Fiche const& fiche, Codes& codes) {
    std::vector<std::uint64_t> lus;
    for (auto const& telephone : fiche.telephones) {
        auto const lu = base::lire_telephone(telephone);
        if (auto const n = lu ? *lu : sans_blanc(telephone); n.size() >= 6 && !base::est_vide(n))
            lus.push_back(combine(1, hache(n)));
    }
    for (auto const& courriel : fiche.courriels)
        if (courriel.find('@') != std::string::npos)
            lus.push_back(combine(2, hache(base::minuscules(base::propre(courriel)))));
    std::ranges::sort(lus);
    lus.erase(std::unique(lus.begin(), lus.end()), lus.end());
    if (lus.size() > contacts_max)
        lus.resize(contacts_max);
    codes.numeros.insert(codes.numeros.end(), lus.begin(), lus.end());
    return static_cast<std::uint8_t>(lus.size());
}

void coder_prenoms(Fiche const& fiche, Codes& codes, FicheCodee& f) {
    std::string tous;
    for (auto const& prenom : fiche.prenoms) {
        auto const n = nom_normalise(prenom);
        if (n.empty())
            continue;
        if (!f.prenom)
            f.prenom = codes.noms.code(n);
        else
            tous += '|';
        tous += n;
    }
    if (tous.size() > texte_max)
        tous.resize(texte_max);
    f.prenoms = tous.find('|') == std::string::npos ? f.prenom : codes.noms.code(tous);
}

} // namespace

std::uint64_t numero_emballe(std::string_view normalise) {
    constexpr std::uint64_t hachee = 1ULL << 63;
    if (normalise.size() > 12)
        return hache(normalise) | hachee;
    std::uint64_t n = 0;
    for (char c : normalise) {
        bool const chiffre = c >= '0' && c <= '9';
        if (!chiffre && (c < 'A' || c > 'Z'))
            return hache(normalise) | hachee;
        n = n * 37 + static_cast<std::uint64_t>(chiffre ? c - '0' + 1 : c - 'A' + 11);
    }
    return n;
}

std::string_view numero_deballe(std::uint64_t numero, char (&tampon)[12]) {
    if (numero >> 63)
        return {};
    std::size_t debut = 12;
    for (; numero && debut > 0; numero /= 37) {
        auto const c = static_cast<char>(numero % 37);
        tampon[--debut] = static_cast<char>(c <= 10 ? '0' + c - 1 : 'A' + c - 11);
    }
    return {tampon + debut, 12 - debut};
}

FicheCodee coder(Fiche const& fiche, Codes& codes) {
    FicheCodee f;
    f.nom = codes.noms.code(nom_normalise(fiche.nom));
    f.nom_usage = codes.noms.code(nom_normalise(fiche.nom_usage));
    if (!f.nom)
        std::swap(f.nom, f.nom_usage);
    if (f.nom_usage == f.nom)
        f.nom_usage = 0;
    coder_prenoms(fiche, codes, f);
    f.date = date_codee(fiche.naissance);
    f.sexe = fiche.sexe;
    f.lieu = codes.textes.code(commune_normalisee(fiche.commune_naissance));
    f.adresse = codes.textes.code(texte_normalise(fiche.adresse));
    f.commune = codes.textes.code(commune_normalisee(fiche.commune));
    f.code_postal = code_postal_code(fiche.code_postal);
    f.numeros = static_cast<std::uint32_t>(codes.numeros.size());
    f.nombre_ine = coder_ine(fiche, codes);
    f.nombre_contacts = coder_contacts(fiche, codes);
    return f;
}

} // namespace rapprochement
