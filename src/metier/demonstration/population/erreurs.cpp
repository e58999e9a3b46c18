#include "metier/demonstration/population/erreurs.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/codes.hpp"
#include "metier/demonstration/population/foyers.hpp"

namespace metier::demonstration {
namespace {

enum Erreur {
    accents,
    tiret,
    tronque,
    deuxieme,
    diminutif,
    usage,
    double_nom,
    particule,
    translitteration,
    frappe,
    phonetique,
    echange,
    jour_mois,
    chiffre_de_date,
    presumee,
    sexe_faux,
    sexe_absent,
    ine_absent,
    ine_ancien,
    ine_faux,
    ine_autre,
    commune,
    adresse,
    telephone,
    frere,
    zero,
    encodage,
    colonne,
    doublon,
    combien
};
/// Une ligne par source, dans l'ordre de Source. SIECLE est la source des autres : ses taux sont notre proposition.
constexpr std::array<std::array<double, combien>, 5> taux{{
    {.02,   .03,  .005, .001, 0,     .002,  .02, .02, .005, .001, .0005, .0001, .0002, .0005, .3,
     .0002, .001, 0,    .01,  .0002, .0005, .01, .03, .05,  0,    0,     0,     0,     .0005},
    {.60,  .35,  .03, .005, .001, .01,  .10, .15, .03, .004, .002, .0005, .001,  .002, .3,
     .001, .003, .15, .04,  .001, .003, .05, .12, .20, .02,  .002, .002,  .0001, .008},
    {.40,  .45, .15, .02, .01,  .04,  .30, .25, .08, .01, .006, .004, .006, .005, .3,
     .003, .01, .55, .08, .008, .006, .08, .15, .20, .06, .03,  .01,  .001, .015},
    {1.,   .45, .10, .02, .02,  .04, .30, .25, .10, .012, .008, .004, .004,  .005, .3,
     .002, 0,   .95, .05, .008, 0,   .08, .15, .15, .04,  .01,  .005, .0005, .01},
    {.30,  .50, .20, .03, .04, .05, .40, .35, .12, .03, .02, .008, .008, .012, .3,
     .005, .05, .80, .06, .02, 0,   .10, .10, .10, .08, 0,   0,    0,    .02},
}};

using Paires = std::pair<std::string_view, std::string_view>;
constexpr Paires diminutifs[] = {
    {"Vincenzo", "Enzo"},     {"Alexandre", "Alex"}, {"Alexandra", "Alex"}, {"Thomas", "Tom"},     {"Maxime", "Max"},
    {"Nicolas", "Nico"},      {"Benjamin", "Ben"},   {"Mathieu", "Mat"},    {"Samuel", "Sam"},     {"Antoine", "Tony"},
    {"Emmanuel", "Manu"},     {"Théodore", "Théo"},  {"Anastasia", "Ana"},  {"Victoria", "Vic"},   {"Gabriel", "Gaby"},
    {"Charlotte", "Charlie"}, {"Joséphine", "Jo"},   {"Louise", "Lou"},     {"Élisabeth", "Lisa"}, {"Romain", "Romy"},
    {"Matthieu", "Mat"},      {"Valentin", "Val"},   {"Jonathan", "Jo"},    {"Camille", "Cam"}};
constexpr Paires sons[] = {{"FEVRE", "FEBVRE"}, {"EAU", "AUX"}, {"TH", "T"}, {"PH", "F"}, {"Y", "I"},  {"CK", "K"},
                           {"NN", "N"},         {"LL", "L"},    {"SS", "S"}, {"TT", "T"}, {"IE", "I"}, {"QU", "K"}};
constexpr std::string_view particules[] = {"DE LA ", "DE ", "DU ", "LE ", "LA "};
constexpr std::string_view articles[] = {"EL ", "BEN ", "AIT ", "ABD ", "OULD ", "ABOU "};

bool lettre(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

/// Une édition sur les lettres sans accent : substitution 45, omission 25, ajout 15, inversion 15.
std::string avec_une_faute(std::string texte, Hasard& h) {
    std::vector<std::size_t> places;
    for (std::size_t i = 1; i < texte.size(); ++i)
        if (lettre(texte[i]))
            places.push_back(i);
    if (places.size() < 2)
        return texte;
    auto const i = places[h.entier(static_cast<std::uint32_t>(places.size()))];
    auto const autre = static_cast<char>((texte[i] >= 'a' ? 'a' : 'A') + h.entier(26));
    constexpr double genres[] = {45, 25, 15, 15};
    switch (h.selon(genres)) {
    case 0: texte[i] = autre; break;
    case 1: texte.erase(i, 1); break;
    case 2: texte.insert(i, 1, autre); break;
    default:
        if (lettre(texte[i - 1]))
            std::swap(texte[i], texte[i - 1]);
    }
    return texte;
}

std::string une_phonetique(std::string const& texte, Hasard& h) {
    auto const depart = h.entier(static_cast<std::uint32_t>(std::size(sons)));
    for (std::size_t k = 0; k < std::size(sons); ++k) {
        auto const [de, a] = sons[(k + depart) % std::size(sons)];
        if (auto const i = texte.find(de, 1); i != texte.npos)
            return std::string{texte}.replace(i, de.size(), a);
    }
    return texte;
}

/// « Ã«  » : de l'UTF-8 relu en Latin-1.
std::string encodage_casse(std::string_view utf8) {
    std::string sortie;
    for (auto c : utf8) {
        auto const o = static_cast<unsigned char>(c);
        if (o < 0x80) {
            sortie += c;
        } else {
            sortie += static_cast<char>(0xC0 | o >> 6);
            sortie += static_cast<char>(0x80 | (o & 0x3F));
        }
    }
    return sortie;
}

class Regard {
public:
    Regard(Territoire const& t, Personne const& p, Source s, double facteur, Hasard& h)
        : t_{t}, p_{p}, source_{s}, facteur_{facteur}, h_{h}, v_{.nom = p.nom_famille,
                                                                 .nom_usage = p.nom_usage,
                                                                 .prenoms = p.prenoms,
                                                                 .sexe = p.sexe,
                                                                 .naissance = p.naissance,
                                                                 .ine = p.ine,
                                                                 .telephone = p.telephone,
                                                                 .courriel = p.courriel,
                                                                 .adresse = p.adresse} {
        // Une ligne fausse l'est souvent plusieurs fois : trois fois plus sur les noms longs et les nouveaux arrivants.
        fragile_ = !p.ne_en_france || p.nom_famille.size() > 13 ? 3.0 : 0.75;
    }

    Vue rendre() {
        noms();
        prenoms();
        if (erre(echange))
            std::swap(v_.nom, v_.prenoms.front());
        date();
        identifiant();
        contact();
        v_.uai_frere = erre(frere);
        v_.zero_perdu = erre(zero);
        v_.decalee = erre(colonne);
        v_.doublon = erre(doublon);
        casse();
        return std::move(v_);
    }

private:
    bool erre(Erreur e, double de_plus = 1) {
        return h_.chance(taux[static_cast<std::size_t>(source_)][e] * facteur_ * de_plus);
    }

    void noms() {
        if (erre(usage) && !v_.nom_usage.empty())
            std::swap(v_.nom, v_.nom_usage);
        auto& nom = v_.nom;
        for (auto debut : particules)
            if (nom.starts_with(debut)) {
                if (erre(particule))
                    nom = h_.chance(0.7)
                              ? std::string{debut.substr(0, debut.size() - 1)} + nom.substr(debut.size())
                              : nom.substr(debut.size()) + " (" + std::string{debut.substr(0, debut.size() - 1)} + ")";
                return fautes(nom);
            }
        for (auto debut : articles)
            if (nom.starts_with(debut)) {
                if (erre(translitteration))
                    nom[debut.size() - 1] = '-';
                return fautes(nom);
            }
        if (auto const coupe = nom.find_first_of(" -"); coupe != nom.npos && coupe > 2 && nom.size() - coupe > 3) {
            auto const premier = nom.substr(0, coupe), second = nom.substr(coupe + 1);
            if (erre(double_nom))
                nom = h_.chance(0.4) ? premier : h_.chance(0.6) ? second : second + " " + premier;
            else if (erre(tiret))
                nom[coupe] = nom[coupe] == ' ' ? '-' : ' ';
        }
        fautes(nom);
    }
    void fautes(std::string& texte) {
        if (erre(frappe, fragile_))
            texte = avec_une_faute(texte, h_);
        if (erre(phonetique, fragile_))
            texte = une_phonetique(texte, h_);
    }

    void prenoms() {
        auto& prenom = v_.prenoms.front();
        if (v_.prenoms.size() > 1 && erre(deuxieme))
            v_.prenoms.erase(v_.prenoms.begin());
        else if (auto const coupe = prenom.find('-'); coupe != prenom.npos) {
            if (erre(tronque))
                prenom.resize(coupe);
            else if (erre(tiret))
                h_.chance(0.7) ? void(prenom[coupe] = ' ') : void(prenom.erase(coupe, 1));
        }
        if (erre(diminutif))
            for (auto [long_, court] : diminutifs)
                if (prenom == long_)
                    prenom = court;
        if (erre(frappe, fragile_ * 0.6))
            prenom = avec_une_faute(prenom, h_);
    }

    void date() {
        using namespace std::chrono;
        auto& d = v_.naissance;
        auto const jour = static_cast<unsigned>(d.day()), mois = static_cast<unsigned>(d.month());
        Date autre = d;
        if (erre(jour_mois, fragile_) && jour <= 12)
            autre = d.year() / static_cast<int>(jour) / mois;
        else if (erre(chiffre_de_date, fragile_))
            autre = h_.chance(0.5) ? d.year() / d.month() / day{jour < 19 ? jour + 10 : jour - 10}
                                   : (d.year() + years{h_.chance(0.5) ? 1 : -1}) / d.month() / d.day();
        else if (!p_.ne_en_france && h_.chance(0.02 * std::min(1.0, facteur_)) && erre(presumee))
            autre = d.year() / 1 / 1;
        if (autre.ok())
            d = autre;
        if (erre(sexe_absent))
            v_.sexe.reset();
        else if (erre(sexe_faux))
            v_.sexe = p_.sexe == Sexe::feminin ? Sexe::masculin : Sexe::feminin;
    }

    void identifiant() {
        auto& ine = v_.ine;
        if (erre(ine_absent) || ine.empty())
            return ine.clear();
        if (!p_.ine_ancien.empty() && erre(ine_ancien, 8))
            ine = p_.ine_ancien;
        if (erre(ine_autre))
            ine = std::to_string(910'000'000 + h_.entier(9'999'999)) + ine.substr(9);
        if (!erre(ine_faux))
            return;
        auto const ou = h_.entier(9);
        ine[ou] = ine[ou] == '0' ? 'O' : ine[ou] == '1' ? 'I' : static_cast<char>('0' + h_.entier(10));
    }

    void contact() {
        if (erre(adresse)) {
            auto const& ailleurs = t_.communes[h_.entier(static_cast<std::uint32_t>(t_.communes.size()))];
            v_.adresse = adresse_fictive(ailleurs, h_);
        } else if (erre(commune)) {
            auto& nom = v_.adresse.commune;
            nom = nom.starts_with("Saint-") ? "ST " + capitales(nom.substr(6)) : capitales(nom) + " CEDEX";
        }
        if (erre(telephone))
            v_.telephone = p_.responsables.empty() || h_.chance(0.5) ? telephone_fictif(h_, true)
                                                                     : p_.responsables.front().telephone;
    }

    void casse() {
        if (source_ == Source::mission_locale || erre(accents)) {
            v_.nom = capitales(v_.nom);
            v_.nom_usage = capitales(v_.nom_usage);
            for (auto& prenom : v_.prenoms)
                prenom = capitales(prenom);
            return;
        }
        if (erre(encodage))
            v_.prenoms.front() = encodage_casse(v_.prenoms.front());
    }

    Territoire const& t_;
    Personne const& p_;
    Source source_;
    double facteur_;
    Hasard& h_;
    Vue v_;
    double fragile_ = 1;
};

} // namespace

Vue voir(Territoire const& territoire, Personne const& personne, Source source, double facteur, Hasard& hasard) {
    return Regard{territoire, personne, source, facteur, hasard}.rendre();
}

std::string capitales(std::string_view utf8) {
    auto texte = sans_accent(utf8);
    std::transform(texte.begin(), texte.end(), texte.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return texte;
}

} // namespace metier::demonstration
