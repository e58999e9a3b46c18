#include <gtest/gtest.h>

#include "metier/jeunes/apports.hpp"
#include "metier/jeunes/index.hpp"
#include "metier/jeunes/question.hpp"
#include "tests/distribution.hpp"

namespace {

using namespace metier::jeunes;
using essais::Distribution;
using essais::un_jeune;

TEST(Question, une_naissance_s_ecrit_de_bien_des_facons) {
    for (auto const* saisie :
         {"martin 12/03/2009", "12/3/2009 MARTIN", "martin 12-03-2009", "martin 12.03.2009", "martin 2009-03-12",
          "martin 12032009", "martin 20090312", "martin 12 mars 2009", "Martin né le 12 mars 2009",
          "martin née le 12/03/2009", "martin 12 03 2009", "martin 12/03/09", "MARTIN 12 MARS 2009"}) {
        auto q = lire_question(saisie);
        EXPECT_EQ(q.naissance, (Date{2009y / 3 / 12})) << saisie;
        EXPECT_EQ(q.mots, Mots{"MARTIN"}) << saisie;
    }
    EXPECT_EQ(lire_question("lina 1er août 2008").naissance, (Date{2008y / 8 / 1}));
    EXPECT_EQ(lire_question("lina née en 2008").annee, 2008);
    EXPECT_EQ(lire_question("lina née en 2008").mots, Mots{"LINA"});
    EXPECT_EQ(lire_question("lina 31/02/2009").naissance, std::nullopt);
    EXPECT_EQ(lire_question("mars lina").mots, (Mots{"MARS", "LINA"})) << "un nom de mois est aussi un nom";
}

TEST(Question, un_ine_se_lit_avec_ou_sans_blancs) {
    ASSERT_TRUE(lire_question("012345678kc").ine);
    EXPECT_EQ(lire_question("012 345 678KC").ine->texte(), "012345678KC");
    EXPECT_FALSE(lire_question("martin 2009").ine);
}

TEST(Question, des_mots_se_collent_ou_se_coupent_si_quelqu_un_les_porte) {
    std::set<std::string> portes{"LE", "GOFF", "JEAN", "PIERRE", "NDIAYE", "DE", "LA", "ROCHE"};
    EXPECT_EQ(recoupes({"LEGOFF"}, portes), (std::vector<Mots>{{"LE", "GOFF"}}));
    EXPECT_EQ(recoupes({"JEANPIERRE", "GOFF"}, portes), (std::vector<Mots>{{"JEAN", "PIERRE", "GOFF"}}));
    EXPECT_EQ(recoupes({"N", "DIAYE"}, portes), (std::vector<Mots>{{"NDIAYE"}}));
    EXPECT_EQ(recoupes({"DELAROCHE"}, portes), (std::vector<Mots>{{"DE", "LA", "ROCHE"}}));
    EXPECT_EQ(recoupes({"LEGOFF", "JEANPIERRE"}, portes).back(), (Mots{"LE", "GOFF", "JEAN", "PIERRE"}));
    EXPECT_TRUE(recoupes({"MARTIN", "HUGO"}, portes).empty());
    EXPECT_EQ(sans_petits_mots({"MME", "DE", "ROCHE"}), Mots{"ROCHE"});
    EXPECT_EQ(sans_petits_mots({"MARTIN", "HUGO"}), std::nullopt);
    EXPECT_EQ(sans_petits_mots({"DE", "LA"}), std::nullopt);
}

class Recherche : public testing::TestWithParam<std::string> {
protected:
    Distribution d{GetParam()};
    Apports apports;
    Recherche() { routes(d.app.routes, apports); }
    Id<Jeune> cree(essais::UnJeune un) {
        auto id = un.cree(d);
        d.ecrire([&](Writer& db) { indexer(db, id); });
        return id;
    }
    bool trouve(Id<Jeune> id, std::string const& saisie) {
        auto page = d.app.as(d.awa).get("/recherche?q=" + web::url_encode(saisie));
        return page.body.find("href=\"/jeunes/" + std::to_string(id.valeur) + "\"") != std::string::npos;
    }
};
INSTANTIATE_TEST_SUITE_P(Bases, Recherche, testing::ValuesIn(essais::BaseDEssai::genres()));

TEST_P(Recherche, un_nom_et_une_initiale_suffisent) {
    auto lina = cree(un_jeune().nomme("MARTIN", "Lina").ne_le(2009y / 3 / 12).au(d.zola));
    auto hugo = cree(un_jeune().nomme("MARTIN", "Hugo").ne_le(2009y / 5 / 1).au(d.zola));
    auto maelys = cree(un_jeune().nomme("MARTIN", "Maëlys").ne_le(2009y / 5 / 2).au(d.zola));
    for (auto const* q : {"MARTIN L", "Martin L.", "l. martin", "L MARTIN 2009", "martin l 12/03/2009", "martain l"}) {
        EXPECT_TRUE(trouve(lina, q)) << q;
        EXPECT_FALSE(trouve(hugo, q)) << q;
    }
    EXPECT_TRUE(trouve(maelys, "MARTIN M"));
    EXPECT_FALSE(trouve(hugo, "MARTIN M"));
    EXPECT_NE(d.app.as(d.awa).get("/recherche/suggestions?q=martin+l").body.find("Lina"), std::string::npos);
}

TEST_P(Recherche, tirets_apostrophes_particules_et_noms_d_usage_ne_cachent_personne) {
    auto zoe = cree(un_jeune().nomme("LE GOFF", "Zoé").au(d.zola));
    auto jp = cree(un_jeune().nomme("N'DIAYE", "Jean-Pierre").au(d.zola));
    auto roche = cree(un_jeune().nomme("DE LA ROCHE", "Anne-Lise").au(d.zola));
    auto ben = cree(un_jeune().nomme("BENALI", "Sara").au(d.zola));
    d.ecrire([&](Writer& db) {
        db.run("update jeune set nom_usage = 'KERMARREC' where id = ?", ben);
        indexer(db, ben);
    });
    for (auto const* q : {"legoff zoe", "Goff", "zoé LE-GOFF", "le gof zoe", "Mme Le Goff"})
        EXPECT_TRUE(trouve(zoe, q)) << q;
    for (auto const* q : {"ndiaye jeanpierre", "N’Diaye Jean Pierre", "jean-pierre ndiaye", "n diaye"})
        EXPECT_TRUE(trouve(jp, q)) << q;
    for (auto const* q : {"delaroche", "roche annelise", "anne lise de la roche", "Roche A"})
        EXPECT_TRUE(trouve(roche, q)) << q;
    for (auto const* q : {"kermarrec sara", "Sara KERMAREC", "ben ali sara", "sara kermarrec née benali"})
        EXPECT_TRUE(trouve(ben, q)) << q;
    EXPECT_TRUE(trouve(ben, "benalli sarra")) << "une faute dans chaque mot";
    EXPECT_TRUE(trouve(ben, "benali sara fatima")) << "un prénom de trop";
}

TEST_P(Recherche, une_initiale_une_particule_ou_un_nom_coupe_ne_montrent_rien_hors_portee) {
    cree(un_jeune().nomme("DIALLO", "Hugo").ne_le(2009y / 3 / 4).au(d.zola));
    auto ines = d.app.as(d.ines);
    for (auto const* q : {"diallo", "diallo+h", "mme+diallo", "de+diallo", "dial+lo", "dialo+hugo", "diallo+h+x"})
        EXPECT_FALSE(ines.get("/recherche?q=" + std::string(q)).contient("Hors de votre périmètre")) << q;
    for (auto const* q : {"diallo+hugo", "diallo+h+2009", "hugo+diallo+4+mars+2009"})
        EXPECT_TRUE(ines.get("/recherche?q=" + std::string(q)).contient("Hors de votre périmètre")) << q;
}

} // namespace
