#include <gtest/gtest.h>

#include "metier/reperage/relecture/lots.hpp"
#include "metier/reperage/tests/campagne_d_essai.hpp"

using namespace metier::reperage;
using namespace essais;

namespace {

class LotsSql : public testing::TestWithParam<std::string>, protected CampagneDEssai {
protected:
    LotsSql() : CampagneDEssai{GetParam()} {
        sorti("LÉVÊQUE", "Zoé");
        doublon("LEVEQUE", "Zoé");
        sorti("ROUÉ", "Léa", 2009y / 7 / 8);
        doublon("ROUE", "Léa", 2009y / 7 / 8);
        calculee();
    }
    std::vector<Paire> lot(std::string const& ecart = "accent_nom") {
        return d.lire([&](storage::Reader& db) { return paires_du_lot(db, d.portee(d.awa), ecart, 100); });
    }
    LotFait confirmer(std::vector<Paire> const& paires) {
        return d.ecrire([&](storage::Writer& db) {
            return confirmer_le_lot(db, d.horloge.instant(), d.awa, "accent_nom", paires);
        });
    }
    LotFait annuler(Id<LotConfirme> id) {
        return d.ecrire([&](storage::Writer& db) {
            auto l = trouver_lot(db, d.portee(d.awa), id);
            return annuler_le_lot(db, d.horloge.instant(), d.awa, *l, paires_confirmees(db, d.portee(d.awa), id),
                                  d.jour());
        });
    }
};

TEST_P(LotsSql, un_lot_reunit_toutes_ses_paires_et_se_defait_d_un_coup) {
    auto fait = confirmer(lot());
    ASSERT_TRUE(fait.id);
    EXPECT_EQ(fait.faites.size(), 2u);
    EXPECT_EQ(fait.laissees, 0);
    EXPECT_TRUE(lot().empty());
    EXPECT_EQ(compter("select count(*) from fusion where defaite_le is null"), 2);
    auto vus = d.lire([&](storage::Reader& db) { return lots_confirmes(db, d.portee(d.awa)); });
    ASSERT_EQ(vus.size(), 1u);
    EXPECT_EQ(vus[0].paires, 2);

    auto defait = annuler(*fait.id);
    EXPECT_EQ(defait.faites.size(), 2u);
    EXPECT_EQ(compter("select count(*) from fusion where defaite_le is null"), 0);
    EXPECT_EQ(compter("select count(*) from jeune where fusionne_dans is not null"), 0);
    EXPECT_EQ(lot().size(), 2u);
    EXPECT_EQ(compter("select count(*) from paire_lot where annule_le is not null"), 1);
    EXPECT_EQ(annuler(*fait.id).faites.size(), 0u);
}

TEST_P(LotsSql, une_paire_annulee_a_part_quitte_son_lot_et_les_autres_y_restent) {
    auto fait = confirmer(lot());
    auto une = paire(fait.faites.front().id);
    d.ecrire(
        [&](storage::Writer& db) { annuler_la_decision(db, d.horloge.instant(), d.awa, une, une.version, d.jour()); });
    EXPECT_EQ(annuler(*fait.id).faites.size(), 1u);
}

TEST_P(LotsSql, une_fiche_changee_depuis_le_calcul_est_laissee) {
    auto paires = lot();
    d.ecrire([&](storage::Writer& db) {
        db.run("update jeune set naissance = '2008-02-02' where id = ?", paires.front().b);
    });
    auto fait = confirmer(paires);
    EXPECT_EQ(fait.faites.size(), 1u);
    EXPECT_EQ(fait.laissees, 1);
}

TEST_P(LotsSql, deux_referents_laissent_leur_paire_de_cote) {
    auto paires = lot();
    d.ecrire([&](storage::Writer& db) {
        jeunes::designer_referent(db, paires.front().a, d.awa, d.jour());
        jeunes::designer_referent(db, paires.front().b, d.ines, d.jour());
    });
    auto fait = confirmer(paires);
    EXPECT_EQ(fait.faites.size(), 1u);
    EXPECT_EQ(fait.laissees, 1);
    EXPECT_EQ(compter("select count(*) from paire where decision = ''"), 1);
}

TEST_P(LotsSql, une_paire_decidee_entre_temps_arrete_tout_le_lot) {
    auto paires = lot();
    d.ecrire([&](storage::Writer& db) {
        trancher(db, d.horloge.instant(), d.awa, paires.back(), paires.back().version, DecisionDePaire::different);
    });
    EXPECT_THROW(confirmer(paires), storage::Conflict);
    EXPECT_EQ(compter("select count(*) from fusion"), 0);
}

TEST_P(LotsSql, apres_90_jours_le_lot_ne_se_defait_plus) {
    auto fait = confirmer(lot());
    d.horloge.avancer(std::chrono::hours{24 * 91});
    auto defait = annuler(*fait.id);
    EXPECT_EQ(defait.faites.size(), 0u);
    EXPECT_EQ(defait.laissees, 2);
}

TEST_P(LotsSql, hors_de_sa_portee_un_lot_est_introuvable) {
    auto fait = confirmer(lot());
    auto vu = [&](Id<acces::Agent> qui) {
        return d.lire([&](storage::Reader& db) { return trouver_lot(db, d.portee(qui), *fait.id).has_value(); });
    };
    EXPECT_TRUE(vu(d.awa));
    EXPECT_FALSE(vu(d.cpe));
}

INSTANTIATE_TEST_SUITE_P(Bases, LotsSql, testing::ValuesIn(BaseDEssai::genres()));

} // namespace
