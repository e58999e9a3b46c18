#include <gtest/gtest.h>

#include "metier/agenda/agenda.hpp"
#include "metier/conservation/conservation.hpp"
#include "metier/jeunes/apports.hpp"
#include "tests/distribution.hpp"

using namespace essais;
namespace conservation = metier::conservation;

namespace {

struct ConservationWeb : testing::Test {
    ConservationWeb() {
        conservation::routes(d.app.routes);
        conservation::rubriques(journee);
        metier::agenda::routes(d.app.routes, journee);
        jeunes::routes(d.app.routes, apports);
        j = un_jeune().nomme("DIALLO", "Hugo").au(d.zola, 2025, Date{2026y / 8 / 31}).cree(d);
        le(2028y / 9 / 5);
        conservation::ronde(d.app.env());
    }
    void le(Date jour) { d.horloge.regler(base::depuis_paris(jour, 10, 0)); }
    web::Pairs choisi(web::Pairs autres, std::string const& version = "1") {
        autres.emplace_back("choix", std::to_string(j.valeur) + "-" + version);
        return autres;
    }
    Distribution d;
    metier::agenda::Journee journee;
    jeunes::Apports apports;
    Id<jeunes::Jeune> j;
};

TEST_F(ConservationWeb, awa_voit_qui_pourquoi_quand_et_selon_quelle_regle) {
    auto awa = d.app.as(d.awa);
    EXPECT_TRUE(awa.get("/").contient("1 dossier arrive à son terme"));
    auto page = awa.get("/conservation");
    for (auto const* texte : {"DIALLO Hugo", "Dossier créé, le 05/10/2026", "05/10/2028", "Repère CNIL", "À confirmer",
                              "Rien ne s’efface sans décision"})
        EXPECT_TRUE(page.contient(texte)) << texte;
    EXPECT_FALSE(d.app.as(d.ines).get("/conservation").contient("DIALLO"));
    for (auto agent : {d.ott, d.ba, d.roy, d.diop, d.dasen, d.dpd, d.admin})
        EXPECT_EQ(d.app.as(agent).get("/conservation").status, 403) << agent.valeur;
}

TEST_F(ConservationWeb, garder_demande_un_motif_et_un_dernier_jour) {
    auto awa = d.app.as(d.awa);
    auto refus = awa.post("/conservation", choisi({{"decision", "garder"}}));
    EXPECT_EQ(refus.status, 422);
    EXPECT_FALSE(refus.error("motif").empty());
    EXPECT_FALSE(refus.error("jusqu_au").empty());
    auto trop = awa.post("/conservation",
                         choisi({{"decision", "garder"}, {"motif", "contentieux"}, {"jusqu_au", "2035-01-01"}}));
    EXPECT_EQ(trop.status, 422); // une exception se redécide
    auto fait = awa.post("/conservation",
                         choisi({{"decision", "garder"}, {"motif", "contentieux"}, {"jusqu_au", "2029-06-01"}}));
    ASSERT_EQ(fait.status, 303);
    EXPECT_EQ(d.journal().back(), "purge_decidee");
    auto gardes = awa.get("/conservation?etat=gardes");
    EXPECT_TRUE(gardes.contient("contentieux en cours"));
    EXPECT_TRUE(gardes.contient("01/06/2029"));
    EXPECT_EQ(awa.post("/conservation", {{"decision", "purger"}}).status, 303); // rien de coché
    EXPECT_EQ(d.journal().back(), "purge_decidee");
}

TEST_F(ConservationWeb, une_purge_decidee_se_fait_le_jour_dit_et_son_rapport_s_imprime_sans_nom) {
    auto awa = d.app.as(d.awa);
    EXPECT_EQ(awa.post("/conservation", choisi({{"decision", "purger"}})).status, 303);
    EXPECT_TRUE(awa.get("/conservation?etat=decides").contient("Purge le 05/10/2028, décidée par Awa NDIAYE"));
    EXPECT_EQ(awa.get("/jeunes/" + std::to_string(j.valeur)).status, 200);
    le(2028y / 10 / 5);
    conservation::ronde(d.app.env());
    EXPECT_EQ(awa.get("/jeunes/" + std::to_string(j.valeur)).status, 404);
    auto liste = d.app.as(d.dpd).get("/conservation/rapports");
    EXPECT_TRUE(liste.contient("Purge du 05/10/2028"));
    auto rapport = d.app.as(d.dpd).get("/conservation/rapports/1");
    for (auto const* texte : {"1 dossier rendu anonyme", "Awa NDIAYE", "Scolarité", "24 mois après clôture"})
        EXPECT_TRUE(rapport.contient(texte)) << texte;
    EXPECT_FALSE(rapport.contient("DIALLO"));
    EXPECT_EQ(d.app.as(d.dpd).get("/conservation/rapports/9").status, 404);
    EXPECT_EQ(d.app.as(d.ott).get("/conservation/rapports").status, 403);
}

TEST_F(ConservationWeb, on_ne_decide_ni_d_un_autre_secteur_ni_par_dessus_un_collegue) {
    EXPECT_TRUE(
        d.app.as(d.ines).post("/conservation", choisi({{"decision", "purger"}})).location.starts_with("/conservation"));
    EXPECT_EQ(d.lire([](storage::Reader& db) {
        return db.one<std::int64_t>("select count(*) from purge_annonce where decision <> ''");
    }),
              0);
    auto awa = d.app.as(d.awa);
    awa.post("/conservation", choisi({{"decision", "purger"}}));
    auto suite = awa.follow(awa.post("/conservation", choisi({{"decision", "purger"}})));
    EXPECT_TRUE(suite.contient("quelqu’un a décidé avant"));
}

} // namespace
