// Ce qu'une liste reçue montre d'un jeune, et à qui.
#include "metier/echanges/echanges.hpp"
#include "metier/echanges/importations_sql.hpp"
#include "metier/jeunes/apports.hpp"

namespace metier::echanges {

using acces::Droit;

namespace {

void gestes(jeunes::Apports& a) {
    a.ecriture("Listes reçues", "Lignes",
               {"/importations", "/importations/{id}/correspondance", "/importations/{id}/confirmation",
                "/importations/{id}/abandon", "/importations/{id}/application", "/importations/{id}/lignes/{ligne}",
                "/importations/{id}/lignes/{ligne}/decision", "/importations/{id}/lignes/{ligne}/annulation"});
    a.emport("Listes reçues", "Lignes", {"/importations/{id}/export"});
    a.ecriture("Listes reçues", "Affectation", {"/importations/{id}/application"});
}

} // namespace

void lectures(jeunes::Apports& a) {
    gestes(a);
    a.lecture({"Listes reçues",
               "Lignes",
               Droit::lire_importations,
               {{"Ce que dit la ligne, telle que reçue", "ligne_import.* ligne_candidat.* ligne_connue.* "
                                                         "decision_ligne.* disparition.*"}},
               "Qui a déposé la liste, ou la reçoit dans son secteur\u00a0; le dossier, s’il le voit",
               "Lire avant d’appliquer",
               {"/importations/{id}", "/importations/{id}/lignes", "/importations/{id}/lignes/{ligne}",
                "/importations/{id}/douteuses", "/importations/{id}/export"},
               [](acces::Contexte& lui, Id<jeunes::Jeune> jeune) {
                   auto db = lui.db();
                   jeunes::Lu lu;
                   for (auto id : db.all<Id<Importation>>(
                            "select distinct importation_id from ligne_import where jeune_id = ?", jeune)) {
                       ++lu.existe;
                       lu.lisibles += trouver(db, lui.portee(), id).has_value();
                   }
                   lu.titre = "la liste est de son secteur";
                   return lu;
               }});
    a.lecture({"Listes reçues",
               "Affectation",
               Droit::lire_dossier,
               {{"Vœux lus dans une liste, et leur résultat", "voeu.*"}},
               jeunes::qui_voit_le_dossier,
               "Non affecté\u00a0: à convoquer (A-01)",
               {"chronologie affectation", "/suivi/rendez-vous"},
               jeunes::table_du_dossier("voeu")});
}

} // namespace metier::echanges
