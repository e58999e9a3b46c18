#include "base/articles.hpp"

#include <gtest/gtest.h>

using namespace base;

namespace {

TEST(Articles, un_lieu_prend_l_article_de_son_premier_mot) {
    EXPECT_EQ(de_ce_lieu("Lycée Émile-Zola"), "du lycée Émile-Zola");
    EXPECT_EQ(de_ce_lieu("Micro-lycée du Pays d’Auge"), "du micro-lycée du Pays d’Auge");
    EXPECT_EQ(de_ce_lieu("CIO de Redon"), "du CIO de Redon");
    EXPECT_EQ(de_ce_lieu("LYCEE ZOLA"), "du LYCEE ZOLA");
    EXPECT_EQ(de_ce_lieu("Mission locale de Vitré"), "de la mission locale de Vitré");
    EXPECT_EQ(de_ce_lieu("École de la deuxième chance"), "de l’école de la deuxième chance");
    EXPECT_EQ(a_ce_lieu("Collège Jean-Moulin"), "au collège Jean-Moulin");
    EXPECT_EQ(a_ce_lieu("PSAD de Redon"), "à la PSAD de Redon");
    EXPECT_EQ(a_ce_lieu("Institution Saint-Joseph"), "à l’institution Saint-Joseph");
}

TEST(Articles, une_ville_ou_une_personne_aussi) {
    EXPECT_EQ(de_ce_lieu("Amiens"), "d’Amiens");
    EXPECT_EQ(de_ce_lieu("Évreux"), "d’Évreux");
    EXPECT_EQ(de_ce_lieu("Rennes"), "de Rennes");
    EXPECT_EQ(de_ce_lieu("Le Havre"), "du Havre");
    EXPECT_EQ(de_ce_lieu("Les Ulis"), "des Ulis");
    EXPECT_EQ(a_ce_lieu("Le Mans"), "au Mans");
    EXPECT_EQ(a_ce_lieu("Amiens"), "à Amiens");
    EXPECT_EQ(a_ce_lieu("Jean ROY"), "à Jean ROY");
    EXPECT_EQ(de_ce_lieu(""), "de ");
}

TEST(Articles, le_genre_ne_se_dit_qu_une_fois) {
    EXPECT_EQ(genre_et_nom("Académie", "Académie de Rennes", " "), "Académie de Rennes");
    EXPECT_EQ(genre_et_nom("Académie", "Rennes", " – "), "Académie – Rennes");
    EXPECT_EQ(genre_et_nom("Bassin", "Bassinet", " "), "Bassin Bassinet");
}

} // namespace
