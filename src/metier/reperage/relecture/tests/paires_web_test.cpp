#include <gtest/gtest.h>

#include "metier/reperage/relecture/relecture.hpp"
#include "metier/reperage/tests/campagne_d_essai.hpp"
#include "metier/reperage/tests/matrice.hpp"

using namespace metier::reperage;
using namespace essais;

namespace {

struct RelectureWeb : testing::Test, CampagneDEssai {
    RelectureWeb() {
        reperage::routes(d.app.routes);
        reperage::routes_de_la_relecture(d.app.routes);
    }
    std::string de(Id<Paire> p, std::string const& suite = "") {
        return "/rapprochements/" + std::to_string(p.valeur) + suite;
    }
};

TEST_F(RelectureWeb, la_revue_des_paires_va_seule_a_la_suivante) {
    sorti("LE GOFF", "Zoé");
    doublon("Le Goff", "ZOE");
    auto tom = sorti("N’DIAYE", "Tom", 2008y / 12 / 1);
    doublon("NDIAYE", "TOM", 2008y / 12 / 1);
    calculee();
    auto awa = d.app.as(d.awa);
    EXPECT_TRUE(awa.get("/rapprochements").contient("2 paires à trancher"));
    auto premiere = awa.get("/rapprochements?suivante=1");
    ASSERT_EQ(premiere.status, 303);
    auto page = awa.get(premiere.location);
    EXPECT_EQ(page.text("h1"), "Une ou deux personnes ?");
    EXPECT_TRUE(page.contient("Même personne"));
    EXPECT_NE(page.body.find("data-touche=\"m\""), std::string::npos);
    EXPECT_FALSE(page.contient("Lycée Monod")); // l'autre est suivi ailleurs
    EXPECT_EQ(awa.post(premiere.location + "/decision", {{"decision", "peut-etre"}, {"version", "1"}}).status, 422);
    auto r = awa.post(premiere.location + "/decision", {{"decision", "different"}, {"version", "1"}});
    ASSERT_EQ(r.status, 303);
    EXPECT_NE(r.location, premiere.location);
    EXPECT_EQ(d.journal().back(), "paire_tranchee");
    EXPECT_EQ(awa.post(premiere.location + "/decision", {{"decision", "different"}, {"version", "1"}}).status, 409);
    auto fini = awa.post(r.location + "/decision", {{"decision", "meme"}, {"version", "1"}});
    ASSERT_EQ(fini.status, 303);
    EXPECT_EQ(fini.location, "/rapprochements");
    EXPECT_TRUE(awa.follow(fini).contient("Aucun rapprochement à trancher"));

    auto decidee = awa.get(r.location);
    EXPECT_TRUE(decidee.contient("« Même personne », décidé par Awa NDIAYE."));
    auto annule = awa.post(r.location + "/annulation", {{"version", decidee.value("version")}});
    EXPECT_EQ(annule.status, 303);
    EXPECT_EQ(d.journal().back(), "decision_annulee");
    EXPECT_EQ(compter("select count(*) from paire where decision = ''"), 1);
    EXPECT_NE(tom.valeur, 0);
}

TEST_F(RelectureWeb, la_page_suivante_permet_de_defaire_et_plus_tard_n_est_pas_decide) {
    sorti("LE GOFF", "Zoé");
    doublon("Le Goff", "ZOE");
    sorti("N’DIAYE", "Tom", 2008y / 12 / 1);
    doublon("NDIAYE", "TOM", 2008y / 12 / 1);
    calculee();
    auto awa = d.app.as(d.awa);
    auto premiere = awa.get("/rapprochements?suivante=1").location;
    auto plus_tard = awa.follow(awa.post(premiere + "/decision", {{"decision", "plus_tard"}, {"version", "1"}}));
    EXPECT_TRUE(plus_tard.contient("Remise à plus tard. Voici la paire suivante."));
    EXPECT_FALSE(plus_tard.contient("Décidé."));
    EXPECT_FALSE(plus_tard.contient("Votre dernière décision"));
    auto page = awa.follow(awa.post(premiere + "/decision", {{"decision", "different"}, {"version", "2"}}));
    EXPECT_TRUE(page.contient("Décidé. Voici la paire suivante."));
    EXPECT_TRUE(page.contient("Votre dernière décision"));
    EXPECT_NE(page.body.find("action=\"" + premiere + "/annulation"), std::string::npos);
    EXPECT_EQ(awa.post(premiere + "/annulation", {{"version", "3"}}).status, 303);
    EXPECT_EQ(compter("select count(*) from paire where decision <> ''"), 0);
}

TEST_F(RelectureWeb, les_poids_s_additionnent_le_bouton_suit_la_probabilite_et_les_fiches_reunies_restent_lisibles) {
    sorti("LE GOFF", "Zoé");
    doublon("Le Goff", "ZOE");
    calculee();
    auto awa = d.app.as(d.awa);
    auto ici = awa.get("/rapprochements?suivante=1").location;
    auto page = awa.get(ici);
    EXPECT_TRUE(page.contient("On part de −")) << page.text();
    EXPECT_TRUE(page.contient("Total : "));
    auto principal = [&] {
        auto html = awa.get(ici).body;
        auto bouton = html.find("btn-primary", html.find("name=\"ordre\""));
        auto debut = html.rfind("<button", bouton);
        return html.substr(debut, html.find('>', debut) - debut);
    };
    for (auto [probabilite, mis_en_avant] : {std::pair{0.9, "meme"}, std::pair{0.2, "different"}}) {
        d.ecrire([&](storage::Writer& db) { db.run("update paire set probabilite = ?", probabilite); });
        EXPECT_NE(principal().find(mis_en_avant), std::string::npos) << principal();
    }
    ASSERT_EQ(awa.post(ici + "/decision", {{"decision", "meme"}, {"version", "1"}}).status, 303);
    auto decidee = awa.get(ici);
    EXPECT_TRUE(decidee.contient("Les deux fiches, telles qu’elles étaient"));
    EXPECT_TRUE(decidee.contient("LE GOFF"));
    EXPECT_TRUE(decidee.contient("Le Goff"));
    EXPECT_EQ(awa.post(ici + "/annulation", {{"version", decidee.value("version")}}).status, 303);
    EXPECT_EQ(compter("select count(*) from paire where explication like '%|LE GOFF|%'"), 0);
}

TEST_F(RelectureWeb, un_lot_se_regarde_se_confirme_avec_son_nombre_et_se_defait) {
    sorti("LÉVÊQUE", "Zoé");
    doublon("LEVEQUE", "Zoé");
    sorti("ROUÉ", "Léa", 2009y / 7 / 8);
    doublon("ROUE", "Léa", 2009y / 7 / 8);
    calculee();
    auto awa = d.app.as(d.awa);
    EXPECT_TRUE(awa.get("/rapprochements").contient("2 paires qui ne diffèrent que par un accent dans le nom"));
    std::string const lot = "/rapprochements/lots/accent_nom";
    auto page = awa.get(lot);
    EXPECT_EQ(page.text("h1"), "Ces 2 paires ne diffèrent que par un accent dans le nom");
    EXPECT_TRUE(page.contient("2 paires tirées au hasard"));
    EXPECT_EQ(awa.get("/rapprochements/lots/inconnu").status, 404);
    auto question = awa.get(lot + "/confirmation");
    EXPECT_TRUE(question.contient("Réunir les dossiers de ces 2 paires ?"));
    EXPECT_EQ(awa.post(lot).status, 409); // sans dire ce qu'on a vu, rien
    EXPECT_EQ(awa.post(lot, {{"nombre", "3"}, {"empreinte", question.value("empreinte")}}).status, 409);
    EXPECT_EQ(compter("select count(*) from fusion"), 0);
    auto r = awa.post(lot, {{"nombre", question.value("nombre")}, {"empreinte", question.value("empreinte")}});
    ASSERT_EQ(r.status, 303);
    EXPECT_EQ(d.journal().back(), "lot_confirme");
    EXPECT_EQ(compter("select count(*) from journal where acte = 'paire_tranchee'"), 2);
    EXPECT_EQ(compter("select count(*) from fusion"), 2);
    auto confirme = awa.follow(r);
    EXPECT_TRUE(confirme.contient("2 paires réunies"));
    EXPECT_TRUE(confirme.contient("Annuler ces 2 décisions"));
    EXPECT_TRUE(awa.get("/rapprochements").contient("Lots confirmés"));
    EXPECT_TRUE(awa.get(lot).contient("Plus aucune paire de ce genre"));

    auto annule = awa.post(r.location + "/annulation");
    EXPECT_TRUE(awa.follow(annule).contient("2 décisions annulées"));
    EXPECT_EQ(d.journal().back(), "lot_annule");
    EXPECT_EQ(compter("select count(*) from fusion where defaite_le is null"), 0);
    EXPECT_EQ(d.app.as(d.ines).get("/rapprochements/lots-confirmes/99").status, 404);
}

TEST_F(RelectureWeb, l_ordre_choisi_est_dit_et_suit_de_paire_en_paire) {
    sorti("LE GOFF", "Zoé");
    doublon("Le Goff", "ZOE");
    sorti("N’DIAYE", "Tom", 2008y / 12 / 1);
    doublon("NDIAYE", "TOM", 2008y / 12 / 1);
    calculee();
    auto awa = d.app.as(d.awa);
    EXPECT_TRUE(awa.get("/rapprochements").contient("D’abord les paires où votre réponse apprend le plus"));
    EXPECT_TRUE(awa.get("/rapprochements?ordre=ressemblance").contient("dont les deux fiches se ressemblent le plus"));
    auto premiere = awa.get("/rapprochements?suivante=1&ordre=ressemblance");
    ASSERT_EQ(premiere.status, 303);
    EXPECT_NE(premiere.location.find("ordre=ressemblance"), std::string::npos);
    auto page = awa.get(premiere.location);
    EXPECT_EQ(page.value("ordre"), "ressemblance");
    auto ici = premiere.location.substr(0, premiere.location.find('?'));
    auto r = awa.post(ici + "/decision", {{"decision", "plus_tard"}, {"version", "1"}, {"ordre", "ressemblance"}});
    EXPECT_NE(r.location.find("ordre=ressemblance"), std::string::npos);
}

TEST_F(RelectureWeb, hors_du_secteur_une_paire_est_introuvable) {
    auto hugo = sorti("LE GOFF", "Zoé");
    un_jeune().nomme("Le Goff", "ZOE").ne_le(2009y / 3 / 4).au(d.curie, 2026).cree(d);
    calculee();
    auto p = paire_de(hugo);
    auto ines = d.app.as(d.ines);
    EXPECT_EQ(ines.get(de(p)).status, 404);
    for (auto const& adresse : {de(p, "/decision"), de(p, "/annulation")})
        EXPECT_EQ(ines.post(adresse, {{"version", "1"}}).status, 404) << adresse;
    EXPECT_TRUE(ines.get("/rapprochements").contient("Aucun rapprochement"));
}

TEST_F(RelectureWeb, chaque_role_n_ouvre_que_ses_routes) {
    auto [refusees, ouvertes] = chaque_role_frappe(d, [](std::string const& patron) {
        return patron.starts_with("/rapprochements") || patron.starts_with("/relectures") ||
               patron.ends_with("/relecture") || patron.find("/retours") != std::string::npos;
    });
    EXPECT_GT(refusees, 20);
    EXPECT_GT(ouvertes, 10);
}

} // namespace
