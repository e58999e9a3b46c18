#include <algorithm>

#include "metier/echanges/tests/essai.hpp"

using namespace essais;

namespace {

struct Pages {
    Distribution d;
    Pages() { echanges::routes(d.app.routes); }
    std::string deposer(Id<acces::Agent> qui, std::string const& nom, std::string const& contenu,
                        web::Pairs champs = {}) {
        auto r = d.app.as(qui).depose("/importations", "fichier", nom, contenu, std::move(champs));
        EXPECT_EQ(r.status, 303) << r.text("main");
        travailler(d);
        return r.location;
    }
    std::string version(std::string const& ou) {
        return std::to_string(
            une_valeur<std::int64_t>(d, "select version from importation where id = " + ou.substr(ou.rfind('/') + 1)));
    }
};

constexpr auto en_tete_siei = "campagne;ine;nom_famille;prenoms;date_naissance;sexe;uai_dernier_etablissement\n";

TEST(ImportationsWeb, awa_depose_lit_le_plan_applique_et_garde_le_rapport) {
    Pages p;
    auto awa = p.d.app.as(p.d.awa);
    auto ou = p.deposer(p.d.awa, "eleves.xml", siecle({{.id = "1", .nom = "DUVAL", .prenom = "Zoe"}}, uai_de_zola));
    auto plan = awa.get(ou);
    EXPECT_EQ(plan.status, 200);
    EXPECT_TRUE(plan.contient("Nouvelle")) << plan.text("main");
    EXPECT_LE(plan.queries, 12);
    EXPECT_EQ(awa.get(ou + "/avancement").status, 200);
    auto confirmation = awa.get(ou + "/application");
    EXPECT_TRUE(confirmation.contient("Appliquer 1 ligne")) << confirmation.text("main");
    EXPECT_EQ(awa.post(ou + "/application", {{"version", p.version(ou)}}).status, 303);
    travailler(p.d);
    auto rapport = awa.get(ou);
    EXPECT_TRUE(rapport.contient("Appliquée le 05/10/2026")) << rapport.text("main");
    EXPECT_EQ(une_valeur<std::int64_t>(p.d, "select count(*) from jeune where nom = 'DUVAL'"), 1);
    auto journal = p.d.journal();
    EXPECT_NE(std::ranges::find(journal, "fichier_depose"), journal.end());
    EXPECT_NE(std::ranges::find(journal, "liste_appliquee"), journal.end());
    EXPECT_TRUE(awa.get("/importations").contient("eleves.xml"));
    auto encore = awa.depose("/importations", "fichier", "autre nom.xml",
                             siecle({{.id = "1", .nom = "DUVAL", .prenom = "Zoe"}}, uai_de_zola));
    EXPECT_TRUE(awa.follow(encore).contient("rien ne change")) << awa.follow(encore).text("main");
}

TEST(ImportationsWeb, une_liste_ne_se_voit_que_dans_son_territoire) {
    Pages p;
    auto ou = p.deposer(p.d.awa, "eleves.xml", siecle({{.id = "1", .nom = "DUVAL", .prenom = "Zoe"}}, uai_de_zola));
    auto ines = p.d.app.as(p.d.ines);
    for (auto const* page : {"", "/lignes", "/douteuses", "/avancement", "/application", "/export", "/lignes/1"})
        EXPECT_EQ(ines.get(ou + page).status, 404) << page;
    EXPECT_FALSE(ines.get("/importations").contient("eleves.xml"));
    EXPECT_EQ(p.d.app.as(p.d.ott).get("/importations").status, 403);
    EXPECT_EQ(p.d.app.as(p.d.diop).get(ou).status, 404);
}

TEST(ImportationsWeb, un_fichier_inconnu_est_refuse_en_francais_et_rien_n_est_garde) {
    Pages p;
    auto awa = p.d.app.as(p.d.awa);
    auto r = awa.depose("/importations", "fichier", "photo.xml", "\x89PNG\r\n\x1a\n....");
    EXPECT_EQ(r.status, 422);
    EXPECT_EQ(une_valeur<std::int64_t>(p.d, "select count(*) from importation"), 0);
    EXPECT_EQ(awa.post("/importations").status, 422);
}

TEST(ImportationsWeb, un_fichier_coupe_est_recu_aussitot_puis_refuse_sur_sa_page_sans_rien_laisser) {
    Pages p;
    auto awa = p.d.app.as(p.d.awa);
    auto entier = siecle({{.id = "1", .nom = "DUVAL", .prenom = "Zoe"}}, uai_de_zola);
    auto depot =
        awa.depose("/importations", "fichier", "e.xml", entier.substr(0, entier.find("</NOM_DE_FAMILLE>") + 5));
    ASSERT_EQ(depot.status, 303) << depot.text("main");
    EXPECT_TRUE(awa.get(depot.location).contient("En attente")) << awa.get(depot.location).text("main");
    EXPECT_TRUE(awa.get(depot.location).contient("le travail continue"));
    travailler(p.d);
    auto page = awa.get(depot.location);
    EXPECT_TRUE(page.contient("Fichier refusé, rien n’a été importé")) << page.text("main");
    EXPECT_TRUE(page.contient("incomplet")) << page.text("main");
    EXPECT_TRUE(page.contient("Déposer un autre fichier"));
    EXPECT_EQ(une_valeur<std::string>(p.d, "select motif from importation").find("DUVAL"), std::string::npos);
    EXPECT_EQ(une_valeur<std::int64_t>(p.d, "select count(*) from ligne_import"), 0);
    EXPECT_EQ(awa.depose("/importations", "fichier", "e.xml", entier).status, 303); // le bon fichier passe ensuite
}

TEST(ImportationsWeb, un_encodage_mal_annonce_se_dit_sur_la_page_une_fois_le_fichier_lu) {
    Pages p;
    auto ou = p.deposer(p.d.awa, "e.xml", siecle({{.id = "1", .nom = "DUVAL", .prenom = "Zoé"}}, uai_de_zola));
    auto page = p.d.app.as(p.d.awa).get(ou);
    EXPECT_TRUE(page.contient("lu en UTF-8")) << page.text("main");
}

TEST(ImportationsWeb, un_etablissement_hors_perimetre_demande_confirmation) {
    Pages p;
    auto awa = p.d.app.as(p.d.awa);
    auto uai = une_valeur<std::string>(p.d, "select uai from etablissement where nom = 'Lycée Monod'");
    auto ou = p.deposer(p.d.awa, "eleves.xml", siecle({{.id = "1", .nom = "DUVAL", .prenom = "Zoe"}}, uai),
                        {{"annee", "2025-2026"}});
    auto page = awa.get(ou);
    EXPECT_TRUE(page.contient("Lycée Monod"));
    EXPECT_TRUE(page.contient("F-05"));
    EXPECT_EQ(une_valeur<std::int64_t>(p.d, "select count(*) from ligne_import"), 0);
    EXPECT_EQ(awa.post(ou + "/confirmation", {{"version", p.version(ou)}}).status, 303);
    travailler(p.d);
    EXPECT_EQ(une_valeur<std::int64_t>(p.d, "select count(*) from ligne_import"), 1);
    EXPECT_EQ(awa.post(ou + "/abandon").status, 303);
    EXPECT_EQ(une_valeur<std::int64_t>(p.d, "select count(*) from ligne_import"), 0);
}

TEST(ImportationsWeb, une_cellule_mal_formee_se_corrige_a_l_ecran) {
    Pages p;
    auto awa = p.d.app.as(p.d.awa);
    auto ou = p.deposer(p.d.awa, "rio.csv", std::string(en_tete_siei) + "2026-10;;BANCAL;Leo;31/02/2008;M;0350017D\n");
    auto ligne = ou + "/lignes/" + std::to_string(une_valeur<std::int64_t>(p.d, "select id from ligne_import"));
    EXPECT_TRUE(awa.get(ou + "/lignes?issue=erreur").contient("BANCAL Leo"));
    auto page = awa.get(ligne);
    EXPECT_NE(page.error("c_naissance"), "");
    EXPECT_FALSE(page.contient("Rien n’a été enregistré")); // on n'a encore rien saisi
    auto r = awa.post(ligne, {{"version", "1"},
                              {"c_naissance", "28/02/2008"},
                              {"c_nom_famille", "BANCAL"},
                              {"c_prenoms", "Leo"},
                              {"c_sexe", "M"},
                              {"c_uai_origine", "0350017D"},
                              {"c_campagne", "2026-10"}});
    EXPECT_EQ(r.status, 303) << r.text("main");
    EXPECT_EQ(une_valeur<std::string>(p.d, "select issue from ligne_import"), "nouvelle");
    EXPECT_EQ(awa.post(ligne, {{"version", "1"}, {"c_naissance", "27/02/2008"}}).status, 409);
}

TEST(ImportationsWeb, une_date_fausse_se_dit_en_une_phrase_avec_ce_qui_est_lu_et_attendu) {
    Pages p;
    p.deposer(p.d.awa, "rio.csv", std::string(en_tete_siei) + "2026-10;;BANCAL;Leo;31/02/2008;M;0350017D\n");
    EXPECT_EQ(une_valeur<std::string>(p.d, "select motif from ligne_import"),
              "Date de naissance «\u00A031/02/2008\u00A0»\u00A0: cette date n’existe pas ou ne se lit pas "
              "(attendu\u00A0: une "
              "date comme 29/02/2008).");
}

TEST(ImportationsWeb, une_ligne_trop_longue_se_relit_puis_s_importe) {
    Pages p;
    auto awa = p.d.app.as(p.d.awa);
    auto ou =
        p.deposer(p.d.awa, "rio.csv", std::string(en_tete_siei) + "2026-10;;DUVAL;Zoe;04/03/2008;F;0350017D;en trop\n");
    auto ligne = ou + "/lignes/" + std::to_string(une_valeur<std::int64_t>(p.d, "select id from ligne_import"));
    auto page = awa.get(ligne);
    EXPECT_TRUE(page.contient("8 cellules lues, 7 attendues")) << page.text("main");
    EXPECT_EQ(une_valeur<std::string>(p.d, "select issue from ligne_import"), "erreur");
    EXPECT_EQ(awa.post(ligne, {{"version", "1"},
                               {"c_naissance", "04/03/2008"},
                               {"c_nom_famille", "DUVAL"},
                               {"c_prenoms", "Zoe"},
                               {"c_sexe", "F"},
                               {"c_uai_origine", "0350017D"},
                               {"c_campagne", "2026-10"}})
                  .status,
              303);
    EXPECT_EQ(une_valeur<std::string>(p.d, "select issue from ligne_import"), "nouvelle");
}

TEST(ImportationsWeb, un_en_tete_sans_ligne_se_dit) {
    Pages p;
    auto ou = p.deposer(p.d.awa, "rio.csv", en_tete_siei);
    auto page = p.d.app.as(p.d.awa).get(ou);
    EXPECT_TRUE(page.contient("ne contient aucune ligne")) << page.text("main");
    auto tableau = p.d.app.as(p.d.awa).depose("/importations", "fichier", "ml.csv", "Patronyme;Petit nom;Ne le\n");
    EXPECT_TRUE(p.d.app.as(p.d.awa).follow(tableau).contient("ne contient aucune ligne"));
    Fichier f{"vide.csv", en_tete_siei};
    auto c = importer(p.d, {f.chemin(), "--essai"});
    EXPECT_EQ(c.statut, 0);
    EXPECT_NE(c.sortie.find("ne contient aucune ligne"), std::string::npos) << c.sortie;
}

TEST(ImportationsWeb, l_etape_montree_suit_la_liste) {
    Pages p;
    auto awa = p.d.app.as(p.d.awa);
    auto ou = awa.depose("/importations", "fichier", "ml.csv", "Patronyme;Petit nom;Ne le\nDUVAL;Zoe;04/03/2008\n",
                         {{"nature", "mission_locale"}})
                  .location;
    EXPECT_TRUE(awa.get(ou).contient("Étape 2 sur 5"));
    EXPECT_EQ(awa.post(ou + "/correspondance", {{"version", p.version(ou)},
                                                {"nature", "mission_locale"},
                                                {"colonne_0", "nom_famille"},
                                                {"colonne_1", "prenom"},
                                                {"colonne_2", "naissance"}})
                  .status,
              303);
    EXPECT_TRUE(awa.get(ou).contient("Étape 3 sur 5")) << awa.get(ou).text("main");
    travailler(p.d);
    EXPECT_TRUE(awa.get(ou).contient("Étape 4 sur 5")) << awa.get(ou).text("main");
    ou = awa.depose("/importations", "fichier", "rio.csv", en_tete_siei).location; // format connu : pas de colonnes
    EXPECT_TRUE(awa.get(ou).contient("Étape 2 sur 4")) << awa.get(ou).text("main");
}

TEST(ImportationsWeb, une_ligne_douteuse_se_tranche_cote_a_cote_une_seule_fois) {
    Pages p;
    auto awa = p.d.app.as(p.d.awa);
    auto sonia = connu(p.d, "MARTEL", "Sonia", Date{2008y / 2 / 3}, "071234501KC");
    auto csv = std::string(en_tete_siei) + "2026-10;071234501KC;ZERROUKI;Yanis;11/11/2007;M;0350017D\n";
    auto ou = p.deposer(p.d.awa, "rio.csv", csv);
    auto page = awa.get(ou + "/douteuses");
    EXPECT_TRUE(page.contient("INE partagé")) << page.text("main");
    EXPECT_FALSE(page.contient("071234501KC"));
    auto ligne = ou + "/lignes/" + std::to_string(une_valeur<std::int64_t>(p.d, "select id from ligne_import"));
    EXPECT_EQ(awa.post(ligne + "/decision", {{"version", "1"}, {"reponse", "meme"}, {"jeune", "9999"}}).status, 422);
    EXPECT_EQ(awa.post(ligne + "/decision", {{"version", "1"}, {"reponse", "different"}}).status, 303);
    EXPECT_EQ(p.d.app.as(p.d.diop).post(ligne + "/decision", {{"version", "2"}, {"reponse", "different"}}).status, 403);
    awa.post(ou + "/application", {{"version", p.version(ou)}});
    travailler(p.d);
    EXPECT_EQ(une_valeur<std::int64_t>(p.d, "select count(*) from jeune"), 2);
    EXPECT_NE(une_valeur<std::int64_t>(p.d, "select jeune_id from ligne_import"), sonia.valeur);
    EXPECT_EQ(une_valeur<std::string>(p.d, "select decision from paire"),
              "different"); // le repérage ne le redemandera pas
    EXPECT_EQ(une_valeur<std::int64_t>(p.d, "select count(*) from signalement"), 1);
    auto ou2 = p.deposer(p.d.awa, "rio2.csv", csv + "2026-10;;AUTRE;Nina;12/12/2007;F;0350017D\n");
    EXPECT_TRUE(awa.get(ou2 + "/douteuses").location != "");
    EXPECT_EQ(une_valeur<std::int64_t>(p.d, "select count(*) from ligne_import where issue = 'douteuse'"), 0);
}

TEST(ImportationsWeb, une_decision_sur_une_ligne_douteuse_s_annule_tant_qu_elle_n_est_pas_appliquee) {
    Pages p;
    auto awa = p.d.app.as(p.d.awa);
    auto sonia = connu(p.d, "MARTEL", "Sonia", Date{2008y / 2 / 3}, "071234501KC");
    auto ou = p.deposer(p.d.awa, "rio.csv",
                        std::string(en_tete_siei) + "2026-10;071234501KC;ZERROUKI;Yanis;11/11/2007;M;0350017D\n");
    auto ligne = ou + "/lignes/" + std::to_string(une_valeur<std::int64_t>(p.d, "select id from ligne_import"));
    auto version = [&] { return std::to_string(une_valeur<std::int64_t>(p.d, "select version from ligne_import")); };
    for (auto const* reponse : {"meme", "different"}) {
        auto r = awa.post(ligne + "/decision",
                          {{"version", version()}, {"reponse", reponse}, {"jeune", std::to_string(sonia.valeur)}});
        auto suite = awa.follow(awa.follow(r));
        EXPECT_TRUE(suite.contient("Annuler cette décision")) << suite.text("main");
        EXPECT_EQ(p.d.app.as(p.d.diop).post(ligne + "/annulation", {{"version", version()}}).status, 403);
        EXPECT_EQ(awa.post(ligne + "/annulation", {{"version", "99"}}).status, 409);
        EXPECT_EQ(awa.post(ligne + "/annulation", {{"version", version()}}).status, 303);
        EXPECT_EQ(une_valeur<std::string>(p.d, "select issue from ligne_import"), "douteuse");
        EXPECT_EQ(une_valeur<std::int64_t>(p.d, "select count(*) from ligne_candidat"), 1);
        EXPECT_EQ(une_valeur<std::int64_t>(p.d, "select count(*) from decision_ligne"), 0);
    }
    EXPECT_TRUE(awa.get(ou + "/douteuses").contient("Même personne ?"));
    awa.post(ligne + "/decision", {{"version", version()}, {"reponse", "different"}});
    awa.post(ou + "/application", {{"version", p.version(ou)}});
    travailler(p.d);
    EXPECT_TRUE(awa.get(ligne).contient("rapprochements")) << awa.get(ligne).text("main");
    EXPECT_EQ(une_valeur<std::int64_t>(p.d, "select count(*) from jeune"), 2);
    awa.post(ligne + "/annulation", {{"version", version()}});
    EXPECT_EQ(une_valeur<std::int64_t>(p.d, "select count(*) from jeune"), 2) << "appliquée : rien n’est défait ici";
}

TEST(ImportationsWeb, meme_personne_se_defait_apres_l_application_et_les_faits_suivent) {
    Pages p;
    auto awa = p.d.app.as(p.d.awa);
    auto sonia = connu(p.d, "MARTEL", "Sonia", Date{2008y / 2 / 3}, "071234501KC");
    auto ou = p.deposer(p.d.awa, "rio.csv",
                        std::string(en_tete_siei) + "2026-10;071234501KC;ZERROUKI;Yanis;11/11/2007;M;0350017D\n");
    auto ligne = ou + "/lignes/" + std::to_string(une_valeur<std::int64_t>(p.d, "select id from ligne_import"));
    awa.post(ligne + "/decision", {{"version", "1"}, {"reponse", "meme"}, {"jeune", std::to_string(sonia.valeur)}});
    awa.post(ou + "/application", {{"version", p.version(ou)}});
    travailler(p.d);
    ASSERT_EQ(une_valeur<std::int64_t>(p.d, "select jeune_id from signalement"), sonia.valeur);
    EXPECT_TRUE(awa.get(ligne).contient("Annuler cette décision"));
    auto version = std::to_string(une_valeur<std::int64_t>(p.d, "select version from ligne_import"));
    EXPECT_EQ(awa.post(ligne + "/annulation", {{"version", version}}).status, 303);
    EXPECT_EQ(une_valeur<std::int64_t>(p.d, "select count(*) from jeune where nom = 'ZERROUKI'"), 1);
    EXPECT_NE(une_valeur<std::int64_t>(p.d, "select jeune_id from signalement"), sonia.valeur);
    EXPECT_EQ(
        une_valeur<std::int64_t>(p.d, "select count(*) from identite where jeune_id = " + std::to_string(sonia.valeur)),
        1);
    EXPECT_EQ(une_valeur<std::string>(p.d, "select decision from paire"), "different");
}

TEST(ImportationsWeb, le_contenu_decide_jamais_l_extension) {
    Pages p;
    auto awa = p.d.app.as(p.d.awa);
    p.deposer(p.d.awa, "el.dat", siecle({{.id = "1", .nom = "DUVAL", .prenom = "Zoe"}}, uai_de_zola));
    EXPECT_EQ(une_valeur<std::string>(p.d, "select format from importation"), "siecle_eleves");
    auto vieux = awa.depose("/importations", "fichier", "vieux.xls",
                            std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) + std::string(600, '\0'));
    EXPECT_EQ(vieux.status, 422);
    EXPECT_NE(vieux.error("fichier").find(".xlsx"), std::string::npos) << vieux.error("fichier");
}

TEST(ImportationsWeb, vingt_lignes_tiennent_en_une_page_sans_page_vide_derriere) {
    Pages p;
    std::string csv{en_tete_siei};
    for (char c = 'A'; c < 'A' + 20; ++c)
        csv += std::string("2026-10;;LIGNE") + c + ";Zoe;04/03/2008;F;0350017D\n";
    auto ou = p.deposer(p.d.awa, "rio.csv", csv);
    auto page = p.d.app.as(p.d.awa).get(ou + "/lignes?par=20");
    EXPECT_TRUE(page.contient("LIGNET"));
    EXPECT_EQ(page.body.find("apres="), std::string::npos) << page.text("main");
}

TEST(ImportationsWeb, un_tableau_inconnu_demande_ses_colonnes_puis_s_en_souvient) {
    Pages p;
    auto awa = p.d.app.as(p.d.awa);
    auto csv = std::string("Patronyme du jeune;Petit nom;Ne le;Remarque\nDUVAL;Zoe;04/03/2008;rien\n");
    auto depot = awa.depose("/importations", "fichier", "ml.csv", csv,
                            {{"nature", "mission_locale"}, {"expediteur", "ML de Val-Clair"}});
    auto ou = depot.location;
    auto page = awa.get(ou);
    EXPECT_TRUE(page.contient("Patronyme du jeune")) << page.text("main");
    web::Pairs choix{{"version", p.version(ou)},
                     {"nature", "mission_locale"},
                     {"expediteur", "ML de Val-Clair"},
                     {"colonne_0", "nom_famille"},
                     {"colonne_1", "prenom"}};
    EXPECT_EQ(awa.post(ou + "/correspondance", choix).status, 422);
    choix.emplace_back("colonne_2", "naissance");
    EXPECT_EQ(awa.post(ou + "/correspondance", choix).status, 303);
    travailler(p.d);
    EXPECT_EQ(une_valeur<std::int64_t>(p.d, "select nouvelles from importation"), 1);
    awa.post(ou + "/application", {{"version", p.version(ou)}});
    travailler(p.d);
    EXPECT_EQ(une_valeur<std::string>(p.d, "select genre from situation"), "accompagne");
    auto ou2 = p.deposer(p.d.awa, "ml2.csv", csv + "ROUX;Ilan;05/03/2008;\n",
                         {{"nature", "mission_locale"}, {"expediteur", "ML de Val-Clair"}});
    EXPECT_TRUE(awa.get(ou2).contient("Nouvelle"));
    EXPECT_EQ(une_valeur<std::int64_t>(p.d, "select identiques from importation where nom = 'ml2.csv'"), 1);
}

TEST(ImportationsWeb, le_rapport_s_exporte_avec_un_motif_consigne_et_sans_formule) {
    Pages p;
    auto awa = p.d.app.as(p.d.awa);
    auto ou =
        p.deposer(p.d.awa, "rio.csv", std::string(en_tete_siei) + "2026-10;;=HYPERLINK();Leo;28/02/2008;M;0350017D\n");
    EXPECT_EQ(awa.get(ou + "/export").status, 200);
    EXPECT_EQ(awa.post(ou + "/export", {{"format", "csv"}}).status, 422);
    auto csv = awa.post(ou + "/export", {{"format", "csv"}, {"motif", "réunion PSAD"}});
    EXPECT_EQ(csv.status, 200);
    EXPECT_NE(csv.body.find("'=HYPERLINK"), std::string::npos) << csv.body;
    EXPECT_EQ(awa.post(ou + "/export", {{"format", "xlsx"}, {"motif", "réunion PSAD"}}).status, 200);
    EXPECT_EQ(p.d.journal().back(), "export_fait");
}

} // namespace
