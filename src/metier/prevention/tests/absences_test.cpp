// R-11 et A-03, avec d'autres nombres que ceux du scénario.
#include <algorithm>
#include <map>

#include "metier/prevention/absences_masse.hpp"
#include "metier/prevention/courriers.hpp"
#include "metier/prevention/tests/cas_absences.hpp"

namespace essais {
namespace {

using prevention::Niveau;

TEST(Absences, vigilance_des_quatre_critique_au_dela_de_dix) {
    prevention::Seuils s{4, 10};
    EXPECT_EQ(prevention::niveau(3, s), Niveau::aucun);
    EXPECT_EQ(prevention::niveau(4, s), Niveau::vigilance);
    EXPECT_EQ(prevention::niveau(10, s), Niveau::vigilance);
    EXPECT_EQ(prevention::niveau(11, s), Niveau::critique);
    EXPECT_EQ(prevention::mois_affiche(2026y / 9 / 1), "septembre 2026");
}

TEST(Absences, une_absence_couvre_les_seules_demi_journees_de_classe) {
    prevention::Calendrier c;
    c.vacances = {{"Toussaint 2026", 2026y / 10 / 17, 2026y / 11 / 1}};
    // Du mercredi 14 au mardi 3 novembre : mercredi matin, jeudi, vendredi, puis la reprise des 2 et 3 novembre.
    auto mois = prevention::couvre({2026y / 10 / 14, 2026y / 11 / 3}, false, c);
    ASSERT_EQ(mois.size(), 2u);
    EXPECT_EQ(prevention::non_justifiees(mois[0], c.ouvertes(2026y / 10 / 1)), 5);
    EXPECT_EQ(prevention::non_justifiees(mois[1], c.ouvertes(2026y / 11 / 1)), 4);
    auto un = prevention::couvre(
        {2026y / 10 / 5, 2026y / 10 / 5, prevention::Moment::apres_midi, prevention::Moment::apres_midi}, true, c);
    ASSERT_EQ(un.size(), 1u);
    EXPECT_EQ(prevention::non_justifiees(un[0], c.ouvertes(2026y / 10 / 1)), 0) << "justifiée";
    auto jours = prevention::detail(un[0], c);
    ASSERT_EQ(jours.size(), 1u);
    EXPECT_EQ(jours[0].jour, Date{2026y / 10 / 5});
}

TEST(Absences, une_part_des_demi_journees_tenues_et_une_hausse_se_voient_quels_que_soient_les_motifs) {
    prevention::Calendrier c; // ni vacances ni fériés entre le 3 août et le 25 octobre, sauf le 15 août, un samedi
    prevention::ReglesDeSignal r{10, 20, 42, 2, 4};
    prevention::Fenetres fenetres{c, 2026y / 10 / 25, r};
    auto absent = [&](int jours, Date depuis) {
        return fenetres.signal(prevention::couvre({depuis, base::plus_jours(depuis, jours - 1)}, true, c));
    };
    auto aucun = fenetres.signal({});
    EXPECT_EQ(aucun.tenues, 6 * 9) << "six semaines de neuf demi-journées";
    EXPECT_FALSE(aucun);
    EXPECT_FALSE(absent(2, 2026y / 9 / 14)) << "quatre sur cinquante-quatre, hors des quatre dernières semaines";
    auto une_semaine = absent(5, 2026y / 9 / 14);
    EXPECT_EQ(une_semaine.manquees, 9);
    EXPECT_TRUE(une_semaine.frequent);
    EXPECT_FALSE(une_semaine.lourd);
    auto deux = absent(10, 2026y / 9 / 14);
    EXPECT_TRUE(deux.lourd) << "justifiées ou non";
    auto hausse = absent(2, 2026y / 10 / 19);
    EXPECT_FALSE(hausse.frequent);
    EXPECT_TRUE(hausse.hausse);
    EXPECT_EQ(hausse.dit(r), "4 en quatre semaines, contre 0 dans les huit d’avant");
}

TEST_P(AbsencesWeb, a03_cinq_demi_journees_alertent_la_onzieme_rend_critique_et_dit_quoi_faire) {
    le(2026y / 9 / 30);
    applique("DIALLO Hugo;;07/09/2026;08/09/2026;4;Non\nDIALLO Hugo;;10/09/2026;10/09/2026;1;Non\n"
             "DIALLO Hugo;;11/09/2026;11/09/2026;2;Oui\n");
    auto a = alertes();
    ASSERT_EQ(a.size(), 1u);
    EXPECT_EQ(a[0].niveau, prevention::NiveauDAlerte::vigilance);
    EXPECT_EQ(a[0].nombre, 5);
    auto ba = d.app.as(d.ba);
    auto ou = "/absences/alertes/" + n(a[0].id);
    auto page = ba.get(ou);
    EXPECT_TRUE(page.contient("5 demi-journées non justifiées en septembre 2026. La règle : à partir de 4"));
    EXPECT_TRUE(page.contient("Non : justifiée"));
    EXPECT_FALSE(page.contient("Réunir l’équipe éducative"));
    EXPECT_TRUE(ba.get("/").contient("5 demi-journées non justifiées en septembre 2026, rien n’a été fait"));
    ba.post(ou + "/cloture", {{"decision", "Famille reçue le 28."}, {"version", page.value("version")}});
    EXPECT_TRUE(alertes().empty());
    // Trois jours de plus, dont un mercredi : 5 + 2 + 1 + 2 = 10, toujours vigilance ; un matin encore : 11.
    applique("DIALLO Hugo;;07/09/2026;08/09/2026;4;Non\nDIALLO Hugo;;10/09/2026;10/09/2026;1;Non\n"
             "DIALLO Hugo;;15/09/2026;17/09/2026;5;Non\n");
    EXPECT_TRUE(alertes().empty()) << "dix : la décision prise vaut encore";
    EXPECT_EQ(compte("select nombre from absence_alerte"), 10);
    applique("DIALLO Hugo;;07/09/2026;08/09/2026;4;Non\nDIALLO Hugo;;10/09/2026;10/09/2026;1;Non\n"
             "DIALLO Hugo;;15/09/2026;17/09/2026;5;Non\nDIALLO Hugo;;21/09/2026;21/09/2026;1;Non\n");
    a = alertes();
    ASSERT_EQ(a.size(), 1u) << "elle monte : à décider de nouveau";
    EXPECT_EQ(a[0].niveau, prevention::NiveauDAlerte::critique);
    page = ba.get(ou);
    for (auto suite : {"Réunir l’équipe éducative", "Nommer un personnel référent", "Informer l’IA-DASEN"})
        EXPECT_TRUE(page.contient(suite)) << suite;
}

TEST_P(AbsencesWeb, le_meme_fichier_deux_fois_ne_change_rien) {
    auto lignes = "DIALLO Hugo;;01/10/2026;02/10/2026;4;Non\n";
    auto premier = applique(lignes);
    auto avant = compte("select count(*) from absence_import");
    auto r = depose(lignes);
    EXPECT_EQ(r.location.substr(0, premier.size()), premier);
    EXPECT_EQ(compte("select count(*) from absence_import"), avant);
    EXPECT_EQ(compte("select count(*) from absence_mois"), 1);
}

TEST_P(AbsencesWeb, une_absence_justifiee_ensuite_leve_l_alerte_et_defaire_la_rend) {
    applique("DIALLO Hugo;;01/10/2026;02/10/2026;4;Non\n");
    ASSERT_EQ(alertes().size(), 1u);
    auto second = applique("DIALLO Hugo;;01/10/2026;02/10/2026;4;Oui\n");
    EXPECT_TRUE(alertes().empty());
    auto ba = d.app.as(d.ba);
    auto page = ba.get("/absences/alertes/1");
    EXPECT_TRUE(page.contient("Levée par le calcul : 0 demi-journée reste non justifiée."));
    auto defait = ba.post(second + "/annulation", {{"version", ba.get(second).value("version")}});
    EXPECT_EQ(defait.status, 303);
    ASSERT_EQ(alertes().size(), 1u);
    EXPECT_EQ(alertes()[0].nombre, 4);
    EXPECT_TRUE(ba.get(second).contient("Défait"));
}

TEST_P(AbsencesWeb, chaque_ligne_ecartee_se_dit_et_les_autres_sont_prises) {
    un_jeune().nomme("DIALLO", "Hugo").ne_le(2009y / 1 / 1).au(d.zola).cree(d);
    auto ada = un_jeune().nomme("ZOLI", "Ada").au(d.zola).cree(d);
    un_jeune().nomme("LOIN", "Max").au(d.monod).cree(d);
    auto r = depose("DIALLO Hugo;;01/10/2026;;1;Non\nLOIN Max;;01/10/2026;;1;Non\nZOLI Ada;;demain;;1;Non\n"
                    "ZOLI Ada;;12/10/2026;;1;Non\nAda ZOLI;;02/10/2026;;2;Non\n");
    ASSERT_EQ(r.status, 303) << r.text("main");
    auto page = d.app.as(d.ba).follow(r);
    for (auto dit :
         {"plusieurs élèves s’appellent « DIALLO Hugo »", "aucun élève de l’établissement ne s’appelle « LOIN Max »",
          "Ligne 4, colonne « Du » : lu « demain »", "un jour déjà passé", "2 demi-journées ou totaux changeront"})
        EXPECT_TRUE(page.contient(dit)) << dit << page.text("main");
    EXPECT_EQ(compte("select count(*) from absence_mois"), 0) << "rien n'est écrit avant « Appliquer »";
    d.app.as(d.ba).post(r.location + "/application", {{"version", "1"}});
    EXPECT_EQ(compte("select count(*) from absence_mois where jeune_id = " + n(ada)), 1);
}

TEST_P(AbsencesWeb, les_deux_modes_de_calcul_ne_se_melent_pas) {
    applique("DIALLO Hugo;;01/10/2026;02/10/2026;4;Non\n");
    auto r = depose("DIALLO Hugo;;01/10/2026;;1;Non\n", {{"mode", "calculees"}});
    EXPECT_EQ(r.status, 422);
    EXPECT_TRUE(r.contient("les deux ne se mêlent pas"));
}

TEST_P(AbsencesWeb, sans_fichier_ou_trop_vieux_le_compte_est_incalculable) {
    auto ba = d.app.as(d.ba);
    EXPECT_TRUE(ba.get("/absences").contient("Incalculable : aucun fichier d’absences"));
    applique("DIALLO Hugo;;01/10/2026;02/10/2026;4;Non\n");
    EXPECT_TRUE(ba.get("/absences").contient("Calculé : les absences sont connues jusqu’au 02/10/2026."));
    le(2026y / 10 / 30);
    EXPECT_TRUE(ba.get("/absences").contient("il y a plus de 15 jours"));
}

TEST_P(AbsencesWeb, un_cumul_demande_sa_periode_et_ne_recompte_pas_le_detail) {
    auto ba = d.app.as(d.ba);
    std::string kosmos = "Classe;Élève;½ j. d'absences comptabilisées;½ j. d'absences non justifiées comptabilisées\n"
                         "2A;DIALLO Hugo;14;12\n";
    auto recevoir = [&](web::Pairs champs) {
        return ba.depose("/absences/importations", "fichier", "kosmos.csv", kosmos, champs);
    };
    EXPECT_TRUE(recevoir({{"mode", "brutes"}}).contient("sans dire leur période"));
    le(2026y / 9 / 30);
    auto r = recevoir({{"mode", "brutes"}, {"du", "2026-09-01"}, {"au", "2026-09-30"}});
    ASSERT_EQ(r.status, 303);
    ba.post(r.location + "/application", {{"version", "1"}});
    ASSERT_EQ(alertes().size(), 1u);
    EXPECT_EQ(alertes()[0].nombre, 12);
    applique("DIALLO Hugo;;07/09/2026;08/09/2026;4;Non\n");
    ASSERT_EQ(alertes().size(), 1u);
    EXPECT_EQ(alertes()[0].nombre, 12) << "deux jours connus ne contredisent pas le total du mois";
    EXPECT_TRUE(ba.get("/absences/alertes/1").contient("Jour par jour, on n’en connaît que 4."));
    applique("DIALLO Hugo;;07/09/2026;08/09/2026;4;Non\n",
             {{"mode", "brutes"}, {"du", "2026-09-01"}, {"au", "2026-09-30"}});
    EXPECT_EQ(alertes()[0].nombre, 4) << "le détail de tout le mois l'emporte";
}

TEST_P(AbsencesWeb, un_total_du_mois_en_cours_alerte_deja_meme_si_quelques_jours_sont_connus) {
    applique("DIALLO Hugo;;01/10/2026;01/10/2026;2;Oui\n");
    EXPECT_TRUE(alertes().empty());
    auto ba = d.app.as(d.ba);
    std::string kosmos = "Classe;Élève;½ j. d'absences comptabilisées;½ j. d'absences non justifiées comptabilisées\n"
                         "2A;DIALLO Hugo;6;5\n";
    auto r = ba.depose("/absences/importations", "fichier", "kosmos.csv", kosmos,
                       {{"mode", "brutes"}, {"du", "2026-10-01"}, {"au", "2026-10-05"}});
    ba.post(r.location + "/application", {{"version", "1"}});
    ASSERT_EQ(alertes().size(), 1u);
    EXPECT_EQ(alertes()[0].nombre, 5);
}

TEST_P(AbsencesWeb, un_total_ou_une_date_impossible_est_ecarte_et_dit_pourquoi) {
    auto ba = d.app.as(d.ba);
    auto ada = un_jeune().nomme("ZOLI", "Ada").au(d.zola).cree(d);
    std::string kosmos = "Classe;Élève;½ j. d'absences comptabilisées;½ j. d'absences non justifiées comptabilisées\n"
                         "2A;DIALLO Hugo;99;99\n2A;ZOLI Ada;4;5\n";
    auto r = ba.depose("/absences/importations", "fichier", "kosmos.csv", kosmos,
                       {{"mode", "brutes"}, {"du", "2026-09-01"}, {"au", "2026-09-30"}});
    EXPECT_EQ(r.status, 422);
    EXPECT_TRUE(r.contient("lu « 99 », attendu : 44 au plus, deux par jour de classe de la période."));
    EXPECT_TRUE(r.contient("lu « 5 », attendu : au plus le total, 4"));
    auto detail = depose("DIALLO Hugo;;12/09/1926;12/09/1926;1;Non\nDIALLO Hugo;;05/09/2026;02/10/2026;1;Non\n"
                         "ZOLI Ada;;02/10/2026;;2;Non\n");
    auto page = ba.follow(detail);
    EXPECT_TRUE(page.contient("lu « 12/09/1926 », attendu : un jour de l’année scolaire 2026-2027."));
    EXPECT_TRUE(page.contient("des dates qui s’accordent avec les 1 demi-journées de la ligne"));
    EXPECT_EQ(compte("select retenues from absence_import"), 1) << n(ada);
}

TEST_P(AbsencesWeb, en_demi_journees_calculees_deux_moities_en_font_une) {
    std::string lignes;
    for (auto jour : {"07", "08", "10", "11", "14", "15", "17"})
        lignes += std::string("DIALLO Hugo;;") + jour + "/09/2026;" + jour + "/09/2026;0,5;Non\n";
    applique(lignes, {{"mode", "calculees"}});
    EXPECT_TRUE(alertes().empty()) << "sept moitiés : trois demi-journées";
    auto fichier = applique(lignes + "DIALLO Hugo;;21/09/2026;21/09/2026;1,5;Non\n", {{"mode", "calculees"}});
    ASSERT_EQ(alertes().size(), 1u);
    EXPECT_EQ(alertes()[0].nombre, 5) << "une entière, huit moitiés";
    auto ba = d.app.as(d.ba);
    EXPECT_TRUE(ba.get("/absences/alertes/1").contient("Pour une moitié"));
    ba.post(fichier + "/annulation", {{"version", ba.get(fichier).value("version")}});
    EXPECT_EQ(compte("select count(*) from absence_alerte where niveau <> 'levee'"), 0) << "défait : trois de nouveau";
    auto deux = applique("DIALLO Hugo;;07/09/2026 08:00;07/09/2026 09:00;0,5;Non\n"
                         "DIALLO Hugo;;07/09/2026 10:00;07/09/2026 11:00;0,5;Non\n",
                         {{"mode", "calculees"}, {"du", "2026-09-01"}, {"au", "2026-09-30"}});
    EXPECT_EQ(compte("select partielles from absence_mois where mois = '2026-09-01'"), 0)
        << deux << " : le matin entier";
}

TEST_P(AbsencesWeb, chaque_etablissement_dit_s_il_a_cours_le_mercredi_apres_midi) {
    auto lignes = "DIALLO Hugo;;09/09/2026;09/09/2026;2;Non\nDIALLO Hugo;;16/09/2026;16/09/2026;2;Non\n";
    applique(lignes);
    EXPECT_TRUE(alertes().empty()) << "deux mercredis matin";
    auto ba = d.app.as(d.ba);
    ba.post("/absences/jours", {{"mercredi", "1"}});
    EXPECT_EQ(d.journal().back(), "jours_de_classe_fixes");
    applique(lignes);
    ASSERT_EQ(alertes().size(), 1u);
    EXPECT_EQ(alertes()[0].nombre, 4);
    ba.post("/absences/jours", {});
    EXPECT_TRUE(alertes().empty()) << "les comptes se refont aussitôt";
    EXPECT_EQ(d.app.as(lea).post("/absences/jours", {}).status, 403);
}

TEST_P(AbsencesWeb, un_fichier_refuse_se_dit_en_tete_de_page) {
    auto r = d.app.as(d.ba).depose("/absences/importations", "fichier", "photo.csv", "\x89PNG\r\n\x1a\n",
                                   {{"mode", "brutes"}});
    EXPECT_EQ(r.status, 422);
    EXPECT_LT(r.body.find("Un point est à corriger"), r.body.find("Alertes</h2>"));
    EXPECT_TRUE(r.contient("Fichier d’absences"));
}

TEST_P(AbsencesWeb, lettre_et_information_se_preparent_en_un_clic_avec_une_date_de_suivi) {
    applique("DIALLO Hugo;;01/10/2026;02/10/2026;4;Non\n");
    auto ba = d.app.as(d.ba);
    auto odt = ba.post("/absences/alertes/1/courriers/famille", {{"format", "odt"}});
    EXPECT_EQ(odt.status, 200);
    EXPECT_NE(odt.header("Content-Disposition").find("lettre-absences-2026-10-05.odt"), std::string::npos);
    EXPECT_EQ(d.journal().back(), "ecrit_emporte");
    EXPECT_FALSE(ba.get("/absences/alertes/1").contient("Fait le 05/10/2026")) << "préparer n'est pas envoyer";
    EXPECT_EQ(ba.post("/absences/alertes/1/courriers/dasen", {{"format", "pdf"}}).status, 303)
        << "la page d'attente du PDF";
    EXPECT_EQ(ba.post("/absences/alertes/1/courriers/equipe", {}).status, 404);
    ba.post("/absences/alertes/1/suites/famille", {{"le_famille", "2026-10-03"}, {"suivre_le_famille", "2026-10-13"}});
    EXPECT_TRUE(ba.get("/absences/alertes/1").contient("Fait le 03/10/2026 par"));
    auto demain = ba.post("/absences/alertes/1/suites/famille", {{"le_famille", "2026-10-06"}});
    EXPECT_EQ(compte("select count(*) from absence_suite"), 1) << "pas demain";
    EXPECT_EQ(demain.status, 422) << "un refus n'est pas une réussite";
    EXPECT_FALSE(demain.error("le_famille").empty());
    EXPECT_EQ(demain.value("le_famille"), "2026-10-06") << "la saisie est gardée";
    EXPECT_TRUE(demain.contient("Un point est à corriger"));
    EXPECT_EQ(ba.post("/absences/alertes/1/courriers/famille", {{"format", "odt"}, {"a_qui", "99"}}).status, 422);
    EXPECT_EQ(compte("select count(*) from echeance where genre = 'suivi_absence' and pour_le = '2026-10-13'"), 1);
    EXPECT_EQ(ba.post("/absences/alertes/1/suites/inconnue", {}).status, 404);
    ba.post("/absences/alertes/1/suites/1/retrait", {});
    EXPECT_EQ(compte("select count(*) from absence_suite"), 0);
    EXPECT_EQ(compte("select count(*) from echeance where faite_le is null"), 0) << "notée par erreur";
    ba.post("/absences/alertes/1/suites/famille", {{"le_famille", "2026-10-05"}, {"suivre_le_famille", "2026-10-13"}});
    ba.post("/absences/alertes/1/cloture", {{"decision", "Famille reçue, absences expliquées."}, {"version", "1"}});
    EXPECT_EQ(compte("select count(*) from echeance where faite_le is null"), 0)
        << "l'alerte close, plus rien à suivre";
}

jeunes::ResponsableVu parent(std::string civilite, std::string prenom, std::string rue, std::string commune) {
    jeunes::Responsable r{
        .lien = "mere", .civilite = std::move(civilite), .nom = "DIALLO", .prenom = std::move(prenom)};
    r.adresse = std::move(rue);
    r.code_postal = "35000";
    r.commune = std::move(commune);
    return {.id = {}, .personne = r, .source = {}};
}

TEST(LettreAuxFamilles, une_lettre_par_foyer_et_des_parents_separes_ne_lisent_pas_l_adresse_l_un_de_l_autre) {
    prevention::FaitsDuCourrier f;
    f.alerte.mois = 2026y / 10 / 1;
    f.eleve.nom = "DIALLO";
    f.eleve.prenom = "Hugo";
    f.eleve.naissance = 2010y / 3 / 4;
    f.responsables = {parent("Mme", "Awa", "3 rue du Port", "RENNES"), parent("M.", "Ali", "9 quai Sud", "BREST"),
                      parent("M.", "Luc", "3 rue du Port", "RENNES")};
    f.responsables[0].personne.contact_autorise = true;
    auto foyers = prevention::destinataires(f, 2026y / 10 / 5);
    ASSERT_EQ(foyers.size(), 2u);
    EXPECT_EQ(foyers[0].nom, "Mme Awa DIALLO et M. Luc DIALLO");
    EXPECT_EQ(foyers[1].lignes, (std::vector<std::string>{"M. Ali DIALLO", "9 quai Sud", "35000 BREST"}));
    auto lettre = prevention::lettre_a_la_famille(f, foyers[1], 2026y / 10 / 5);
    EXPECT_EQ(lettre.lettre->destinataire, foyers[1].lignes) << "l'autre foyer n'y figure pas";
    f.responsables[1].personne.contact_autorise = false;
    EXPECT_EQ(prevention::destinataires(f, 2026y / 10 / 5).size(), 1u) << "on n'écrit pas à qui ne doit pas être joint";
}

TEST(LettreAuxFamilles, le_releve_tient_en_une_ligne_par_jour_et_un_total_seul_se_dit) {
    prevention::FaitsDuCourrier f;
    f.alerte.mois = 2026y / 10 / 1;
    f.eleve.naissance = 2010y / 3 / 4;
    auto lettre = [&] { return documents::page_imprimable(prevention::lettre_a_la_famille(f, {}, 2026y / 11 / 5)); };
    EXPECT_NE(lettre().find("n’en donne que le nombre, sans les jours"), std::string::npos);
    f.jours = {{2026y / 10 / 5, prevention::Moment::matin, false, false, ""},
               {2026y / 10 / 5, prevention::Moment::apres_midi, false, false, ""},
               {2026y / 10 / 6, prevention::Moment::matin, true, false, ""}};
    EXPECT_NE(lettre().find("lundi 5 octobre 2026</td><td>matin et après-midi</td>"), std::string::npos);
    EXPECT_EQ(lettre().find("mardi 6 octobre 2026"), std::string::npos) << "justifiée";
}

TEST(LettreAuxFamilles, ce_qui_a_ete_fait_garde_les_sigles_en_capitales) {
    prevention::FaitsDuCourrier f;
    f.alerte.mois = 2026y / 10 / 1;
    f.suites = {{{}, prevention::GenreDeSuite::dasen, 2026y / 11 / 26, {}, ""}};
    auto texte = documents::page_imprimable(prevention::information_du_dasen(f, 2026y / 11 / 26));
    EXPECT_NE(texte.find("informer l’IA-DASEN"), std::string::npos);
    EXPECT_EQ(texte.find("ia-dasen"), std::string::npos);
}

TEST(LettreAuxFamilles, a_un_eleve_majeur_on_ecrit_a_lui) {
    prevention::FaitsDuCourrier f;
    f.alerte.mois = 2026y / 10 / 1;
    f.eleve.nom = "DIALLO";
    f.eleve.prenom = "Hugo";
    f.eleve.naissance = 2008y / 10 / 5;
    f.responsables = {parent("Mme", "Awa", "", "")};
    EXPECT_EQ(prevention::destinataires(f, 2026y / 10 / 4).size(), 1u) << "la veille de ses dix-huit ans, à sa mère";
    auto foyers = prevention::destinataires(f, 2026y / 10 / 5);
    ASSERT_EQ(foyers.size(), 2u);
    EXPECT_TRUE(foyers[0].eleve);
    EXPECT_EQ(foyers[0].nom, "Hugo DIALLO");
    auto texte = documents::page_imprimable(prevention::lettre_a_la_famille(f, foyers[0], 2026y / 10 / 5));
    EXPECT_EQ(texte.find("votre enfant"), std::string::npos);
    EXPECT_NE(texte.find("Vous avez manqué"), std::string::npos);
}

TEST_P(AbsencesWeb, les_absences_d_un_etablissement_ne_se_lisent_pas_d_ailleurs) {
    auto import_ = applique("DIALLO Hugo;;01/10/2026;02/10/2026;4;Non\n");
    auto autre = d.un_agent("Ida", "RDS", acces::Role::referent_decrochage, {}, d.monod);
    for (auto const& ou : {std::string("/absences/alertes/1"), import_}) {
        EXPECT_EQ(d.app.as(autre).get(ou).status, 404);
        EXPECT_EQ(d.app.as(d.awa).get(ou).status, 404);
        EXPECT_EQ(d.app.as(lea).get(ou).status, 403);
        EXPECT_EQ(d.app.as(d.cpe).get(ou).status, 200);
    }
}

TEST_P(AbsencesWeb, les_jours_de_classe_d_une_academie_suivent_sa_zone) {
    auto zone = [&](std::string const& nom) {
        d.ecrire([&](storage::Writer& db) { db.run("update territoire set nom = ? where id = ?", nom, d.academie); });
        return d.lire([&](storage::Reader& db) { return metier::territoire::calendrier(db, d.zola, d.jour()); });
    };
    EXPECT_EQ(zone("Académie de Créteil").zone, "C");
    EXPECT_EQ(zone("Clermont-Ferrand").zone, "A");
    auto inconnue = zone("Académie de Nulle-Part");
    EXPECT_EQ(inconnue.zone, "B");
    EXPECT_TRUE(inconnue.zone_supposee);
    EXPECT_EQ(zone("Rennes").sans_classe(2027y / 2 / 22, prevention::Moment::matin), "vacances : Hiver 2027");
    EXPECT_EQ(zone("Paris").sans_classe(2027y / 2 / 22, prevention::Moment::matin), "");
}

TEST_P(AbsencesWeb, compter_toute_une_annee_dit_la_meme_chose_que_chaque_alerte) {
    le(2026y / 11 / 30);
    auto ada = un_jeune().nomme("ZOLI", "Ada").au(d.zola).cree(d);
    applique("DIALLO Hugo;;28/09/2026;06/10/2026;13;Non\nZOLI Ada;;12/11/2026;13/11/2026;4;Non\n"
             "ZOLI Ada;;16/11/2026;16/11/2026;2;Oui\n");
    std::map<std::pair<std::int64_t, std::string>, int> comptes;
    d.lire([&](storage::Reader& db) {
        auto c = metier::territoire::calendrier(db, d.zola, d.jour());
        prevention::compter(
            db, 2026y / 9 / 1, 2026y / 11 / 30, [&](auto, Date mois) { return c.ouvertes(mois); },
            [&](prevention::CompteDuMois const& x) {
                comptes[{x.jeune.valeur, base::iso(x.mois)}] = x.demi_journees;
            });
        return 0;
    });
    EXPECT_EQ(comptes.size(), 3u);
    EXPECT_EQ((comptes[{hugo.valeur, "2026-09-01"}]), 5);
    EXPECT_EQ((comptes[{hugo.valeur, "2026-10-01"}]), 8);
    EXPECT_EQ((comptes[{ada.valeur, "2026-11-01"}]), 4);
    for (auto const& a : alertes())
        EXPECT_EQ((comptes[{a.jeune.valeur, base::iso(a.mois)}]), a.nombre);
}

INSTANTIATE_TEST_SUITE_P(Bases, AbsencesWeb, testing::ValuesIn(BaseDEssai::genres()));

} // namespace
} // namespace essais
