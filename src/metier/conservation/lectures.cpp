// Ce que la fin de conservation montre d'un jeune, et à qui.
#include "metier/conservation/conservation.hpp"
#include "metier/jeunes/apports.hpp"

namespace metier::conservation {

using acces::Droit;

namespace {

void gestes(jeunes::Apports& a) { a.ecriture("Conservation", "Fin annoncée", {"/conservation"}); }

} // namespace

void lectures(jeunes::Apports& a) {
    gestes(a);
    a.lecture({"Conservation",
               "Fin annoncée",
               Droit::decider_purge,
               {{"Terme, dernier fait, décision et motif", "purge_annonce.*"}},
               "Le coordonnateur, pour un dossier qu’il voit",
               "Rien ne s’efface sans une décision (R-74)",
               {"/conservation"},
               jeunes::table_du_dossier("purge_annonce")});
}

} // namespace metier::conservation
