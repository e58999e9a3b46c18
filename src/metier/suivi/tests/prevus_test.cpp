// Ce qui a été prévu ne se perd pas, et ne se règle que par ce qui le règle.
#include "metier/suivi/regles.hpp"
#include "metier/suivi/tests/cas.hpp"

namespace essais {
namespace {

TEST_F(SuiviWeb, un_rendez_vous_a_une_heure_qui_existe_et_un_jour_que_l_on_a_voulu) {
    auto lina = un_jeune().au(d.zola).cree(d);
    auto awa = d.app.as(d.awa);
    auto prend = [&](std::string jour, std::string heure, web::Pairs autres = {}) {
        return awa.post(jeune(lina) + "/rendez-vous", avec({{"jour", jour}, {"heure", heure}}, autres));
    };
    auto d_ete = prend("2027-03-28", "02:30");
    EXPECT_EQ(d_ete.status, 422);
    EXPECT_TRUE(d_ete.contient("n’existe pas")) << "la nuit du passage à l'heure d'été";
    EXPECT_TRUE(prend("2026-12-25", "10:00").contient("est férié"));
    EXPECT_EQ(prend("2026-12-25", "10:00", {{"quand_meme", "1"}}).status, 303);
    EXPECT_TRUE(prend("2026-10-11", "10:00").contient("est un dimanche"));
    EXPECT_EQ(prend("2026-12-10", "10:00", {{"lieu", "CIO"}}).status, 303);
    auto deux = prend("2026-12-10", "10:00", {{"lieu", "Mission locale"}});
    EXPECT_EQ(deux.status, 422);
    EXPECT_TRUE(deux.contient("a déjà un rendez-vous à ce moment"));
    EXPECT_EQ(prend("2026-12-10", "10:00", {{"lieu", "CIO"}}).status, 303) << "double clic";
    EXPECT_EQ(prend("2026-12-10", "14:00").status, 303);
}

TEST_F(SuiviWeb, une_solution_ne_precede_pas_l_age_d_un_premier_contrat) {
    auto lina = un_jeune().ne_le(2010y / 8 / 23).au(d.zola).cree(d);
    auto awa = d.app.as(d.awa);
    EXPECT_TRUE(awa.post(jeune(lina) + "/solutions", {{"code", "e2c"}, {"proposee_le", "2012-01-01"}})
                    .contient("le jeune n’avait pas 14 ans"));
}

TEST_F(SuiviWeb, deux_rendez_vous_le_meme_jour_restent_tous_les_deux_et_un_double_clic_n_en_fait_qu_un) {
    auto lina = un_jeune().nomme("BERNARD", "Lina").au(d.zola).cree(d);
    auto awa = d.app.as(d.awa);
    web::Pairs matin{{"jour", "2026-10-12"}, {"heure", "09:00"}, {"lieu", "CIO"}};
    awa.post(jeune(lina) + "/rendez-vous", matin);
    awa.post(jeune(lina) + "/rendez-vous", matin);
    awa.post(jeune(lina) + "/rendez-vous", avec(matin, {{"heure", "14:00"}}));
    auto page = awa.get(jeune(lina));
    EXPECT_TRUE(page.contient("Entretien à 9 h 00, CIO"));
    EXPECT_TRUE(page.contient("Entretien à 14 h 00, CIO"));
    EXPECT_EQ(d.lire([](storage::Reader& db) { return db.one<int>("select count(*) from echeance"); }), 2);
    EXPECT_EQ(awa.post(jeune(lina) + "/rendez-vous", avec(matin, {{"jour", "2126-10-12"}})).status, 422);
}

TEST_F(SuiviWeb, un_entretien_ancien_note_apres_coup_laisse_le_rendez_vous_a_venir) {
    auto lina = un_jeune().nomme("BERNARD", "Lina").au(d.zola).cree(d);
    auto awa = d.app.as(d.awa);
    awa.post(jeune(lina) + "/rendez-vous", {{"jour", "2026-10-12"}, {"heure", "14:00"}});
    awa.post(jeune(lina) + "/entretiens/situation", avec(entretien(), {{"jour", "2026-09-15"}}));
    EXPECT_TRUE(awa.get(jeune(lina)).contient("Entretien à 14 h 00"));
    awa.post(jeune(lina) + "/entretiens/situation", avec(entretien(), {{"jour", "2026-10-05"}}));
    EXPECT_TRUE(awa.get(jeune(lina)).contient("Entretien à 14 h 00")) << "pris le jour même pour plus tard";
    le(2026y / 10 / 12);
    awa.post(jeune(lina) + "/entretiens/situation", avec(entretien(), {{"jour", "2026-10-12"}}));
    EXPECT_FALSE(awa.get(jeune(lina)).contient("Entretien à 14 h 00"));
}

TEST_F(SuiviWeb, corriger_un_entretien_garde_la_suite_prevue) {
    auto lina = un_jeune().nomme("BERNARD", "Lina").au(d.zola).cree(d);
    auto awa = d.app.as(d.awa);
    auto prevu = [&](std::string const& jour) {
        return awa.get(jeune(lina)).contient("Suite de l’entretien : Faire le point") &&
               d.lire([&](storage::Reader& db) {
                   return db.one<int>("select count(*) from echeance where faite_le is null and pour_le = ?",
                                      *base::lire_date(jour));
               }) == 1;
    };
    auto fait = awa.post(jeune(lina) + "/entretiens/situation", avec(entretien(), {{"prochaine", "2026-10-20"}}));
    ASSERT_TRUE(prevu("2026-10-20"));
    auto corriger = [&](std::string const& jour, std::string const& version) {
        return awa.post(fait.location, avec(entretien("Souhaite un CAP pâtisserie."),
                                            {{"prochaine", jour}, {"version", version}, {"raison", "faute"}}));
    };
    EXPECT_EQ(corriger("2026-10-20", "1").status, 303);
    EXPECT_TRUE(prevu("2026-10-20")) << "la date n’a pas changé : elle reste à faire";
    corriger("2026-10-22", "2");
    EXPECT_TRUE(prevu("2026-10-22"));
    EXPECT_FALSE(prevu("2026-10-20"));
    corriger("2026-10-20", "3");
    EXPECT_TRUE(prevu("2026-10-20")) << "revenue à la première date";
}

TEST_F(SuiviWeb, une_convocation_notee_par_erreur_s_annule_et_dit_pourquoi) {
    auto hugo = un_jeune().nomme("DIALLO", "Hugo").ne_le(2010y / 2 / 1).en_psad(2026y / 9 / 1).au(d.zola).cree(d);
    le(2027y / 1 / 14);
    auto awa = d.app.as(d.awa);
    awa.post(jeune(hugo) + "/convocations", {{"le", "2027-01-14"}});
    auto page = awa.get("/convocations/1");
    EXPECT_FALSE(page.contient("Transmise au département")) << "pas avant le terme";
    EXPECT_EQ(awa.post("/convocations/1/suite", {{"issue", "transmise"}, {"version", "1"}}).status, 422);
    EXPECT_EQ(awa.post("/convocations/1/suite", {{"issue", "annulee"}, {"version", "1"}}).status, 422) << "pourquoi ?";
    web::Pairs annuler{{"issue", "annulee"}, {"motif", "Homonyme"}, {"version", "1"}};
    EXPECT_EQ(awa.post("/convocations/1/suite", annuler).status, 303);
    EXPECT_TRUE(awa.get("/convocations/1").contient("Annulée, notée par erreur"));
    EXPECT_TRUE(awa.post("/convocations/1/suite", annuler).contient("déjà close"));
    EXPECT_EQ(awa.post(jeune(hugo) + "/convocations", {{"le", "2027-01-13"}}).status, 303) << "une autre est possible";
}

TEST_F(SuiviWeb, une_demande_de_retour_notee_par_erreur_s_annule) {
    auto lina = un_jeune().nomme("BERNARD", "Lina").au(d.zola).cree(d);
    auto awa = d.app.as(d.awa);
    awa.post(jeune(lina) + "/retours", {{"demande_le", "2026-10-01"}});
    EXPECT_EQ(awa.post("/retours/1/annulation", {{"version", "1"}}).status, 422);
    web::Pairs annuler{{"motif", "Demande d’un homonyme"}, {"version", "1"}};
    EXPECT_EQ(awa.post("/retours/1/annulation", annuler).status, 303);
    EXPECT_TRUE(awa.follow(awa.post("/retours/1/annulation", annuler)).contient("déjà close"));
    EXPECT_TRUE(awa.get(jeune(lina)).contient("notée par erreur"));
    EXPECT_FALSE(awa.get(jeune(lina) + "/diligence").contient("Demande de droit au retour"));
    EXPECT_EQ(awa.post(jeune(lina) + "/retours", {{"demande_le", "2026-10-02"}}).status, 303);
}

TEST_F(SuiviWeb, une_exemption_finie_ne_leve_pas_la_convocation_en_cours) {
    auto hugo = un_jeune().nomme("DIALLO", "Hugo").ne_le(2010y / 2 / 1).en_psad(2026y / 9 / 1).au(d.zola).cree(d);
    le(2027y / 1 / 14);
    auto awa = d.app.as(d.awa);
    awa.post(jeune(hugo) + "/convocations", {{"le", "2027-01-14"}});
    awa.post(jeune(hugo) + "/exemptions",
             {{"oui", "1"}, {"du", "2026-10-01"}, {"au", "2026-12-01"}, {"signataire", "médecin scolaire"}});
    EXPECT_TRUE(awa.get(jeune(hugo)).contient("Convocation du 14/01/2027"));
}

TEST_F(SuiviWeb, une_solution_ne_peut_pas_avoir_commence_avant_la_derniere_scolarite) {
    auto lina = un_jeune().nomme("BERNARD", "Lina").ne_le(2008y / 5 / 20).au(d.zola, 2025, 2026y / 6 / 30).cree(d);
    auto awa = d.app.as(d.awa);
    web::Pairs saisie{{"code", "emploi_durable"}, {"proposee_le", "2026-10-05"}, {"deja", "1"},
                      {"effet_le", "2019-09-01"}, {"preuve", "contrat"},         {"structure", "Boulangerie"}};
    auto refus = awa.post(jeune(lina) + "/solutions", saisie);
    EXPECT_EQ(refus.status, 422);
    EXPECT_NE(refus.error("effet_le").find("2025-2026"), std::string::npos) << refus.error("effet_le");
    EXPECT_EQ(awa.post(jeune(lina) + "/solutions", avec(saisie, {{"effet_le", "2025-08-31"}})).status, 422);
    EXPECT_EQ(awa.post(jeune(lina) + "/solutions", avec(saisie, {{"effet_le", "2026-07-01"}})).status, 303)
        << "en place depuis l’été, découverte aujourd’hui";
}

TEST_F(SuiviWeb, la_preuve_d_une_solution_n_est_jamais_choisie_d_avance) {
    auto lina = un_jeune().nomme("BERNARD", "Lina").au(d.zola).cree(d);
    auto awa = d.app.as(d.awa);
    EXPECT_EQ(awa.get(jeune(lina) + "/solutions/nouvelle").value("preuve"), "");
    web::Pairs saisie{{"code", "e2c"}, {"proposee_le", "2026-10-05"}};
    auto en_place = avec(saisie, {{"deja", "1"}, {"effet_le", "2026-10-01"}});
    EXPECT_FALSE(awa.post(jeune(lina) + "/solutions", en_place).error("preuve").empty());
    auto faite = awa.post(jeune(lina) + "/solutions", saisie);
    ASSERT_EQ(faite.status, 303) << "une proposition n’a encore rien à prouver";
    web::Pairs active{{"etat", "active"}, {"le", "2026-10-05"}, {"version", "1"}};
    EXPECT_FALSE(awa.post(faite.location + "/etat", active).error("preuve").empty());
    EXPECT_EQ(awa.post(faite.location + "/etat", avec(active, {{"preuve", "attestation"}})).status, 303);
}

TEST_F(SuiviWeb, une_issue_sans_solution_n_a_pas_de_preuve_a_donner) {
    auto lina = un_jeune().nomme("BERNARD", "Lina").au(d.zola).cree(d);
    EXPECT_EQ(
        d.app.as(d.awa)
            .post(jeune(lina) + "/solutions",
                  {{"code", "injoignable"}, {"proposee_le", "2026-10-05"}, {"deja", "1"}, {"effet_le", "2026-10-05"}})
            .status,
        303);
}

TEST_F(SuiviWeb, une_solution_changee_entre_temps_montre_les_deux_versions) {
    auto lina = un_jeune().nomme("BERNARD", "Lina").au(d.zola).cree(d);
    auto awa = d.app.as(d.awa);
    auto faite = awa.post(jeune(lina) + "/solutions", {{"code", "e2c"}, {"proposee_le", "2026-10-01"}});
    awa.post(faite.location + "/etat", {{"etat", "acceptee"}, {"le", "2026-10-02"}, {"version", "1"}});
    auto conflit = awa.post(faite.location + "/etat",
                            {{"etat", "refusee"}, {"le", "2026-10-03"}, {"motif", "Trop loin"}, {"version", "1"}});
    EXPECT_EQ(conflit.status, 409);
    for (auto const* texte : {"Enregistrée entre-temps", "Acceptée", "Refusée", "Trop loin"})
        EXPECT_TRUE(dit(conflit, texte)) << texte;
}

TEST(DroitAuRetour, va_de_16_a_25_ans_revolus) {
    Date naissance = 2008y / 11 / 3;
    auto refus = [&](Date demande) { return metier::suivi::refus_du_retour(naissance, demande, {}); };
    EXPECT_NE(refus(2024y / 11 / 2).find("DSDEN"), std::string::npos);
    EXPECT_EQ(refus(2024y / 11 / 3), "");
    EXPECT_EQ(refus(2034y / 11 / 2), "");
    EXPECT_NE(refus(2034y / 11 / 3), "");
    EXPECT_EQ(metier::suivi::refus_du_retour(std::nullopt, 2026y / 11 / 3, {}), "");
}

TEST_F(SuiviWeb, les_freins_d_un_entretien_sont_des_codes_qui_s_ouvrent_au_dossier) {
    auto lina = un_jeune().nomme("BERNARD", "Lina").au(d.zola).cree(d);
    auto awa = d.app.as(d.awa);
    auto page = awa.get(jeune(lina) + "/entretiens/nouveau/situation");
    EXPECT_TRUE(page.contient("Garde d’enfant"));
    EXPECT_EQ(page.body.find("name=\"p_freins\""), std::string::npos) << "plus de texte libre (R-72)";
    auto champs = entretien();
    champs.emplace_back("freins", "mobilite");
    champs.emplace_back("freins", "langue");
    EXPECT_EQ(awa.post(jeune(lina) + "/entretiens/situation", avec(entretien(), {{"freins", "diabete"}})).status, 422);
    auto fait = awa.post(jeune(lina) + "/entretiens/situation", champs);
    ASSERT_EQ(fait.status, 303);
    auto lu = awa.get(fait.location);
    EXPECT_TRUE(dit(lu, "Mobilité") && dit(lu, "Langue française"));
    auto ouverts = d.lire([&](storage::Reader& db) { return jeunes::freins(db, lina); });
    ASSERT_EQ(ouverts.size(), 2u);
    EXPECT_EQ(ouverts[0].du, d.jour());
    EXPECT_NE(awa.get(fait.location + "/modifier").body.find("value=\"langue\" checked"), std::string::npos);
}

TEST_F(SuiviWeb, des_freins_ecrits_en_toutes_lettres_avant_les_codes_ne_se_perdent_pas) {
    auto lina = un_jeune().nomme("BERNARD", "Lina").au(d.zola).cree(d);
    auto awa = d.app.as(d.awa);
    auto fait = awa.post(jeune(lina) + "/entretiens/situation", entretien());
    d.ecrire([&](storage::Writer& db) {
        db.run("update entretien set champs = ? where jeune_id = ?",
               R"([["projet","CAP cuisine"],["freins","Pas de bus le matin"]])", lina);
    });
    EXPECT_TRUE(dit(awa.get(fait.location), "Pas de bus le matin"));
    auto r = awa.post(fait.location, avec(entretien("Corrigé."),
                                          {{"p_projet", "CAP cuisine"}, {"freins", "mobilite"}, {"version", "1"}}));
    ASSERT_EQ(r.status, 303);
    auto page = awa.get(fait.location);
    EXPECT_TRUE(dit(page, "Pas de bus le matin"));
    EXPECT_TRUE(dit(page, "CAP cuisine"));
    EXPECT_TRUE(dit(page, "Mobilité"));
}

} // namespace
} // namespace essais
