#include <gtest/gtest.h>

#include "metier/jeunes/apports.hpp"
#include "tests/distribution.hpp"

namespace {

using namespace metier::jeunes;
using essais::Distribution;
using essais::un_jeune;
using metier::acces::Role;

struct CercleWeb : testing::TestWithParam<std::string> {
    CercleWeb() { routes(d.app.routes); }
    static std::string adresse(Id<Jeune> id, std::string const& suite = "") {
        return "/jeunes/" + std::to_string(id.valeur) + suite;
    }
    static std::string fin(Id<Jeune> id, Id<metier::acces::Agent> agent) {
        return adresse(id, "/cercle/" + std::to_string(agent.valeur) + "/fin");
    }
    Distribution d{GetParam()};
};
INSTANTIATE_TEST_SUITE_P(Bases, CercleWeb, testing::ValuesIn(essais::BaseDEssai::genres()));

TEST_P(CercleWeb, une_psychologue_entre_dans_le_cercle_lit_le_dossier_et_ne_le_lit_plus_trente_jours_apres_la_fin) {
    auto lou = d.un_agent("Lou", "PSY", Role::psyen, {}, {}, d.psad_nord);
    auto id = un_jeune().ne_le(2009y / 3 / 4).au(d.zola).cree(d);
    auto numero = std::to_string(lou.valeur);
    EXPECT_EQ(d.app.as(lou).get(adresse(id)).status, 404) << "pas encore du cercle";

    auto awa = d.app.as(d.awa);
    auto page = awa.get(adresse(id, "/cercle"));
    EXPECT_TRUE(page.contient("Lou PSY (Psychologue de l’Éducation nationale)"));
    EXPECT_FALSE(page.contient("Ines")) << "un autre bassin n'est pas proposé";
    auto fait =
        awa.post(adresse(id, "/cercle"), {{"agent", numero}, {"titre", "Suivi du projet"}, {"du", "01/10/2026"}});
    ASSERT_EQ(fait.status, 303);
    EXPECT_EQ(d.journal().back(), "cercle_modifie");
    auto apres = awa.follow(fait);
    EXPECT_TRUE(apres.contient("Membre du cercle"));
    EXPECT_TRUE(apres.contient("Suivi du projet"));
    EXPECT_TRUE(apres.contient("Oui, au titre du suivi"));
    EXPECT_TRUE(awa.get(adresse(id)).contient(", membre du cercle, Suivi du projet depuis le 01/10/2026"));
    EXPECT_EQ(d.app.as(lou).get(adresse(id)).status, 200);

    EXPECT_EQ(awa.post(fin(id, lou), {{"au", "30/09/2026"}, {"motif", "Relais"}}).status, 422) << "avant le début";
    EXPECT_EQ(awa.post(fin(id, lou), {{"au", "06/10/2026"}, {"motif", "Relais"}}).status, 422) << "dans l'avenir";
    auto finie = awa.post(fin(id, lou), {{"au", "05/10/2026"}, {"motif", "Relais au CIO"}});
    ASSERT_EQ(finie.status, 303);
    EXPECT_TRUE(awa.follow(finie).contient("Oui, au titre du suivi, jusqu’au 04/11/2026"));
    EXPECT_TRUE(d.app.as(lou).get(adresse(id)).contient("ce dossier vous reste ouvert jusqu’au 04/11/2026"));
    EXPECT_EQ(awa.get(fin(id, lou)).status, 404) << "déjà finie";
    d.horloge.avancer(std::chrono::hours{24 * 31});
    EXPECT_EQ(d.app.as(lou).get(adresse(id)).status, 404);
    EXPECT_TRUE(d.app.as(d.awa).get(adresse(id, "/cercle")).contient("Non, depuis le 05/11/2026"));
}

TEST_P(CercleWeb, deux_homonymes_se_distinguent_par_leur_etablissement_et_un_ajout_par_erreur_se_retire_aussitot) {
    auto id = un_jeune().ne_le(2009y / 3 / 4).au(d.zola).cree(d);
    auto ici = d.un_agent("Julien", "COLIN", Role::referent_decrochage, {}, d.zola);
    auto la = d.un_agent("Julien", "COLINE", Role::referent_decrochage, {}, d.curie); // l'essai en tire le courriel
    d.ecrire([&](Writer& db) { db.run("update agent set nom = 'COLIN' where id = ?", la); });
    auto awa = d.app.as(d.awa);
    auto nom_de = [&](Id<metier::territoire::Etablissement> e) {
        return d.lire([&](Reader& db) { return db.one<std::string>("select nom from etablissement where id = ?", e); });
    };
    for (auto const& page : {awa.get(adresse(id, "/cercle"))})
        for (auto e : {d.zola, d.curie})
            EXPECT_TRUE(page.contient("Julien COLIN (Référent décrochage scolaire, " + nom_de(e) + ")")) << nom_de(e);
    EXPECT_TRUE(awa.get(adresse(id, "/referent"))
                    .contient("Julien COLIN (Référent décrochage scolaire, " + nom_de(d.zola) + ")"));
    awa.post(adresse(id, "/cercle"), {{"agent", std::to_string(la.valeur)}, {"du", "05/10/2026"}});
    EXPECT_EQ(d.app.as(la).get(adresse(id)).status, 200);
    EXPECT_EQ(awa.post(fin(id, la), {{"au", "05/10/2026"}, {"par_erreur", "1"}}).status, 422) << "pourquoi ?";
    auto retire = awa.post(fin(id, la), {{"au", "05/10/2026"}, {"motif", "Homonyme"}, {"par_erreur", "1"}});
    EXPECT_EQ(retire.status, 303);
    EXPECT_TRUE(awa.follow(retire).contient("ne lit plus le dossier"));
    EXPECT_EQ(d.app.as(la).get(adresse(id)).status, 404);
    EXPECT_TRUE(awa.get(adresse(id, "/cercle")).contient("Homonyme"));
    EXPECT_NE(ici.valeur, la.valeur);
}

TEST_P(CercleWeb, ajouter_quelqu_un_qui_y_est_deja_dit_qu_il_y_est) {
    auto id = un_jeune().ne_le(2009y / 3 / 4).au(d.zola).cree(d);
    d.ecrire([&](auto& db) {
        designer_referent(db, id, d.awa, d.jour());
        entrer_dans_le_cercle(db, id, d.ba, d.jour(), "");
    });
    auto encore = d.app.as(d.awa).post(adresse(id, "/cercle"),
                                       {{"agent", std::to_string(d.ba.valeur)}, {"titre", ""}, {"du", "2026-10-05"}});
    EXPECT_EQ(encore.status, 422);
    EXPECT_EQ(encore.error("agent"), "Mariam BA suit déjà ce jeune, depuis le 05/10/2026.");
}

TEST_P(CercleWeb, le_referent_ne_sort_pas_du_cercle_il_se_remplace) {
    auto id = un_jeune().ne_le(2009y / 3 / 4).au(d.zola).cree(d);
    d.ecrire([&](Writer& db) { designer_referent(db, id, d.awa, d.jour()); });
    auto awa = d.app.as(d.awa);
    EXPECT_TRUE(awa.get(adresse(id, "/cercle")).contient("Désigner un autre référent"));
    EXPECT_EQ(awa.get(fin(id, d.awa)).status, 404);
    EXPECT_EQ(awa.post(fin(id, d.awa), {{"au", "05/10/2026"}, {"motif", "Départ"}}).status, 404);
    EXPECT_EQ(
        awa.post(adresse(id, "/cercle"), {{"agent", std::to_string(d.dasen.valeur)}, {"du", "05/10/2026"}}).status, 422)
        << "un rôle qui ne suit pas n'entre pas dans le cercle";
    EXPECT_EQ(awa.post(adresse(id, "/cercle"), {{"agent", std::to_string(d.diop.valeur)}, {"du", "04/10/2000"}}).status,
              422)
        << "avant la naissance";
    EXPECT_EQ(d.app.as(d.ott).get(adresse(id, "/cercle")).status, 403);
    EXPECT_EQ(d.app.as(d.ines).get(adresse(id, "/cercle")).status, 404);
}

} // namespace
