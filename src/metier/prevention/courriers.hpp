#pragma once
// Ce que la loi demande d'écrire quand les absences s'accumulent : lettre à la famille, information de l'IA-DASEN. Pur.
#include "documents/ecrit.hpp"
#include "metier/jeunes/foyers.hpp"
#include "metier/prevention/absences_sql.hpp"
#include "metier/territoire/territoire.hpp"

namespace metier::prevention {

struct FaitsDuCourrier {
    Alerte alerte;
    jeunes::Jeune eleve;
    std::string classe;
    territoire::Etablissement etablissement;
    std::vector<DemiJournee> jours;                  ///< du mois, toutes
    std::vector<jeunes::ResponsableVu> responsables; ///< on n'écrit qu'à ceux que l'on peut joindre (C-25)
    std::vector<SuiteDonnee> suites;
    std::string regle;
};

using Destinataire = jeunes::Foyer;
/// Les représentants légaux que l'on peut joindre (C-25), par adresse ; d'abord l'élève s'il est majeur.
std::vector<Destinataire> destinataires(FaitsDuCourrier const& f, Date jour);
documents::Ecrit lettre_a_la_famille(FaitsDuCourrier const& f, Destinataire const& a, Date jour);
documents::Ecrit information_du_dasen(FaitsDuCourrier const& f, Date jour);

} // namespace metier::prevention
