#include "metier/reperage/ecarts.hpp"

#include <algorithm>

#include "base/texte.hpp"

namespace metier::reperage {
namespace {

using rapprochement::Fiche;
using rapprochement::Sexe;

constexpr std::string_view identique = "identique";
constexpr std::size_t ecarts_d_un_lot = 2; // au-delà, chaque paire se regarde

/// Lettres et chiffres seuls, accents gardés.
std::string sans_signes(std::string_view texte) {
    static constexpr std::string_view signes[] = {"’", "‘", "ʼ", "‐", "‑", "–", "—", "\u00A0", "\u202F"};
    auto majuscules = base::majuscules(texte);
    for (auto signe : signes)
        for (auto i = majuscules.find(signe); i != std::string::npos; i = majuscules.find(signe, i))
            majuscules.erase(i, signe.size());
    std::erase_if(majuscules, [](char c) { return c == ' ' || c == '-' || c == '\'' || c == '.' || c == ','; });
    return majuscules;
}

std::string serre(std::string_view texte) { return base::cle_d_en_tete(texte); }

/// Une lettre ajoutée, ôtée, changée, ou deux voisines échangées.
bool a_une_lettre(std::string const& x, std::string const& y) {
    auto const& court = x.size() <= y.size() ? x : y;
    auto const& long_ = x.size() <= y.size() ? y : x;
    auto debut = static_cast<std::size_t>(std::ranges::mismatch(court, long_).in1 - court.begin());
    if (long_.size() == court.size() + 1)
        return court.substr(debut) == long_.substr(debut + 1);
    if (long_.size() != court.size() || debut == court.size())
        return false;
    if (court.substr(debut + 1) == long_.substr(debut + 1))
        return true;
    return debut + 1 < court.size() && court[debut] == long_[debut + 1] && court[debut + 1] == long_[debut] &&
           court.substr(debut + 2) == long_.substr(debut + 2);
}

/// Les mots de l'un sont une partie de ceux de l'autre.
bool en_partie(std::string_view a, std::string_view b) {
    auto x = base::mots(a), y = base::mots(b);
    if (x.size() == y.size() || x.empty() || y.empty())
        return false;
    auto const& [peu, beaucoup] = std::minmax(x, y, [](auto const& u, auto const& v) { return u.size() < v.size(); });
    return std::ranges::all_of(peu, [&](auto const& mot) { return std::ranges::count(beaucoup, mot) > 0; });
}

/// L'écriture seule diffère : accents, signes. Faux si ce sont deux textes.
bool a_l_ecriture_pres(std::string_view a, std::string_view b, Ecart accent, Ecart signe, Ecarts& liste) {
    if (serre(a) != serre(b))
        return false;
    auto majuscules_a = base::majuscules(base::propre(a)), majuscules_b = base::majuscules(base::propre(b));
    if (majuscules_a == majuscules_b)
        return true;
    bool meme_accent = sans_signes(a) == sans_signes(b);
    if (!meme_accent)
        liste.push_back(accent);
    if (meme_accent || base::normalise(a) != base::normalise(b))
        liste.push_back(signe);
    return true;
}

void noms(Fiche const& a, Fiche const& b, Ecarts& liste) {
    if (a_l_ecriture_pres(a.nom, b.nom, Ecart::accent_nom, Ecart::tiret_nom, liste))
        return;
    bool usage = (!a.nom_usage.empty() && serre(a.nom_usage) == serre(b.nom)) ||
                 (!b.nom_usage.empty() && serre(b.nom_usage) == serre(a.nom));
    liste.push_back(usage                                      ? Ecart::usage
                    : en_partie(a.nom, b.nom)                  ? Ecart::nom_compose
                    : a_une_lettre(serre(a.nom), serre(b.nom)) ? Ecart::lettre_nom
                                                               : Ecart::autre_nom);
}

void prenoms(std::string const& a, std::string const& b, Ecarts& liste) {
    if (!a_l_ecriture_pres(a, b, Ecart::accent_prenom, Ecart::tiret_prenom, liste))
        liste.push_back(en_partie(a, b) ? Ecart::prenom_compose : Ecart::autre_prenom);
}

std::optional<Ecart> dates(Date a, Date b) {
    if (a == b)
        return std::nullopt;
    auto num = [](auto x) { return static_cast<unsigned>(x); };
    if (a.year() == b.year() && num(a.day()) == num(b.month()) && num(a.month()) == num(b.day()))
        return Ecart::jour_et_mois;
    auto premier_janvier = [&](Date x) { return num(x.month()) == 1 && num(x.day()) == 1; };
    if (a.year() == b.year() && (premier_janvier(a) || premier_janvier(b)))
        return Ecart::premier_janvier;
    int communs = (a.year() == b.year()) + (a.month() == b.month()) + (a.day() == b.day());
    return communs == 2 ? Ecart::un_chiffre_de_date : Ecart::autre_date;
}

bool deux_textes(std::string_view a, std::string_view b) {
    return !serre(a).empty() && !serre(b).empty() && serre(a) != serre(b);
}

bool disjoints(std::vector<std::string> const& a, std::vector<std::string> const& b) {
    return !a.empty() && !b.empty() && std::ranges::find_first_of(a, b) == a.end();
}

} // namespace

std::optional<Ecarts> ecarts(Fiche const& a, Fiche const& b) {
    if (a.prenoms.empty() || b.prenoms.empty() || serre(a.prenoms.front()).empty() ||
        serre(b.prenoms.front()).empty() || !a.naissance || !b.naissance)
        return std::nullopt;
    Ecarts liste;
    auto const &pa = a.prenoms.front(), &pb = b.prenoms.front();
    if (serre(a.nom) == serre(pb) && serre(b.nom) == serre(pa) && serre(a.nom) != serre(b.nom)) {
        liste.push_back(Ecart::inversion);
    } else {
        noms(a, b, liste);
        prenoms(pa, pb, liste);
    }
    if (auto d = dates(*a.naissance, *b.naissance))
        liste.push_back(*d);
    if (a.sexe != Sexe::inconnu && b.sexe != Sexe::inconnu && a.sexe != b.sexe)
        liste.push_back(Ecart::sexe);
    if (disjoints(a.ine, b.ine))
        liste.push_back(Ecart::ine);
    if (deux_textes(a.commune_naissance, b.commune_naissance))
        liste.push_back(Ecart::lieu_de_naissance);
    if (deux_textes(a.adresse, b.adresse) || deux_textes(a.commune, b.commune))
        liste.push_back(Ecart::adresse);
    return liste;
}

bool se_confirment_en_lot(Ecarts const& liste, rapprochement::Garde garde) {
    if (garde != rapprochement::Garde::aucune || liste.size() > ecarts_d_un_lot)
        return false;
    return std::ranges::none_of(liste, [](Ecart e) {
        return e == Ecart::autre_nom || e == Ecart::autre_prenom || e == Ecart::autre_date || e == Ecart::sexe ||
               e == Ecart::ine || e == Ecart::lieu_de_naissance;
    });
}

std::string ecrire(Ecarts const& liste) {
    if (liste.empty())
        return std::string{identique};
    std::vector<std::string> codes;
    for (auto e : liste)
        codes.emplace_back(base::code(e));
    return base::joint(codes, ".");
}

std::optional<Ecarts> lire_ecarts(std::string_view texte) {
    Ecarts liste;
    if (texte == identique)
        return liste;
    for (auto const& morceau : base::decoupe(texte, '.')) {
        auto e = base::lire_code<Ecart>(morceau);
        if (!e)
            return std::nullopt;
        liste.push_back(*e);
    }
    return liste;
}

std::string en_clair(Ecarts const& liste, std::int64_t paires) {
    if (liste.empty())
        return paires > 1 ? "disent la même chose des deux côtés" : "dit la même chose des deux côtés";
    std::vector<std::string> phrases;
    for (auto e : liste)
        phrases.push_back("par " + std::string(base::libelle(e)));
    return (paires > 1 ? "ne diffèrent que " : "ne diffère que ") + base::joint(phrases, " et ");
}

} // namespace metier::reperage
