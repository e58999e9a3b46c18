#include "metier/echanges/formats/controle.hpp"

#include "base/ensure.hpp"
#include "metier/echanges/formats/json.hpp"
#include "metier/echanges/formats/tests/outils.hpp"

using namespace essai;
using enum Champ;

namespace {

LigneLue ligne(std::vector<Cellule> autres = {}) {
    LigneLue l{.numero = 2,
               .cellules = {{nom_famille, "MARTIN"}, {prenom, "Zoé"}, {naissance, "04/03/2008"}, {sexe, "F"}}};
    for (auto& c : autres)
        l.poser(c.champ, c.valeur);
    return l;
}

Contexte contexte() { return {.aujourd_hui = aujourd_hui, .uai_connu = {}, .mef = {}}; }

} // namespace

TEST(Controle, une_ligne_juste_n_a_pas_d_anomalie) {
    auto l = ligne();
    auto f = controler(l, contexte());
    EXPECT_TRUE(l.anomalies.empty());
    EXPECT_EQ(f.naissance, Date{2008y / 3 / 4});
}

TEST(Controle, nom_prenom_ou_naissance_absents_mettent_la_ligne_en_attente) {
    LigneLue l;
    controler(l, contexte());
    EXPECT_TRUE(anomalie(l, "L-01", nom_famille) && anomalie(l, "L-01", prenom) && anomalie(l, "L-01", naissance));
    EXPECT_TRUE(l.a_une_erreur());
    l.poser(nom_et_prenom, "DE LA TOUR Jean-Baptiste");
    l.poser(naissance, "04/03/2008");
    auto f = controler(l, contexte());
    EXPECT_EQ(f.nom_famille, "DE LA TOUR");
    EXPECT_EQ(f.prenom, "Jean-Baptiste");
    EXPECT_FALSE(l.a_une_erreur());
}

TEST(Controle, une_date_impossible_montre_ce_qui_a_ete_lu_et_se_corrige) {
    auto l = ligne({{naissance, "29/02/2009"}});
    EXPECT_FALSE(controler(l, contexte()).naissance);
    ASSERT_TRUE(anomalie(l, "L-02", naissance));
    EXPECT_EQ(anomalie(l, "L-02")->lu, "29/02/2009");
    EXPECT_TRUE(l.a_une_erreur());
    l.poser(naissance, "28/02/2009");
    EXPECT_EQ(controler(l, contexte()).naissance, Date{2009y / 2 / 28});
    EXPECT_TRUE(l.anomalies.empty());
    l.poser(naissance, "04/03/08"); // deux chiffres d'année
    controler(l, contexte());
    EXPECT_TRUE(anomalie(l, "L-02"));
}

TEST(Controle, une_date_iso_dans_un_xml_siecle_avertit) {
    auto l = ligne({{naissance, "2008-03-04"}});
    auto cx = contexte();
    cx.dates_de_siecle = true;
    EXPECT_EQ(controler(l, cx).naissance, Date{2008y / 3 / 4});
    EXPECT_EQ(anomalie(l, "L-02")->proposition, "04/03/2008");
    EXPECT_FALSE(l.a_une_erreur());
}

TEST(Controle, age_sexe_et_dates_incoherentes_avertissent) {
    auto l = ligne({{naissance, "04/03/1922"}, {sexe, "?"}, {date_entree, "01/09/2024"}, {date_sortie, "01/09/2023"}});
    auto f = controler(l, contexte());
    EXPECT_TRUE(anomalie(l, "L-03") && anomalie(l, "L-08") && anomalie(l, "L-09"));
    EXPECT_FALSE(f.sexe); // jamais supposé
    EXPECT_FALSE(l.a_une_erreur());
}

TEST(Controle, une_sortie_future_n_est_pas_encore_une_sortie) {
    auto l = ligne({{date_sortie, "30/06/2025"}});
    auto f = controler(l, contexte());
    EXPECT_FALSE(f.sorti(aujourd_hui));
    EXPECT_TRUE(f.sorti(2025y / 6 / 30));
    EXPECT_TRUE(anomalie(l, "L-09", date_sortie));
}

TEST(Controle, un_ine_ou_un_uai_mal_recopie_recoit_une_proposition) {
    auto l = ligne({{ine, "O71234501KC"}, {uai, "0350017A"}});
    controler(l, contexte());
    EXPECT_EQ(anomalie(l, "L-04", ine)->proposition, "071234501KC");
    EXPECT_EQ(anomalie(l, "L-05", uai)->proposition, "0350017D");
    l.poser(uai, "0350017D");
    auto cx = contexte();
    cx.uai_connu = [](base::Uai const&) { return false; };
    controler(l, cx);
    EXPECT_NE(anomalie(l, "L-05")->message.find("annuaire"), std::string::npos);
}

TEST(Controle, mef_inconnu_ou_ferme_est_garde_avec_un_avertissement) {
    auto l = ligne({{mef, "24733404310"}});
    auto cx = contexte();
    cx.mef = [](std::string const&) { return EtatMef::ferme; };
    EXPECT_EQ(controler(l, cx).mef, "2473340431");
    EXPECT_NE(anomalie(l, "L-07")->message.find("fermée"), std::string::npos);
}

TEST(Controle, ne_en_france_sans_commune_avertit) {
    auto l = ligne({{pays_naissance, "100"}});
    controler(l, contexte());
    EXPECT_TRUE(anomalie(l, "L-06"));
    l.poser(pays_naissance, "341");
    controler(l, contexte());
    EXPECT_FALSE(anomalie(l, "L-06"));
}

TEST(Controle, des_accents_casses_proposent_la_bonne_ecriture) {
    auto l = ligne({{prenom, "MaÃ«lys"}, {commune, "Ma\xEF\xBF\xBDlys"}});
    controler(l, contexte());
    EXPECT_EQ(anomalie(l, "L-10", prenom)->proposition, "Maëlys");
    EXPECT_TRUE(anomalie(l, "L-10", commune));
}

TEST(Controle, un_siret_abime_par_un_tableur_est_dit) {
    auto l = ligne({{employeur_siret, "1,23457E+13"}});
    controler(l, contexte());
    EXPECT_TRUE(anomalie(l, "L-11", employeur_siret));
}

TEST(Json, une_ligne_et_ses_anomalies_se_relisent_a_l_identique) {
    auto l = ligne({{naissance, "29/02/2009"}, {prenom, "Zoé « x » \"y\"\n"}});
    l.genre = Genre::responsable;
    l.fichier = "Eleves.xml";
    l.anomalies.push_back({.code = "L-04", .champ = ine, .lu = "x", .message = "m", .de_lecture = true});
    EXPECT_EQ(ligne_depuis_json(en_json(l)), l);
    EXPECT_THROW(ligne_depuis_json("{"), Defaut);
    EXPECT_THROW(ligne_depuis_json("[]"), Defaut);
    Correspondance c{.colonnes = {{"Né(e) le", naissance}, {"Nationalité", {}}}, .feuille = "F"};
    EXPECT_EQ(correspondance_depuis_json(en_json(c)), c);
}

TEST(Champs, chaque_code_designe_son_champ_et_les_interdits_n_y_sont_pas) {
    for (auto const& d : champs()) {
        EXPECT_EQ(champ(d.code), d.champ);
        EXPECT_FALSE(jamais_garde(d.code)) << d.code;
        EXPECT_FALSE(d.libelle.empty());
    }
    for (auto en_tete : {"Nationalité", "RQTH", "rqth_apprenant", "Code_profession", "N° Sécurité sociale", "NIR",
                         "email_referent_handicap_formation"})
        EXPECT_TRUE(jamais_garde(en_tete)) << en_tete;
    EXPECT_FALSE(jamais_garde("Téléphone professionnel"));
    EXPECT_EQ(champ_de_l_en_tete("Né(e) le"), naissance);
    EXPECT_EQ(champ_de_l_en_tete("N° national"), ine);
}

TEST(Controle, une_naissance_a_venir_est_une_ligne_mal_formee_et_non_un_moins_de_16_ans) {
    auto cx = contexte();
    cx.liste_de_decrocheurs = true;
    auto l = ligne({{naissance, "01/01/2131"}});
    controler(l, cx);
    EXPECT_TRUE(anomalie(l, "L-02", naissance));
    EXPECT_FALSE(anomalie(l, "L-03", naissance));
    EXPECT_TRUE(l.a_une_erreur());
}
