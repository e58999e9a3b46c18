#include "metier/reperage/relecture/tirage.hpp"

#include <gtest/gtest.h>

#include <set>

using namespace metier::reperage;

namespace {

TEST(Tirage, la_meme_graine_donne_le_meme_tirage_et_une_autre_un_autre) {
    EXPECT_EQ(tirer(1'000, 5, 42), tirer(1'000, 5, 42));
    EXPECT_NE(tirer(1'000, 5, 42), tirer(1'000, 5, 43));
    EXPECT_EQ(tirer(1'000, 3, 2026),
              (std::vector<std::size_t>{51, 585, 192})); // figé : la même suite sur toute machine
}

TEST(Tirage, est_sans_remise_et_ne_depasse_pas_ce_qui_existe) {
    for (std::size_t n : {0, 1, 7, 200})
        for (std::size_t k : {0, 1, 7, 50}) {
            auto t = tirer(n, k, n * 31 + k);
            EXPECT_EQ(t.size(), std::min(n, k));
            EXPECT_EQ(std::set<std::size_t>(t.begin(), t.end()).size(), t.size());
            for (auto place : t)
                EXPECT_LT(place, n);
        }
}

TEST(Tirage, chaque_place_sort_a_peu_pres_autant) {
    std::vector<int> sorties(10);
    for (std::uint64_t g = 0; g < 10'000; ++g)
        for (auto place : tirer(10, 3, g))
            ++sorties[place];
    for (int n : sorties)
        EXPECT_NEAR(n, 3'000, 200);
}

} // namespace
