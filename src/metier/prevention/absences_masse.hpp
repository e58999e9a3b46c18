#pragma once
// Les absences de beaucoup d'élèves d'un coup : les poser (académie fictive), les compter (indicateurs, mesures).
#include <functional>

#include "metier/prevention/absences_sql.hpp"

namespace metier::prevention {

struct LigneDAbsences {
    Id<Jeune> jeune;
    MoisDAbsences mois;
};
/// Comme un fichier appliqué, sans mémoire pour le défaire ; des lignes qui n'existent pas encore.
void remplir(Writer& db, Auteur const& auteur, Id<Etablissement> etablissement, Date du, Date au,
             std::vector<LigneDAbsences> const& lignes);

struct CompteDuMois {
    Id<Jeune> jeune;
    Id<Etablissement> etablissement;
    Date mois{};
    int demi_journees = 0; ///< non justifiées, où il y avait classe
};
/// Chaque élève, chaque mois de la période, en flux. `ouvertes` : les demi-journées de classe de ce mois dans cet
/// établissement (elles dépendent de la zone).
void compter(Reader& db, Date du, Date au, std::function<Masque(Id<Etablissement>, Date mois)> const& ouvertes,
             std::function<void(CompteDuMois const&)> const& f);

} // namespace metier::prevention
