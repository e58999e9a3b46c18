#include "rapprochement/modele.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

using namespace rapprochement;

namespace {
/// Two fields of two levels: sex and INE (equal, different).
Modele deux_champs() {
    Modele m;
    m.lambda = 0.5;
    m.taux[std::size_t(Champ::sexe)] = {Taux{}, {0.9, 0.5}, {0.1, 0.5}};
    m.taux[std::size_t(Champ::ine)] = {Taux{}, {0.8, 0.2}, {}, {}, {0.2, 0.8}};
    return m;
}
Motif motif_de(unsigned sexe, unsigned ine) { return avec(avec(0, Champ::sexe, sexe), Champ::ine, ine); }
} // namespace

TEST(Apprendre, un_tour_egale_le_calcul_fait_a_la_main) {
    // p = 0.5·m/(0.5·m + 0.5·u) for each pattern:
    //   equal, equal          0.72 / (0.72 + 0.10) = 0.878049   6 pairs
    //   equal, different      0.18 / (0.18 + 0.40) = 0.310345   3 pairs
    //   different, different  0.02 / (0.02 + 0.40) = 0.047619   1 pair
    // λ = 6.246945 / 10 ; m(sex equal) = 6.199326 / 6.246945 ; m(INE equal) = 5.268293 / 6.246945
    MotifCompte const motifs[] = {{motif_de(1, 1), 6}, {motif_de(1, 4), 3}, {motif_de(2, 4), 1}};
    auto const m = apprendre(motifs, deux_champs(), {.force_a_priori = 0, .tours = 1});
    EXPECT_NEAR(m.lambda, 0.6246945, 1e-6);
    EXPECT_NEAR(m.taux[std::size_t(Champ::sexe)][1].m, 0.992377, 1e-6);
    EXPECT_NEAR(m.taux[std::size_t(Champ::ine)][1].m, 0.843339, 1e-6);
    EXPECT_EQ(m.taux[std::size_t(Champ::ine)][1].u, 0.2); // not learned unless asked
}

TEST(Apprendre, les_champs_de_la_cle_sont_ignores_et_rien_ne_se_fige_a_zero) {
    MotifCompte const motifs[] = {{motif_de(1, 1), 100}};
    auto const m = apprendre(motifs, deux_champs(), {.ignores = {Champ::sexe}});
    EXPECT_EQ(m.taux[std::size_t(Champ::sexe)][1].m, 0.9);
    EXPECT_GT(m.taux[std::size_t(Champ::ine)][4].m, 0);
    EXPECT_THROW(apprendre(motifs, Modele{}), std::invalid_argument);
}

TEST(Modele, les_parts_de_chaque_comparaison_font_un) {
    for (std::size_t c = 0; c < nombre_de_champs; ++c) {
        double m = 0, u = 0;
        for (auto const& n : niveaux(Champ(c))) {
            m += n.m;
            u += n.u;
        }
        EXPECT_NEAR(m, 1, 0.005) << c;
        EXPECT_NEAR(u, 1, 0.005) << c;
        EXPECT_LE(niveaux(Champ(c)).size(), niveaux_max);
    }
}

TEST(Modele, s_ecrit_et_se_relit_a_l_identique) {
    auto const m = modele_par_defaut(12'345, 500'000);
    EXPECT_EQ(lire_modele(ecrire(m)), m);
    EXPECT_THROW(lire_modele("n’importe quoi"), std::invalid_argument);
    EXPECT_THROW(lire_modele("version 2\n"), std::invalid_argument);
    EXPECT_THROW(lire_modele("lambda -1\n"), std::invalid_argument);
}

TEST(Modele, les_seuils_viennent_des_couts) {
    EXPECT_NEAR(seuils_par_couts(20, 1).lien, 0.952, 5e-4);
    EXPECT_NEAR(seuils_par_couts(100, 1).lien, 0.990, 5e-4);
    EXPECT_THROW(seuils_par_couts(0, 1), std::invalid_argument);
}

TEST(Modele, les_reperes_francais_donnent_les_poids_attendus) {
    auto const m = modele_par_defaut(1, 1);
    EXPECT_NEAR(poids(m, Champ::nom, 1), 131, 3); // 13.1 bits
    EXPECT_NEAR(poids(m, Champ::prenom, 1), 88, 3);
    EXPECT_NEAR(poids(m, Champ::naissance, 1), 118, 3);
    EXPECT_EQ(poids(m, Champ::nom, 0), 0);
    EXPECT_EQ(affiche_poids(117), "+ 11,7");
    EXPECT_EQ(affiche_poids(-32), "− 3,2");
    EXPECT_EQ(affiche_poids(0), "0,0");
}
