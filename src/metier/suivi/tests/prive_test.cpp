// Ce qu'un entretien privé ou d'équipe laisse voir aux autres : sa suite, ses freins.
#include "metier/suivi/tests/cas.hpp"

namespace essais {
namespace {

struct SuitePrivee : SuiviWeb {
    web::Pairs prevu(std::string visibilite) {
        return avec(entretien(),
                    {{"objet", "Objet zèbre"}, {"prochaine", "2026-10-09"}, {"visibilite", std::move(visibilite)}});
    }
    Reponse noter(std::string const& visibilite) {
        return d.app.as(d.awa).post(jeune(lina) + "/entretiens/situation", prevu(visibilite));
    }
    std::string suite() {
        return "/echeances/" + std::to_string(d.lire([&](storage::Reader& db) {
                   return db.one<std::int64_t>("select id from echeance where genre = 'suite_entretien'");
               }));
    }
    bool laisse_voir(Id<acces::Agent> qui) {
        auto agent = d.app.as(qui);
        auto page = agent.get(suite());
        return agent.get(jeune(lina)).contient("Suite de l’entretien") || agent.get("/").contient("zèbre") ||
               page.status != 404;
    }
    Id<jeunes::Jeune> lina =
        un_jeune().nomme("BERNARD", "Lina").ne_le(2009y / 5 / 20).en_psad(2026y / 9 / 1).au(d.zola).cree(d);
};

TEST_F(SuitePrivee, la_suite_d_un_entretien_prive_n_est_que_dans_la_journee_de_son_auteur) {
    d.ecrire([&](storage::Writer& db) { jeunes::designer_referent(db, lina, d.ba, d.jour()); });
    ASSERT_EQ(noter("privee").status, 303);
    for (auto qui : {d.ott, d.ba, d.roy, d.diop})
        EXPECT_FALSE(laisse_voir(qui)) << qui.valeur;
    auto awa = d.app.as(d.awa);
    EXPECT_TRUE(awa.get("/").contient("Suite de l’entretien : Objet zèbre")) << "« dans votre journée »";
    EXPECT_TRUE(awa.get(jeune(lina)).contient("Suite de l’entretien : Objet zèbre"));
    EXPECT_EQ(awa.get(suite()).status, 200);
}

TEST_F(SuitePrivee, la_suite_d_un_entretien_d_equipe_echappe_a_la_mission_locale) {
    ASSERT_EQ(noter("equipe").status, 303);
    EXPECT_FALSE(laisse_voir(d.diop));
    EXPECT_TRUE(laisse_voir(d.ott));
    EXPECT_TRUE(laisse_voir(d.roy));
}

TEST_F(SuitePrivee, la_suite_revient_au_referent_s_il_lit_l_entretien_sinon_a_l_auteur) {
    auto a_qui = [&] {
        return d.lire([&](storage::Reader& db) {
            return db.one<Id<acces::Agent>>("select agent_id from echeance where genre = 'suite_entretien'");
        });
    };
    d.ecrire([&](storage::Writer& db) { jeunes::designer_referent(db, lina, d.diop, d.jour()); });
    auto fait = noter("equipe");
    EXPECT_EQ(a_qui(), d.awa);
    auto awa = d.app.as(d.awa);
    awa.post(fait.location, avec(prevu("partenaires"), {{"version", "1"}}));
    EXPECT_EQ(a_qui(), d.diop);
    EXPECT_TRUE(laisse_voir(d.diop));
}

TEST_F(SuitePrivee, rendre_l_entretien_prive_reprend_ce_que_sa_suite_disait) {
    d.ecrire([&](storage::Writer& db) { jeunes::designer_referent(db, lina, d.ba, d.jour()); });
    auto fait = noter("partenaires");
    EXPECT_TRUE(laisse_voir(d.ba));
    EXPECT_TRUE(laisse_voir(d.diop));
    ASSERT_EQ(d.app.as(d.awa).post(fait.location, avec(prevu("privee"), {{"version", "1"}})).status, 303);
    for (auto qui : {d.ott, d.ba, d.roy, d.diop})
        EXPECT_FALSE(laisse_voir(qui)) << qui.valeur;
    EXPECT_TRUE(d.app.as(d.awa).get("/").contient("Objet zèbre"));
}

TEST_F(SuitePrivee, l_objet_corrige_corrige_la_suite) {
    auto fait = noter("equipe");
    d.app.as(d.awa).post(fait.location, avec(prevu("equipe"), {{"version", "1"}, {"objet", "Faire le point"}}));
    EXPECT_FALSE(d.app.as(d.ott).get(jeune(lina)).contient("zèbre")) << "rien de l'ancien objet";
    EXPECT_TRUE(d.app.as(d.ott).get(suite()).contient("Suite de l’entretien : Faire le point"));
}

TEST_F(SuitePrivee, un_nouveau_referent_ne_recoit_pas_ce_qu_il_ne_peut_pas_lire) {
    noter("privee");
    auto awa = d.app.as(d.awa);
    d.ecrire([&](storage::Writer& db) { jeunes::designer_referent(db, lina, d.awa, d.jour()); });
    awa.post(jeune(lina) + "/referent", {{"agent", std::to_string(d.ba.valeur)}, {"motif", "relais"}});
    EXPECT_FALSE(laisse_voir(d.ba));
    EXPECT_TRUE(awa.get("/").contient("Objet zèbre"));
}

TEST_F(SuitePrivee, un_rendez_vous_tenu_en_prive_ne_dit_pas_quand) {
    auto awa = d.app.as(d.awa);
    awa.post(jeune(lina) + "/rendez-vous", {{"jour", "2026-10-05"}, {"heure", "09:00"}});
    noter("privee");
    auto issue = d.lire([&](storage::Reader& db) {
        return db.one<std::string>("select issue from echeance where genre = 'rendez_vous'");
    });
    EXPECT_EQ(issue, "Réglée");
}

TEST_F(SuitePrivee, le_formulaire_dit_qui_verra_les_freins_coches) {
    auto page = d.app.as(d.awa).get(jeune(lina) + "/entretiens/nouveau/situation");
    EXPECT_TRUE(page.contient("même si cet entretien reste privé"));
}

} // namespace
} // namespace essais
