// Une demande d'accès, de la recherche jusqu'à la réponse : chacun l'apprend dans sa journée.
#include "metier/jeunes/index.hpp"
#include "metier/suivi/tests/cas.hpp"

namespace essais {
namespace {

struct DemandesWeb : SuiviWeb {
    Id<jeunes::Jeune> hugo = un_jeune().nomme("DIALLO", "Hugo").ne_le(2009y / 3 / 4).au(d.zola).cree(d);
    DemandesWeb() {
        d.ecrire([&](storage::Writer& db) { jeunes::indexer(db, hugo); });
    }
    void demander() {
        auto ines = d.app.as(d.ines);
        auto page = ines.get("/recherche?q=diallo+hugo");
        EXPECT_EQ(ines.post(jeune(hugo) + "/demande-acces",
                            {{"motif", "Il s’est présenté à ma permanence."}, {"preuve", page.value("preuve")}})
                      .status,
                  303);
    }
};

TEST_F(DemandesWeb, une_demande_arrive_dans_la_journee_de_qui_peut_repondre_et_la_reponse_dans_celle_du_demandeur) {
    auto awa = d.app.as(d.awa), ines = d.app.as(d.ines);
    demander();
    auto journee_ = awa.get("/");
    EXPECT_TRUE(journee_.contient("Demandes d’accès : une réponse est attendue"));
    EXPECT_TRUE(journee_.contient("Inès MOREAU : Il s’est présenté à ma permanence."));
    EXPECT_NE(awa.get("/jeunes").body.find("href=\"/demandes-acces\""), std::string::npos);
    awa.post("/demandes-acces/1", {{"reponse", "acceptee"}, {"jusqu_au", "2026-12-31"}});
    EXPECT_FALSE(awa.get("/").contient("une réponse est attendue"));
    auto reponse = ines.get("/");
    EXPECT_TRUE(reponse.contient("Accès accordé : DIALLO Hugo"));
    EXPECT_NE(reponse.body.find("href=\"" + jeune(hugo) + "\""), std::string::npos);
    EXPECT_EQ(ines.get(jeune(hugo)).status, 200);
}

TEST_F(DemandesWeb, un_refus_se_dit_sans_nommer_le_jeune) {
    demander();
    d.app.as(d.awa).post("/demandes-acces/1", {{"reponse", "refusee"}});
    auto page = d.app.as(d.ines).get("/");
    EXPECT_TRUE(page.contient("Accès refusé : H. D."));
    EXPECT_FALSE(page.contient("DIALLO"));
    EXPECT_EQ(d.app.as(d.ines).get(jeune(hugo)).status, 404);
}

} // namespace
} // namespace essais
