#include "base/date.hpp"

#include <gtest/gtest.h>

using namespace base;

TEST(Date, se_lit_sous_toutes_ses_ecritures) {
    for (auto const* texte :
         {"03/02/2009", "2009-02-03", "03-02-2009", "03.02.2009", "20090203", " 3/2/2009 ", "2009-02-03T10:00:00Z"})
        EXPECT_EQ(lire_date(texte), Date{2009y / 2 / 3}) << texte;
    for (auto const* texte :
         {"", "29/02/2009", "03/02/09", "32/01/2009", "2009/02/03", "abc", "1/13/2009", "03/02/2009x"})
        EXPECT_FALSE(lire_date(texte)) << texte;
}

TEST(Date, serie_excel_avec_le_faux_29_fevrier_1900) {
    EXPECT_EQ(date_excel(1), Date{1900y / 1 / 1});
    EXPECT_FALSE(date_excel(60));
    EXPECT_EQ(date_excel(61), Date{1900y / 3 / 1});
    EXPECT_EQ(date_excel(36526), Date{2000y / 1 / 1});
    EXPECT_FALSE(date_excel(0));
}

TEST(Date, delai_de_quantieme_a_quantieme) {
    EXPECT_EQ(plus_mois(2027y / 1 / 14, 2), Date{2027y / 3 / 14});
    EXPECT_EQ(plus_mois(2026y / 12 / 31, 2), Date{2027y / 2 / 28});
    EXPECT_EQ(plus_annees(2008y / 2 / 29, 1), Date{2009y / 2 / 28});
}

TEST(Date, age_revolu_ne_un_29_fevrier) {
    EXPECT_EQ(age(2008y / 2 / 29, 2024y / 2 / 28), 15);
    EXPECT_EQ(age(2008y / 2 / 29, 2024y / 2 / 29), 16);
    EXPECT_EQ(age(2008y / 2 / 29, 2026y / 2 / 28), 18);
    EXPECT_EQ(age(2010y / 3 / 4, 2026y / 3 / 3), 15);
}

TEST(Date, annee_scolaire_du_premier_septembre_au_31_aout) {
    EXPECT_EQ(AnneeScolaire::du(2026y / 8 / 31).debut, 2025);
    EXPECT_EQ(AnneeScolaire::du(2026y / 9 / 1).affiche(), "2026-2027");
    EXPECT_EQ(AnneeScolaire::lire("2026-2027"), AnneeScolaire{2026});
    EXPECT_FALSE(AnneeScolaire::lire("2026-2028"));
}

TEST(Date, heure_de_paris_ete_et_hiver) {
    auto hiver = depuis_paris(2026y / 11 / 23, 8, 30);
    EXPECT_EQ(iso(hiver), "2026-11-23T07:30:00Z");
    EXPECT_EQ(affiche(hiver), "23/11/2026 à 8 h 30");
    EXPECT_EQ(iso(depuis_paris(2026y / 7 / 1, 0, 15)), "2026-06-30T22:15:00Z");
    EXPECT_EQ(lire_instant(iso(hiver)), hiver);
    EXPECT_EQ(a_paris(*lire_instant("2026-06-30T22:15:00Z")).jour, Date{2026y / 7 / 1});
}
