#include <gtest/gtest.h>

#include "metier/conservation/termes.hpp"

using namespace metier::conservation;
using namespace std::chrono_literals;

namespace {

constexpr Durees deux_ans{24, 30, 24};

TEST(Termes, un_dossier_se_garde_deux_ans_apres_le_dernier_fait) {
    EXPECT_EQ(terme(2026y / 10 / 5, deux_ans), Date{2028y / 10 / 5});
    EXPECT_EQ(terme(2024y / 2 / 29, deux_ans), Date{2026y / 2 / 28});
}

TEST(Termes, la_fin_s_annonce_trente_jours_avant) {
    EXPECT_FALSE(s_annonce(2026y / 10 / 5, 2028y / 9 / 4, deux_ans));
    EXPECT_TRUE(s_annonce(2026y / 10 / 5, 2028y / 9 / 5, deux_ans));
}

TEST(Termes, rien_ne_se_purge_avant_le_terme_ni_avant_trente_jours_d_annonce) {
    EXPECT_EQ(purgeable_le(2028y / 10 / 5, 2028y / 9 / 5, deux_ans), Date{2028y / 10 / 5});
    EXPECT_EQ(purgeable_le(2028y / 10 / 5, 2028y / 10 / 1, deux_ans), Date{2028y / 10 / 31});
}

TEST(Termes, le_dernier_fait_le_plus_recent_qui_s_annonce_est_exact_meme_en_fin_de_mois) {
    for (auto jour = Date{2028y / 1 / 1}; jour < Date{2029y / 1 / 1}; jour = base::plus_jours(jour, 1)) {
        auto limite = dernier_fait_au_plus(jour, deux_ans);
        EXPECT_TRUE(s_annonce(limite, jour, deux_ans)) << base::iso(jour);
        EXPECT_FALSE(s_annonce(base::plus_jours(limite, 1), jour, deux_ans)) << base::iso(jour);
    }
}

} // namespace
