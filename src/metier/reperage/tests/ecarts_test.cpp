#include "metier/reperage/ecarts.hpp"

#include <gtest/gtest.h>

using namespace metier::reperage;
using rapprochement::Fiche;
using rapprochement::Garde;

namespace {

Fiche fiche(std::string nom, std::string prenom, Date naissance = 2009y / 3 / 4) {
    Fiche f;
    f.nom = std::move(nom);
    f.prenoms = {std::move(prenom)};
    f.naissance = naissance;
    return f;
}

std::string entre(Fiche const& a, Fiche const& b) {
    auto e = ecarts(a, b);
    return e ? ecrire(*e) : "rien";
}

TEST(Ecarts, chaque_facon_de_differer_a_son_nom) {
    EXPECT_EQ(entre(fiche("DIALLO", "Hugo"), fiche("Diallo", "HUGO")), "identique");
    EXPECT_EQ(entre(fiche("LÉVÊQUE", "Zoé"), fiche("LEVEQUE", "ZOE")), "accent_nom.accent_prenom");
    EXPECT_EQ(entre(fiche("N’DIAYE", "Anne-Marie"), fiche("NDIAYE", "ANNE MARIE")), "tiret_nom.tiret_prenom");
    EXPECT_EQ(entre(fiche("LÉ GOFF", "Tom"), fiche("LE-GOFF", "Tom")), "accent_nom");
    EXPECT_EQ(entre(fiche("DIALLO", "Tom"), fiche("DIALO", "Tom")), "lettre_nom");
    EXPECT_EQ(entre(fiche("DIALLO", "Tom"), fiche("DAILLO", "Tom")), "lettre_nom");
    EXPECT_EQ(entre(fiche("DIALLO", "Tom"), fiche("DIALLA", "Tom")), "lettre_nom");
    EXPECT_EQ(entre(fiche("DIALLO", "Tom"), fiche("DOLLIA", "Tom")), "autre_nom");
    EXPECT_EQ(entre(fiche("MARTIN BERNARD", "Tom"), fiche("BERNARD", "Tom")), "nom_compose");
    EXPECT_EQ(entre(fiche("DIALLO", "Jean-Pierre"), fiche("DIALLO", "Jean")), "prenom_compose");
    EXPECT_EQ(entre(fiche("MARTIN", "Paul"), fiche("PAUL", "Martin")), "inversion");
    EXPECT_EQ(entre(fiche("DIALLO", "Tom"), fiche("DIALLO", "Tom", 2009y / 4 / 3)), "jour_et_mois");
    EXPECT_EQ(entre(fiche("DIALLO", "Tom"), fiche("DIALLO", "Tom", 2009y / 1 / 1)), "premier_janvier");
    EXPECT_EQ(entre(fiche("DIALLO", "Tom"), fiche("DIALLO", "Tom", 2009y / 3 / 14)), "un_chiffre_de_date");
    EXPECT_EQ(entre(fiche("DIALLO", "Tom"), fiche("DIALLO", "Tom", 2008y / 3 / 14)), "autre_date");
}

TEST(Ecarts, une_donnee_absente_n_est_pas_une_difference) {
    auto a = fiche("DIALLO", "Tom"), b = a;
    a.adresse = "3 rue Zola";
    a.ine = {"x"};
    a.commune_naissance = "Rennes";
    EXPECT_EQ(entre(a, b), "identique");
    b.adresse = "4 RUE HUGO";
    b.ine = {"y"};
    b.commune_naissance = "Brest";
    EXPECT_EQ(entre(a, b), "ine.lieu_de_naissance.adresse");
}

TEST(Ecarts, sans_prenom_ou_sans_date_on_n_en_dit_rien) {
    auto a = fiche("DIALLO", "Tom"), b = a;
    b.prenoms.clear();
    EXPECT_EQ(entre(a, b), "rien");
    b = a;
    b.naissance.reset();
    EXPECT_EQ(entre(a, b), "rien");
}

TEST(Ecarts, ce_qui_se_confirme_en_lot_est_benin_et_sans_garde) {
    EXPECT_TRUE(se_confirment_en_lot({}, Garde::aucune));
    EXPECT_TRUE(se_confirment_en_lot({Ecart::accent_nom, Ecart::adresse}, Garde::aucune));
    for (auto garde : {Garde::jumeaux, Garde::ine_partage, Garde::prenom_absent})
        EXPECT_FALSE(se_confirment_en_lot({Ecart::accent_nom}, garde));
    for (auto e :
         {Ecart::autre_nom, Ecart::autre_prenom, Ecart::autre_date, Ecart::sexe, Ecart::ine, Ecart::lieu_de_naissance})
        EXPECT_FALSE(se_confirment_en_lot({e}, Garde::aucune));
    EXPECT_FALSE(se_confirment_en_lot({Ecart::accent_nom, Ecart::jour_et_mois, Ecart::adresse}, Garde::aucune));
}

TEST(Ecarts, deux_jumeaux_ne_se_confirment_jamais_en_lot) {
    auto e = ecarts(fiche("DIALLO", "Lina"), fiche("DIALLO", "Lisa"));
    ASSERT_TRUE(e);
    EXPECT_FALSE(se_confirment_en_lot(*e, Garde::aucune));
}

TEST(Ecarts, se_relisent_tels_qu_ecrits_et_se_disent_en_francais) {
    Ecarts liste{Ecart::tiret_nom, Ecart::jour_et_mois};
    EXPECT_EQ(lire_ecarts(ecrire(liste)), liste);
    EXPECT_EQ(lire_ecarts("identique"), Ecarts{});
    EXPECT_FALSE(lire_ecarts("accent_nom.n_importe"));
    EXPECT_FALSE(lire_ecarts(""));
    EXPECT_EQ(en_clair({Ecart::accent_nom, Ecart::adresse}),
              "ne diffèrent que par un accent dans le nom et par l’adresse");
    EXPECT_EQ(en_clair({Ecart::lettre_nom}, 1), "ne diffère que par une lettre du nom");
    EXPECT_EQ(en_clair({}, 1), "dit la même chose des deux côtés");
}

} // namespace
