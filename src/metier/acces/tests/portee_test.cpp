#include "metier/acces/portee.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/distribution.hpp"

using namespace essais;

namespace {

/// Un jeune pour chaque façon d'être vu, ou de ne plus l'être.
class PorteeDesRoles : public testing::TestWithParam<std::string> {
protected:
    Distribution d{GetParam()};
    std::vector<Id<jeunes::Jeune>> tous;
    void SetUp() override {
        tous = {un_jeune().au(d.zola).cree(d),
                un_jeune().au(d.monod).cree(d),
                un_jeune().au(d.curie).en_psad(2026y / 10 / 1).cree(d),
                un_jeune().au(d.zola, 2024, 2025y / 6 / 30).du_bassin(d.sud).cree(d),
                un_jeune().au(d.zola, 2025, 2026y / 6 / 30).du_bassin(d.sud).cree(d),
                un_jeune().du_bassin(d.sud).cree(d),
                un_jeune().du_bassin(d.sud).cree(d)};
        d.ecrire([&](storage::Writer& db) {
            db.run("insert into cercle (jeune_id, agent_id, fonction, du) values (?, ?, 'membre', '2026-10-01')",
                   tous[5], d.ba);
            db.run("insert into cercle (jeune_id, agent_id, fonction, du, au, visible_jusqu_au) values (?, ?, "
                   "'membre', '2026-01-01', '2026-08-01', '2026-08-31')",
                   tous[6], d.ba);
            db.run("insert into demande_acces (jeune_id, role_tenu_id, motif, demandee_le, reponse, jusqu_au) values "
                   "(?, ?, 'relais', ?, 'acceptee', '2026-12-01')",
                   tous[6], d.portee(d.awa).role_tenu, d.horloge.instant());
        });
    }
    static acces::Condition dans(acces::Condition c) { return {"j.id in " + c.sql, c.p}; }
    std::vector<Id<jeunes::Jeune>> vus(acces::Condition const& c) {
        return d.lire([&](storage::Reader& db) {
            return db.all<Id<jeunes::Jeune>>("select j.id from jeune j where " + c.sql + " order by j.id", c.p);
        });
    }
};

TEST_P(PorteeDesRoles, ligne_a_ligne_ou_en_ensemble_la_reponse_est_la_meme_pour_chacun) {
    std::size_t en_tout = 0;
    for (auto agent : {d.awa, d.ines, d.ott, d.ba, d.cpe, d.roy, d.diop, d.vidal, d.dasen, d.dpd, d.admin}) {
        auto p = d.portee(agent);
        auto ensemble = vus(dans(acces::visibles(p)));
        EXPECT_EQ(vus(acces::est_visible(p, "j")), ensemble) << base::code(p.role);
        for (auto jeune : tous)
            EXPECT_EQ(d.lire([&](storage::Reader& db) { return acces::motif(db, p, jeune).has_value(); }),
                      std::ranges::find(ensemble, jeune) != ensemble.end());
        en_tout += ensemble.size();
    }
    EXPECT_GE(en_tout, 12u);
}

TEST_P(PorteeDesRoles, chacun_voit_ce_que_dit_le_metier) {
    auto nombre = [&](Id<acces::Agent> agent) {
        auto p = d.portee(agent);
        return vus(acces::est_visible(p, "j")).size();
    };
    EXPECT_EQ(nombre(d.awa), 3u);  // deux de son bassin, un par demande acceptée
    EXPECT_EQ(nombre(d.ott), 2u);  // un élève, et celui sorti il y a moins d'un an
    EXPECT_EQ(nombre(d.ba), 3u);   // les mêmes, et le cercle ; plus rien trente jours après l'avoir quitté
    EXPECT_EQ(nombre(d.diop), 1u); // le périmètre de la PSAD seulement
    for (auto agent : {d.cpe, d.vidal, d.dasen, d.dpd, d.admin})
        EXPECT_EQ(nombre(agent), 0u);
}

TEST_P(PorteeDesRoles, la_mission_locale_voit_la_plateforme_a_partir_de_seize_ans) {
    auto jour = d.portee(d.diop).jour;
    auto seize = base::plus_annees(jour, -16);
    auto du_jour = un_jeune().ne_le(seize).au(d.curie).en_psad(2026y / 10 / 1).cree(d);
    auto demain = un_jeune().ne_le(base::plus_jours(seize, 1)).au(d.curie).en_psad(2026y / 10 / 1).cree(d);
    auto voit = [&](Id<jeunes::Jeune> j) {
        return d.lire([&](storage::Reader& db) { return acces::motif(db, d.portee(d.diop), j).has_value(); });
    };
    EXPECT_TRUE(voit(du_jour));
    EXPECT_FALSE(voit(demain));
    EXPECT_EQ(vus(acces::est_visible(d.portee(d.diop), "j")), vus(dans(acces::visibles(d.portee(d.diop)))));
}

INSTANTIATE_TEST_SUITE_P(Bases, PorteeDesRoles, testing::ValuesIn(BaseDEssai::genres()));

} // namespace
