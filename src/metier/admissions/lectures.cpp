// Ce qu'une candidature montre d'un jeune, et à qui.
#include "metier/admissions/admissions.hpp"
#include "metier/jeunes/apports.hpp"

namespace metier::admissions {

using acces::Droit;

namespace {

void gestes(jeunes::Apports& a) {
    a.ecriture("Admissions", "Candidatures",
               {"/jeunes/{id}/candidatures", "/candidatures/{id}", "/candidatures/{id}/sortie"});
}

} // namespace

void lectures(jeunes::Apports& a) {
    gestes(a);
    a.lecture({"Admissions",
               "Candidatures",
               Droit::lire_dossier,
               {{"Action, date, décision et motif", "candidature.*"}},
               "Qui voit le dossier\u00a0; les autres voient des initiales dans la liste d’attente",
               "Un ordre visible, un motif que l’on peut lui rendre (R-18, R-25)",
               {"bloc Actions", "/actions/{id}", "/candidatures/{id}", "/jeunes/{id}/candidatures/nouvelle",
                "/jeunes/{id}/diligence"},
               jeunes::table_du_dossier("candidature")});
}

} // namespace metier::admissions
