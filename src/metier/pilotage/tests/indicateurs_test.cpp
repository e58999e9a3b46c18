#include "metier/pilotage/indicateurs.hpp"

#include <set>

#include <gtest/gtest.h>

using namespace metier::pilotage;

namespace {

TEST(Indicateurs, un_taux_montre_ses_deux_nombres_et_s_arrondit_au_dixieme) {
    EXPECT_EQ(affiche(Taux{29, 30, 30, 30}), "29/30 (96,7\u00a0%)");
    EXPECT_EQ(affiche(Taux{18, 29, 29, 30}), "18/29 (62,1\u00a0%)");
    EXPECT_EQ(affiche(Taux{3, 29, 29, 30}), "3/29 (10,3\u00a0%)");
    EXPECT_EQ(affiche(Taux{1, 8, 29, 30}), "1/8 (12,5\u00a0%)");
    EXPECT_EQ(affiche(Taux{1234, 5678, 1, 1}), "1\u00a0234/5\u00a0678 (21,7\u00a0%)");
}

TEST(Indicateurs, un_denominateur_nul_ne_donne_pas_de_pourcentage) {
    EXPECT_EQ(affiche(Taux{0, 0, 0, 0}), "0/0 (sans objet)");
    EXPECT_EQ(pourcentage(7, 5), "140,0\u00a0%");
}

TEST(Indicateurs, le_taux_de_renseignement_s_ecrit_comme_un_taux) {
    EXPECT_EQ(renseignement(Taux{18, 29, 29, 30}), "renseigné\u00a0: 29/30 (96,7\u00a0%)");
}

TEST(Indicateurs, le_dictionnaire_definit_chaque_indicateur_une_fois_avec_sa_source) {
    std::set<Indicateur> vus;
    for (auto const& d : dictionnaire()) {
        EXPECT_TRUE(vus.insert(d.indicateur).second);
        for (auto texte : {d.numerateur, d.denominateur, d.texte, d.unite, d.source})
            EXPECT_FALSE(texte.empty());
        EXPECT_GE(d.version, 1);
    }
    EXPECT_EQ(vus.size(), nombre_d_indicateurs);
}

TEST(Indicateurs, les_tranches_d_age_se_lisent_au_jour_d_observation) {
    constexpr Date jour = 2026y / 10 / 1;
    EXPECT_EQ(tranche(Date{2010y / 10 / 1}, jour), Tranche::de_16_a_17);
    EXPECT_EQ(tranche(Date{2010y / 10 / 2}, jour), Tranche::autre);
    EXPECT_EQ(tranche(Date{2008y / 10 / 2}, jour), Tranche::de_16_a_17);
    EXPECT_EQ(tranche(Date{2008y / 10 / 1}, jour), Tranche::de_18_a_20);
    EXPECT_EQ(tranche(Date{2005y / 10 / 1}, jour), Tranche::de_21_a_25);
    EXPECT_EQ(tranche(Date{2000y / 10 / 2}, jour), Tranche::de_21_a_25);
    EXPECT_EQ(tranche(Date{2000y / 10 / 1}, jour), Tranche::autre);
    EXPECT_EQ(tranche({}, jour), Tranche::inconnue);
}

} // namespace
