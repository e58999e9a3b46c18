// R-11 : ce que des totaux sans leurs jours disent de certain d'un mois, et ce qu'ils taisent.
#include "metier/prevention/tests/cas_absences.hpp"
#include "metier/prevention/totaux.hpp"

namespace essais {
namespace {

using prevention::TotalRecu, prevention::Totaux;

constexpr prevention::Seuils les_seuils{4, 10};

/// Septembre, octobre (vacances dès le 17) et novembre 2026 (le 11 férié) ; le plus récent d'abord.
Totaux lus(std::vector<TotalRecu> recus, std::vector<prevention::MoisDAbsences> connus = {}) {
    prevention::Calendrier c;
    c.vacances = {{"Toussaint 2026", 2026y / 10 / 17, 2026y / 11 / 1}};
    return {recus, connus, c, prevention::JoursDeClasse{c, 2026y / 9 / 1, 2026y / 11 / 30}};
}
std::pair<int, int> bornes(Totaux const& t, Date mois) {
    for (auto const& b : t.par_mois())
        if (b.mois == mois)
            return {b.au_moins, b.au_plus};
    return {};
}

TEST(Totaux, quatre_semaines_d_un_meme_mois_s_ajoutent) {
    auto t = lus({{2026y / 11 / 23, 2026y / 11 / 25, 3, 3},
                  {2026y / 11 / 16, 2026y / 11 / 20, 3, 3},
                  {2026y / 11 / 9, 2026y / 11 / 13, 3, 3},
                  {2026y / 11 / 2, 2026y / 11 / 6, 3, 3}});
    EXPECT_EQ(bornes(t, 2026y / 11 / 1), (std::pair{12, 12}));
    EXPECT_EQ(t.indecis(les_seuils), "");
}

TEST(Totaux, deux_periodes_qui_se_recouvrent_ne_comptent_pas_deux_fois_et_la_plus_recente_l_emporte) {
    EXPECT_EQ(
        bornes(lus({{2026y / 11 / 1, 2026y / 11 / 25, 6, 6}, {2026y / 11 / 1, 2026y / 11 / 15, 5, 5}}), 2026y / 11 / 1),
        (std::pair{6, 6}));
    EXPECT_EQ(
        bornes(lus({{2026y / 11 / 1, 2026y / 11 / 25, 3, 3}, {2026y / 11 / 1, 2026y / 11 / 15, 5, 5}}), 2026y / 11 / 1),
        (std::pair{3, 3}))
        << "deux ont été justifiées depuis";
}

TEST(Totaux, un_export_depuis_la_rentree_donne_un_mois_par_difference) {
    auto t = lus({{2026y / 9 / 1, 2026y / 10 / 31, 12, 12}, {2026y / 9 / 1, 2026y / 9 / 30, 5, 5}});
    EXPECT_EQ(bornes(t, 2026y / 9 / 1), (std::pair{5, 5}));
    EXPECT_EQ(bornes(t, 2026y / 10 / 1), (std::pair{7, 7}));
}

TEST(Totaux, un_total_de_plusieurs_mois_compte_pour_un_mois_ce_que_les_autres_ne_peuvent_pas_contenir) {
    // Octobre n'a que 24 demi-journées possibles : 30 en laissent au moins 6 à novembre.
    auto t = lus({{2026y / 10 / 1, 2026y / 11 / 25, 30, 30}});
    EXPECT_EQ(bornes(t, 2026y / 11 / 1).first, 6);
    EXPECT_EQ(bornes(t, 2026y / 10 / 1).first, 0);
}

TEST(Totaux, trente_en_trois_mois_font_franchir_un_seuil_sans_dire_quel_mois) {
    auto t = lus({{2026y / 9 / 1, 2026y / 11 / 25, 30, 30}});
    EXPECT_TRUE(t.un_mois_atteint(10));
    EXPECT_FALSE(t.un_mois_atteint(11));
    EXPECT_EQ(t.indecis(les_seuils), "30 demi-journées non justifiées du 01/09/2026 au 25/11/2026 : un mois au moins "
                                     "atteint le seuil de 4, ce total ne dit pas lequel");
    auto neuf = lus({{2026y / 9 / 1, 2026y / 11 / 25, 9, 9}});
    EXPECT_FALSE(neuf.un_mois_atteint(4)) << "trois par mois";
    EXPECT_EQ(neuf.indecis(les_seuils), "9 demi-journées non justifiées du 01/09/2026 au 25/11/2026, dont entre 0 et 9 "
                                        "en septembre 2026 : ce total ne dit pas combien");
    EXPECT_EQ(lus({{2026y / 9 / 1, 2026y / 11 / 25, 3, 3}}).indecis(les_seuils), "") << "trois en tout : aucun seuil";
}

TEST(Totaux, sans_les_non_justifiees_un_total_ne_dit_rien_de_la_loi) {
    auto t = lus({{2026y / 11 / 1, 2026y / 11 / 25, 8, {}}});
    EXPECT_EQ(bornes(t, 2026y / 11 / 1), (std::pair{0, 8}));
    EXPECT_EQ(t.indecis(les_seuils), "8 demi-journées d’absence du 01/11/2026 au 25/11/2026, sans que le fichier dise "
                                     "combien ne sont pas justifiées");
}

TEST(Totaux, un_jour_connu_hors_des_totaux_s_ajoute_a_eux) {
    prevention::MoisDAbsences m{2026y / 11 / 1};
    m.absences = m.non_justifiees = metier::territoire::bit(2026y / 11 / 3, prevention::Moment::matin) |
                                    metier::territoire::bit(2026y / 11 / 17, prevention::Moment::matin);
    auto t = lus({{2026y / 11 / 16, 2026y / 11 / 20, 3, 3}}, {m});
    EXPECT_EQ(bornes(t, 2026y / 11 / 1), (std::pair{4, 4})) << "le 3 s'ajoute, le 17 est déjà du total";
}

struct TotauxWeb : AbsencesWeb {
    TotauxWeb() { le(2026y / 11 / 26); }
    Reponse grille() { return d.app.as(d.ba).get("/prevention/eleves/" + n(hugo)); }
};

TEST_P(TotauxWeb, des_totaux_de_chaque_semaine_levent_l_alerte_du_mois) {
    applique_des_totaux("2A;DIALLO Hugo;3;3\n", "2026-11-02", "2026-11-06");
    EXPECT_TRUE(alertes().empty());
    applique_des_totaux("2A;DIALLO Hugo;3;3\n", "2026-11-09", "2026-11-13");
    ASSERT_EQ(alertes().size(), 1u);
    EXPECT_EQ(alertes()[0].nombre, 6);
    applique_des_totaux("2A;DIALLO Hugo;3;3\n", "2026-11-16", "2026-11-20");
    applique_des_totaux("2A;DIALLO Hugo;3;3\n", "2026-11-23", "2026-11-25");
    ASSERT_EQ(alertes().size(), 1u);
    EXPECT_EQ(alertes()[0].niveau, prevention::NiveauDAlerte::critique);
    EXPECT_EQ(alertes()[0].nombre, 12);
    EXPECT_FALSE(grille().contient("Aucun seuil de la loi franchi"));
}

TEST_P(TotauxWeb, trente_en_trois_mois_ne_se_disent_pas_sans_seuil_et_mettent_l_eleve_sur_la_liste) {
    auto ba = d.app.as(d.ba);
    auto page = ba.follow(depose_des_totaux("2A;DIALLO Hugo;30;30\n", "2026-09-01", "2026-11-25"));
    EXPECT_TRUE(page.contient("La loi compte par mois, et cette période en couvre plusieurs"));
    applique_des_totaux("2A;DIALLO Hugo;30;30\n", "2026-09-01", "2026-11-25");
    EXPECT_TRUE(alertes().empty()) << "aucun mois ne peut être nommé";
    auto vu = grille();
    EXPECT_FALSE(vu.contient("Aucun seuil de la loi franchi"));
    EXPECT_TRUE(vu.contient("on ne peut pas tout savoir"));
    EXPECT_TRUE(vu.contient("Seuil de la loi franchi : 30 demi-journées non justifiées du 01/09/2026 au 25/11/2026"));
    EXPECT_TRUE(ba.get("/prevention").contient("un mois au moins atteint le seuil de 4, ce total ne dit pas lequel"));
    // Le fichier de novembre seul le dit : plus rien à préciser.
    applique_des_totaux("2A;DIALLO Hugo;11;11\n", "2026-11-01", "2026-11-25");
    ASSERT_EQ(alertes().size(), 1u);
    EXPECT_EQ(alertes()[0].nombre, 11);
    EXPECT_FALSE(ba.get("/prevention").contient("ce total ne dit pas lequel"));
}

TEST_P(TotauxWeb, un_detail_qui_ne_parle_pas_d_un_eleve_ne_leve_pas_l_alerte_de_ses_totaux) {
    un_jeune().nomme("ZOLI", "Ada").au(d.zola).cree(d);
    applique_des_totaux("2A;DIALLO Hugo;5;5\n", "2026-11-02", "2026-11-06");
    applique("ZOLI Ada;;02/11/2026;02/11/2026;1;Oui\nZOLI Ada;;09/11/2026;09/11/2026;1;Oui\n");
    ASSERT_EQ(alertes().size(), 1u) << "absent du fichier, il garde ce qui est noté";
    EXPECT_EQ(alertes()[0].nombre, 5);
}

TEST_P(TotauxWeb, le_total_de_septembre_rend_certain_celui_d_octobre) {
    applique_des_totaux("2A;DIALLO Hugo;6;6\n", "2026-09-01", "2026-10-31");
    EXPECT_TRUE(alertes().empty());
    EXPECT_TRUE(grille().contient("dont entre 0 et 6 en septembre 2026"));
    applique_des_totaux("2A;DIALLO Hugo;1;1\n", "2026-09-01", "2026-09-30");
    ASSERT_EQ(alertes().size(), 1u);
    EXPECT_EQ(alertes()[0].mois, Date{2026y / 10 / 1});
    EXPECT_EQ(alertes()[0].nombre, 5);
}

INSTANTIATE_TEST_SUITE_P(Bases, TotauxWeb, testing::ValuesIn(BaseDEssai::genres()));

} // namespace
} // namespace essais
