#include <gtest/gtest.h>

#include "metier/territoire/calendrier.hpp"

using namespace metier::territoire;

namespace {

Calendrier zone_b() {
    Calendrier c;
    c.zone = "B";
    c.vacances = {{"Toussaint 2026", 2026y / 10 / 17, 2026y / 11 / 1}, {"Hiver 2027", 2027y / 2 / 20, 2027y / 3 / 7}};
    return c;
}

TEST(JoursFeries, paques_ascension_et_pentecote_suivent_la_lune) {
    EXPECT_EQ(jour_ferie(2026y / 4 / 6), "lundi de Pâques");
    EXPECT_EQ(jour_ferie(2027y / 3 / 29), "lundi de Pâques");
    EXPECT_EQ(jour_ferie(2027y / 5 / 6), "Ascension");
    EXPECT_EQ(jour_ferie(2027y / 5 / 17), "lundi de Pentecôte");
    EXPECT_EQ(jour_ferie(2026y / 11 / 11), "11 novembre");
    EXPECT_TRUE(jour_ferie(2026y / 11 / 12).empty());
}

TEST(Calendrier, chaque_demi_journee_sans_classe_dit_pourquoi) {
    auto c = zone_b();
    EXPECT_TRUE(c.sans_classe(2026y / 10 / 14, Moment::matin).empty()) << "mercredi matin";
    EXPECT_EQ(c.sans_classe(2026y / 10 / 14, Moment::apres_midi), "mercredi après-midi");
    EXPECT_EQ(c.sans_classe(2026y / 10 / 10, Moment::matin), "samedi");
    EXPECT_EQ(c.sans_classe(2026y / 10 / 11, Moment::matin), "dimanche");
    EXPECT_EQ(c.sans_classe(2026y / 10 / 19, Moment::matin), "vacances : Toussaint 2026");
    EXPECT_EQ(c.sans_classe(2026y / 11 / 2, Moment::matin), "") << "reprise le lundi";
    EXPECT_EQ(c.sans_classe(2026y / 11 / 11, Moment::matin), "jour férié : 11 novembre");
    c.mercredi_apres_midi = c.samedi_matin = true;
    EXPECT_TRUE(c.sans_classe(2026y / 10 / 14, Moment::apres_midi).empty());
    EXPECT_TRUE(c.sans_classe(2026y / 10 / 10, Moment::matin).empty());
    EXPECT_EQ(c.sans_classe(2026y / 10 / 10, Moment::apres_midi), "samedi");
}

TEST(Calendrier, le_masque_d_un_mois_a_un_bit_par_demi_journee_de_classe) {
    auto c = zone_b();
    // Octobre 2026 : du jeudi 1 au vendredi 16, douze jours de classe dont deux mercredis.
    EXPECT_EQ(__builtin_popcountll(c.ouvertes(2026y / 10 / 1)), 12 * 2 - 2);
    EXPECT_EQ(bit(2026y / 10 / 31, Moment::apres_midi), Masque{1} << 61) << "tient dans un entier signé";
    EXPECT_EQ(premier_du_mois(2026y / 10 / 31), Date{2026y / 10 / 1});
}

} // namespace
