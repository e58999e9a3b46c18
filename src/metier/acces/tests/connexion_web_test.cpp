#include <gtest/gtest.h>

#include "metier/acces/tests/portail.hpp"

using namespace essais;

TEST(Connexion, la_bonne_adresse_et_le_bon_mot_de_passe_ouvrent_la_page_demandee) {
    Portail d;
    auto awa = d.app.inconnu();
    auto refus = awa.get("/compte");
    EXPECT_EQ(refus.location, "/connexion?retour=%2Fcompte");
    EXPECT_EQ(awa.follow(refus).text("h1"), "Se connecter");
    auto r = awa.post(refus.location, {{"courriel", d.courriel(d.awa)}, {"mot_de_passe", mot_de_passe_d_essai}});
    EXPECT_EQ(r.status, 303);
    EXPECT_EQ(r.location, "/compte");
    EXPECT_TRUE(awa.follow(r).contient("Bassin nord"));
    EXPECT_EQ(d.journal(), std::vector<std::string>{"connexion_ouverte"});
}

TEST(Connexion, le_retour_ne_mene_jamais_ailleurs) {
    Portail d;
    for (auto ailleurs :
         {"https://exemple.invalid/", "//exemple.invalid", "/\\exemple.invalid", "javascript:alert(1)"}) {
        auto awa = d.app.inconnu();
        auto r = awa.post("/connexion?retour=" + web::url_encode(ailleurs),
                          {{"courriel", d.courriel(d.awa)}, {"mot_de_passe", mot_de_passe_d_essai}});
        EXPECT_EQ(r.location, "/") << ailleurs;
    }
}

TEST(Connexion, compte_connu_ou_inconnu_meme_reponse_et_meme_travail) {
    Portail d;
    auto essaie = [&](std::string const& courriel) {
        auto qui = d.app.inconnu();
        auto avant = d.app.env().mots_de_passe->evaluations();
        auto r = d.connecte(qui, courriel, "ce n’est pas le bon");
        EXPECT_EQ(d.app.env().mots_de_passe->evaluations() - avant, 1) << courriel;
        EXPECT_EQ(r.status, 422);
        return r;
    };
    d.ecrire([&](storage::Writer& db) { acces::desactiver_compte(db, d.ines, d.horloge.instant()); });
    auto connu = essaie(d.courriel(d.awa)), inconnu = essaie("personne@exemple.invalid"),
         desactive = essaie(d.courriel(d.ines));
    EXPECT_EQ(connu.error("mot_de_passe"), inconnu.error("mot_de_passe"));
    EXPECT_TRUE(connu.error("mot_de_passe").starts_with("Adresse ou mot de passe incorrect."));
    EXPECT_EQ(connu.queries, inconnu.queries);
    EXPECT_EQ(connu.queries, desactive.queries);
    EXPECT_EQ(connu.text("main").size(), inconnu.text("main").size());
    EXPECT_EQ(d.journal(), (std::vector<std::string>{"connexion_refusee", "connexion_refusee", "connexion_refusee"}));
}

TEST(Connexion, le_journal_d_un_refus_ne_garde_ni_adresse_ni_mot_de_passe) {
    Portail d;
    auto qui = d.app.inconnu();
    d.connecte(qui, "personne@exemple.invalid", "un secret tapé");
    auto tout =
        d.lire([](auto& db) { return db.template one<std::string>("select objet || detail || motif from journal"); });
    EXPECT_EQ(tout, "mot de passe");
}

TEST(Connexion, apres_cinq_echecs_il_faut_attendre_que_le_compte_existe_ou_non) {
    for (auto connu : {true, false}) {
        Portail d;
        auto courriel = connu ? d.courriel(d.awa) : "personne@exemple.invalid";
        auto qui = d.app.inconnu();
        for (int i = 0; i < 5; ++i)
            EXPECT_EQ(d.connecte(qui, courriel, "faux").status, 422);
        auto calculs = d.app.env().mots_de_passe->evaluations();
        auto r = d.connecte(qui, courriel, mot_de_passe_d_essai);
        EXPECT_EQ(r.status, 429);
        EXPECT_GT(std::stoi(r.header("Retry-After")), 0);
        EXPECT_EQ(r.error("mot_de_passe"), "Trop d’essais. Réessayez dans 30 secondes.");
        EXPECT_EQ(d.app.env().mots_de_passe->evaluations(), calculs);
        d.horloge.avancer(31s);
        EXPECT_EQ(d.connecte(qui, courriel, mot_de_passe_d_essai).status, connu ? 303 : 422);
    }
}

TEST(Connexion, le_jeton_d_avant_la_connexion_ne_sert_plus) {
    Portail d;
    auto pose =
        d.ecrire([&](storage::Writer& db) { return acces::ouvrir_session(db, d.horloge.instant(), d.awa, true); });
    Personne victime{d.app, pose, ""};
    auto r = d.connecte(victime, d.courriel(d.awa));
    ASSERT_FALSE(r.cookies.empty());
    EXPECT_NE(victime.jeton(), pose);
    EXPECT_TRUE(r.cookies.back().find("; Path=/; HttpOnly; SameSite=Lax") != std::string::npos);
    EXPECT_EQ(r.cookies.back().find("Secure"), std::string::npos);
    EXPECT_EQ((Personne{d.app, pose, ""}.get("/compte").location), "/connexion?retour=%2Fcompte");
}

TEST(Connexion, le_cookie_est_reserve_a_https_quand_la_requete_l_est) {
    Portail d;
    web::Request r;
    r.method = "POST";
    r.path = "/connexion";
    r.secure = true;
    r.form = {{"courriel", d.courriel(d.awa)}, {"mot_de_passe", mot_de_passe_d_essai}};
    EXPECT_TRUE(d.app.repond(r).cookies.back().ends_with("; Secure"));
}

TEST(Connexion, un_autre_site_ne_connecte_personne) {
    Portail d;
    web::Request r;
    r.method = "POST";
    r.path = "/connexion";
    r.headers = {{"sec-fetch-site", "cross-site"}};
    r.form = {{"courriel", d.courriel(d.awa)}, {"mot_de_passe", mot_de_passe_d_essai}};
    EXPECT_EQ(d.app.repond(r).status, 403);
    r.headers = {{"origin", "https://ailleurs.example"}, {"host", "raccroche.example"}}; // navigateur plus ancien
    EXPECT_EQ(d.app.repond(r).status, 403);
    r.headers = {{"origin", "https://raccroche.example"}, {"host", "raccroche.example"}};
    EXPECT_EQ(d.app.repond(r).status, 303);
}

TEST(Connexion, un_formulaire_sans_jeton_est_refuse) {
    Portail d;
    auto awa = d.app.as(d.awa);
    EXPECT_EQ(awa.post("/compte/sessions/fermeture", {{"csrf", "autre"}}).status, 403);
    EXPECT_EQ(awa.post("/deconnexion", {{"csrf", ""}}).status, 403);
    EXPECT_EQ(awa.get("/compte").status, 200);
}

TEST(Connexion, une_session_se_ferme_apres_trente_minutes_d_inactivite) {
    Portail d;
    auto awa = d.app.as(d.awa);
    d.horloge.avancer(29min);
    EXPECT_EQ(awa.get("/compte").status, 200);
    d.horloge.avancer(29min);
    EXPECT_EQ(awa.get("/compte").status, 200) << "l'activité prolonge";
    d.horloge.avancer(31min);
    EXPECT_EQ(awa.get("/compte").status, 303);
}

TEST(Connexion, une_session_se_ferme_douze_heures_apres_la_connexion_quoi_qu_il_arrive) {
    Portail d;
    auto awa = d.app.as(d.awa);
    for (int i = 0; i < 35; ++i) {
        d.horloge.avancer(20min);
        EXPECT_EQ(awa.post("/session/prolonger").status, 204);
    }
    d.horloge.avancer(21min);
    EXPECT_EQ(awa.get("/compte").status, 303);
}

TEST(Connexion, se_deconnecter_ferme_la_session) {
    Portail d;
    auto awa = d.app.as(d.awa);
    Personne copie{d.app, awa.jeton(), ""};
    auto r = awa.post("/deconnexion");
    EXPECT_EQ(awa.follow(r).text("h1"), "Se connecter");
    EXPECT_EQ(copie.get("/compte").status, 303);
    EXPECT_EQ(d.journal().back(), "connexion_fermee");
}

TEST(Connexion, le_second_facteur_change_le_jeton_et_ne_sert_qu_une_fois) {
    Portail d;
    auto secret = d.second_facteur(d.awa);
    auto awa = d.app.inconnu();
    auto r = d.connecte(awa, d.courriel(d.awa));
    EXPECT_EQ(r.location, "/connexion/second-facteur");
    auto a_mi_chemin = awa.jeton();
    EXPECT_EQ(awa.get("/compte").status, 303) << "le mot de passe seul n'ouvre rien";
    EXPECT_EQ(awa.post("/connexion/second-facteur", {{"code", "000000"}}).status, 422);
    auto code = d.code(secret);
    r = awa.post("/connexion/second-facteur", {{"code", code}});
    EXPECT_EQ(r.location, "/");
    EXPECT_NE(awa.jeton(), a_mi_chemin);
    EXPECT_EQ(awa.follow(r).text("h1"), "Bonjour Awa");

    auto voleur = d.app.inconnu();
    d.connecte(voleur, d.courriel(d.awa));
    EXPECT_EQ(voleur.post("/connexion/second-facteur", {{"code", code}}).status, 422)
        << "le même code, encore valable à l'horloge";
    EXPECT_EQ(d.journal(), (std::vector<std::string>{"connexion_ouverte", "connexion_refusee", "connexion_ouverte",
                                                     "connexion_ouverte", "connexion_refusee"}));
}

TEST(Connexion, un_code_de_secours_remplace_le_telephone_une_fois) {
    Portail d;
    std::vector<std::string> codes;
    d.second_facteur(d.awa, &codes);
    for (auto attendu : {303, 422}) {
        auto awa = d.app.inconnu();
        d.connecte(awa, d.courriel(d.awa));
        auto r = awa.post("/connexion/second-facteur", {{"code", codes[3]}});
        EXPECT_EQ(r.status, attendu);
        if (attendu == 303) {
            EXPECT_TRUE(awa.follow(r).contient("Il vous en reste 9"));
        }
    }
}

TEST(Connexion, le_second_facteur_se_devine_encore_moins_vite_que_le_mot_de_passe) {
    Portail d;
    auto secret = d.second_facteur(d.awa);
    auto awa = d.app.inconnu();
    d.connecte(awa, d.courriel(d.awa));
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(awa.post("/connexion/second-facteur", {{"code", "000000"}}).status, 422);
    EXPECT_EQ(awa.post("/connexion/second-facteur", {{"code", d.code(secret)}}).status, 429);
    auto encore = d.app.inconnu();
    d.connecte(encore, d.courriel(d.awa));
    EXPECT_EQ(encore.post("/connexion/second-facteur", {{"code", d.code(secret)}}).status, 429)
        << "recommencer la connexion n'efface rien";
}

TEST(Connexion, qui_tient_plusieurs_roles_choisit_et_rien_ne_se_perd) {
    Portail d;
    d.ecrire([&](storage::Writer& db) {
        acces::donner_role(db, d.horloge.instant(), d.awa, acces::Role::referent_decrochage, {.etablissement = d.zola},
                           d.jour());
    });
    auto awa = d.app.inconnu();
    auto r = awa.post("/connexion?retour=/compte",
                      {{"courriel", d.courriel(d.awa)}, {"mot_de_passe", mot_de_passe_d_essai}});
    EXPECT_EQ(r.location, "/role?retour=%2Fcompte");
    auto page = awa.follow(r);
    EXPECT_TRUE(page.contient("Référent décrochage scolaire – Lycée professionnel Zola"));
    auto autre = page.value("role");
    r = awa.post(r.location, {{"role", autre}});
    EXPECT_EQ(r.location, "/compte");
    EXPECT_TRUE(awa.follow(r).contient("Vous agissez maintenant comme : Coordonnateur MLDS – Bassin nord."));
    EXPECT_EQ(d.journal().back(), "role_change");
    auto d_un_autre = d.portee(d.ines).role_tenu;
    EXPECT_EQ(awa.post("/role", {{"role", std::to_string(d_un_autre.valeur)}}).status, 404);
}

TEST(Connexion, qui_n_a_aucun_role_l_apprend) {
    Portail d;
    d.ecrire([&](storage::Writer& db) { db.run("update role_tenu set au = '2026-09-02' where agent_id = ?", d.awa); });
    auto awa = d.app.inconnu();
    auto r = d.connecte(awa, d.courriel(d.awa));
    EXPECT_TRUE(awa.follow(r).contient("Aucun rôle ne vous est donné aujourd’hui."));
    EXPECT_EQ(awa.get("/").location, "/role");
}

TEST(Connexion, l_apparence_se_garde_dans_un_cookie) {
    Portail d;
    auto qui = d.app.inconnu();
    auto r = qui.get("/apparence?choix=sombre&retour=/aide");
    EXPECT_EQ(r.location, "/aide");
    EXPECT_EQ(r.cookies.front(), "apparence=sombre; Path=/; Max-Age=31536000; SameSite=Lax");
    EXPECT_TRUE(qui.get("/apparence?choix=autre").cookies.front().starts_with("apparence=systeme;"));
}
