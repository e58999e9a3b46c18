#include "rapprochement/silhouette.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "rapprochement/comparaison.hpp"
#include "rapprochement/diminutifs.hpp"
#include "rapprochement/distances.hpp"
#include "rapprochement/niveaux.hpp"

using namespace rapprochement;

namespace {

/// Few letters, so that many are in common; sometimes the end or one letter of the other.
struct Mots {
    std::mt19937 hasard{11};
    std::string un(unsigned lettres, bool blancs) {
        std::string mot(1 + hasard() % 12, ' ');
        for (auto& c : mot)
            c = static_cast<char>('A' + hasard() % lettres);
        if (blancs && mot.size() > 4)
            mot[2 + hasard() % (mot.size() - 4)] = ' ';
        return mot;
    }
    std::string proche(std::string mot) {
        auto const i = hasard() % mot.size();
        switch (hasard() % 4) {
        case 0: mot[i] = 'Z'; break;
        case 1: mot = mot.substr(i); break;
        case 2: mot += 'E'; break;
        default: mot.insert(i, 1, 'Y');
        }
        return mot;
    }
    std::pair<std::string, std::string> deux() {
        auto const lettres = 3 + static_cast<unsigned>(hasard() % 24);
        auto a = un(lettres, hasard() % 8 == 0);
        return {a, hasard() % 4 ? un(lettres, hasard() % 8 == 0) : proche(a)};
    }
};

} // namespace

TEST(Silhouette, des_etrangers_sont_loin_pour_les_distances_lettre_a_lettre) {
    Mots mots;
    int etrangers_vus = 0;
    for (int i = 0; i < 100'000; ++i) {
        auto const [a, b] = mots.deux();
        if (!etrangers(silhouette(a), silhouette(b), 0.75))
            continue;
        ++etrangers_vus;
        ASSERT_LT(jaro_winkler(a, b), 0.75) << a << " / " << b;
        ASSERT_FALSE(une_faute_au_plus(a, b)) << a << " / " << b;
        ASSERT_FALSE(a.starts_with(b) || b.starts_with(a)) << a << " / " << b;
    }
    EXPECT_GT(etrangers_vus, 20'000) << "it spares nothing";
}

TEST(Silhouette, les_lettres_communes_ne_sont_jamais_sous_estimees) {
    Mots mots;
    for (int i = 0; i < 20'000; ++i) {
        auto const [a, b] = mots.deux();
        int communes = 0;
        for (int c = 0; c < 256; ++c)
            communes += static_cast<int>(
                std::min(std::ranges::count(a, static_cast<char>(c)), std::ranges::count(b, static_cast<char>(c))));
        ASSERT_GE(communes_au_plus(silhouette(a), silhouette(b)), communes) << a << " / " << b;
    }
    EXPECT_FALSE(etrangers(silhouette(std::string(65, 'A')), silhouette("BCD"), 0.75)) << "beyond 64 letters";
}

TEST(Silhouette, la_borne_de_jaro_winkler_n_est_jamais_depassee) {
    Mots mots;
    int loin = 0;
    for (int i = 0; i < 100'000; ++i) {
        auto const [a, b] = mots.deux();
        auto const borne = jaro_winkler_au_plus(silhouette(a), silhouette(b));
        loin += borne < 0.92;
        ASSERT_LE(jaro_winkler(a, b), borne) << a << " / " << b;
    }
    EXPECT_GT(loin, 40'000) << "it spares nothing";
    EXPECT_EQ(jaro_winkler_au_plus(silhouette(std::string(65, 'A')), silhouette("BCD")), 1) << "beyond 64 letters";
}

TEST(Silhouette, deux_noms_qui_n_ont_rien_de_commun_sont_differents) {
    Mots mots;
    for (int i = 0; i < 20'000; ++i) {
        auto const [a, b] = mots.deux();
        Noms noms;
        auto const x = noms.code(a), y = noms.code(b);
        if (x != y && rien_de_commun(noms[x], noms[y])) {
            ASSERT_EQ(niveau_de_noms(noms, x, y), nom_different) << a << " / " << b;
        }
    }
}

TEST(Silhouette, un_diminutif_n_est_jamais_un_etranger) {
    EXPECT_TRUE(peut_etre_diminutif("ROBERT") && peut_etre_diminutif("BOB") && peut_etre_diminutif("PEPE"));
    EXPECT_FALSE(peut_etre_diminutif("LEFEBVRE"));
    Noms noms;
    auto const jose = noms.code("JOSE"), pepe = noms.code("PEPE");
    EXPECT_FALSE(rien_de_commun(noms[jose], noms[pepe]));
    EXPECT_EQ(niveau_de_noms(noms, jose, pepe), nom_diminutif);
}
