#include "base/articles.hpp"

#include <algorithm>
#include <array>

#include "base/texte.hpp"

namespace base {

namespace {

enum class Article { masculin, feminin, elide, ville, aucun };

constexpr std::array<std::string_view, 21> masculins{
    "LYCEE",  "COLLEGE", "CFA",     "CIO",    "GRETA", "LP",    "LPO",   "LGT",        "LEGTA",  "EREA",  "CENTRE",
    "RESEAU", "MICRO",   "SERVICE", "CAMPUS", "POLE",  "CREPS", "FOYER", "DISPOSITIF", "BASSIN", "COMITE"};
constexpr std::array<std::string_view, 9> feminins{"MISSION", "MAISON", "MFR",  "PSAD",  "PLATEFORME",
                                                   "SECTION", "SEP",    "CITE", "REGION"};
constexpr std::array<std::string_view, 14> elides{"ECOLE",   "INSTITUT", "INSTITUTION", "ETABLISSEMENT", "ASSOCIATION",
                                                  "EPIDE",   "ERPD",     "ANTENNE",     "ACADEMIE",      "AFPA",
                                                  "ATELIER", "IME",      "ITEP",        "ENSEMBLE"};

/// Le premier mot dit le genre ; « Micro-lycée » commence par « Micro ».
Article article(std::string_view nom) {
    auto m = mots(nom);
    if (m.empty())
        return Article::aucun;
    auto parmi = [&](auto const& liste) { return std::ranges::find(liste, m.front()) != liste.end(); };
    return parmi(masculins)  ? Article::masculin
           : parmi(feminins) ? Article::feminin
           : parmi(elides)   ? Article::elide
                             : Article::ville;
}

bool voyelle(std::string_view nom) {
    auto n = normalise(nom);
    return !n.empty() && std::string_view("AEIOU").find(n.front()) != std::string_view::npos;
}

/// « Le Havre » : « du Havre », « au Havre ».
std::string d_une_ville(std::string_view nom, std::string_view le, std::string_view les, std::string const& sinon) {
    if (nom.starts_with("Le "))
        return std::string(le) + " " + std::string(nom.substr(3));
    if (nom.starts_with("Les "))
        return std::string(les) + " " + std::string(nom.substr(4));
    return sinon + std::string(nom);
}

} // namespace

std::string dans_une_phrase(std::string_view nom) {
    auto espace = nom.find_first_of(" -");
    auto premier = nom.substr(0, espace);
    if (longueur(premier) < 2 || premier == majuscules(premier))
        return std::string(nom);
    return minuscules(premier) + std::string(espace == nom.npos ? std::string_view{} : nom.substr(espace));
}

std::string de_ce_lieu(std::string_view nom) {
    switch (article(nom)) {
    case Article::masculin: return "du " + dans_une_phrase(nom);
    case Article::feminin: return "de la " + dans_une_phrase(nom);
    case Article::elide: return "de l’" + dans_une_phrase(nom);
    case Article::ville: return d_une_ville(nom, "du", "des", voyelle(nom) ? "d’" : "de ");
    case Article::aucun: break;
    }
    return "de " + std::string(nom);
}

std::string a_ce_lieu(std::string_view nom) {
    switch (article(nom)) {
    case Article::masculin: return "au " + dans_une_phrase(nom);
    case Article::feminin: return "à la " + dans_une_phrase(nom);
    case Article::elide: return "à l’" + dans_une_phrase(nom);
    case Article::ville: return d_une_ville(nom, "au", "aux", "à ");
    case Article::aucun: break;
    }
    return "à " + std::string(nom);
}

std::string genre_et_nom(std::string_view genre, std::string_view nom, std::string_view entre) {
    auto n = mots(nom), g = mots(genre);
    bool deja = n.size() >= g.size() && std::equal(g.begin(), g.end(), n.begin());
    return deja ? std::string(nom) : std::string(genre) + std::string(entre) + std::string(nom);
}

} // namespace base
