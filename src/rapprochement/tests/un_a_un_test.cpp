// What « one on each side at most » makes of a weight.
#include "rapprochement/un_a_un.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
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

/// All the ways of pairing records at most once each, weighed.
std::vector<double> parts_exactes(std::vector<Paire> const& paires) {
    std::vector<double> parts(paires.size());
    double toutes = 0;
    for (std::size_t choix = 0; choix < std::size_t{1} << paires.size(); ++choix) {
        double poids = 1;
        std::uint64_t de_a = 0, de_b = 0;
        for (std::size_t k = 0; k < paires.size(); ++k)
            if (choix >> k & 1) {
                if (de_a >> paires[k].a & 1 || de_b >> paires[k].b & 1)
                    poids = 0;
                de_a |= 1ULL << paires[k].a;
                de_b |= 1ULL << paires[k].b;
                poids *= std::exp2(paires[k].dixiemes / 10.0);
            }
        toutes += poids;
        for (std::size_t k = 0; k < paires.size(); ++k)
            parts[k] += choix >> k & 1 ? poids : 0;
    }
    for (auto& p : parts)
        p /= toutes;
    return parts;
}

TEST(UnAUn, un_rival_bien_mieux_place_ailleurs_n_en_est_pas_un) {
    auto const p = noter(
        {{.a = 0, .b = 0, .dixiemes = 200}, {.a = 1, .b = 0, .dixiemes = 250}, {.a = 1, .b = 1, .dixiemes = 500}});
    EXPECT_GT(p[0].probabilite, 0.9999);
    EXPECT_LT(p[1].probabilite, 1e-6);
}

TEST(UnAUn, une_chaine_de_rivaux_a_exactement_les_parts_de_toutes_ses_affectations) {
    std::uint32_t graine = 7;
    auto au_hasard = [&](int n) {
        graine = graine * 1'664'525 + 1'013'904'223;
        return static_cast<int>(graine >> 8) % n;
    };
    for (int essai = 0; essai < 50; ++essai) {
        std::vector<Paire> chaine; // a0-b0, b0-a1, a1-b1, b1-a2… sorted by a
        for (std::uint32_t a = 0; a < 4; ++a) {
            if (a > 0)
                chaine.push_back({.a = a, .b = a - 1, .dixiemes = au_hasard(300) - 50});
            chaine.push_back({.a = a, .b = a, .dixiemes = au_hasard(300) - 50});
        }
        auto const exactes = parts_exactes(chaine);
        auto const p = noter(chaine);
        for (std::size_t k = 0; k < p.size(); ++k)
            EXPECT_NEAR(p[k].probabilite, exactes[k], 0.01) << essai << ' ' << k;
    }
}
