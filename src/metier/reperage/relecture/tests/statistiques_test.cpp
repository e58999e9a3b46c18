#include "metier/reperage/relecture/statistiques.hpp"

#include <gtest/gtest.h>

#include <random>

using namespace metier::reperage;

namespace {

TEST(Wilson, vaut_les_chiffres_du_manuel) {
    auto p = wilson(8, 10);
    EXPECT_NEAR(p.bas, 0.4901624715, 1e-9);
    EXPECT_NEAR(p.haut, 0.9433178485, 1e-9);
    p = wilson(95, 100);
    EXPECT_NEAR(p.bas, 0.8882495308, 1e-9);
    EXPECT_NEAR(p.haut, 0.9784563208, 1e-9);
}

TEST(Wilson, zero_et_tout_gardent_une_incertitude_et_rien_n_en_dit_rien) {
    EXPECT_EQ(wilson(0, 20).bas, 0);
    EXPECT_NEAR(wilson(0, 20).haut, 0.1611251581, 1e-9);
    EXPECT_EQ(wilson(20, 20).haut, 1);
    EXPECT_NEAR(wilson(20, 20).bas, 1 - 0.1611251581, 1e-9);
    EXPECT_EQ(wilson(0, 0).bas, 0);
    EXPECT_EQ(wilson(0, 0).haut, 1);
}

TEST(Isotonique, fond_les_voisins_qui_se_contredisent_selon_leur_poids) {
    std::vector<double> valeurs{0.1, 0.5, 0.3, 0.9}, poids{1, 1, 3, 1};
    auto r = isotonique(valeurs, poids);
    EXPECT_NEAR(r[0], 0.1, 1e-12);
    EXPECT_NEAR(r[1], 0.35, 1e-12);
    EXPECT_NEAR(r[2], 0.35, 1e-12);
    EXPECT_NEAR(r[3], 0.9, 1e-12);
}

TEST(Isotonique, est_croissante_garde_la_moyenne_et_ne_touche_pas_une_suite_croissante) {
    std::mt19937 hasard{2026};
    for (int tour = 0; tour < 200; ++tour) {
        std::vector<double> valeurs, poids;
        double attendue = 0, obtenue = 0;
        for (int i = 0; i < 13; ++i) {
            valeurs.push_back(static_cast<double>(hasard() % 1'000) / 1'000);
            poids.push_back(1 + static_cast<double>(hasard() % 20));
            attendue += valeurs.back() * poids.back();
        }
        auto r = isotonique(valeurs, poids);
        ASSERT_EQ(r.size(), valeurs.size());
        for (std::size_t i = 0; i < r.size(); ++i) {
            obtenue += r[i] * poids[i];
            EXPECT_GE(r[i], i ? r[i - 1] : 0);
        }
        EXPECT_NEAR(obtenue, attendue, 1e-9);
        EXPECT_EQ(isotonique(r, poids).size(), r.size());
        auto encore = isotonique(r, poids);
        for (std::size_t i = 0; i < r.size(); ++i)
            EXPECT_NEAR(encore[i], r[i], 1e-9);
    }
    EXPECT_TRUE(isotonique({}, {}).empty());
}

TEST(Kappa, vaut_les_chiffres_du_manuel) {
    auto k = kappa({{20, 5}, {10, 15}});
    ASSERT_TRUE(k);
    EXPECT_EQ(k->paires, 50);
    EXPECT_NEAR(k->accord, 0.7, 1e-12);
    EXPECT_NEAR(k->valeur, 0.4, 1e-12);
    EXPECT_NEAR(k->bas, 0.15109229, 1e-7);
    EXPECT_NEAR(k->haut, 0.64890771, 1e-7);
    k = kappa({{88, 14, 18}, {10, 40, 10}, {2, 6, 12}}); // Fleiss, Cohen et Everitt, 1969
    EXPECT_NEAR(k->valeur, 0.49152542, 1e-7);
    EXPECT_NEAR(k->bas, 0.39156370, 1e-7);
}

TEST(Kappa, l_accord_parfait_vaut_un_et_une_seule_reponse_ne_dit_rien) {
    EXPECT_NEAR(kappa({{10, 0}, {0, 10}})->valeur, 1, 1e-12);
    EXPECT_FALSE(kappa({{10, 0}, {0, 0}}));
    EXPECT_FALSE(kappa({{0, 0}, {0, 0}}));
}

} // namespace
