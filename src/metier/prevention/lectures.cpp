// Ce que la prévention montre d'un élève, et à qui : son établissement, et le coordonnateur à qui elle est confiée.
#include "metier/jeunes/apports.hpp"
#include "metier/prevention/parcours_web.hpp"

namespace metier::prevention {

using acces::Contexte;
using acces::Droit;
using jeunes::Lu;

namespace {

constexpr auto partie = "Prévention";
constexpr auto cercle_ = "Direction, référent et CPE de l’établissement\u00a0; le coordonnateur à qui la situation est "
                         "confiée. Ni mission locale, ni plateforme, ni dossier";

std::string titre_de(Contexte const& lui) {
    return lui.role() == acces::Role::coordonnateur ? "la situation lui est confiée" : "c’est son établissement";
}

/// Lignes d'une table rattachée à une situation.
auto de_la_situation(std::string table, std::string lien_) {
    return [table = std::move(table), lien_ = std::move(lien_)](Contexte& lui, Id<Jeune> jeune) {
        auto db = lui.db();
        auto c = situation_visible(lui.portee(), "p");
        auto sql = "select count(*) from " + table + " x join prevention p on p.id = x." + lien_ + " where ";
        return Lu{jeunes::combien(db, sql + "x.jeune_id = ?", jeune),
                  db.one<std::int64_t>(sql + c.sql + " and x.jeune_id = ?", c.p, jeune), titre_de(lui)};
    };
}

/// Lignes d'une table tenue par élève et par établissement.
auto de_l_eleve(std::string table, std::string colonne = "") {
    return [table = std::move(table), colonne = std::move(colonne)](Contexte& lui, Id<Jeune> jeune) {
        auto db = lui.db();
        auto c = eleve_visible(lui.portee(), "x");
        auto sql = "select count(*) from " + table + " x where ";
        if (!colonne.empty())
            sql += colonne + " and ";
        return Lu{jeunes::combien(db, sql + "x.jeune_id = ?", jeune),
                  db.one<std::int64_t>(sql + c.sql + " and x.jeune_id = ?", c.p, jeune), titre_de(lui)};
    };
}

/// Les siens : ce qu'il a écrit, et la phrase qui lui répond.
Lu ses_signalements(Contexte& lui, Id<Jeune> jeune) {
    auto db = lui.db();
    return {jeunes::combien(db, "select count(*) from fiche_signalement where jeune_id = ?", jeune),
            jeunes::combien(db, "select count(*) from fiche_signalement where jeune_id = ? and auteur_id = ?", jeune,
                            lui.agent()),
            "il l’a écrit"};
}

Lu a_signaler(Contexte& lui, Id<Jeune> jeune) {
    auto db = lui.db();
    return {1, eleve_a_signaler(db, lui.portee(), jeune) ? 1 : 0, "élève de son établissement, ou dossier qu’il voit"};
}

Lu pafi(Contexte& lui, Id<Jeune> jeune) {
    auto db = lui.db();
    Lu lu{jeunes::combien(db,
                          "select count(*) from parcours_amenage where jeune_id = ? and genre = 'pafi' and (etat = "
                          "'propose' or (etat = 'valide' and a_revoir <> ''))",
                          jeune)};
    for (auto const& p : a_valider(db, lui.portee()))
        lu.lisibles += p.jeune == jeune;
    lu.titre = "un PAFI de son territoire attend sa validation";
    return lu;
}

void des_signalements(jeunes::Apports& a) {
    a.lecture({partie,
               "Élève que l’on peut signaler",
               Droit::signaler,
               {{"Nom, prénom et classe", "jeune.nom jeune.prenom inscription.classe"}},
               "Tout adulte de son établissement\u00a0; ailleurs, qui voit le dossier",
               "Dire qu’on s’inquiète (C-3)",
               {"/signalements/nouveau"},
               a_signaler});
    a.lecture({partie,
               "Ses propres signalements",
               Droit::signaler,
               {{"Ce qu’il a écrit, et la réponse qui lui est destinée",
                 "fiche_signalement.faits fiche_signalement.avis fiche_signalement.appuis fiche_signalement.reponse "
                 "jeune.nom jeune.prenom"}},
               "L’auteur du signalement",
               "Il sait ce qu’il en est devenu, rien d’autre (C-5, P-4)",
               {"/signalements", "/signalements/{id}", "/"},
               ses_signalements});
    a.lecture({partie,
               "Signalements reçus",
               Droit::lire_prevention,
               {{"Faits, avis, points d’appui", "fiche_signalement.*"}, {"Nom de l’élève", "jeune.nom jeune.prenom"}},
               cercle_,
               "Examiner ce qui a été signalé (C-3 à C-5)",
               {"/prevention/{id}", "/prevention"},
               de_la_situation("fiche_signalement", "prevention_id")});
}

void des_situations(jeunes::Apports& a) {
    a.lecture({partie,
               "Situation de prévention",
               Droit::lire_prevention,
               {{"État, lien, date de revoyure, motif", "prevention.*"}, {"Nom de l’élève", "jeune.nom jeune.prenom"}},
               cercle_,
               "Regarder ensemble, répondre, revoir (metier.md §4)",
               {"/prevention", "/prevention/{id}", "/prevention/sans-ecrit", "bloc Prévention"},
               de_la_situation("prevention", "id")});
    a.lecture({partie,
               "Étapes et réponses",
               Droit::lire_prevention,
               {{"Étapes", "prevention_fait.*"}, {"Réponses apportées", "prevention_reponse.*"}},
               cercle_,
               "Ce qui a été fait ne se réécrit pas",
               {"/prevention/{id}", "chronologie prevention"},
               de_la_situation("prevention_fait", "prevention_id")});
    a.lecture({partie,
               "Absences",
               Droit::lire_prevention,
               {{"Alerte, nombre et décision", "absence_alerte.* absence_suite.*"}},
               cercle_,
               "Agir quand les absences s’accumulent (R-11)\u00a0; jamais le motif d’une absence",
               {"/absences", "/absences/alertes/{id}", "/absences/importations/{id}"},
               de_l_eleve("absence_alerte")});
    a.lecture({partie,
               "Demi-journées par mois",
               Droit::lire_prevention,
               {{"Deux masques par mois, et totaux", "absence_mois.* absence_cumul.* numero_interne.*"}},
               cercle_,
               "Compter jour par jour ce que la loi demande de compter (R-11)",
               {"/prevention/eleves/{id}"},
               de_l_eleve("absence_mois")});
    a.lecture({partie,
               "Grille de repérage",
               Droit::lire_prevention,
               {{"Signes et ce qui les montre", "repere.*"}},
               cercle_,
               "Des raisons de s’inquiéter, jamais un nombre sur une personne (R-12, R-13)",
               {"/prevention/eleves/{id}"},
               de_l_eleve("repere")});
    a.lecture({partie,
               "LYCAM et veille",
               Droit::lire_prevention,
               {{"Scores par dimension, sans total", "lycam.*"}, {"Pourquoi le regarder", "veille.*"}},
               cercle_,
               "Ce que le jeune dit lui-même de son école (C-12)",
               {"/prevention/eleves/{id}", "/prevention"},
               de_l_eleve("veille")});
    a.lecture({partie,
               "Parcours aménagés",
               Droit::lire_prevention,
               {{"Accueil, activités, tuteur, bilan", "parcours_amenage.*"}, {"Points d’étape", "parcours_point.*"}},
               cercle_,
               "Suivre le parcours, ses durées et sa fin (R-14 à R-16)",
               {"/parcours", "/parcours/{id}", "/prevention/eleves/{id}/parcours/nouveau"},
               de_l_eleve("parcours_amenage")});
    a.lecture(
        {partie,
         "PAFI à valider",
         Droit::valider_parcours,
         {{"La proposition et le nom de l’élève",
           "parcours_amenage.accueil parcours_amenage.activites parcours_amenage.tuteur parcours_amenage.a_revoir "
           "jeune.nom jeune.prenom"}},
         "L’IEN-IO du territoire, tant que le PAFI attend sa décision",
         "Décider d’un parcours hors de l’établissement (R-14)",
         {"/pafi", "/pafi/{id}"},
         pafi});
}

void gestes(jeunes::Apports& a) {
    a.ecriture(partie, "Ses propres signalements", {"/signalements"});
    a.ecriture(partie, "Situation de prévention",
               {"/prevention/{id}/examen", "/prevention/{id}/cloture", "/prevention/eleves/{id}/situation"});
    a.emport(partie, "Situation de prévention", {"/prevention/{id}/navette"});
    a.ecriture(partie, "Étapes et réponses", {"/prevention/{id}/examen", "/prevention/{id}/reponses/{reponse}/fin"});
    a.ecriture(partie, "Absences",
               {"/absences/importations", "/absences/importations/{id}/application",
                "/absences/importations/{id}/abandon", "/absences/importations/{id}/annulation",
                "/absences/alertes/{id}/cloture", "/absences/alertes/{id}/suites/{genre}",
                "/absences/alertes/{id}/suites/{suite}/retrait"});
    a.emport(partie, "Absences", {"/absences/alertes/{id}/courriers/{genre}"});
    a.ecriture(partie, "Demi-journées par mois", {"/absences/importations/{id}/application"});
    a.ecriture(partie, "Grille de repérage", {"/prevention/eleves/{id}/signes", "/prevention/signes/{id}/decision"});
    a.ecriture(partie, "LYCAM et veille",
               {"/prevention/eleves/{id}/lycam", "/prevention/eleves/{id}/veille", "/prevention/veille/{id}/retrait"});
    a.ecriture(
        partie, "Parcours aménagés",
        {"/prevention/eleves/{id}/parcours", "/parcours/{id}", "/parcours/{id}/points", "/parcours/{id}/cloture"});
    a.ecriture(partie, "PAFI à valider", {"/pafi/{id}"});
}

} // namespace

void lectures(jeunes::Apports& a) {
    gestes(a);
    des_signalements(a);
    des_situations(a);
}

} // namespace metier::prevention
