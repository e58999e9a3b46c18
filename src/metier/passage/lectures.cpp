// Ce que le passage de témoin montre d'un jeune : rien de plus que le dossier.
#include "metier/passage/passage.hpp"

namespace metier::passage {

namespace {

void gestes(jeunes::Apports& a) {
    a.ecriture("Passage de témoin", "Ses suivis",
               {"/passage/suivis", "/charges/{id}", "/comptes/{id}/passation", "/charges/passages/{id}/retour",
                "/jeunes/{id}/annonce"});
    a.emport("Passage de témoin", "Ses suivis", {"/jeunes/{id}/passage", "/jeunes/{id}/annonce/lettre"});
}

} // namespace

void lectures(jeunes::Apports& a) {
    gestes(a);
    a.lecture({"Passage de témoin",
               "Ses suivis",
               acces::Droit::suivre,
               {{"Nom des jeunes dont il est référent", "jeune.nom jeune.prenom"}},
               "Leur référent",
               "Passer la main sans rien perdre (N-24)",
               {"/passage", "/passage/recus/{id}", "/jeunes/{id}/passage", "/jeunes/{id}/annonce"},
               [](acces::Contexte& lui, Id<Jeune> jeune) {
                   auto db = lui.db();
                   auto referent = jeunes::referent(db, jeune);
                   return jeunes::Lu{1, referent && referent->agent == lui.agent() ? 1 : 0, "il en est le référent"};
               }});
}

} // namespace metier::passage
