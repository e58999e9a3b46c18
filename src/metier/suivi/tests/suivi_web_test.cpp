#include <algorithm>

#include "metier/suivi/tests/cas.hpp"

namespace essais {
namespace {

TEST_F(SuiviWeb, awa_note_un_contact_en_quatre_choix_et_le_retrouve_au_dossier) {
    auto lina = un_jeune().nomme("BERNARD", "Lina").au(d.zola).cree(d);
    auto awa = d.app.as(d.awa);
    auto page = awa.get(jeune(lina) + "/contacts/nouveau");
    EXPECT_EQ(page.text("h1"), "Noter un contact avec BERNARD Lina");
    auto refus = awa.post(jeune(lina) + "/contacts", {{"canal", "pigeon"}, {"le", "2026-10-06"}});
    EXPECT_EQ(refus.status, 422);
    EXPECT_FALSE(refus.error("canal").empty());
    EXPECT_FALSE(refus.error("le").empty()) << "pas dans le futur";
    web::Pairs saisie{{"canal", "telephone"}, {"qui", "responsable"},     {"resultat", "joint"},
                      {"le", "2026-10-05"},   {"prochain", "2026-10-09"}, {"saisie", page.value("saisie")}};
    auto fait = awa.post(jeune(lina) + "/contacts", saisie);
    EXPECT_EQ(fait.status, 303);
    EXPECT_EQ(awa.post(jeune(lina) + "/contacts", saisie).status, 303) << "double clic";
    EXPECT_EQ(d.journal().back(), "contact_note");
    auto dossier = awa.follow(fait);
    EXPECT_TRUE(dossier.contient("Téléphone, un responsable : joint"));
    EXPECT_TRUE(dossier.contient("Reprendre contact"));
    EXPECT_EQ(d.lire([&](storage::Reader& db) { return suivi::contacts(db, lina).size(); }), 1u);
    EXPECT_TRUE(awa.get("/").body.find("href=\"" + jeune(lina) + "/contacts/nouveau\"") != std::string::npos)
        << "la ligne mène à l'acte";
}

TEST_F(SuiviWeb, la_preuve_de_diligence_s_emporte_et_l_emporter_est_consigne) {
    auto lina = un_jeune().nomme("BERNARD", "Lina").au(d.zola).cree(d);
    auto awa = d.app.as(d.awa);
    awa.post(jeune(lina) + "/contacts",
             {{"canal", "telephone"}, {"qui", "jeune"}, {"resultat", "joint"}, {"le", "2026-10-05"}});
    auto odt = awa.post(jeune(lina) + "/diligence", {{"format", "odt"}});
    EXPECT_EQ(odt.status, 200);
    EXPECT_EQ(odt.header("Content-Disposition"), "attachment; filename=\"demarches-accomplies-2026-10-05.odt\"");
    EXPECT_EQ(d.journal().back(), "ecrit_emporte");
    EXPECT_EQ(d.app.as(d.ines).post(jeune(lina) + "/diligence", {{"format", "odt"}}).status, 404);
}

TEST_F(SuiviWeb, injoignable_est_propose_au_dossier_et_c_est_awa_qui_le_note) {
    auto lina = un_jeune().au(d.zola).cree(d);
    auto awa = d.app.as(d.awa);
    for (auto canal : {"telephone", "telephone", "courrier"})
        awa.post(jeune(lina) + "/contacts",
                 {{"canal", canal}, {"qui", "jeune"}, {"resultat", "pas_de_reponse"}, {"le", "2026-10-05"}});
    EXPECT_TRUE(awa.get(jeune(lina)).contient("Faut-il le dire injoignable ?"));
    EXPECT_TRUE(d.lire([&](storage::Reader& db) { return suivi::solutions(db, lina).empty(); }));
    auto page = awa.get(jeune(lina) + "/solutions/nouvelle?code=injoignable");
    EXPECT_NE(page.body.find("value=\"injoignable\" selected"), std::string::npos);
    auto faite = awa.post(jeune(lina) + "/solutions", {{"code", "injoignable"},
                                                       {"proposee_le", "2026-10-05"},
                                                       {"deja", "1"},
                                                       {"effet_le", "2026-10-05"},
                                                       {"preuve", "declaration"}});
    EXPECT_EQ(faite.status, 303);
    EXPECT_EQ(d.lire([&](storage::Reader& db) { return jeunes::situation_au(db, lina, d.jour())->situation.genre; }),
              jeunes::GenreSituation::inconnue);
}

TEST_F(SuiviWeb, un_entretien_s_enregistre_se_lit_et_se_modifie_avec_ses_versions) {
    auto lina = un_jeune().nomme("BERNARD", "Lina").au(d.zola).cree(d);
    auto awa = d.app.as(d.awa);
    EXPECT_TRUE(awa.get(jeune(lina) + "/entretiens/nouveau").contient("Faire le point à la sortie ou au signalement"));
    EXPECT_TRUE(awa.get(jeune(lina) + "/entretiens/nouveau/situation").contient("Projet"));
    EXPECT_EQ(awa.get(jeune(lina) + "/entretiens/nouveau/inconnu").status, 404);
    auto fait = awa.post(jeune(lina) + "/entretiens/situation",
                         avec(entretien(), {{"p_projet", "Cuisine"}, {"analyse", "Hésite encore."}}));
    ASSERT_EQ(fait.status, 303);
    EXPECT_EQ(d.journal().back(), "entretien_enregistre");
    auto page = awa.follow(fait);
    EXPECT_TRUE(page.contient("Souhaite un CAP cuisine."));
    EXPECT_TRUE(page.contient("Hésite encore."));
    EXPECT_EQ(d.journal().back(), "dossier_lu");
    EXPECT_LE(page.queries, 15);
    EXPECT_FALSE(d.app.as(d.ba).get(fait.location).contient("Hésite encore.")) << "l’analyse a ses lecteurs";
    auto modifier = awa.get(fait.location + "/modifier");
    auto suite = awa.post(fait.location, avec(entretien("Souhaite un CAP pâtisserie."),
                                              {{"version", modifier.value("version")}, {"raison", "erreur"}}));
    EXPECT_EQ(suite.status, 303);
    EXPECT_EQ(d.journal().back(), "entretien_modifie");
    auto versions = awa.get(fait.location + "/versions");
    EXPECT_TRUE(dit(versions, "pâtisserie"));
    EXPECT_TRUE(dit(versions, "cuisine"));
    EXPECT_TRUE(versions.contient("Raison : erreur"));
}

TEST_F(SuiviWeb, deux_personnes_sur_le_meme_entretien_la_seconde_voit_les_deux_versions) {
    auto lina = un_jeune().au(d.zola).cree(d);
    auto awa = d.app.as(d.awa), ba = d.app.as(d.ba);
    auto fait = awa.post(jeune(lina) + "/entretiens/situation", entretien());
    auto page = ba.get(fait.location + "/modifier");
    EXPECT_EQ(awa.post(fait.location, avec(entretien("Texte d’Awa"), {{"version", "1"}})).status, 303);
    auto conflit = ba.post(fait.location, avec(entretien("Texte de Mariam"), {{"version", page.value("version")}}));
    EXPECT_EQ(conflit.status, 409);
    EXPECT_TRUE(dit(conflit, "Texte d’Awa"));
    EXPECT_TRUE(dit(conflit, "Texte de Mariam"));
    EXPECT_TRUE(conflit.contient("Cet entretien a changé pendant votre saisie"));
    EXPECT_EQ(ba.post(fait.location, avec(entretien("Texte des deux"), {{"version", conflit.value("version")}})).status,
              303);
    auto versions = awa.get(fait.location + "/versions");
    EXPECT_TRUE(dit(versions, "Texte d’Awa")) << "rien n’est perdu";
    EXPECT_TRUE(dit(versions, "Texte des deux"));
}

TEST_F(SuiviWeb, un_mot_sensible_avertit_sans_bloquer) {
    auto lina = un_jeune().au(d.zola).cree(d);
    auto awa = d.app.as(d.awa);
    auto avis = awa.post(jeune(lina) + "/entretiens/situation", entretien("Élève fainéant."));
    EXPECT_EQ(avis.status, 422);
    EXPECT_TRUE(avis.contient("Mots sensibles repérés"));
    EXPECT_TRUE(avis.contient("fainéant"));
    EXPECT_TRUE(avis.contient("Enregistrer quand même"));
    EXPECT_NE(avis.body.find("Élève fainéant."), std::string::npos) << "la saisie est gardée";
    EXPECT_EQ(awa.post(jeune(lina) + "/entretiens/situation", avec(entretien("Élève fainéant."), {{"quand_meme", "1"}}))
                  .status,
              303);
    auto mots = awa.get("/mots-sensibles");
    EXPECT_EQ(mots.status, 200);
    EXPECT_NE(mots.body.find("\"mot\":\"DEPRESSI*\""), std::string::npos);
}

TEST_F(SuiviWeb, tout_texte_que_d_autres_lisent_est_relu_avant_d_etre_enregistre) {
    auto lina = un_jeune().au(d.zola).cree(d);
    auto awa = d.app.as(d.awa);
    std::string mots = "Elle est dépressive";
    auto relu = [&](std::string const& ou, web::Pairs const& champs) {
        auto avis = awa.post(ou, champs);
        EXPECT_EQ(avis.status, 422) << ou;
        EXPECT_TRUE(avis.contient("Mots sensibles repérés")) << ou;
        EXPECT_TRUE(avis.contient("Enregistrer quand même")) << ou;
        EXPECT_NE(avis.body.find("dépressive"), std::string::npos) << "la saisie est gardée";
        EXPECT_EQ(awa.post(ou, avec(champs, {{"quand_meme", "1"}})).status, 303) << ou;
    };
    relu(jeune(lina) + "/echeances", {{"objet", mots}, {"pour_le", "2026-10-09"}});
    relu(jeune(lina) + "/echeances", {{"objet", "Rappeler"}, {"pour_le", "2026-10-10"}, {"attend", mots}});
    relu("/echeances/1/cloture", {{"issue", mots}, {"version", "1"}});
    relu(jeune(lina) + "/rendez-vous", {{"jour", "2026-10-09"}, {"heure", "09:00"}, {"lieu", mots}});
    relu(jeune(lina) + "/entretiens/situation", avec(entretien(), {{"lieu", mots}}));
}

TEST_F(SuiviWeb, un_refus_de_recrutement_se_motive_et_s_explique) {
    auto lina = un_jeune().au(d.zola).cree(d);
    auto awa = d.app.as(d.awa);
    EXPECT_FALSE(awa.post(jeune(lina) + "/entretiens/recrutement", entretien()).error("decision").empty());
    auto refus = awa.post(jeune(lina) + "/entretiens/recrutement", avec(entretien(), {{"decision", "refuse"}}));
    EXPECT_EQ(refus.status, 422);
    EXPECT_FALSE(refus.error("motif").empty());
    EXPECT_FALSE(refus.error("explication").empty());
    auto fait = awa.post(jeune(lina) + "/entretiens/recrutement",
                         avec(entretien(), {{"decision", "refuse"},
                                            {"motif", "Plus de place"},
                                            {"explication", "Le groupe est complet jusqu’en janvier."}}));
    EXPECT_TRUE(awa.follow(fait).contient("Le groupe est complet"));
    EXPECT_FALSE(
        awa.post(jeune(lina) + "/entretiens/situation", avec(entretien(), {{"p_recevabilite", "non_recevable"}}))
            .error("motif")
            .empty())
        << "R-18";
}

TEST_F(SuiviWeb, une_saisie_en_cours_survit_a_la_deconnexion_et_s_efface_a_l_enregistrement) {
    auto lina = un_jeune().nomme("BERNARD", "Lina").au(d.zola).cree(d);
    auto awa = d.app.as(d.awa);
    auto ou = jeune(lina) + "/brouillons/situation";
    EXPECT_EQ(awa.get(ou).status, 204);
    EXPECT_EQ(awa.post(ou, {{"objet", "Faire le"}, {"resume", "Souhaite un CAP"}}).status, 204);
    auto plus_tard = d.app.as(d.awa); // une autre session
    auto garde = plus_tard.get(ou);
    EXPECT_EQ(garde.status, 200);
    EXPECT_NE(garde.body.find("[\"resume\",\"Souhaite un CAP\"]"), std::string::npos);
    EXPECT_EQ(garde.body.find("csrf"), std::string::npos);
    EXPECT_TRUE(plus_tard.get("/").contient("Entretien commencé"));
    auto reprise = plus_tard.get(jeune(lina) + "/entretiens/nouveau/situation?brouillon=1");
    EXPECT_NE(reprise.body.find("Souhaite un CAP</textarea>"), std::string::npos);
    EXPECT_EQ(reprise.error("resume"), "");
    EXPECT_EQ(d.app.as(d.ba).get(ou).status, 204) << "à son seul auteur";
    EXPECT_EQ(plus_tard.post(jeune(lina) + "/entretiens/situation", entretien()).status, 303);
    EXPECT_EQ(plus_tard.get(ou).status, 204);
    plus_tard.post(ou, {{"objet", "x"}});
    EXPECT_EQ(plus_tard.post(ou, {{"oublier", "1"}}).status, 204);
    EXPECT_EQ(plus_tard.get(ou).status, 204);
    EXPECT_EQ(plus_tard.post(ou, {{"resume", std::string(30'000, 'a')}}).status, 413);
}

TEST_F(SuiviWeb, un_brouillon_arrive_apres_l_enregistrement_est_oublie) {
    auto lina = un_jeune().au(d.zola).cree(d);
    auto awa = d.app.as(d.awa);
    auto ou = jeune(lina) + "/brouillons/situation";
    auto jeton = awa.get(jeune(lina) + "/entretiens/nouveau/situation").value("saisie");
    auto fait = awa.post(jeune(lina) + "/entretiens/situation", avec(entretien(), {{"saisie", jeton}}));
    ASSERT_EQ(fait.status, 303);
    EXPECT_EQ(awa.post(ou, {{"objet", "Faire le point"}, {"saisie", jeton}}).status, 204)
        << "parti avant, arrivé après";
    EXPECT_EQ(awa.get(ou).status, 204) << "rien à reprendre";
    EXPECT_EQ(awa.post(ou, {{"objet", "Un autre"}, {"saisie", "autre"}}).status, 204);
    EXPECT_EQ(awa.get(ou).status, 200);
    auto second = awa.get(fait.location + "/modifier").value("saisie");
    ASSERT_FALSE(second.empty());
    awa.post(fait.location, avec(entretien("Autre texte"), {{"version", "1"}, {"saisie", second}}));
    awa.post(fait.location + "/brouillon?version=1", {{"objet", "x"}, {"saisie", second}});
    EXPECT_FALSE(awa.get(fait.location + "/modifier").contient("Une saisie non enregistrée a été gardée"));
}

TEST_F(SuiviWeb, un_brouillon_commence_sur_une_ancienne_version_mene_au_conflit_pas_a_l_ecrasement) {
    auto lina = un_jeune().au(d.zola).cree(d);
    auto awa = d.app.as(d.awa), ba = d.app.as(d.ba);
    auto fait = awa.post(jeune(lina) + "/entretiens/situation", entretien());
    auto brouillon = web::Pairs(avec(entretien("Brouillon de Mariam"), {}));
    EXPECT_EQ(ba.post(fait.location + "/brouillon?version=1", brouillon).status, 204);
    EXPECT_EQ(awa.post(fait.location, avec(entretien("Texte d’Awa"), {{"version", "1"}})).status, 303);
    EXPECT_EQ(ba.get(fait.location + "/brouillon?version=2").status, 204) << "le module ne le propose plus";
    EXPECT_TRUE(ba.get(fait.location + "/modifier").contient("Une saisie non enregistrée a été gardée"));
    auto reprise = ba.get(fait.location + "/modifier?brouillon=1");
    EXPECT_EQ(reprise.value("version"), "1");
    EXPECT_EQ(ba.post(fait.location, avec(brouillon, {{"version", reprise.value("version")}})).status, 409);
}

TEST_F(SuiviWeb, une_solution_active_se_revoit_d_un_geste_depuis_la_journee) {
    auto lina = un_jeune().nomme("BERNARD", "Lina").au(d.zola).cree(d);
    auto awa = d.app.as(d.awa);
    auto proposee = awa.post(jeune(lina) + "/solutions", {{"code", "emploi_durable"},
                                                          {"structure", "Boulangerie"},
                                                          {"proposee_le", "2026-10-05"},
                                                          {"preuve", "contrat"}});
    ASSERT_EQ(proposee.status, 303);
    EXPECT_EQ(d.journal().back(), "solution_proposee");
    auto sans_motif =
        awa.post(proposee.location + "/etat", {{"etat", "refusee"}, {"le", "2026-10-05"}, {"version", "1"}});
    EXPECT_FALSE(sans_motif.error("motif").empty());
    EXPECT_EQ(awa.post(proposee.location + "/etat",
                       {{"etat", "active"}, {"le", "2026-10-05"}, {"preuve", "contrat"}, {"version", "1"}})
                  .status,
              303);
    EXPECT_TRUE(awa.get(jeune(lina)).contient("Emploi durable"));
    EXPECT_EQ(
        awa.post(proposee.location + "/etat", {{"etat", "active"}, {"le", "2026-10-05"}, {"version", "1"}}).status,
        409);
    le(2027y / 1 / 5);
    auto journee_ = awa.get("/");
    EXPECT_TRUE(journee_.contient("Solutions à revoir"));
    EXPECT_NE(journee_.body.find("href=\"" + proposee.location + "\""), std::string::npos);
    auto page = awa.get(proposee.location);
    EXPECT_TRUE(page.contient("Toujours en place ?"));
    EXPECT_EQ(
        awa.post(proposee.location + "/suivi", {{"reponse", "en_place"}, {"version", page.value("version")}}).status,
        303);
    EXPECT_EQ(d.journal().back(), "solution_modifiee");
    EXPECT_FALSE(awa.get("/").contient("Solutions à revoir"));
    EXPECT_EQ(
        awa.post(proposee.location + "/suivi", {{"reponse", "en_place"}, {"version", page.value("version")}}).status,
        409)
        << "double clic";
    EXPECT_EQ(awa.post(proposee.location + "/suivi", {{"reponse", "rompue"}, {"version", "3"}}).status, 303);
    EXPECT_TRUE(awa.get(proposee.location).contient("Rompue"));
}

TEST_F(SuiviWeb, les_rappels_d_une_solution_suivent_le_nouveau_referent_et_l_alerte_reste_a_la_mission_locale) {
    auto lina = un_jeune().ne_le(2009y / 5 / 20).en_psad(2026y / 9 / 1).au(d.zola).cree(d);
    d.ecrire([&](storage::Writer& db) {
        jeunes::designer_referent(db, lina, d.diop, d.jour());
        suivi::Solution s;
        s.jeune = lina;
        s.code = suivi::Code::retour_lycee_pro;
        s.proposee_le = d.jour();
        auto id = suivi::proposer_solution(db, de(d.diop), s);
        suivi::activer(db, de(d.diop), id, 1, d.jour(), jeunes::Fondement::attestation, d.jour());
        suivi::convoquer(db, de(d.diop), lina, d.jour());
    });
    auto a_qui = [&](std::string_view genre) {
        return d.lire([&](storage::Reader& db) {
            return db.all<Id<acces::Agent>>("select agent_id from echeance where genre = ? and faite_le is null",
                                            genre);
        });
    };
    ASSERT_EQ(a_qui(suivi::genre_suivi), (std::vector{d.diop, d.diop}));
    auto awa = d.app.as(d.awa);
    auto fait = awa.post(jeune(lina) + "/referent", {{"agent", std::to_string(d.awa.valeur)}, {"motif", "relais"}});
    ASSERT_EQ(fait.status, 303);
    EXPECT_EQ(a_qui(suivi::genre_suivi), (std::vector{d.awa, d.awa})) << "à 3 et 6 mois, c'est Awa qui relance";
    EXPECT_EQ(a_qui(suivi::genre_transmission), (std::vector{d.diop})) << "R-09";
    EXPECT_TRUE(awa.follow(fait).contient("Ce qui restait à faire lui revient : 2 échéances"));
    auto echeance = d.lire([&](storage::Reader& db) {
        return db.one<std::int64_t>("select min(id) from echeance where genre = ?", suivi::genre_suivi);
    });
    EXPECT_TRUE(awa.get("/echeances/" + std::to_string(echeance)).contient("à Awa NDIAYE, le 05/10/2026"));
}

TEST_F(SuiviWeb, rien_ne_se_note_avant_la_naissance_ni_dans_l_avenir) {
    auto lina = un_jeune().ne_le(2009y / 5 / 20).au(d.zola).cree(d);
    auto awa = d.app.as(d.awa);
    web::Pairs contact{{"canal", "telephone"}, {"qui", "jeune"}, {"resultat", "joint"}, {"le", "05/10/2006"}};
    auto avant = awa.post(jeune(lina) + "/contacts", contact);
    EXPECT_EQ(avant.status, 422);
    EXPECT_NE(avant.error("le").find("avant la naissance du jeune, le 20/05/2009"), std::string::npos)
        << avant.error("le");
    EXPECT_NE(awa.post(jeune(lina) + "/contacts", avec(contact, {{"le", "06/10/2026"}})).error("le"), "");
    EXPECT_NE(awa.post(jeune(lina) + "/contacts", avec(contact, {{"le", "05/10/2026"}, {"prochain", "05/10/2062"}}))
                  .error("prochain"),
              "");
    EXPECT_EQ(awa.post(jeune(lina) + "/contacts", avec(contact, {{"le", "05/10/2026"}})).status, 303);

    auto situation = jeune(lina) + "/entretiens/situation";
    EXPECT_NE(awa.post(situation, avec(entretien(), {{"jour", "05/10/2006"}})).error("jour").find("avant la naissance"),
              std::string::npos);
    EXPECT_NE(awa.post(situation, avec(entretien(), {{"jour", "06/10/2026"}})).error("jour"), "");
    auto fait = awa.post(situation, entretien());
    ASSERT_EQ(fait.status, 303);
    EXPECT_NE(awa.post(fait.location, avec(entretien(), {{"jour", "05/10/2006"}, {"version", "1"}})).error("jour"), "")
        << "ni en le modifiant";
    EXPECT_NE(awa.post(jeune(lina) + "/retours", {{"demande_le", "05/10/2006"}}).error("demande_le"), "");
    EXPECT_NE(awa.post(jeune(lina) + "/exemptions", {{"oui", "1"}, {"du", "05/10/2006"}, {"signataire", "médecin"}})
                  .error("du"),
              "");
}

TEST_F(SuiviWeb, une_activation_impossible_dit_pourquoi_et_n_ecrit_rien) {
    auto lina = un_jeune().au(d.zola).cree(d);
    auto awa = d.app.as(d.awa);
    web::Pairs saisie{{"code", "emploi_durable"},
                      {"proposee_le", "2026-10-05"},
                      {"preuve", "contrat"},
                      {"deja", "1"},
                      {"effet_le", "2026-10-01"}};
    EXPECT_EQ(awa.post(jeune(lina) + "/solutions", saisie).status, 303);
    auto refus = awa.post(jeune(lina) + "/solutions", avec(saisie, {{"effet_le", "2026-09-20"}}));
    EXPECT_EQ(refus.status, 422);
    EXPECT_TRUE(refus.contient("Une autre solution est active"));
    EXPECT_EQ(d.lire([&](storage::Reader& db) { return suivi::solutions(db, lina).size(); }), 1u);
}

TEST_F(SuiviWeb, le_dossier_de_cinq_cents_evenements_se_lit_en_un_nombre_fixe_de_requetes) {
    auto lina = un_jeune().au(d.zola).cree(d);
    d.ecrire([&](storage::Writer& db) {
        for (int i = 0; i < 500; ++i) {
            suivi::Contact c;
            c.jeune = lina;
            c.le = base::plus_jours(d.jour(), -i / 3);
            c.note = "n" + std::to_string(i);
            suivi::enregistrer_contact(db, de(d.awa), c);
        }
    });
    auto awa = d.app.as(d.awa);
    auto page = awa.get(jeune(lina) + "?genre=contact");
    EXPECT_EQ(page.status, 200);
    EXPECT_LE(page.queries, 45);
    // Page après page, chaque événement une fois.
    std::vector<std::string> cles;
    jeunes::Filtre filtre{"", 50, {}};
    auto requete = web::Request{};
    for (auto const& c : apports.contributeurs())
        if (c.genre == "contact") {
            auto session = d.ecrire([&](storage::Writer& db) {
                return acces::trouver_session(db, awa.jeton(), d.horloge.instant(), d.jour(), d.app.env().durees);
            });
            acces::Contexte cx{d.app.env(), requete, session, awa.jeton(), d.app.routes.menu()};
            for (auto lot = c.f(cx, lina, filtre); !lot.empty(); lot = c.f(cx, lina, filtre)) {
                EXPECT_LE(lot.size(), 50u);
                for (auto const& e : lot)
                    cles.push_back(e.cle);
                filtre.avant = cles.back();
            }
        }
    EXPECT_EQ(cles.size(), 500u);
    EXPECT_TRUE(std::ranges::is_sorted(cles, std::greater{}));
    EXPECT_EQ(std::ranges::adjacent_find(cles), cles.end());
}

} // namespace
} // namespace essais
