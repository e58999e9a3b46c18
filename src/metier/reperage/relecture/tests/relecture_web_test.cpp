#include <gtest/gtest.h>

#include "metier/reperage/relecture/echantillon.hpp"
#include "metier/reperage/relecture/relecture.hpp"
#include "metier/reperage/tests/campagne_d_essai.hpp"

using namespace metier::reperage;
using namespace essais;

namespace {

struct MesureWeb : testing::Test, CampagneDEssai {
    MesureWeb() {
        reperage::routes(d.app.routes, bloc_de_la_mesure);
        routes_de_la_relecture(d.app.routes);
        siecle = source("siecle:z", "SIECLE de Zola", jeunes::GenreSource::siecle);
        sorti("LÉVÊQUE", "Zoé");
        doublon("LEVEQUE", "Zoé");
        sorti("ROUÉ", "Léa", 2009y / 7 / 8);
        doublon("ROUE", "Léa", 2009y / 7 / 8);
        lina = sorti("BERNARD", "Lina", 2008y / 1 / 2);
        d.ecrire([&](storage::Writer& db) {
            db.run("update inscription set source_id = ?", siecle);
            db.run("update parametre set valeur = '2' where code = 'relecture.minimum'");
        });
        campagne = calculee();
    }
    std::string de(std::string const& suite = "") { return "/campagnes/" + std::to_string(campagne.valeur) + suite; }
    Id<jeunes::Source> siecle;
    Id<jeunes::Jeune> lina;
    Id<Campagne> campagne;
};

TEST_F(MesureWeb, awa_tire_relit_a_l_aveugle_voit_ensuite_la_machine_et_la_mesure) {
    auto awa = d.app.as(d.awa);
    EXPECT_TRUE(awa.get(de()).contient("Rien n’a encore été relu à l’aveugle"));
    EXPECT_TRUE(awa.get(de("/relecture")).contient("Aucun échantillon n’a encore été tiré"));
    auto tire = awa.post(de("/relecture"));
    ASSERT_EQ(tire.status, 303);
    EXPECT_EQ(d.journal().back(), "echantillon_tire");
    EXPECT_TRUE(awa.follow(awa.post(de("/relecture"))).contient("déjà tiré"));

    auto premiere = awa.get(de("/relecture/suivante"));
    ASSERT_EQ(premiere.status, 303);
    auto page = awa.get(premiere.location);
    EXPECT_EQ(page.text("h1"), "Une ou deux personnes ?");
    EXPECT_LE(page.queries, 21);
    for (auto const* secret : {"oids", "robabilité", "Liées par la machine", "barre-de-poids"})
        EXPECT_EQ(page.body.find(secret), std::string::npos) << secret;
    EXPECT_FALSE(awa.get(premiere.location + "?machine=1").contient("Ce qu’en disait la machine")); // pas avant
    EXPECT_NE(page.body.find("data-touche=\"m\""), std::string::npos);
    EXPECT_EQ(awa.post(premiere.location + "/reponse", {{"reponse", "peut-etre"}}).status, 422);

    auto r = awa.post(premiere.location + "/reponse", {{"reponse", "meme"}});
    ASSERT_EQ(r.status, 303);
    EXPECT_NE(r.location, premiere.location);
    EXPECT_EQ(d.journal().back(), "reponse_donnee");
    EXPECT_EQ(awa.post(premiere.location + "/reponse", {{"reponse", "different"}}).status, 409);
    EXPECT_TRUE(awa.get(premiere.location).contient("Vous avez répondu : « Même personne »."));
    EXPECT_TRUE(awa.get(premiere.location + "?machine=1").contient("probabilité du modèle"));

    EXPECT_EQ(awa.post(premiere.location + "/annulation").status, 303);
    EXPECT_EQ(d.journal().back(), "reponse_annulee");
    EXPECT_EQ(awa.post(premiere.location + "/annulation").status, 303); // déjà : rien de plus
    awa.post(premiere.location + "/reponse", {{"reponse", "meme"}});
    for (auto suite = awa.get(de("/relecture/suivante")); suite.location.starts_with("/relectures/");
         suite = awa.get(de("/relecture/suivante")))
        ASSERT_EQ(awa.post(suite.location + "/reponse", {{"reponse", "meme"}}).status, 303);
    auto mesure = awa.get(de("/relecture"));
    EXPECT_TRUE(mesure.contient("Part de vraies paires par tranche de poids"));
    EXPECT_TRUE(mesure.contient("Vos réponses"));
    EXPECT_LE(mesure.queries, 14);
}

TEST_F(MesureWeb, assez_de_relues_et_la_mesure_remplace_le_modele_sur_les_pages_de_la_campagne) {
    d.ecrire([&](storage::Writer& db) {
        db.run("update parametre set valeur = '0' where code = 'relecture.part_double'");
        auto c = trouver_campagne_sans_portee(db, campagne);
        tirer_l_echantillon(db, d.horloge.instant(), d.awa, *c);
    });
    auto awa = d.app.as(d.awa);
    EXPECT_TRUE(awa.get(de()).contient("estimation du modèle"));
    auto paire = "/rapprochements/" + std::to_string(compter("select min(id) from paire"));
    EXPECT_TRUE(awa.get(paire).contient("d’après le modèle"));
    for (auto suite = awa.get(de("/relecture/suivante")); suite.location.starts_with("/relectures/");
         suite = awa.get(de("/relecture/suivante")))
        awa.post(suite.location + "/reponse", {{"reponse", "meme"}});
    EXPECT_TRUE(awa.get(de()).contient("mesuré sur"));
    EXPECT_TRUE(awa.get(paire).contient("mesuré sur"));
}

TEST_F(MesureWeb, hors_du_secteur_ou_sans_le_droit_rien_ne_se_relit) {
    auto awa = d.app.as(d.awa);
    awa.post(de("/relecture"));
    auto ici = awa.get(de("/relecture/suivante")).location;
    auto ines = d.app.as(d.ines);
    EXPECT_EQ(ines.get(de("/relecture")).status, 404);
    EXPECT_EQ(ines.get(de("/relecture/suivante")).status, 404);
    EXPECT_EQ(ines.get(de("/retours")).status, 404);
    EXPECT_EQ(ines.get(ici).status, 404);
    EXPECT_EQ(ines.post(ici + "/reponse", {{"reponse", "meme"}}).status, 404);
    EXPECT_EQ(d.app.as(d.ba).get(ici).status, 403);
    EXPECT_EQ(compter("select count(*) from echantillon_reponse"), 0);
}

TEST_F(MesureWeb, le_retour_a_la_source_se_lit_et_s_emporte_avec_son_motif) {
    verifier(campagne, lina, Resultat::inscrit_ailleurs, "Lycée Monod");
    auto awa = d.app.as(d.awa);
    auto liste = awa.get(de("/retours"));
    EXPECT_TRUE(liste.contient("SIECLE de Zola"));
    auto ici = de("/retours/" + std::to_string(siecle.valeur));
    auto page = awa.get(ici);
    EXPECT_TRUE(page.contient("BERNARD Lina"));
    EXPECT_TRUE(page.contient("1 sur 1"));
    EXPECT_EQ(awa.post(ici + "/fichier", {{"format", "csv"}}).status, 422);
    for (auto const* format : {"csv", "xlsx"}) {
        auto fichier = awa.post(ici + "/fichier", {{"format", format}, {"motif", "Correction de la base"}});
        EXPECT_EQ(fichier.status, 200);
        EXPECT_NE(fichier.header("Content-Disposition").find(format), std::string::npos);
        EXPECT_EQ(d.journal().back(), "export_fait");
    }
    EXPECT_EQ(d.app.as(d.ba).post(ici + "/fichier", {{"format", "csv"}, {"motif", "x"}}).status, 403);
    EXPECT_EQ(awa.get(de("/retours/987654")).status, 404);
}

} // namespace
