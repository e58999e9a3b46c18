#include "rapprochement/distances.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using rapprochement::jaro_winkler;
using rapprochement::une_faute_au_plus;

namespace {

/// Jaro-Winkler as the textbook writes it, with no bit trick.
double jaro_winkler_de_reference(std::string const& a, std::string const& b) {
    if (a.empty() || b.empty())
        return a.empty() && b.empty() ? 1 : 0;
    int const portee = std::max(0, static_cast<int>(std::max(a.size(), b.size())) / 2 - 1);
    std::vector<bool> pris_a(a.size()), pris_b(b.size());
    int communes = 0;
    for (int i = 0; i < static_cast<int>(a.size()); ++i)
        for (int j = std::max(0, i - portee); j < std::min(static_cast<int>(b.size()), i + portee + 1); ++j)
            if (!pris_b[j] && a[i] == b[j]) {
                pris_a[i] = pris_b[j] = true;
                ++communes;
                break;
            }
    if (communes == 0)
        return 0;
    int mal_placees = 0;
    for (std::size_t i = 0, j = 0; i < a.size(); ++i) {
        if (!pris_a[i])
            continue;
        while (!pris_b[j])
            ++j;
        mal_placees += a[i] != b[j++];
    }
    double const c = communes, t = mal_placees / 2;
    double jaro = (c / a.size() + c / b.size() + (c - t) / c) / 3;
    if (jaro <= 0.7)
        return jaro;
    int prefixe = 0;
    while (prefixe < 4 && prefixe < static_cast<int>(std::min(a.size(), b.size())) && a[prefixe] == b[prefixe])
        ++prefixe;
    return jaro + prefixe * 0.1 * (1 - jaro);
}

/// Optimal string alignment by dynamic programming.
int osa_de_reference(std::string const& a, std::string const& b) {
    std::vector<std::vector<int>> d(a.size() + 1, std::vector<int>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i)
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                d[i][j] = static_cast<int>(i + j);
                continue;
            }
            d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
        }
    return d[a.size()][b.size()];
}

std::string mot_au_hasard(std::mt19937& hasard, std::size_t longueur_max, char derniere_lettre) {
    std::string mot(hasard() % (longueur_max + 1), ' ');
    for (auto& c : mot)
        c = static_cast<char>('A' + hasard() % static_cast<unsigned>(derniere_lettre - 'A' + 1));
    return mot;
}

std::string avec_une_faute(std::mt19937& hasard, std::string mot) {
    if (mot.empty())
        return "A";
    auto const i = hasard() % mot.size();
    switch (hasard() % 4) {
    case 0: mot[i] = 'Z'; break;
    case 1: mot.erase(i, 1); break;
    case 2: mot.insert(i, 1, 'Z'); break;
    default: std::swap(mot[i], mot[mot.size() - 1 - i]);
    }
    return mot;
}

} // namespace

TEST(JaroWinkler, donne_les_valeurs_publiees_par_winkler) {
    EXPECT_NEAR(jaro_winkler("MARTHA", "MARHTA"), 0.9611, 1e-4);
    EXPECT_NEAR(jaro_winkler("DWAYNE", "DUANE"), 0.84, 1e-4);
    EXPECT_NEAR(jaro_winkler("DIXON", "DICKSONX"), 0.8133, 1e-4);
    EXPECT_EQ(jaro_winkler("", ""), 1);
    EXPECT_EQ(jaro_winkler("A", ""), 0);
    EXPECT_EQ(jaro_winkler("ABC", "XYZ"), 0);
}

TEST(JaroWinkler, egale_la_reference_sur_des_mots_au_hasard) {
    std::mt19937 hasard{7};
    for (int i = 0; i < 60'000; ++i) {
        auto a = mot_au_hasard(hasard, i % 3 ? 12 : 64, i % 2 ? 'D' : 'Z');
        auto b = i % 5 ? mot_au_hasard(hasard, 12, i % 2 ? 'D' : 'Z') : avec_une_faute(hasard, a).substr(0, 64);
        EXPECT_DOUBLE_EQ(jaro_winkler(a, b), jaro_winkler_de_reference(a, b)) << a << " / " << b;
    }
}

TEST(JaroWinkler, est_borne_reflexif_et_ne_lit_pas_au_dela_de_64_lettres) {
    std::mt19937 hasard{8};
    for (int i = 0; i < 2'000; ++i) {
        auto a = mot_au_hasard(hasard, 300, 'Z'), b = mot_au_hasard(hasard, 300, 'Z');
        auto const s = jaro_winkler(a, b);
        EXPECT_GE(s, 0);
        EXPECT_LE(s, 1);
        EXPECT_DOUBLE_EQ(jaro_winkler(a, a), 1);
    }
}

TEST(UneFaute, egale_la_distance_par_programmation_dynamique) {
    std::mt19937 hasard{9};
    for (int i = 0; i < 60'000; ++i) {
        auto a = mot_au_hasard(hasard, 8, 'C');
        auto b = i % 2 ? mot_au_hasard(hasard, 8, 'C') : avec_une_faute(hasard, a);
        EXPECT_EQ(une_faute_au_plus(a, b), osa_de_reference(a, b) <= 1) << a << " / " << b;
        EXPECT_EQ(une_faute_au_plus(a, b), une_faute_au_plus(b, a));
    }
}
