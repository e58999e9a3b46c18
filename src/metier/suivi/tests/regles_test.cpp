#include "metier/suivi/regles.hpp"

#include <gtest/gtest.h>

#include "metier/suivi/types_entretien.hpp"

#include <algorithm>

using namespace metier::suivi;
namespace acces = metier::acces;

namespace {

Contact essai(Date le, Canal canal, Resultat resultat = Resultat::pas_de_reponse) {
    Contact c;
    c.le = le;
    c.canal = canal;
    c.resultat = resultat;
    return c;
}

TEST(Injoignable, est_propose_apres_trois_tentatives_sur_deux_canaux) {
    std::vector<Contact> faits{essai(2026y / 10 / 3, Canal::telephone), essai(2026y / 10 / 2, Canal::telephone)};
    EXPECT_FALSE(echelle(faits, {}, {3, 2}).injoignable_propose);
    faits.push_back(essai(2026y / 10 / 1, Canal::telephone));
    EXPECT_FALSE(echelle(faits, {}, {3, 2}).injoignable_propose) << "un seul canal";
    faits.back().canal = Canal::courrier;
    EXPECT_TRUE(echelle(faits, {}, {3, 2}).injoignable_propose);
    EXPECT_FALSE(echelle(faits, {}, {4, 2}).injoignable_propose) << "le seuil est un paramètre";
}

TEST(Injoignable, repart_de_zero_des_que_quelqu_un_a_repondu) {
    std::vector<Contact> faits{essai(2026y / 10 / 4, Canal::message),
                               essai(2026y / 10 / 3, Canal::telephone, Resultat::rappeler),
                               essai(2026y / 10 / 2, Canal::courrier), essai(2026y / 10 / 1, Canal::telephone)};
    EXPECT_EQ(echelle(faits, {}, {}).tentatives, 1);
    EXPECT_EQ(echelle(faits, Date{2026y / 10 / 5}, {}).tentatives, 0) << "un entretien vaut réponse";
}

TEST(Injoignable, l_echelle_propose_le_canal_pas_encore_essaye) {
    std::vector<Contact> faits{essai(2026y / 10 / 4, Canal::telephone)};
    EXPECT_EQ(echelle(faits, {}, {}).essayer, Canal::message);
    EXPECT_EQ(echelle({}, {}, {}).essayer, std::nullopt);
}

TEST(Horloges, l_entretien_du_droit_au_retour_est_du_quinze_jours_apres_la_demande) {
    EXPECT_EQ(terme_du_retour(2026y / 11 / 3, 15), Date{2026y / 11 / 18});
    EXPECT_FALSE(retour_en_alerte(2026y / 11 / 18, 2026y / 11 / 12, 5));
    EXPECT_TRUE(retour_en_alerte(2026y / 11 / 18, 2026y / 11 / 13, 5));
}

TEST(Horloges, la_convocation_court_jusqu_au_meme_quantieme_deux_mois_plus_tard) {
    EXPECT_EQ(terme_de_convocation(2027y / 1 / 14, 2), Date{2027y / 3 / 14});
    EXPECT_EQ(terme_de_convocation(2026y / 12 / 31, 2), Date{2027y / 2 / 28});
}

TEST(Horloges, une_solution_se_revoit_a_trois_et_six_mois) {
    EXPECT_EQ(suivis_prevus(2026y / 10 / 5, 3, 6), (std::vector<Date>{2027y / 1 / 5, 2027y / 4 / 5}));
}

TEST(Solutions, l_accompagnement_n_est_positif_que_si_le_parametre_le_dit) {
    EXPECT_TRUE(positive(Code::retour_lycee_pro, false));
    EXPECT_TRUE(positive(Code::emploi_court, false));
    EXPECT_TRUE(positive(Code::mission_locale_cej, true));
    EXPECT_FALSE(positive(Code::mission_locale_cej, false));
    EXPECT_FALSE(positive(Code::pjj_ase, true)) << "non contractualisé";
    EXPECT_FALSE(positive(Code::injoignable, true));
    EXPECT_FALSE(positive(Code::demenagement_transfert, true));
}

TEST(Solutions, chaque_code_a_sa_famille_et_dit_une_situation_sauf_les_issues_neutres) {
    for (auto const& c : codes_de_solution)
        EXPECT_EQ(situation(c.valeur).has_value(), famille(c.valeur) != Famille::neutre) << c.code;
    EXPECT_EQ(situation(Code::injoignable), metier::jeunes::GenreSituation::inconnue);
    EXPECT_EQ(situation(Code::apprentissage_signe), metier::jeunes::GenreSituation::apprenti);
    EXPECT_EQ(situation(Code::e2c), metier::jeunes::GenreSituation::accompagne);
}

TEST(Solutions, seules_les_suites_prevues_sont_possibles) {
    EXPECT_TRUE(peut_passer(Etat::proposee, Etat::active));
    EXPECT_TRUE(peut_passer(Etat::acceptee, Etat::refusee));
    EXPECT_TRUE(peut_passer(Etat::active, Etat::rompue));
    EXPECT_FALSE(peut_passer(Etat::active, Etat::refusee));
    EXPECT_FALSE(peut_passer(Etat::rompue, Etat::active));
    EXPECT_FALSE(peut_passer(Etat::active, Etat::remplacee));
}

TEST(Lecture, un_ecrit_prive_n_est_lu_que_par_son_auteur) {
    Id<acces::Agent> awa{1}, ines{2};
    acces::Portee coordo{ines, {}, acces::Role::coordonnateur, 2026y / 10 / 5},
        ml{ines, {}, acces::Role::mission_locale, 2026y / 10 / 5};
    EXPECT_FALSE(lit(coordo, awa, acces::Visibilite::privee));
    EXPECT_TRUE(lit(coordo, ines, acces::Visibilite::privee));
    EXPECT_TRUE(lit(coordo, awa, acces::Visibilite::equipe));
    EXPECT_FALSE(lit(ml, awa, acces::Visibilite::equipe));
    EXPECT_TRUE(lit(ml, awa, acces::Visibilite::partenaires));
}

TEST(Silence, la_cause_se_lit_dans_les_faits) {
    EXPECT_EQ(cause(false, true, 2), Cause::personne);
    EXPECT_EQ(cause(true, true, 2), Cause::attente);
    EXPECT_EQ(cause(true, false, 2), Cause::injoignable);
    EXPECT_EQ(cause(true, false, 0), Cause::a_relancer);
}

TEST(Entretiens, chaque_type_a_son_modele_et_aucun_champ_en_double) {
    for (auto const& t : types_d_entretien) {
        auto const& m = modele(t.valeur);
        EXPECT_FALSE(m.sens.empty());
        ASSERT_FALSE(m.champs.empty()) << t.code;
        for (auto const& a : m.champs)
            EXPECT_EQ(std::ranges::count(m.champs, a.code, &ChampPropre::code), 1) << a.code;
    }
    EXPECT_EQ(std::size(types_d_entretien), 13u);
}

} // namespace
