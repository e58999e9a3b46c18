#pragma once
// Ce que la recherche demande à la base : mots connus, personnes qui les portent.
#include "metier/jeunes/recherche.hpp"

namespace metier::jeunes {

using Numeros = std::vector<std::int64_t>;

/// Ce qui nous reste du nom d'une personne pour la comparer à la saisie.
struct Nomme {
    Id<Jeune> id;
    std::string nom, nom_usage, prenom, autres;
    std::optional<Date> naissance;
};
/// Ce que chaque mot de la saisie accepte : des mots connus, ou une initiale.
struct Groupes {
    std::vector<Numeros> mots;
    Mots initiales;
};

Groupes exacts(Reader& db, Mots const& mots);
/// Le dernier mot peut n'être qu'un début.
Groupes en_cours_de_frappe(Reader& db, Mots const& mots);
/// À une faute près, à l'oreille, ou par leur début.
Groupes larges(Reader& db, Mots const& mots);
/// Ceux de ces mots que quelqu'un porte.
std::set<std::string> portes(Reader& db, Mots const& mots);

/// Personnes qui portent un mot de chaque groupe, nées comme le dit la question ; le groupe le plus rare d'abord.
std::vector<Nomme> porteurs(Reader& db, Groupes groupes, Question const& q);
std::vector<Nomme> par_ine(Reader& db, base::Coffre const& coffre, base::Ine const& ine);
/// « 1, 2, 3 », pour un « in (…) ».
std::string liste(Numeros const& n);

} // namespace metier::jeunes
