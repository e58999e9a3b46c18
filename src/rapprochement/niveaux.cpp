// The comparisons, as data. Default m and u: rapprochement.md §3 (French births 2001-2010) for the agreements, the
// reference error model « N » for the rest. They are a starting point: linking two files learns its own.
#include "rapprochement/modele.hpp"

namespace rapprochement {
namespace {

constexpr Niveau noms[] = {
    {"absent", "Nom absent d’un côté", 0, 0},
    {"egal", "Nom identique", 0.90, 1.1e-4},
    {"usage", "Nom de naissance de l’un, nom d’usage de l’autre", 0.015, 1e-5},
    {"permute", "Mêmes mots du nom, autrement ordonnés ou collés", 0.006, 2e-6},
    {"contenu", "L’un des noms est une partie de l’autre", 0.015, 1e-4},
    {"inverse", "Nom et prénom inversés", 0.005, 2.5e-7},
    {"quasi", "Nom presque identique", 0.025, 4e-4},
    {"voisin", "Noms qui se prononcent pareil ou diffèrent d’une lettre", 0.010, 8e-4},
    {"initiale", "Nom réduit à son initiale", 0.001, 5e-4},
    {"ressemblant", "Noms ressemblants", 0.008, 0.008},
    {"different", "Noms différents", 0.015, 0.99},
};

constexpr Niveau prenoms[] = {
    {"absent", "Prénom absent d’un côté", 0, 0},
    {"egal", "Prénom identique", 0.90, 2.2e-3},
    {"liste", "Prénom présent parmi les autres prénoms", 0.015, 4e-3},
    {"permute", "Mêmes prénoms, autrement ordonnés ou collés", 0.006, 2e-5},
    {"tronque", "Prénom composé tronqué", 0.020, 8e-4},
    {"inverse", "Prénom inversé avec le nom (déjà compté au nom)", 0.005, 0.005},
    {"quasi", "Prénom presque identique", 0.020, 2e-3},
    {"voisin", "Prénoms qui se prononcent pareil ou diffèrent d’une lettre", 0.010, 4e-3},
    {"initiale", "Prénom réduit à son initiale", 0.002, 1e-3},
    {"ressemblant", "Prénoms ressemblants", 0.006, 0.02},
    {"different", "Prénoms différents", 0.012, 0.962},
    {"genre", "Prénoms qui ne diffèrent que par la finale E ou A", 0.004, 1.5e-3},
    {"diminutif", "Prénom de l’un, diminutif de l’autre", 0.003, 5e-4},
};

constexpr Niveau dates[] = {
    {"absente", "Date de naissance absente d’un côté", 0, 0},
    {"egale", "Même date de naissance", 0.955, 2.7e-4},
    {"presumee_egale", "Même date de naissance, mais 1er janvier ou 31 décembre : souvent une date présumée", 0.004,
     1.5e-5},
    {"presumee", "Même année, l’une des dates est un 1er janvier ou un 31 décembre : date présumée", 0.003, 1.5e-3},
    {"inversee", "Jour et mois de naissance inversés", 0.008, 1.1e-4},
    {"une_faute", "Dates de naissance à un chiffre près, ou deux chiffres permutés", 0.012, 6.5e-3},
    {"deux_parties", "Deux parties de la date de naissance sur trois", 0.006, 7e-3},
    {"annee", "Même année de naissance seulement", 0.005, 0.09},
    {"differente", "Dates de naissance différentes", 0.007, 0.894},
};

constexpr Niveau sexes[] = {
    {"absent", "Sexe absent d’un côté", 0, 0},
    {"egal", "Même sexe", 0.995, 0.5},
    {"different", "Sexes différents", 0.005, 0.5},
};

constexpr Niveau ines[] = {
    {"absent", "INE absent d’un côté", 0, 0},
    {"egal", "Même INE", 0.93, 1.2e-7},
    {"une_faute", "INE à un caractère près", 0.01, 2e-5},
    {"autre_forme", "INE de formes différentes (ancien et nouveau)", 0.04, 0.06},
    {"different", "INE différents", 0.02, 0.94},
};

constexpr Niveau lieux[] = {
    {"absent", "Lieu de naissance absent d’un côté", 0, 0},
    {"egal", "Même lieu de naissance", 0.93, 4e-3},
    {"voisin", "Lieux de naissance presque identiques", 0.03, 1e-3},
    {"different", "Lieux de naissance différents", 0.04, 0.995},
};

constexpr Niveau foyers[] = {
    {"absent", "Ni adresse, ni téléphone, ni courriel à comparer, ou déjà comptés avec la commune", 0, 0},
    {"contact", "Même téléphone ou même courriel", 0.45, 5e-4},
    {"adresse", "Même adresse", 0.35, 5e-4},
    {"voisin", "Adresses presque identiques", 0.06, 5e-4},
    {"ressemblant", "Adresses ressemblantes", 0.02, 0.02},
    {"different", "Adresse et contacts différents", 0.12, 0.9785},
};

constexpr Niveau communes[] = {
    {"absente", "Commune absente d’un côté", 0, 0},
    {"egale", "Même commune", 0.86, 4e-3},
    {"partielle", "Commune ou code postal en commun, pas les deux", 0.04, 5e-3},
    {"differente", "Communes différentes", 0.10, 0.991},
};

} // namespace

std::span<Niveau const> niveaux(Champ champ) {
    switch (champ) {
    case Champ::nom: return noms;
    case Champ::prenom: return prenoms;
    case Champ::naissance: return dates;
    case Champ::sexe: return sexes;
    case Champ::ine: return ines;
    case Champ::lieu_naissance: return lieux;
    case Champ::foyer: return foyers;
    case Champ::commune: return communes;
    }
    return {};
}

std::string_view libelle(Champ champ) {
    switch (champ) {
    case Champ::nom: return "Nom";
    case Champ::prenom: return "Prénom";
    case Champ::naissance: return "Date de naissance";
    case Champ::sexe: return "Sexe";
    case Champ::ine: return "INE";
    case Champ::lieu_naissance: return "Lieu de naissance";
    case Champ::foyer: return "Adresse et contacts";
    case Champ::commune: return "Commune";
    }
    return {};
}

} // namespace rapprochement
