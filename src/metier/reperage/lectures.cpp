// Ce que le repérage montre d'un jeune, et à qui.
#include "metier/jeunes/apports.hpp"
#include "metier/reperage/reperage.hpp"

namespace metier::reperage {

using acces::Droit;
using jeunes::qui_voit_le_dossier, jeunes::table_du_dossier;

namespace {

void gestes(jeunes::Apports& a) {
    a.ecriture("Repérage", "Place dans une campagne",
               {"/campagnes", "/campagnes/{id}/calcul", "/campagnes/{id}/cloture", "/campagnes/{id}/relecture",
                "/campagnes/{id}/retrouves"});
    a.ecriture("Repérage", "Vérifications",
               {"/campagnes/{id}/verifications/{jeune}", "/verifications/{id}/annulation",
                "/campagnes/{id}/verifications", "/campagnes/{id}/annulations"});
    a.emport("Repérage", "Vérifications",
             {"/verifications/sources/export", "/campagnes/{id}/retours/{source}/fichier"});
    a.ecriture("Repérage", "Rapprochements",
               {"/rapprochements/lots/{ecart}", "/rapprochements/lots-confirmes/{id}/annulation",
                "/rapprochements/{id}/decision", "/rapprochements/{id}/annulation", "/relectures/{id}/reponse",
                "/relectures/{id}/annulation"});
}

} // namespace

void lectures(jeunes::Apports& a) {
    gestes(a);
    a.lecture({"Repérage",
               "Place dans une campagne",
               Droit::lire_dossier,
               {{"Caisse, motif, identité figée ce jour-là", "campagne_jeune.* campagne_proche.*"}},
               qui_voit_le_dossier,
               "Une campagne fige ce qu’elle a vu",
               {"bloc Repérage", "chronologie reperage", "/campagnes/{id}/caisses/{caisse}"},
               table_du_dossier("campagne_jeune")});
    a.lecture({"Repérage",
               "Vérifications",
               Droit::lire_dossier,
               {{"Résultat, preuve, structure, jour", "verification.*"}},
               qui_voit_le_dossier,
               "Une situation se vérifie (arrêté du 15/10/2020)",
               {"chronologie reperage", "/verifications", "/verifications/jeunes/{jeune}",
                "/campagnes/{id}/verifications/{jeune}", "/campagnes/{id}/retours/{source}"},
               table_du_dossier("verification")});
    a.lecture({"Repérage",
               "Signalé par une liste",
               Droit::lire_dossier,
               {{"Liste, jour, motif de sortie", "signalement.* signalement_liste.*"}},
               qui_voit_le_dossier,
               "Savoir d’où on le sait",
               {"chronologie reperage"},
               table_du_dossier("signalement")});
    a.lecture({"Repérage",
               "Rapprochements",
               Droit::trancher,
               {{"Deux fiches comparées", "paire_membre.* echantillon_membre.*"}},
               qui_voit_le_dossier,
               "Est-ce la même personne\u00a0?",
               {"/rapprochements/{id}", "/rapprochements/lots/{ecart}", "/rapprochements/lots/{ecart}/confirmation",
                "/rapprochements/lots-confirmes/{id}", "/relectures/{id}"},
               table_du_dossier("paire_membre")});
}

} // namespace metier::reperage
