#include <gtest/gtest.h>

#include "metier/acces/tests/portail.hpp"

namespace essais {
namespace {

/// Un envoi tel qu'un navigateur le fait depuis une de nos pages.
web::Request envoi(web::Pairs champs, std::string const& session = "", std::string const& origine = "same-origin") {
    web::Request r;
    r.method = "POST";
    r.path = "/compte/sessions/fermeture";
    r.form = std::move(champs);
    r.remote = "127.0.0.1";
    r.headers = {{"sec-fetch-site", origine}};
    if (!session.empty())
        r.headers.emplace_back("cookie", "session=" + session);
    return r;
}

TEST(FormulairePerdu, sans_session_ce_qui_etait_tape_est_rendu) {
    Portail d;
    auto page = d.app.repond(envoi({{"note", "Sonné <deux> fois"}, {"csrf", "d-avant"}}));
    EXPECT_EQ(page.status, 401);
    EXPECT_TRUE(page.contient("Votre session est terminée"));
    EXPECT_TRUE(page.contient("Sonné <deux> fois"));
    EXPECT_EQ(page.value("note"), "Sonné <deux> fois");
}

TEST(FormulairePerdu, la_page_parle_en_libelles_et_tait_les_jetons) {
    Portail d;
    auto page = d.app.repond(envoi({{"resume", "Souhaite un CAP"},
                                    {"decisions", "Rappeler lundi"},
                                    {"p_projet", "Cuisine, en apprentissage"},
                                    {"p_recevabilite", "recevable"},
                                    {"visibilite_analyse", "privee"},
                                    {"saisie", "jN6OgTZFVM3Zi9ci"},
                                    {"csrf", "d-avant"}}));
    EXPECT_TRUE(page.contient("Résumé : les faits"));
    EXPECT_TRUE(page.contient("Décisions prises"));
    EXPECT_TRUE(page.contient("Cuisine, en apprentissage"));
    EXPECT_TRUE(page.contient("2 choix faits dans les listes et les cases, gardés aussi."));
    for (auto technique : {"P recevabilite", "P projet", "Visibilite", "Saisie jN6", "<dd>privee"})
        EXPECT_FALSE(page.contient(technique)) << technique;
    EXPECT_EQ(page.value("saisie"), "jN6OgTZFVM3Zi9ci") << "rien ne se perd";
    EXPECT_EQ(page.value("visibilite_analyse"), "privee");
}

TEST(FormulairePerdu, un_jeton_d_avant_se_remplace_et_l_envoi_passe) {
    Portail d;
    auto awa = d.app.as(d.awa);
    auto page = d.app.repond(envoi({{"note", "Rappeler lundi"}, {"csrf", "d-avant"}}, awa.jeton()));
    EXPECT_EQ(page.status, 403);
    EXPECT_TRUE(page.contient("Rappeler lundi"));
    EXPECT_NE(page.value("csrf"), "d-avant");
    EXPECT_EQ(d.app.repond(envoi({{"note", "Rappeler lundi"}, {"csrf", page.value("csrf")}}, awa.jeton())).status, 303);
}

TEST(FormulairePerdu, refuse_la_ou_il_allait_le_texte_tape_revient_a_copier) {
    Portail d;
    auto awa = d.app.as(d.awa);
    auto jeton = d.app.repond(envoi({{"note", "x"}, {"csrf", "d-avant"}}, awa.jeton())).value("csrf");
    auto r = envoi({{"texte_equipe", "Deux mille signes tapés en séance"}, {"csrf", jeton}}, awa.jeton());
    r.path = "/comptes/999999/modification"; // plus là, ou plus à elle
    auto page = d.app.repond(r);
    EXPECT_TRUE(page.status == 403 || page.status == 404);
    EXPECT_TRUE(page.contient("Deux mille signes tapés en séance"));
    EXPECT_TRUE(page.contient("Rien n’a été enregistré"));
    r.headers[0].second = "cross-site";
    EXPECT_FALSE(d.app.repond(r).contient("Deux mille signes"));
}

TEST(FormulairePerdu, l_adresse_d_un_formulaire_demandee_seule_mene_a_sa_page) {
    Portail d;
    auto awa = d.app.as(d.awa);
    auto seule = awa.get("/compte/sessions/fermeture");
    EXPECT_EQ(seule.status, 303);
    EXPECT_TRUE(awa.follow(seule).contient("elle ne s’ouvre pas seule"));
    EXPECT_EQ(awa.get("/nulle/part").status, 404);
}

TEST(FormulairePerdu, un_mot_de_passe_ou_un_autre_site_n_est_jamais_rendu) {
    Portail d;
    auto awa = d.app.as(d.awa);
    auto secret = d.app.repond(envoi({{"actuel", "quatre girafes"}, {"csrf", "d-avant"}}, awa.jeton()));
    EXPECT_EQ(secret.status, 403);
    EXPECT_EQ(secret.body.find("quatre girafes"), std::string::npos);
    auto ailleurs = d.app.repond(envoi({{"note", "piège"}, {"csrf", "d-avant"}}, awa.jeton(), "cross-site"));
    EXPECT_EQ(ailleurs.status, 403);
    EXPECT_EQ(ailleurs.body.find("piège"), std::string::npos);
    EXPECT_EQ(d.app.repond(envoi({{"csrf", "d-avant"}})).status, 303) << "rien à rendre : la connexion";
}

} // namespace
} // namespace essais
