#include "metier/demonstration/pays/modele.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace metier::demonstration {
namespace {

constexpr std::string_view codes[nombre_de_fautes] = {
    "accents_perdus",   "tiret_change",       "prenom_tronque",     "deuxieme_prenom",        "nom_usage",
    "nom_double_coupe", "particule",          "frappe_nom",         "frappe_prenom",          "phonetique",
    "noms_inverses",    "jour_mois_inverses", "date_partie_fausse", "date_chiffres_permutes", "date_presumee",
    "sexe_faux",        "sexe_absent",        "ine_absent",         "ine_un_caractere",       "ine_autre",
    "ine_partage",      "commune_changee",    "adresse_changee",    "telephone_change",       "encodage_casse",
    "doublon"};

double& de(Taux& taux, Faute faute) { return taux[static_cast<std::size_t>(faute)]; }

/// rapprochement.md §3 : les fautes sont dans la seconde liste, l'INE est incomplet des deux côtés.
Modele reference(double fois) {
    using enum Faute;
    Modele m{.nom = "N"};
    for (auto* taux : {&m.a, &m.b}) {
        de(*taux, ine_absent) = 0.15;
        de(*taux, ine_autre) = 0.02 * fois;
        de(*taux, ine_un_caractere) = 0.01 * fois;
    }
    de(m.b, frappe_nom) = 0.04 * fois;
    de(m.b, frappe_prenom) = 0.04 * fois;
    de(m.b, noms_inverses) = 0.005 * fois;
    de(m.b, prenom_tronque) = 0.5;
    de(m.b, nom_double_coupe) = 1.0 / 3;
    de(m.b, jour_mois_inverses) = 0.01 * fois;
    de(m.b, date_partie_fausse) = 0.015 * fois;
    de(m.b, commune_changee) = 0.10 * fois;
    return m;
}

Modele dur() {
    using enum Faute;
    auto m = reference(3);
    m.nom = "D";
    m.colonnes = Colonnes::adresse;
    m.fratries = 0.5;
    m.jumeaux = 0.02;
    m.homonymes = 0.0005;
    m.etrangers = 0.06;
    m.seconde_faute = 0.1;
    de(m.b, date_chiffres_permutes) = 0.01;
    for (auto* taux : {&m.a, &m.b})
        de(*taux, ine_partage) = 0.001;
    return m;
}

struct Source {
    std::string_view nom;
    Taux taux; ///< dans l'ordre de Faute
};
/// formats.md §13.3, une colonne par source. SIECLE, dont les autres s'écartent, a nos propres taux.
constexpr Source sources[] = {
    {"siecle", {.02, .03, .005,  .001, .002, .02,   .02,  .001,  .0006, .0005, .0001, .0002, .0005,
                0,   .3,  .0002, .001, .03,  .0002, .001, .0002, .01,   .02,   .05,   0,     0}},
    {"siei", {.60,   .35, .03,  .005, .01, .10,  .15,  .004,  .0024, .002, .0005, .001, .0015,
              .0005, .3,  .001, .003, .15, .001, .043, .0005, .12,   .05,  .20,   .002, .008}},
    {"cfa", {.40,   .45, .15,  .02, .04, .30,  .25,  .01,  .006, .006, .004, .006, .0035,
             .0015, .3,  .003, .01, .55, .008, .086, .002, .15,  .08,  .20,  .01,  .015}},
    {"mission_locale", {1.,    .45, .10,  .02, .04, .30,  .25, .012, .0072, .008, .004, .004, .0035,
                        .0015, .3,  .002, 0,   .95, .008, .05, 0,    .15,   .08,  .15,  .005, .01}},
    {"papier", {.30,  .50, .20,  .03, .05, .40, .35, .03, .018, .02, .008, .008, .009,
                .003, .3,  .005, .05, .80, .02, .06, 0,   .10,  .10, .10,  0,    .02}},
};

Taux taux_de(std::string_view source) {
    auto const trouvee = std::ranges::find(sources, source, &Source::nom);
    if (trouvee == std::end(sources))
        throw std::invalid_argument("Source inconnue : « " + std::string(source) +
                                    " ». Choisissez siei, cfa, mission_locale ou papier.");
    return trouvee->taux;
}

Modele entre_sources(std::string_view source) {
    Modele m{.nom = "S", .colonnes = Colonnes::toutes, .jumeaux = 0.032, .homonymes = 0.0002, .etrangers = 0.06};
    m.noms_doubles = 0.09;
    m.fratries = 0.5;
    m.a = taux_de("siecle");
    m.b = taux_de(source);
    return m;
}

} // namespace

std::string_view code(Faute faute) { return codes[static_cast<std::size_t>(faute)]; }

Modele modele(std::string_view nom, std::string_view source) {
    if (nom == "N")
        return reference(1);
    if (nom == "D")
        return dur();
    if (nom == "S")
        return entre_sources(source);
    throw std::invalid_argument("Modèle inconnu : « " + std::string(nom) + " ». Choisissez N, D ou S.");
}

bool regler(Modele& m, std::string_view nom, double valeur) {
    struct Part {
        std::string_view nom;
        double Modele::*part;
    };
    for (auto const& [connue, part] : {Part{"communs", &Modele::communs},
                                       {"prenoms_composes", &Modele::prenoms_composes},
                                       {"noms_doubles", &Modele::noms_doubles},
                                       {"fratries", &Modele::fratries},
                                       {"jumeaux", &Modele::jumeaux},
                                       {"homonymes", &Modele::homonymes},
                                       {"etrangers", &Modele::etrangers},
                                       {"seconde_faute", &Modele::seconde_faute}})
        if (connue == nom) {
            m.*part = valeur;
            return true;
        }
    for (std::size_t f = 0; f < nombre_de_fautes; ++f)
        if (codes[f] == nom) {
            m.b[f] = valeur;
            if (Faute(f) >= Faute::ine_absent && Faute(f) <= Faute::ine_partage)
                m.a[f] = valeur; // l'INE est aussi faux d'un côté que de l'autre
            return true;
        }
    return false;
}

} // namespace metier::demonstration
