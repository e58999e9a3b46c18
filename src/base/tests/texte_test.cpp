#include "base/texte.hpp"

#include <gtest/gtest.h>

#include "base/ensure.hpp"
#include "base/secret.hpp"

using namespace base;

TEST(Texte, forme_de_comparaison) {
    EXPECT_EQ(normalise("N’Diaye--Lœwe"), "N DIAYE LOEWE");
    EXPECT_EQ(normalise("  Élodie-Anaïs  "), "ELODIE ANAIS");
    EXPECT_EQ(normalise("ÇELİK"), "CELIK");
    EXPECT_EQ(normalise("Straße Ø"), "STRASSE O");
    EXPECT_EQ(cle_d_en_tete(" contrat_date_fin_2** "), "contratdatefin2");
    EXPECT_EQ(cle_d_en_tete("Nom d’usage"), "nomdusage");
}

TEST(Texte, encodages_des_logiciels_scolaires) {
    EXPECT_EQ(depuis_windows_1252("Ma\xEBlys \x9C\x80"), "Maëlys œ€");
    EXPECT_EQ(depuis_iso_8859_15("\xBDuvre \xA4"), "œuvre €");
    EXPECT_TRUE(est_utf8("Maëlys"));
    EXPECT_FALSE(est_utf8("Ma\xEBlys"));
}

TEST(Texte, propre_garde_la_casse_et_les_accents) { EXPECT_EQ(propre("  Le\u00A0 Goff \t x "), "Le Goff x"); }

TEST(Texte, tri_francais) {
    EXPECT_LT(cle_de_tri("Elie"), cle_de_tri("Élodie"));
    EXPECT_LT(cle_de_tri("côte"), cle_de_tri("cotes"));
    EXPECT_LT(cle_de_tri("DELATOUR"), cle_de_tri("Zola"));
}

TEST(Texte, nombres_et_accords) {
    EXPECT_EQ(pluriel(1, "dossier"), "1 dossier");
    EXPECT_EQ(pluriel(0, "dossier"), "0 dossier");
    EXPECT_EQ(pluriel(12345, "dossier"), "12\u202F345 dossiers");
    EXPECT_EQ(coupe("été indien", 3), "été…");
}

TEST(Coffre, rend_ce_qu_on_lui_confie_et_refuse_ce_qui_a_change) {
    Coffre coffre{std::string(32, 'k')};
    auto chiffre = coffre.chiffrer("071234501KC");
    EXPECT_EQ(coffre.dechiffrer(chiffre), "071234501KC");
    EXPECT_NE(coffre.chiffrer("071234501KC"), chiffre);
    EXPECT_EQ(coffre.empreinte("071234501KC"), coffre.empreinte("071234501KC"));
    chiffre[40] = chiffre[40] == 'A' ? 'B' : 'A';
    EXPECT_THROW(coffre.dechiffrer(chiffre), Defaut);
    EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Jeton, masque_change_a_chaque_page_et_se_demasque) {
    auto un = masque("jeton-de-session"), deux = masque("jeton-de-session");
    EXPECT_NE(un, deux);
    EXPECT_EQ(demasque(un), "jeton-de-session");
    EXPECT_EQ(demasque(deux), "jeton-de-session");
    for (auto const* faux : {"", "zz", "abc", "jeton-de-session"})
        EXPECT_EQ(demasque(faux), "") << faux;
}
