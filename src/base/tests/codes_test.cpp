#include "base/codes.hpp"

#include <gtest/gtest.h>

using namespace base;

TEST(Uai, accepte_les_codes_reels_et_refuse_une_lettre_fausse) {
    for (auto const* uai : {"0350017D", "0750654D", "0920131T", "0382032C", "0132572A", " 0350017d "})
        EXPECT_TRUE(Uai::lire(uai)) << uai;
    EXPECT_FALSE(Uai::lire("0350017E"));
    EXPECT_FALSE(Uai::lire("123ABC"));
}

TEST(Uai, propose_la_bonne_lettre_et_le_zero_perdu) {
    EXPECT_EQ(Uai::corrige("0350017E")->texte(), "0350017D");
    EXPECT_EQ(Uai::corrige("350017D")->texte(), "0350017D");
    EXPECT_FALSE(Uai::corrige("ABCDEFGH"));
    EXPECT_EQ(Uai::lire("7200001D") ? Uai::lire("7200001D")->departement() : Uai::corrige("7200001A")->departement(),
              "02A");
}

TEST(Ine, reconnait_les_formes_et_signale_la_cle) {
    EXPECT_EQ(Ine::lire("0601234567J")->forme(), FormeIne::bea);
    EXPECT_TRUE(Ine::lire("0494004062M")->cle_plausible());
    EXPECT_FALSE(Ine::lire("0494004062A")->cle_plausible());
    EXPECT_EQ(Ine::lire("071234501kc")->forme(), FormeIne::rnie);
    EXPECT_EQ(Ine::lire("071234501KC")->masque(), "••••••••1KC");
    EXPECT_FALSE(Ine::lire("XXXXXXXXXXX"));
    EXPECT_FALSE(Ine::lire("07123"));
}

TEST(Codes, telephone_code_postal_mef_courriel) {
    EXPECT_EQ(lire_telephone("+33 6 39 98 00 01"), "0639980001");
    EXPECT_EQ(lire_telephone("06.39.98.00.01"), "0639980001");
    EXPECT_EQ(lire_telephone("639980001"), "0639980001");
    EXPECT_EQ(lire_telephone("+262 692 12 34 56"), "0692123456");
    EXPECT_FALSE(lire_telephone("12 34"));
    EXPECT_EQ(affiche_telephone("0639980001"), "06 39 98 00 01");
    EXPECT_EQ(lire_code_postal("1000"), "01000");
    EXPECT_FALSE(lire_code_postal("RENNES"));
    EXPECT_EQ(lire_mef("24733404310"), "2473340431");
    EXPECT_EQ(lire_courriel(" A.B@Exemple.invalid "), "a.b@exemple.invalid");
    EXPECT_FALSE(lire_courriel("a@b"));
    EXPECT_FALSE(lire_courriel("élodie@exemple.invalid")) << "un serveur de courrier ne la prendrait pas";
}

TEST(Codes, reconnait_un_numero_de_securite_sociale_pour_le_refuser) {
    EXPECT_TRUE(ressemble_a_un_nir("1 09 02 35 238 123 45"));
    EXPECT_TRUE(ressemble_a_un_nir("209022A004123"));
    EXPECT_FALSE(ressemble_a_un_nir("10000000000008"));
}

TEST(Codes, les_vides_des_logiciels_sont_des_absences) {
    for (auto const* vide : {"", "  ", "-", "XXXXXXXXXX", "0000000000", "00 00 00 00 00"})
        EXPECT_TRUE(est_vide(vide)) << vide;
    EXPECT_FALSE(est_vide("0"));
    EXPECT_FALSE(est_vide("X"));
}
