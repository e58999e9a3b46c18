// What « one on each side at most » makes of a weight.
#include "rapprochement/un_a_un.hpp"

#include <gtest/gtest.h>

#include <vector>

using namespace rapprochement;

namespace {
std::vector<Paire> noter(std::vector<Paire> paires) {
    probabilites_un_a_un(paires, 10);
    return paires;
}
} // namespace

TEST(UnAUn, sans_rival_la_probabilite_est_celle_du_poids) {
    for (int dixiemes : {-80, -3, 0, 42, 250, 100'000})
        EXPECT_NEAR(noter({{.dixiemes = dixiemes}})[0].probabilite, probabilite(dixiemes), 1e-6) << dixiemes;
}

TEST(UnAUn, deux_candidats_aussi_bons_se_partagent_la_place) {
    auto const p = noter({{.a = 0, .b = 0, .dixiemes = 100}, {.a = 0, .b = 1, .dixiemes = 100}});
    EXPECT_NEAR(p[0].probabilite, 0.5, 1e-3);
    EXPECT_NEAR(p[1].probabilite, 0.5, 1e-3);
}

TEST(UnAUn, un_rival_plus_fort_ote_presque_tout) {
    auto const p = noter({{.a = 0, .b = 0, .dixiemes = 20}, {.a = 1, .b = 0, .dixiemes = 200}});
    EXPECT_LT(p[0].probabilite, 1e-4);
    EXPECT_GT(p[1].probabilite, 0.9999);
}

TEST(UnAUn, des_jumeaux_qui_ont_chacun_le_sien_restent_surs) {
    auto const p = noter({{.a = 0, .b = 0, .dixiemes = 300},
                          {.a = 0, .b = 1, .dixiemes = 60},
                          {.a = 1, .b = 0, .dixiemes = 60},
                          {.a = 1, .b = 1, .dixiemes = 300}});
    EXPECT_GT(p[0].probabilite, 0.9999);
    EXPECT_LT(p[1].probabilite, 1e-9);
}
