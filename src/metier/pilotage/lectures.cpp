// Ce que le pilotage montre d'un jeune : des nombres à tous, des noms à qui voit déjà le dossier.
#include "metier/jeunes/apports.hpp"
#include "metier/pilotage/pilotage.hpp"

namespace metier::pilotage {

namespace {

void gestes(jeunes::Apports& a) { a.emport("Pilotage", "Lignes d’un indicateur", {"/indicateurs/lignes/export"}); }

} // namespace

void lectures(jeunes::Apports& a) {
    gestes(a);
    a.lecture({"Pilotage",
               "Lignes d’un indicateur",
               acces::Droit::lire_dossier,
               {{"Nom, et pourquoi il est compté", "jeune.nom jeune.prenom"}},
               jeunes::qui_voit_le_dossier,
               "Vérifier un nombre, dossier par dossier",
               {"/indicateurs/lignes"},
               [](acces::Contexte& lui, Id<jeunes::Jeune> jeune) { return jeunes::avec_le_dossier(lui, jeune, 1); }});
}

} // namespace metier::pilotage
