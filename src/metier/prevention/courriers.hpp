#pragma once
// Ce que la loi demande d'écrire quand les absences s'accumulent : lettre à la famille, information de l'IA-DASEN. Pur.
#include "documents/ecrit.hpp"
#include "metier/prevention/absences_sql.hpp"
#include "metier/territoire/territoire.hpp"

namespace metier::prevention {

struct FaitsDuCourrier {
    Alerte alerte;
    std::optional<Date> naissance;
    std::string classe;
    territoire::Etablissement etablissement;
    std::vector<DemiJournee> jours;                  ///< du mois, toutes
    std::vector<jeunes::ResponsableVu> responsables; ///< on n'écrit qu'à ceux que l'on peut joindre (C-25)
    std::vector<SuiteDonnee> suites;
    std::string regle;
};

documents::Ecrit lettre_a_la_famille(FaitsDuCourrier const& f, Date jour);
documents::Ecrit information_du_dasen(FaitsDuCourrier const& f, Date jour);
/// Représentants légaux à qui écrire.
std::vector<jeunes::Responsable> a_qui_ecrire(std::vector<jeunes::ResponsableVu> const& responsables);

} // namespace metier::prevention
