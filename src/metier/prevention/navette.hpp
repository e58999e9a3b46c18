#pragma once
// La fiche navette : la situation à imprimer, sans donnée de santé ni d'assistante sociale (metier.md §4.2). Pur.
#include "documents/ecrit.hpp"
#include "metier/prevention/prevention_sql.hpp"

namespace metier::prevention {

documents::Ecrit fiche_navette(PreventionVue const& p, std::vector<SignalementVu> const& signalements,
                               std::vector<FaitVu> const& faits, std::vector<ReponseVue> const& reponses, Date jour);

} // namespace metier::prevention
