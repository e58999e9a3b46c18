#include <gtest/gtest.h>

#include "metier/reperage/paires.hpp"
#include "metier/reperage/relecture/echantillon.hpp"
#include "metier/reperage/tests/campagne_d_essai.hpp"

using namespace metier::reperage;
using namespace essais;

namespace {

class EchantillonSql : public testing::TestWithParam<std::string>, protected CampagneDEssai {
protected:
    EchantillonSql() : CampagneDEssai{GetParam()} {
        lou = d.un_agent("Lou", "PETIT", acces::Role::coordonnateur, d.nord);
        eve = d.un_agent("Eve", "GRAND", acces::Role::coordonnateur, d.nord);
        sorti("LÉVÊQUE", "Zoé");
        doublon("LEVEQUE", "Zoé");
        sorti("ROUÉ", "Léa", 2009y / 7 / 8);
        doublon("ROUE", "Léa", 2009y / 7 / 8);
        sorti("DIALLO", "Hugo", 2008y / 12 / 1);
        doublon("DIALLO", "Hugo", 2008y / 12 / 1);
        doublon("DIALO", "Ugo", 2008y / 11 / 2);
        campagne = calculee();
    }
    void relire_deux_fois(std::string const& pour_cent) {
        d.ecrire([&](storage::Writer& db) {
            db.run("update parametre set valeur = ? where code = 'relecture.part_double'", pour_cent);
        });
    }
    std::int64_t tirer() {
        return d.ecrire([&](storage::Writer& db) {
            auto c = trouver_campagne_sans_portee(db, campagne);
            return tirer_l_echantillon(db, d.horloge.instant(), d.awa, *c);
        });
    }
    std::vector<Id<PaireAuditee>> a_relire(Id<acces::Agent> qui) {
        return d.lire([&](storage::Reader& db) { return reperage::a_relire(db, d.portee(qui), campagne); });
    }
    PaireAveugle vue(Id<acces::Agent> qui, Id<PaireAuditee> id) {
        return *d.lire([&](storage::Reader& db) { return paire_aveugle(db, d.portee(qui), id); });
    }
    void repondre(Id<acces::Agent> qui, Id<PaireAuditee> id, reperage::Reponse r) {
        auto p = vue(qui, id);
        d.ecrire([&](storage::Writer& db) { reperage::repondre(db, d.horloge.instant(), qui, p, r); });
    }
    Echantillon lire() {
        return d.lire([&](storage::Reader& db) { return echantillon(db, campagne); });
    }
    Id<acces::Agent> lou, eve;
    Id<Campagne> campagne;
};

TEST_P(EchantillonSql, se_tire_une_fois_dans_tout_ce_que_la_campagne_a_juge) {
    EXPECT_FALSE(lire().id);
    auto n = tirer();
    EXPECT_GE(n, 3);
    auto e = lire();
    ASSERT_TRUE(e.id);
    EXPECT_EQ(static_cast<std::int64_t>(e.paires.size()), n);
    std::int64_t jugees = 0;
    for (auto const& x : e.effectifs)
        jugees += x.paires;
    EXPECT_EQ(jugees, n); // assez peu pour que tout soit tiré
    EXPECT_EQ(e.minimum, 100);
    EXPECT_THROW(tirer(), storage::Conflict);
    EXPECT_EQ(compter("select count(*) from echantillon_membre"), 2 * n);
}

TEST_P(EchantillonSql, chacun_relit_ce_qui_attend_encore_un_regard) {
    tirer();
    auto de_awa = a_relire(d.awa);
    ASSERT_GE(de_awa.size(), 3u);
    repondre(d.awa, de_awa[0], reperage::Reponse::meme);
    EXPECT_EQ(a_relire(d.awa).size(), de_awa.size() - 1);
    EXPECT_EQ(vue(d.awa, de_awa[0]).reponse, "meme");
    EXPECT_THROW(repondre(d.awa, de_awa[0], reperage::Reponse::different), storage::Conflict);
    EXPECT_TRUE(a_relire(d.cpe).empty()); // il ne les voit pas
}

TEST_P(EchantillonSql, le_second_lecteur_ne_voit_rien_du_premier_et_le_troisieme_departage) {
    relire_deux_fois("100");
    tirer();
    auto paire = a_relire(d.awa).front();
    repondre(d.awa, paire, reperage::Reponse::meme);
    EXPECT_EQ(vue(lou, paire).reponse, "");
    EXPECT_EQ(std::ranges::count(a_relire(eve), paire), 1);
    repondre(lou, paire, reperage::Reponse::different);
    EXPECT_EQ(lire().en_desaccord, 1);
    EXPECT_TRUE(relues(lire().paires).empty());
    EXPECT_EQ(std::ranges::count(a_relire(lou), paire), 0);
    ASSERT_EQ(std::ranges::count(a_relire(eve), paire), 1);
    repondre(eve, paire, reperage::Reponse::different);
    EXPECT_EQ(lire().en_desaccord, 0);
    auto vues = relues(lire().paires);
    ASSERT_EQ(vues.size(), 1u);
    EXPECT_FALSE(vues[0].vraie);
    auto quatrieme = d.un_agent("Ana", "ROI", acces::Role::coordonnateur, d.nord);
    EXPECT_EQ(std::ranges::count(a_relire(quatrieme), paire), 0);
    EXPECT_THROW(repondre(quatrieme, paire, reperage::Reponse::meme), storage::Conflict);
}

TEST_P(EchantillonSql, une_reponse_annulee_se_redonne_et_reste_ecrite) {
    relire_deux_fois("0");
    tirer();
    auto paire = a_relire(d.awa).front();
    repondre(d.awa, paire, reperage::Reponse::meme);
    auto miennes = d.lire([&](storage::Reader& db) { return mes_reponses(db, d.awa, campagne); });
    ASSERT_EQ(miennes.size(), 1u);
    EXPECT_EQ(miennes[0].reponse, reperage::Reponse::meme);
    auto annuler = [&] {
        return d.ecrire([&](storage::Writer& db) { return annuler_la_reponse(db, d.horloge.instant(), d.awa, paire); });
    };
    EXPECT_TRUE(annuler());
    EXPECT_FALSE(annuler());
    EXPECT_TRUE(relues(lire().paires).empty());
    repondre(d.awa, paire, reperage::Reponse::demander);
    EXPECT_EQ(lire().a_demander, 1);
    EXPECT_EQ(compter("select count(*) from echantillon_reponse"), 2);
}

TEST_P(EchantillonSql, des_dossiers_reunis_ne_se_relisent_plus_et_c_est_compte) {
    auto n = tirer();
    auto p = d.lire([&](storage::Reader& db) { return paires_du_lot(db, d.portee(d.awa), "accent_nom", 1).front(); });
    d.ecrire(
        [&](storage::Writer& db) { trancher(db, d.horloge.instant(), d.awa, p, p.version, DecisionDePaire::meme); });
    EXPECT_EQ(lire().reunies, 1);
    EXPECT_EQ(static_cast<std::int64_t>(a_relire(d.awa).size()), n - 1);
}

INSTANTIATE_TEST_SUITE_P(Bases, EchantillonSql, testing::ValuesIn(BaseDEssai::genres()));

} // namespace
