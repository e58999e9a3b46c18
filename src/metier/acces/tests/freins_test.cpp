#include "metier/acces/freins.hpp"

#include <gtest/gtest.h>

#include "tests/bases.hpp"

using namespace metier::acces;
using namespace std::chrono_literals;

TEST(Freins, l_attente_double_jusqu_au_plafond) {
    Frein f{.libres = 3, .premiere = 30s, .plafond = 100s};
    EXPECT_EQ(attente(f, 2), 0s);
    EXPECT_EQ(attente(f, 3), 30s);
    EXPECT_EQ(attente(f, 4), 60s);
    EXPECT_EQ(attente(f, 5), 100s);
    EXPECT_EQ(attente(f, 5000), 100s);
}

TEST(Freins, la_duree_se_lit) {
    EXPECT_EQ(dans(30s), "dans 30 secondes");
    EXPECT_EQ(dans(61s), "dans 2 minutes");
    EXPECT_EQ(dans(1s), "dans 1 seconde");
}

class FreinsEnBase : public testing::TestWithParam<std::string> {
protected:
    essais::BaseDEssai base{GetParam()};
    base::Coffre coffre{std::string(32, 'e')};
    Instant maintenant{1'800'000'000s};
    std::vector<Freine> awa = freines(coffre, "awa@exemple.invalid", "10.0.0.1");

    std::chrono::seconds essai(std::vector<Freine> const& qui) {
        storage::Transaction tx{*base};
        auto reste = tenter(tx.writer(), qui, maintenant);
        tx.commit();
        return reste;
    }
    void reussite(std::vector<Freine> const& qui) {
        storage::Transaction tx{*base};
        reussir(tx.writer(), qui, maintenant);
        tx.commit();
    }
};

TEST_P(FreinsEnBase, cinq_essais_libres_puis_l_attente_grandit) {
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(essai(awa), 0s);
    EXPECT_EQ(essai(awa), 30s);
    maintenant += 29s;
    EXPECT_EQ(essai(awa), 1s);
    maintenant += 1s;
    EXPECT_EQ(essai(awa), 0s);
    EXPECT_EQ(essai(awa), 60s);
}

TEST_P(FreinsEnBase, une_reussite_efface_les_echecs_du_compte) {
    for (int i = 0; i < 5; ++i)
        essai(awa);
    reussite(awa);
    EXPECT_EQ(essai(awa), 0s);
}

TEST_P(FreinsEnBase, l_adresse_commune_a_un_lycee_supporte_cinquante_echecs) {
    for (int i = 0; i < 50; ++i)
        EXPECT_EQ(essai(freines(coffre, "agent" + std::to_string(i) + "@exemple.invalid", "10.0.0.1")), 0s);
    EXPECT_EQ(essai(freines(coffre, "un.autre@exemple.invalid", "10.0.0.1")), 30s);
    EXPECT_EQ(essai(freines(coffre, "un.autre@exemple.invalid", "10.0.0.2")), 0s);
    maintenant += 2h;
    EXPECT_EQ(essai(freines(coffre, "encore.un@exemple.invalid", "10.0.0.1")), 0s);
}

TEST_P(FreinsEnBase, ni_courriel_ni_adresse_ne_sont_gardes) {
    essai(awa);
    auto lease = base->read();
    auto db = lease.reader();
    for (auto const& cle : db.all<std::string>("select cle from tentative_de_connexion")) {
        EXPECT_EQ(cle.find("awa"), cle.npos);
        EXPECT_EQ(cle.find("10.0"), cle.npos);
    }
}

INSTANTIATE_TEST_SUITE_P(Bases, FreinsEnBase, testing::ValuesIn(essais::BaseDEssai::genres()),
                         [](auto const& i) { return i.param; });
