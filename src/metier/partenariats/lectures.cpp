// Ce que les partenariats montrent d'un jeune, et à qui : l'annuaire, lui, ne nomme personne.
#include "metier/jeunes/apports.hpp"
#include "metier/partenariats/partenariats.hpp"

namespace metier::partenariats {

using acces::Droit;

namespace {

void gestes(jeunes::Apports& a) {
    a.ecriture("Partenariats", "Places proposées et possibles", {"/places/{id}/propositions"});
}

} // namespace

void lectures(jeunes::Apports& a) {
    gestes(a);
    a.lecture({"Partenariats",
               "Places proposées et possibles",
               Droit::suivre,
               {{"Place, partenaire, jour", "place_proposee.*"}},
               "Ceux qui suivent, parmi qui voit le dossier",
               "Proposer une place, et dire pourquoi non (A-07)",
               {"bloc Places possibles", "/places/{id}"},
               jeunes::table_du_dossier("place_proposee")});
}

} // namespace metier::partenariats
