#include <gtest/gtest.h>

#include "metier/jeunes/apports.hpp"
#include "metier/jeunes/freins.hpp"
#include "metier/jeunes/fusion.hpp"
#include "tests/distribution.hpp"

namespace {

using namespace metier::jeunes;
using essais::Distribution;
using essais::un_jeune;

TEST(Freins, les_codes_gardes_se_relisent_et_un_texte_n_en_est_pas) {
    std::vector<CodeDeFrein> codes{CodeDeFrein::mobilite, CodeDeFrein::sante_oriente};
    EXPECT_EQ(ecrire_freins(codes), "mobilite sante_oriente");
    EXPECT_EQ(lire_freins("mobilite sante_oriente"), codes);
    EXPECT_EQ(lire_freins("pas de bus le matin"), std::nullopt);
    EXPECT_EQ(libelle_des_freins(codes), "Mobilité ; Santé, orienté vers un professionnel");
}

class FreinsWeb : public testing::TestWithParam<std::string> {
protected:
    Distribution d{GetParam()};
    Apports apports;
    Id<Jeune> hugo;
    std::string ici;
    FreinsWeb() {
        apports_des_freins(apports);
        routes(d.app.routes, apports);
        hugo = un_jeune().nomme("DIALLO", "Hugo").ne_le(2009y / 3 / 4).au(d.zola).cree(d);
        ici = "/jeunes/" + std::to_string(hugo.valeur);
    }
    std::vector<Frein> lus() {
        return d.lire([&](Reader& db) { return freins(db, hugo); });
    }
    static std::string de(Frein const& f, std::string const& suite) {
        return "/freins/" + std::to_string(f.id.valeur) + suite;
    }
};
INSTANTIATE_TEST_SUITE_P(Bases, FreinsWeb, testing::ValuesIn(essais::BaseDEssai::genres()));

TEST_P(FreinsWeb, un_frein_s_ouvre_se_leve_a_une_date_et_se_voit_au_dossier) {
    auto awa = d.app.as(d.awa);
    EXPECT_EQ(awa.post(ici + "/freins", {{"du", "2026-10-05"}}).status, 422);
    EXPECT_EQ(awa.post(ici + "/freins", {{"codes", "logement"}, {"du", "2026-12-05"}}).status, 422) << "à venir";
    EXPECT_EQ(awa.post(ici + "/freins", {{"codes", "pauvrete"}, {"du", "2026-10-05"}}).status, 422);
    auto r = awa.post(ici + "/freins", {{"codes", "logement"}, {"codes", "mobilite"}, {"du", "2026-09-20"}});
    EXPECT_TRUE(awa.follow(r).contient("2 freins notés"));
    EXPECT_EQ(d.journal()[d.journal().size() - 2], "frein_ouvert");
    auto dossier = awa.get(ici);
    EXPECT_TRUE(dossier.contient("20/09/2026") && dossier.contient("noté par Awa NDIAYE"));
    EXPECT_TRUE(dossier.contient("Logement : constaté"));

    auto f = lus().front();
    auto version = std::to_string(f.version);
    EXPECT_EQ(awa.post(de(f, "/levee"), {{"au", "2026-09-01"}, {"version", version}}).status, 422) << "avant de naître";
    EXPECT_EQ(awa.post(de(f, "/levee"), {{"au", "2026-10-01"}, {"version", version}}).status, 303);
    EXPECT_EQ(d.journal().back(), "frein_leve");
    EXPECT_TRUE(
        awa.follow(awa.post(de(f, "/levee"), {{"au", "2026-10-02"}, {"version", version}})).contient("entre-temps"));
    EXPECT_EQ(lus().back().au, (Date{2026y / 10 / 1}));
    EXPECT_TRUE(awa.get(ici).contient("01/10/2026"));
    EXPECT_EQ(awa.post(de(f, "/reouverture"), {{"version", std::to_string(lus().back().version)}}).status, 303);
    EXPECT_EQ(lus().back().au, std::nullopt);
}

TEST_P(FreinsWeb, le_meme_n_est_ouvert_qu_une_fois_et_un_leve_ne_revient_pas_par_une_date_ancienne) {
    auto awa = d.app.as(d.awa);
    web::Pairs mobilite{{"codes", "mobilite"}, {"du", "2026-09-20"}};
    awa.post(ici + "/freins", mobilite);
    EXPECT_TRUE(awa.follow(awa.post(ici + "/freins", mobilite)).contient("Rien de nouveau"));
    ASSERT_EQ(lus().size(), 1u);
    d.ecrire([&](Writer& db) { lever_frein(db, lus().front().id, 1, 2026y / 10 / 1, d.awa); });
    awa.post(ici + "/freins", mobilite);
    EXPECT_EQ(lus().size(), 1u);
    awa.post(ici + "/freins", {{"codes", "mobilite"}, {"du", "2026-10-03"}});
    ASSERT_EQ(lus().size(), 2u);
    auto leve = lus().back();
    EXPECT_TRUE(awa.follow(awa.post(de(leve, "/reouverture"), {{"version", std::to_string(leve.version)}}))
                    .contient("déjà ouvert"));
}

TEST_P(FreinsWeb, deux_dossiers_qui_ont_le_meme_frein_se_fusionnent_et_se_separent) {
    auto absorbe = un_jeune().nomme("DIALO", "Hugo").ne_le(2009y / 3 / 4).au(d.zola).cree(d);
    std::vector<CodeDeFrein> mobilite{CodeDeFrein::mobilite}, deux{CodeDeFrein::mobilite, CodeDeFrein::langue};
    auto fusion = d.ecrire([&](Writer& db) {
        ouvrir_freins(db, hugo, mobilite, 2026y / 9 / 1, d.awa);
        ouvrir_freins(db, absorbe, deux, 2026y / 9 / 2, d.awa);
        return fusionner(db, hugo, absorbe, "même personne", d.awa, d.horloge.instant());
    });
    EXPECT_EQ(lus().size(), 2u) << "la mobilité une fois, la langue a suivi";
    d.ecrire([&](Writer& db) { defaire_fusion(db, fusion, d.awa, d.horloge.instant(), 90); });
    EXPECT_EQ(lus().size(), 1u);
    EXPECT_EQ(d.lire([&](Reader& db) { return freins(db, absorbe).size(); }), 2u);
}

TEST_P(FreinsWeb, hors_portee_ils_n_existent_pas) {
    d.app.as(d.awa).post(ici + "/freins", {{"codes", "langue"}, {"du", "2026-10-01"}});
    auto ines = d.app.as(d.ines);
    EXPECT_EQ(ines.get(ici + "/freins").status, 404);
    EXPECT_EQ(ines.post(de(lus().front(), "/levee"), {{"au", "2026-10-05"}, {"version", "1"}}).status, 404);
    EXPECT_EQ(d.app.as(d.ott).get(ici + "/freins").status, 403) << "le proviseur lit, il ne tient pas";
    EXPECT_TRUE(d.app.as(d.ott).get(ici).contient("Langue française"));
}

} // namespace
