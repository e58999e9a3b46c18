#include "rapprochement/codage.hpp"

#include <algorithm>

#include "base/codes.hpp"
#include "base/ensure.hpp"
#include "base/texte.hpp"
#include "rapprochement/hachage.hpp"

namespace rapprochement {
namespace {

constexpr std::size_t ine_max = 4;
constexpr std::size_t contacts_max = 8;

constexpr std::pair<std::string_view, std::string_view> abreges[] = {
    {"ST", "SAINT"},      {"STE", "SAINTE"},    {"AV", "AVENUE"},       {"AVE", "AVENUE"}, {"BD", "BOULEVARD"},
    {"BLD", "BOULEVARD"}, {"BVD", "BOULEVARD"}, {"PL", "PLACE"},        {"CH", "CHEMIN"},  {"IMP", "IMPASSE"},
    {"ALL", "ALLEE"},     {"RTE", "ROUTE"},     {"LOT", "LOTISSEMENT"},
};

} // namespace

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
    if (!date)
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

namespace {

std::string sans_blanc(std::string_view texte) {
    auto n = base::normalise(texte);
    std::erase(n, ' ');
    return n;
}

std::vector<std::uint64_t>& tries(std::vector<std::uint64_t>& lus) {
    std::ranges::sort(lus);
    lus.erase(std::unique(lus.begin(), lus.end()), lus.end());
    return lus;
}

std::vector<std::uint64_t> ine_lus(std::span<std::string const> ine) {
    std::vector<std::uint64_t> lus;
    for (auto const& texte : ine)
        if (auto const n = sans_blanc(texte); n.size() >= 4 && !base::est_vide(n) && lus.size() < ine_max)
            lus.push_back(numero_emballe(n));
    return tries(lus);
}

std::vector<std::uint64_t> contacts_lus(std::span<std::string const> telephones,
                                        std::span<std::string const> courriels) {
    std::vector<std::uint64_t> lus;
    for (auto const& telephone : telephones) {
        auto const lu = base::lire_telephone(telephone);
        if (auto const n = lu ? *lu : sans_blanc(telephone); n.size() >= 6 && !base::est_vide(n))
            lus.push_back(combine(1, hache(n)));
    }
    for (auto const& courriel : courriels)
        if (courriel.find('@') != std::string::npos)
            lus.push_back(combine(2, hache(base::minuscules(base::propre(courriel)))));
    if (tries(lus).size() > contacts_max)
        lus.resize(contacts_max);
    return lus;
}

} // namespace

void coder_numeros(std::span<std::string const> ine, std::span<std::string const> telephones,
                   std::span<std::string const> courriels, std::vector<std::uint64_t>& numeros, FicheCodee& f) {
    ensure(numeros.size() < 0xFFFFFF00, "rapprochement: too many numbers");
    f.numeros = static_cast<std::uint32_t>(numeros.size());
    if (auto const lus = ine_lus(ine); !lus.empty()) {
        f.ine = lus[0];
        f.autres_ine = (lus.size() - 1) & 3U;
        numeros.insert(numeros.end(), lus.begin() + 1, lus.end());
    }
    if (auto const lus = contacts_lus(telephones, courriels); !lus.empty()) {
        f.joignable = 1;
        numeros.push_back(lus.size());
        numeros.insert(numeros.end(), lus.begin(), lus.end());
    }
}

void ordonner_les_noms(FicheCodee& f) {
    if (!f.nom)
        std::swap(f.nom, f.nom_usage);
    if (f.nom_usage == f.nom)
        f.nom_usage = 0;
}

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

std::uint32_t transporter_les_numeros(FicheCodee const& f, Codes const& de, Codes& vers) {
    auto& propres = vers.numeros.propres;
    auto const place = vers.numeros.size();
    ensure(place < 0xFFFFFF00, "rapprochement: too many numbers");
    auto const contacts = de.contacts(f);
    for (auto ine : de.autres_ine(f))
        propres.push_back(ine);
    if (f.joignable)
        propres.push_back(contacts.size());
    propres.insert(propres.end(), contacts.begin(), contacts.end());
    return static_cast<std::uint32_t>(place);
}

FicheCodee coder(Fiche const& fiche, Codes& codes) {
    FicheCodee f;
    f.nom = codes.noms.code(nom_normalise(fiche.nom));
    f.nom_usage = codes.noms.code(nom_normalise(fiche.nom_usage));
    ordonner_les_noms(f);
    coder_prenoms(fiche.prenoms, codes.noms, f);
    f.date = date_codee(fiche.naissance) & 0x7FFFFFFU;
    f.code_sexe = static_cast<unsigned>(fiche.sexe) & 3U;
    f.lieu = codes.textes.code(commune_normalisee(fiche.commune_naissance));
    f.adresse = codes.textes.code(texte_normalise(fiche.adresse));
    f.commune = codes.textes.code(commune_normalisee(fiche.commune));
    f.code_postal = code_postal_code(fiche.code_postal);
    coder_numeros(fiche.ine, fiche.telephones, fiche.courriels, codes.numeros.propres, f);
    f.numeros += static_cast<std::uint32_t>(codes.numeros.fond.size());
    return f;
}

} // namespace rapprochement
