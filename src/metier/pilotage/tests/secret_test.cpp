#include "metier/pilotage/secret.hpp"

#include <gtest/gtest.h>

using namespace metier::pilotage;

namespace {

std::vector<bool> masques(std::vector<Case> cases, std::vector<Relation> const& relations) {
    masquer(cases, relations, 5);
    std::vector<bool> liste;
    for (auto const& c : cases)
        liste.push_back(c.masquee);
    return liste;
}

TEST(Secret, un_petit_denominateur_se_cache_et_le_seuil_se_montre) {
    EXPECT_EQ(masques({{4}, {5}, {0}}, {}), (std::vector<bool>{true, false, false}));
}

TEST(Secret, une_case_cachee_seule_en_cache_une_autre) {
    EXPECT_EQ(masques({{33}, {3}, {10}, {20}}, {{0, {1, 2, 3}}}), (std::vector<bool>{false, true, true, false}));
}

TEST(Secret, deux_petites_cases_ne_suffisent_pas_l_une_a_l_autre) {
    EXPECT_EQ(masques({{22}, {1}, {1}, {20}}, {{0, {1, 2, 3}}}), (std::vector<bool>{false, true, true, true}));
}

TEST(Secret, une_case_vide_ne_protege_personne) {
    EXPECT_EQ(masques({{23}, {3}, {0}, {20}}, {{0, {1, 2, 3}}}), (std::vector<bool>{false, true, false, true}));
}

TEST(Secret, un_bassin_cache_cache_un_de_ses_etablissements) {
    // 0 : ensemble ; 1 et 2 : bassins de 3 et 7 ; 3 : bassin de 20 ; 4 : seul établissement du bassin de 7.
    auto m = masques({{30}, {3}, {7}, {20}, {7}, {3}}, {{0, {1, 2, 3}}, {2, {4}}, {1, {5}}});
    EXPECT_TRUE(m[1] && m[2] && m[4] && m[5]);
    EXPECT_FALSE(m[0] || m[3]);
}

TEST(Secret, des_cases_cachees_ou_personne_n_est_compte_en_cachent_une_de_plus) {
    // Cachées : 3 et 6, sans aucun numérateur ; la somme nulle dirait tout des deux.
    EXPECT_EQ(masques({{29, {4}}, {3, {0}}, {6, {0}}, {20, {4}}}, {{0, {1, 2, 3}}}),
              (std::vector<bool>{false, true, true, true}));
    EXPECT_EQ(masques({{29, {6}}, {3, {1}}, {6, {1}}, {20, {4}}}, {{0, {1, 2, 3}}}),
              (std::vector<bool>{false, true, true, false}));
}

TEST(Secret, rien_a_cacher_ne_cache_rien) {
    EXPECT_EQ(masques({{30}, {10}, {20}}, {{0, {1, 2}}}), (std::vector<bool>{false, false, false}));
}

} // namespace
