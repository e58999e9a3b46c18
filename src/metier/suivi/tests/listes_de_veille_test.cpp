// Les listes derrière « Ma journée » : dans l'ordre qu'elles disent, entières, et les bonnes.
#include "metier/suivi/tests/cas.hpp"

namespace essais {
namespace {

TEST_F(SuiviWeb, les_entretiens_a_fixer_montrent_d_abord_ceux_sans_date_puis_les_dates_et_disent_la_suite) {
    std::vector<Id<jeunes::Jeune>> quatre;
    for (auto nom : {"ARNAUD", "BERNARD", "COLIN", "DUBOIS"})
        quatre.push_back(un_jeune().nomme(nom, "Lou").en_psad(2026y / 9 / 1).au(d.zola).cree(d));
    auto awa = d.app.as(d.awa);
    awa.post(jeune(quatre[0]) + "/rendez-vous", {{"jour", "2026-12-10"}, {"heure", "14:00"}});
    awa.post(jeune(quatre[2]) + "/rendez-vous", {{"jour", "2026-11-02"}, {"heure", "14:00"}});
    auto page = awa.get("/suivi/rendez-vous").text();
    auto ou = [&](char const* nom) { return page.find(nom); };
    EXPECT_LT(ou("BERNARD"), ou("DUBOIS"));
    EXPECT_LT(ou("DUBOIS"), ou("COLIN")) << "ceux sans date d'abord";
    EXPECT_LT(ou("COLIN"), ou("ARNAUD")) << "puis le plus proche";
    auto lire = [&](int au_plus, suivi::ApresAttendu const& apres) {
        return d.lire([&](storage::Reader& db) {
            return suivi::attendus_en_entretien(db, d.portee(d.awa), 2026y / 8 / 1, au_plus, apres);
        });
    };
    auto debut = lire(3, {});
    ASSERT_EQ(debut.size(), 3u);
    auto suite = lire(3, {debut.back().rang, debut.back().jeune.valeur});
    ASSERT_EQ(suite.size(), 1u);
    EXPECT_EQ(suite.front().nom, "ARNAUD Lou");
}

TEST_F(SuiviWeb, tout_voir_de_l_obligation_non_remplie_mene_a_ceux_la_et_eux_seuls) {
    auto hugo = un_jeune().nomme("DIALLO", "Hugo").ne_le(2009y / 12 / 1).en_psad(2026y / 9 / 1).au(d.zola).cree(d);
    auto vieux = un_jeune().nomme("PETIT", "Tom").ne_le(2005y / 12 / 1).en_psad(2026y / 9 / 1).au(d.zola).cree(d);
    auto exempte = un_jeune().nomme("ROUX", "Mia").ne_le(2009y / 12 / 1).en_psad(2026y / 9 / 1).au(d.zola).cree(d);
    for (auto j : {hugo, vieux, exempte})
        sans_solution(j, 2026y / 9 / 20);
    d.ecrire([&](storage::Writer& db) { suivi::exempter(db, de(d.awa), exempte, {d.jour(), {}, "médecin", d.awa}); });
    auto awa = d.app.as(d.awa);
    auto journee = awa.get("/");
    ASSERT_TRUE(journee.contient("Obligation de formation non remplie"));
    auto lien = std::string("/jeunes?obligation=a_verifier&amp;situation=sans_solution");
    ASSERT_NE(journee.body.find(lien), std::string::npos);
    auto liste = awa.get("/jeunes?obligation=a_verifier&situation=sans_solution");
    EXPECT_TRUE(liste.contient("DIALLO"));
    EXPECT_FALSE(liste.contient("PETIT"));
    EXPECT_FALSE(liste.contient("ROUX"));
}

TEST_F(SuiviWeb, le_referent_voit_dans_sa_journee_les_16_18_ans_sans_rien_de_son_etablissement) {
    auto ici = un_jeune().nomme("GRALL", "Simon").ne_le(2009y / 12 / 1).au(d.zola, 2025, Date{2026y / 8 / 31}).cree(d);
    auto ailleurs = un_jeune().nomme("PETIT", "Tom").ne_le(2009y / 12 / 1).au(d.curie).cree(d);
    for (auto j : {ici, ailleurs})
        sans_solution(j, 2026y / 9 / 20);
    auto page = d.app.as(d.ba).get("/");
    EXPECT_TRUE(page.contient("Obligation de formation non remplie"));
    EXPECT_TRUE(page.contient("GRALL Simon"));
    EXPECT_FALSE(page.contient("PETIT"));
}

} // namespace
} // namespace essais
