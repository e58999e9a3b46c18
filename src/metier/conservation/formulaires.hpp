#pragma once
#include "metier/conservation/conservation.hpp"
#include "web/form.hpp"

namespace metier::conservation {

struct FormFiltre {
    web::Field<Etat> etat{"etat", "Montrer", web::empty_choice("À décider")};
    auto fields() { return std::tie(etat); }
};

enum class Choix { purger, garder };
inline constexpr base::Entree<Choix> choix_offerts[] = {
    {Choix::purger, "purger", "Rendre anonyme à la fin du délai"},
    {Choix::garder, "garder", "Garder, pour le motif et jusqu’au jour indiqués"},
};
constexpr std::span<base::Entree<Choix> const> entrees(Choix) { return choix_offerts; }

struct FormDecision {
    web::Field<Choix> choix{"decision", "Décision", web::required, web::radio};
    web::Field<Motif> motif{"motif", "Pourquoi garder", web::empty_choice("Choisir…"), web::hint("Pour garder")};
    web::Field<std::string> detail{"detail", "Précision", web::at_most(200), web::facts_only,
                                   web::hint("Facultatif. Par exemple : recours déposé en mars, référence du dossier")};
    web::Field<Date> jusqu_au{"jusqu_au", "Garder jusqu’au",
                              web::hint("Pour garder : ce jour passé, la question revient")};
    auto fields() { return std::tie(choix, motif, detail, jusqu_au); }
};

} // namespace metier::conservation
