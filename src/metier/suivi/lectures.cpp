// Ce que le suivi montre d'un jeune, et à qui.
#include "metier/jeunes/apports.hpp"
#include "metier/suivi/suivi_web.hpp"

namespace metier::suivi {

using acces::Contexte;
using acces::Droit;
using jeunes::Lu;

namespace {

constexpr auto partie = "Suivi";

/// Des écrits à lecteurs choisis : les siens, et ceux que son rôle lit ; encore faut-il voir le dossier.
Lu selon_ses_lecteurs(Contexte& lui, Id<Jeune> jeune, std::string const& table, std::string const& condition,
                      std::string const& lisible) {
    auto db = lui.db();
    auto sql = "select count(*) from " + table + " x where x.jeune_id = ? and " + condition;
    auto lu = jeunes::avec_le_dossier(lui, jeune, jeunes::combien(db, sql, jeune));
    if (lu.lisibles > 0)
        lu.lisibles = jeunes::combien(db, sql + " and " + lisible, jeune);
    return lu;
}

Lu entretiens_(Contexte& lui, Id<Jeune> jeune) {
    return selon_ses_lecteurs(lui, jeune, "entretien", "1 = 1", entretiens_lus_sql(lui.portee(), "x"));
}

Lu analyses(Contexte& lui, Id<Jeune> jeune) {
    auto lisible = entretiens_lus_sql(lui.portee(), "x") + " and (x.agent_id = " + std::to_string(lui.agent().valeur) +
                   " or x.visibilite_analyse in " + lisibles_sql(lui.role()) + ")";
    return selon_ses_lecteurs(lui, jeune, "entretien", "x.avis <> ''", lisible);
}

Lu echeances(Contexte& lui, Id<Jeune> jeune) {
    auto db = lui.db();
    Lu lu{jeunes::combien(db, "select count(*) from echeance where jeune_id = ? and faite_le is null", jeune)};
    if (acces::motif(db, lui.portee(), jeune))
        lu.lisibles = static_cast<std::int64_t>(agenda::du_jeune(db, lui.portee(), jeune).size());
    return lu;
}

/// Chiffrés, à leur seul auteur.
Lu brouillons_(Contexte& lui, Id<Jeune> jeune) {
    auto db = lui.db();
    auto existe = jeunes::combien(db, "select count(*) from brouillon where jeune_id = ?", jeune);
    auto siens =
        jeunes::combien(db, "select count(*) from brouillon where jeune_id = ? and agent_id = ?", jeune, lui.agent());
    auto lu = jeunes::avec_le_dossier(lui, jeune, siens);
    return {existe, lu.lisibles, lu.lisibles > 0 ? "c’est sa saisie" : ""};
}

void des_echanges(jeunes::Apports& a) {
    a.lecture({partie,
               "Contacts",
               Droit::lire_dossier,
               {{"Moyen, avec qui, résultat", "contact.le contact.canal contact.qui contact.resultat contact.prochain"},
                {"Note", "contact.note contact.annule_le contact.annule_motif"}},
               jeunes::qui_voit_le_dossier,
               "Ne pas le solliciter deux fois, ne pas l’oublier",
               {"chronologie contact", "bloc Joindre", "/jeunes/{id}/contacts/nouveau", "/contacts/{id}",
                "/contacts/{id}/correction", "/contacts/{id}/annulation", "/suivi/silence"},
               jeunes::table_du_dossier("contact")});
    a.lecture({partie,
               "Entretiens\u00a0: les faits",
               Droit::lire_dossier,
               {{"Objet et résumé", "entretien.objet entretien.resume"},
                {"Décisions et suite",
                 "entretien.decisions entretien.prochaine entretien.decision entretien.motif entretien.explication"},
                {"Quand, où, avec qui",
                 "entretien.jour entretien.heure entretien.duree entretien.temps entretien.canal entretien.lieu "
                 "entretien.participants entretien.genre entretien.champs entretien.annule_le entretien.annule_motif"}},
               "Les lecteurs que son auteur a choisis, parmi ceux qui voient le dossier\u00a0; privé\u00a0: lui seul",
               "Un écrit se lit de ceux à qui son auteur l’adresse (C-31)",
               {"chronologie entretien", "/entretiens/{id}", "/entretiens/{id}/versions", "/entretiens/{id}/modifier",
                "/entretiens/{id}/brouillon", "/entretiens/{id}/annulation", "/jeunes/{id}/entretiens/nouveau",
                "/jeunes/{id}/entretiens/nouveau/{type}", "/jeunes/{id}/rendez-vous/nouveau", "/suivi/rendez-vous"},
               entretiens_});
    a.lecture({partie,
               "Entretiens\u00a0: l’analyse",
               Droit::lire_dossier,
               {{"Analyse de qui l’a tenu", "entretien.avis"}},
               "Les lecteurs que son auteur a choisis pour l’analyse",
               "Un avis n’est pas un fait (C-30)",
               {"/entretiens/{id}", "/entretiens/{id}/versions"},
               analyses});
    a.lecture({partie,
               "Saisies à terminer",
               Droit::suivre,
               {{"Saisie en cours", "brouillon.*"}},
               "Son auteur seul",
               "Ne rien perdre d’une page fermée",
               {"/jeunes/{id}/brouillons/{type}"},
               brouillons_});
    a.lecture({partie,
               "Échéances",
               Droit::lire_dossier,
               {{"Quoi, qui, pour quand", "echeance.*"}},
               "Qui doit agir, et les lecteurs de l’écrit dont elle naît",
               "Ce qui est à faire",
               {"bloc À faire", "/echeances/{id}", "/jeunes/{id}/echeances/nouvelle", "/", "/jeunes/{id}/passage"},
               echeances});
}

void des_demarches(jeunes::Apports& a) {
    a.lecture({partie,
               "Solutions",
               Droit::lire_dossier,
               {{"Solution, structure, état, dates",
                 "solution.code solution.structure solution.etat solution.proposee_le solution.acceptee_le "
                 "solution.effet_le solution.fin_le solution.preuve solution.verifiee_le solution.annulee_le"},
                {"Motif", "solution.motif solution.annule_motif"},
                {"Suivi à trois et six mois", "suivi_solution.*"}},
               jeunes::qui_voit_le_dossier,
               "Solutions et accompagnement (arrêté du 15/10/2020)",
               {"bloc Solutions", "chronologie solution", "/solutions/{id}", "/jeunes/{id}/solutions/nouvelle",
                "/jeunes/{id}/diligence"},
               jeunes::table_du_dossier("solution")});
    a.lecture({partie,
               "Convocations",
               Droit::lire_dossier,
               {{"Date, terme, suite", "convocation.*"}},
               jeunes::qui_voit_le_dossier,
               "Obligation de formation (R-07 à R-09)",
               {"chronologie convocation", "/convocations/{id}", "/jeunes/{id}/obligation", "/jeunes/{id}/diligence",
                "bloc Obligation de formation et droit au retour"},
               jeunes::table_du_dossier("convocation")});
    a.lecture({partie,
               "Droit au retour",
               Droit::lire_dossier,
               {{"Demande, terme, information écrite", "retour.*"}},
               jeunes::qui_voit_le_dossier,
               "Le recevoir dans les quinze jours (R-26)",
               {"chronologie retour", "/retours/{id}/information"},
               jeunes::table_du_dossier("retour")});
    a.lecture({partie,
               "Exemption",
               Droit::lire_dossier,
               {{"Dates et qualité du signataire, sans diagnostic", "exemption_formation.*"}},
               jeunes::qui_voit_le_dossier,
               "L’obligation ne le vise pas (R-08)\u00a0: jamais de motif de santé",
               {"/exemptions/{id}", "/exemptions/{id}/annulation"},
               jeunes::table_du_dossier("exemption_formation")});
    a.lecture({partie,
               "Écrits demandés",
               Droit::connecte,
               {{"Fichier, pour un jour", "ecrit.*"}},
               "Qui l’a demandé, seul",
               "Emporter une page en PDF",
               {"/ecrits/{id}", "/ecrits/{id}/fichier"},
               [](Contexte& lui, Id<Jeune> jeune) {
                   auto db = lui.db();
                   return Lu{jeunes::combien(db, "select count(*) from ecrit where jeune_id = ?", jeune),
                             jeunes::combien(db, "select count(*) from ecrit where jeune_id = ? and agent_id = ?",
                                             jeune, lui.agent()),
                             "il l’a demandé"};
               }});
}

void gestes(jeunes::Apports& a) {
    a.ecriture(partie, "Contacts",
               {"/jeunes/{id}/contacts", "/contacts/{id}/correction", "/contacts/{id}/annulation",
                "/contacts/{id}/retablissement"});
    a.ecriture(partie, "Entretiens\u00a0: les faits",
               {"/jeunes/{id}/entretiens/{type}", "/entretiens/{id}", "/entretiens/{id}/annulation",
                "/entretiens/{id}/retablissement", "/jeunes/{id}/rendez-vous"});
    a.ecriture(partie, "Entretiens\u00a0: l’analyse", {"/jeunes/{id}/entretiens/{type}", "/entretiens/{id}"});
    a.ecriture(partie, "Saisies à terminer", {"/jeunes/{id}/brouillons/{type}", "/entretiens/{id}/brouillon"});
    a.ecriture(partie, "Échéances", {"/jeunes/{id}/echeances", "/echeances/{id}/cloture", "/echeances/{id}/report"});
    a.ecriture(
        partie, "Solutions",
        {"/jeunes/{id}/solutions", "/solutions/{id}/etat", "/solutions/{id}/annulation", "/solutions/{id}/suivi"});
    a.ecriture(partie, "Convocations", {"/jeunes/{id}/convocations", "/convocations/{id}/suite"});
    a.emport(partie, "Convocations", {"/jeunes/{id}/diligence"});
    a.ecriture(partie, "Droit au retour",
               {"/jeunes/{id}/retours", "/retours/{id}/information", "/retours/{id}/annulation"});
    a.ecriture(partie, "Exemption",
               {"/jeunes/{id}/exemptions", "/exemptions/{id}/annulation", "/exemptions/{id}/retablissement",
                "/exemptions/{id}/fin"});
}

} // namespace

void lectures(jeunes::Apports& a) {
    gestes(a);
    des_echanges(a);
    des_demarches(a);
}

} // namespace metier::suivi
