#include <sstream>

#include "documents/csv.hpp"
#include "documents/xlsx.hpp"
#include "metier/echanges/formats/tests/outils.hpp"

using namespace essai;
using enum Champ;
using documents::CelluleXlsx;

namespace {

constexpr char const* en_tete_pix = "Identifiant unique*;Premier prénom*;Deuxième prénom;Troisième prénom;Nom de "
                                    "famille*;Nom d'usage;Code sexe*;Date de naissance "
                                    "(jj/mm/aaaa)*;Code commune naissance**;Libellé commune naissance**;Code "
                                    "département naissance*;Code pays naissance*;Statut*;"
                                    "Code MEF*;Division*\n";

Contexte contexte(Lecteur const& lecteur) { return contexte_de(lecteur.en_tete(), aujourd_hui); }

} // namespace

TEST(Tableaux, une_liste_siecle_se_reconnait_a_ses_en_tetes) {
    essai::Dossier d;
    auto lecteur = ouvrir(d.ecrire("a", "NOM;PRENOM;SEXE;NE(E) LE;MEF;DIV.;REG.;OPT1;DIV. PREC.;Doublant\n"
                                        "=\"LE GOFF\";Ma\xEBlys;F;03/02/2009;24733404310;2CUIS1;2;AGL1;3B;N\n"),
                          "liste.csv");
    EXPECT_EQ(lecteur->en_tete().format, Format::siecle_liste);
    EXPECT_EQ(lecteur->en_tete().encodage, "Windows-1252");
    auto l = lignes(*lecteur);
    ASSERT_EQ(l.size(), 1u);
    EXPECT_EQ(l[0][nom_famille], "LE GOFF");
    EXPECT_EQ(l[0][prenom], "Maëlys");
    EXPECT_EQ(l[0][division], "2CUIS1");
    EXPECT_EQ(l[0][classe_origine], "3B");
}

TEST(Tableaux, le_modele_de_pix_avec_marque_utf8_avertit_sans_rejeter) {
    essai::Dossier d;
    auto lecteur = ouvrir(
        d.ecrire(
            "a",
            "\xEF\xBB\xBF" + std::string(en_tete_pix) +
                "0123456789F;Beatrix;The;Bride;O'Ren;Cottonmouth;F;01/01/2009;97422;;974;99100;AP;MEF1;Division 1\r\n"),
        "p.csv");
    EXPECT_EQ(lecteur->en_tete().format, Format::pix);
    auto l = lignes(*lecteur);
    auto f = controler(l.at(0), contexte(*lecteur));
    EXPECT_EQ(f.nom_famille, "O'Ren");
    EXPECT_EQ(f.autres_prenoms, (std::vector<std::string>{"The", "Bride"}));
    EXPECT_TRUE(anomalie(l[0], "L-04", ine)); // clé fausse
    EXPECT_TRUE(anomalie(l[0], "L-07", mef)); // MEF en texte
    EXPECT_FALSE(l[0].a_une_erreur());
}

TEST(Tableaux, onde_se_lit_malgre_le_blanc_devant_cycle_et_la_ligne_de_total) {
    auto lecteur = ouvrir(exemple("CSVExtraction_onde.csv"), "CSVExtraction.csv");
    EXPECT_EQ(lecteur->en_tete().format, Format::onde);
    auto l = lignes(*lecteur);
    ASSERT_EQ(l.size(), 2u);
    EXPECT_EQ(l[0][ine], "081234599PB");
    EXPECT_EQ(l[1][nom_usage], "ROUX");
    EXPECT_EQ(l[1][division], "CM2 de Mme DURAND");
    essai::Dossier d;
    auto avec_total = essai::tout(exemple("CSVExtraction_onde.csv")) + "\"Total : 2\";;;;;\r\n";
    EXPECT_EQ(lignes(d.ecrire("o", avec_total)).size(), 2u);
}

TEST(Tableaux, affelnet_garde_le_meilleur_voeu_de_chaque_eleve) {
    essai::Dossier d;
    std::string e = "\"INE\";\"Nom de l'élève\";\"Prénom 1\";\"Code UAI étab. origine\";\"Rang du vœu\";\"Code "
                    "MEF\";\"Libellé formation\"\n";
    e += "\"081234599PB\";\"ROUX\";\"Noé\";\"0999002x\";\"3\";\"24733404310\";\"C\"\n";
    e += "\"-\";\"SANS\";\"Ine\";\"0999002X\";\"2\";\"24733404310\";\"D\"\n";
    e += "\"081234599PB\";\"ROUX\";\"Noé\";\"0999002x\";\"1\";\"24733404310\";\"A\"\n";
    e += "\"081234599PB\";\"ROUX\";\"Noé\";\"0999002x\";\"2\";\"24733404310\";\"B\"\n";
    auto lecteur = ouvrir(d.ecrire("a", e), "affelnet.csv");
    EXPECT_EQ(lecteur->en_tete().format, Format::affelnet);
    auto l = lignes(*lecteur);
    ASSERT_EQ(l.size(), 2u);
    EXPECT_EQ(l[0][nom_famille], "SANS");
    EXPECT_FALSE(l[0].a(ine));
    auto f = controler(l[1], contexte(*lecteur));
    EXPECT_EQ(f.formation_demandee, "A");
    EXPECT_EQ(f.rang_voeu, 1);
    EXPECT_EQ(f.uai_origine->texte(), "0999002X");
    EXPECT_FALSE(f.mef);                 // le MEF demandé n'est pas celui de l'élève
    EXPECT_TRUE(l[1].anomalies.empty()); // ni naissance ni sexe dans ce format
    EXPECT_EQ(lignes(exemple("affelnet_voeux.csv")).at(0)[responsable_telephone], "+33639980002");
}

TEST(Tableaux, affelnet_prefere_le_voeu_qui_donne_une_place_au_meilleur_rang_refuse) {
    essai::Dossier d;
    std::string e = "\"INE\";\"Nom de l'élève\";\"Prénom 1\";\"Code UAI étab. origine\";\"Rang du vœu\";\"Code "
                    "MEF\";\"Libellé formation\";\"Décision\"\n";
    for (auto const* suite : {"1\";\"24733404310\";\"A\";\"refusé\"", "2\";\"24733404310\";\"B\";\"affecté\"",
                              "3\";\"24733404310\";\"C\";\"-\""})
        e += std::string("\"081234599PB\";\"ROUX\";\"Noé\";\"0999002x\";\"") + suite + "\n";
    auto lecteur = ouvrir(d.ecrire("a", e), "affelnet.csv");
    auto l = lignes(*lecteur);
    ASSERT_EQ(l.size(), 1u);
    EXPECT_EQ(l[0][decision_affectation], "affecté");
}

TEST(Tableaux, effectifs_de_cfa_le_dernier_contrat_compte) {
    auto lecteur = ouvrir(exemple("cfa_effectifs.csv"), "cfa.csv");
    EXPECT_EQ(lecteur->en_tete().format, Format::cfa_effectifs);
    auto l = lignes(*lecteur);
    auto f = controler(l.at(0), contexte(*lecteur));
    EXPECT_EQ(f.contrat_rupture, Date{2024y / 12 / 15});
    EXPECT_EQ(f.nom_famille, "MARTIN--DUPONT");
    EXPECT_EQ(f.cause_rupture, "Rupture à l'initiative de l'employeur");

    essai::Dossier d;
    auto deux =
        lignes(d.ecrire("c", "nom_apprenant *;prenom_apprenant *;date_de_naissance_apprenant "
                             "*;rqth_apprenant;contrat_date_debut;contrat_date_fin;"
                             "contrat_date_rupture;contrat_date_debut_2;contrat_date_fin_2**;contrat_date_rupture_2\n"
                             "A;B;2007-01-02;oui;2024-09-01;2026-08-31;2024-12-15;2025-01-10;2026-08-31;\n"));
    EXPECT_EQ(deux.at(0)[contrat_debut], "2025-01-10");
    EXPECT_FALSE(deux[0].a(contrat_rupture));
    for (auto const& c : deux[0].cellules)
        EXPECT_NE(c.valeur, "oui"); // RQTH
}

TEST(Tableaux, le_classeur_modele_de_cfa_ignore_sa_ligne_d_exemple) {
    essai::Dossier d;
    documents::EcrivainXlsx x(d.chemin("c.xlsx"));
    x.feuille("Modèle",
              std::vector<std::string>{"nom_apprenant *", "prenom_apprenant *", "date_de_naissance_apprenant *",
                                       "tel_apprenant", "code_postal_apprenant *"});
    x.ligne(std::vector<CelluleXlsx>{"EXEMPLE", "Jean", Date{2000y / 1 / 1}});
    x.ligne(std::vector<CelluleXlsx>{"MARTIN", "Léo", 39464., 639980001., 1000.}); // série Excel, zéros perdus
    x.feuille("Description des données", std::vector<std::string>{"Champ"});
    x.fermer();
    auto lecteur = ouvrir(d.chemin("c.xlsx"), "c.xlsx");
    EXPECT_EQ(lecteur->en_tete().format, Format::cfa_effectifs);
    auto l = lignes(*lecteur);
    ASSERT_EQ(l.size(), 1u);
    EXPECT_EQ(l[0].numero, 3);
    auto f = controler(l[0], contexte(*lecteur));
    EXPECT_EQ(f.naissance, Date{2008y / 1 / 17});
    EXPECT_EQ(f.telephones, std::vector<std::string>{"0639980001"});
    EXPECT_EQ(f.code_postal, "01000");
    EXPECT_TRUE(anomalie(l[0], "L-11", telephone));
    EXPECT_EQ(anomalie(l[0], "L-11", code_postal)->proposition, "01000");
}

/// La feuille « Modèle » et sa ligne 2.
std::unique_ptr<Lecteur> modele_de_cfa(essai::Dossier& d, std::vector<CelluleXlsx> const& ligne_2) {
    documents::EcrivainXlsx x(d.chemin("c.xlsx"));
    x.feuille("Modèle", std::vector<std::string>{"nom_apprenant *", "prenom_apprenant *",
                                                 "date_de_naissance_apprenant *", "tel_apprenant", "email_contact *"});
    x.ligne(ligne_2);
    x.ligne(std::vector<CelluleXlsx>{"MARTIN", "Léo", Date{2008y / 1 / 17}, "0639980001", "leo@exemple.fr"});
    x.fermer();
    return ouvrir(d.chemin("c.xlsx"), "c.xlsx");
}

TEST(Tableaux, la_ligne_2_du_modele_de_cfa_est_lue_si_quelqu_un_y_a_mis_un_vrai_apprenti) {
    for (std::vector<CelluleXlsx> const& personne :
         {std::vector<CelluleXlsx>{"LE GOFF", "Maëlys", Date{2008y / 1 / 1}, "0639980002", "m@exemple.fr"},
          {"DUPONT", "Jean", Date{2008y / 1 / 1}, "0639980002", "jean.dupont@lycee.fr"},
          {"DURAND", "Marie", Date{2008y / 1 / 1}}}) {
        essai::Dossier d;
        auto lecteur = modele_de_cfa(d, personne);
        auto l = lignes(*lecteur);
        ASSERT_EQ(l.size(), 2u);
        EXPECT_EQ(l[0].numero, 2);
        ASSERT_EQ(lecteur->en_tete().avertissements.size(), 1u);
        EXPECT_NE(lecteur->en_tete().avertissements[0].find("elle est lue"), std::string::npos);
    }
}

TEST(Tableaux, la_ligne_2_du_modele_de_cfa_est_ignoree_quand_elle_se_donne_pour_un_exemple) {
    for (std::vector<CelluleXlsx> const& exemple :
         {std::vector<CelluleXlsx>{"Exemple : Petit", "Léa", Date{2008y / 1 / 1}, "0639980002", "l@lycee.fr"},
          {"PETIT", "Léa", "JJ/MM/AAAA"},
          {"Dupont", "Jean", Date{2000y / 1 / 1}, "0123456789", "jean.dupont@lycee.fr"},
          {"DOE", "John", Date{2000y / 1 / 1}, "", "johndoe@example.org"}}) {
        essai::Dossier d;
        auto lecteur = modele_de_cfa(d, exemple);
        auto l = lignes(*lecteur);
        ASSERT_EQ(l.size(), 1u);
        EXPECT_EQ(l[0].numero, 3);
        EXPECT_NE(lecteur->en_tete().avertissements.at(0).find("elle est ignorée"), std::string::npos);
    }
}

TEST(Tableaux, une_date_de_classeur_qui_porte_une_heure_se_lit) {
    LigneLue l;
    l.poser(naissance, "39513.75"); // le 6 mars 2008 à 18 h
    Contexte cx{.aujourd_hui = aujourd_hui};
    cx.dates_de_tableur = true;
    EXPECT_EQ(controler(l, cx).naissance, Date{2008y / 3 / 6});
}

TEST(Tableaux, les_rupturants_se_lisent_sur_leurs_trois_feuilles) {
    essai::Dossier d;
    std::vector<std::string> colonnes{"NOM",  "Prénom",     "Date rupture contrat",         "Date de naissance",
                                      "RQTH", "Nom du CFA", "Téléphone responsable légal 1"};
    documents::EcrivainXlsx x(d.chemin("r.xlsx"));
    x.feuille("Lisez-moi", std::vector<std::string>{"Bonjour"});
    for (auto feuille : {"À traiter", "Déjà traités", "Injoignable"}) {
        x.feuille(feuille, colonnes);
        x.ligne(std::vector<CelluleXlsx>{std::string("DE ") + feuille, "Léo", Date{2024y / 12 / 15},
                                         Date{2007y / 3 / 4}, "Oui", "CFA X", "0639980001"});
    }
    x.fermer();
    auto lecteur = ouvrir(d.chemin("r.xlsx"), "r.xlsx");
    EXPECT_EQ(lecteur->en_tete().format, Format::cfa_rupturants);
    auto l = lignes(*lecteur);
    ASSERT_EQ(l.size(), 3u);
    EXPECT_EQ(l[1].fichier, "Déjà traités");
    EXPECT_EQ(controler(l[0], contexte(*lecteur)).contrat_rupture, Date{2024y / 12 / 15});
    for (auto const& c : l[0].cellules)
        EXPECT_NE(c.valeur, "Oui");
}

TEST(Tableaux, la_liste_nominative_n_a_pas_de_naissance_et_on_ne_la_reclame_pas) {
    essai::Dossier d;
    auto lecteur = ouvrir(d.ecrire("a", "\xEF\xBB\xBFIndicateur;Sexe;Nom;Prenom;Email;Intitulé de la formation;UAI de "
                                        "l’organisme de formation;Dénomination de l'organisme\n"
                                        "rupturant;Mme;MARTIN;Zoé;z@exemple.fr;CAP;0350017D;CFA X\n"),
                          "l.csv");
    EXPECT_EQ(lecteur->en_tete().format, Format::cfa_liste_nominative);
    auto l = lignes(*lecteur);
    auto f = controler(l.at(0), contexte(*lecteur));
    EXPECT_TRUE(l[0].anomalies.empty());
    EXPECT_EQ(f.indicateur, "rupturant");
    EXPECT_EQ(f.uai_formateur->texte(), "0350017D");
    EXPECT_EQ(f.sexe, Sexe::fille);
}

TEST(Tableaux, la_liste_siei_refuse_les_moins_de_seize_ans) {
    essai::Dossier d;
    auto lecteur =
        ouvrir(d.ecrire("a", "campagne;ine;nom_famille;prenoms;date_naissance;uai_dernier_etablissement;situation\n"
                             "2025-01;;EL HADJ;Yanis, Omar;01/03/2008;0350017D;en recherche\n"
                             "2025-01;;MARTIN;Zoé;04/02/2009;0350017A;\n"),
               "siei.csv");
    EXPECT_EQ(lecteur->en_tete().format, Format::siei_liste);
    auto l = lignes(*lecteur);
    auto f = controler(l.at(0), contexte(*lecteur));
    EXPECT_EQ(f.prenom, "Yanis");
    EXPECT_EQ(f.autres_prenoms, std::vector<std::string>{"Omar"});
    EXPECT_EQ(f.campagne, "2025-01");
    EXPECT_FALSE(l[0].a_une_erreur());
    controler(l.at(1), contexte(*lecteur));
    EXPECT_TRUE(anomalie(l[1], "L-03", naissance));
    EXPECT_TRUE(l[1].a_une_erreur());
    EXPECT_EQ(anomalie(l[1], "L-05", uai_origine)->proposition, "0350017D");
}

TEST(Tableaux, l_annuaire_de_l_education_est_lu_comme_des_etablissements) {
    essai::Dossier d;
    auto l = lignes(d.ecrire("a", "\xEF\xBB\xBFIdentifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;"
                                  "Code postal;Nom_commune;code_nature;code_bassin_formation;libelle_bassin_formation\n"
                                  "0350017D;Collège Les Ormeaux;Collège;35000;Rennes;340;14035;RENNES\n"));
    ASSERT_EQ(l.size(), 1u);
    EXPECT_EQ(l[0].genre, Genre::etablissement);
    EXPECT_EQ(l[0][uai], "0350017D");
    EXPECT_EQ(l[0][libelle_bassin], "RENNES");
    EXPECT_EQ(l[0][code_postal], "35000");
}

TEST(Tableaux, un_tableau_inconnu_recoit_une_proposition_puis_suit_la_correspondance_confirmee) {
    essai::Dossier d;
    auto chemin =
        d.ecrire("a", "Liste des non-affectés;;;;\n;;;;\nAppellation;Prénom;Né(e) le;Identifiant;Nationalité;Contact\n"
                      "MARTIN;Zoé;04/02/2008;071234501KC;française;z@exemple.fr\nROUX;Noé;05/02/"
                      "2008;071234502HF;belge;n@exemple.fr\n");
    auto lecteur = ouvrir(chemin, "liste.csv");
    EXPECT_TRUE(lecteur->en_tete().correspondance_a_confirmer);
    auto p = *lecteur->proposition();
    EXPECT_EQ(p.ligne_d_en_tete, 3);
    EXPECT_FALSE(p.colonnes[0].champ);
    EXPECT_EQ(p.colonnes[0].exemples, (std::vector<std::string>{"MARTIN", "ROUX"}));
    EXPECT_EQ(p.colonnes[2].champ, naissance);
    EXPECT_EQ(p.colonnes[3].champ, ine);
    EXPECT_EQ(p.colonnes[3].raison, Raison::contenu);
    EXPECT_EQ(p.colonnes[4].raison, Raison::jamais_garde);
    EXPECT_TRUE(p.colonnes[4].exemples.empty());
    EXPECT_EQ(p.colonnes[5].champ, courriel);

    auto correspondance = p.correspondance();
    correspondance.colonnes[0].champ = nom_famille;
    correspondance.colonnes[4].champ = commune; // même si on insiste, la nationalité n'est pas gardée
    auto second = ouvrir(chemin, "liste.csv", correspondance);
    EXPECT_FALSE(second->en_tete().correspondance_a_confirmer);
    auto l = lignes(*second);
    ASSERT_EQ(l.size(), 2u);
    EXPECT_EQ(l[0][nom_famille], "MARTIN");
    EXPECT_FALSE(l[0].a(commune));
    EXPECT_EQ(l[0].numero, 4);
}

TEST(Tableaux, des_colonnes_changees_redemandent_la_correspondance) {
    essai::Dossier d;
    auto ancienne = ouvrir(d.ecrire("a", "Nom;Prénom\nA;B\n"), "a.csv")->proposition()->correspondance();
    auto lecteur = ouvrir(d.ecrire("b", "Nom;Prénom;Né(e) le\nA;B;01/02/2008\n"), "b.csv", ancienne);
    EXPECT_TRUE(lecteur->en_tete().correspondance_a_confirmer);
    EXPECT_EQ(lecteur->en_tete().avertissements.size(), 1u);
}

TEST(Tableaux, un_numero_de_securite_sociale_est_retire_partout) {
    essai::Dossier d;
    constexpr auto nir = "108029935012322";
    auto l = lignes(d.ecrire("a", std::string("NOM;PRENOM;NE(E) LE;DIV.\nMARTIN;Zoé;04/02/2008;") + nir + "\n"));
    ASSERT_TRUE(anomalie(l.at(0), "L-12", division));
    EXPECT_EQ(l[0][division], "[numéro retiré]");
    // Dans un tableau inconnu, la colonne ne peut pas être prise et ses exemples ne sont pas montrés.
    auto p = ouvrir(d.ecrire("b", std::string("Nom;Commune\nMARTIN;") + nir + "\n"), "b.csv")->proposition();
    EXPECT_EQ(p->colonnes[1].raison, Raison::jamais_garde);
    EXPECT_TRUE(p->colonnes[1].exemples.empty());
    LigneLue corrigee = l[0];
    corrigee.poser(commune, nir); // saisi à l'écran
    controler(corrigee, {.aujourd_hui = aujourd_hui});
    EXPECT_EQ(corrigee[commune], "[numéro retiré]");
}

TEST(Tableaux, un_tableau_vide_ou_hostile_est_refuse_en_francais) {
    using namespace std::string_literals;
    essai::Dossier d;
    EXPECT_NE(essai::refus([&] { ouvrir(d.ecrire("a", ""), "a.csv"); }).message.find("vide"), std::string::npos);
    EXPECT_NE(essai::refus([&] { ouvrir(d.ecrire("a", "a;b\n1;\0\n"s), "a.csv"); }).message.find("nuls"),
              std::string::npos);
    EXPECT_NE(
        essai::refus([&] { ouvrir(d.ecrire("a", std::string(1'000'000, ';')), "a.csv"); }).message.find("colonnes"),
        std::string::npos);
    EXPECT_NE(essai::refus([&] {
                  ouvrir(d.zip("z", {{"c.xlsx", essai::tout(d.zip("x", {{"xl/workbook.xml", "<a/>"}}))}}), "z.zip");
              }).message.find("compressé deux fois"),
              std::string::npos);
    EXPECT_NE(essai::refus([&] {
                  ouvrir(d.zip("w", {{"[Content_Types].xml", "<a/>"}, {"word/document.xml", "<a/>"}}), "w.docx");
              }).message.find("Office"),
              std::string::npos);
    EXPECT_NE(essai::refus([&] {
                  ouvrir(d.zip("p", {{"a.csv", "a;b\n"}, {"b.csv", "a;b\n"}}), "p.zip");
              }).message.find("un par un"),
              std::string::npos);
}

TEST(Tableaux, une_ligne_plus_longue_que_l_en_tete_est_une_erreur_qui_compte_ses_cellules) {
    essai::Dossier d;
    auto l = lignes(d.ecrire("a", "NOM;PRENOM;NE(E) LE;DIV.\nMARTIN;Zoé;04/02/2008;TCOM2;;\n"
                                  "ROUX;Léo;05/02/2008;12 rue du Port; bât. C;TCOM2\n"));
    ASSERT_EQ(l.size(), 2u);
    EXPECT_FALSE(anomalie(l[0], "L-13")); // des cellules vides au bout ne décalent rien
    controler(l[1], {.aujourd_hui = aujourd_hui});
    auto const* trop = anomalie(l[1], "L-13");
    ASSERT_TRUE(trop);
    EXPECT_EQ(trop->gravite, Gravite::erreur);
    EXPECT_EQ(phrase(*trop), "La ligne 3 est trop longue (6 cellules lues, 4 attendues d’après l’en-tête)\u00A0: un "
                             "«\u00A0;\u00A0» de trop décale sans doute ses colonnes. Relisez-les.");
    // Une colonne sans titre compte : l'en-tête l'annonce.
    EXPECT_FALSE(anomalie(lignes(d.ecrire("b", "NOM;PRENOM;NE(E) LE;DIV.;\nA;B;04/02/2008;T;note\n")).at(0), "L-13"));
}

TEST(Tableaux, un_guillemet_oublie_est_une_erreur_de_sa_ligne_seulement) {
    essai::Dossier d;
    auto l = lignes(d.ecrire("a", "NOM;PRENOM;NE(E) LE;DIV.\nMARTIN;Zoé;04/02/2008;T\n\"ROUX;Léo;05/02/2008;T\n"
                                  "DUVAL;Ana;06/02/2008;T\n"));
    ASSERT_EQ(l.size(), 3u);
    EXPECT_FALSE(l[0].a_une_erreur() || l[2].a_une_erreur());
    ASSERT_TRUE(anomalie(l[1], "L-13"));
    EXPECT_NE(anomalie(l[1], "L-13")->message.find("ligne 3"), std::string::npos);
}

TEST(Tableaux, titres_abreviations_totaux_et_en_tetes_repetes_se_comprennent) {
    essai::Dossier d;
    auto lecteur = ouvrir(d.ecrire("a", "Liste RIO d'octobre;;;\n;;;\n"
                                        "Nom de naiss.;Prénoms du jeune;Date de naiss. (jj/mm/aaaa);UAI dern. étab.\n"
                                        "MARTIN;Zoé;04/02/2008;0350017D\n"
                                        "Nom de naiss.;Prénoms du jeune;Date de naiss. (jj/mm/aaaa);UAI dern. étab.\n"
                                        "ROUX;Léo;05/02/2008;0350017D\n;;;\nTotal : 2;2;;\n"),
                          "a.csv");
    auto p = lecteur->proposition();
    EXPECT_EQ(p->ligne_d_en_tete, 3);
    EXPECT_EQ(p->au_dessus, std::vector<std::string>{"Liste RIO d'octobre"});
    auto l = lignes(*lecteur);
    ASSERT_EQ(l.size(), 2u);
    EXPECT_EQ(l[1][nom_famille], "ROUX");
    EXPECT_EQ(l[1][naissance], "05/02/2008");
    EXPECT_EQ(l[1][uai_origine], "0350017D");
}

TEST(Tableaux, un_titre_fusionne_sur_nom_et_prenom_donne_les_deux) {
    essai::Dossier d;
    auto l = lignes(d.ecrire("a", "Nom et prénom;;Né(e) le;Établissement d'origine\nLE GOFF;Zoé;04/02/2008;0350017D\n"
                                  "ROUX;Léo;05/02/2008;0350017D\n"));
    EXPECT_EQ(l.at(0)[nom_famille], "LE GOFF");
    EXPECT_EQ(l.at(0)[prenom], "Zoé");
    EXPECT_EQ(l.at(0)[uai_origine], "0350017D"); // l'établissement est donné par son UAI
}

TEST(Tableaux, la_feuille_qui_porte_la_liste_est_choisie_et_ses_pareilles_suivent) {
    essai::Dossier d;
    documents::EcrivainXlsx x(d.chemin("c.xlsx"));
    std::vector<std::string> const titres{"Nom", "Prénom", "Né(e) le"};
    x.feuille("Lisez-moi", std::vector<std::string>{"Cette liste vous est remise par la PSAD."});
    x.feuille("Bassin nord", titres);
    x.ligne(std::vector<CelluleXlsx>{"MARTIN", "Léo", Date{2008y / 1 / 1}});
    x.feuille("Bassin sud", titres);
    x.ligne(std::vector<CelluleXlsx>{"ROUX", "Ana", Date{2008y / 1 / 2}});
    x.fermer();
    auto lecteur = ouvrir(d.chemin("c.xlsx"), "c.xlsx");
    auto l = lignes(*lecteur);
    ASSERT_EQ(l.size(), 2u);
    EXPECT_EQ(l[1][nom_famille], "ROUX");
    EXPECT_EQ(l[1].fichier, "Bassin sud");
    ASSERT_EQ(lecteur->en_tete().avertissements.size(), 1u);
    EXPECT_NE(lecteur->en_tete().avertissements[0].find("Lisez-moi"), std::string::npos);
}

TEST(Tableaux, une_annee_de_deux_chiffres_dit_ce_qui_lui_manque) {
    essai::Dossier d;
    auto l = lignes(d.ecrire("a", "NOM;PRENOM;NE(E) LE;DIV.\nMARTIN;Zoé;4/2/08;T\n"));
    controler(l.at(0), {.aujourd_hui = aujourd_hui});
    ASSERT_TRUE(anomalie(l[0], "L-02", naissance));
    EXPECT_NE(phrase(*anomalie(l[0], "L-02", naissance)).find("deux chiffres"), std::string::npos);
}

TEST(Tableaux, le_texte_unicode_d_excel_se_lit) {
    essai::Dossier d;
    auto lecteur = ouvrir(
        d.ecrire("a", essai::utf16("NOM\tPRENOM\tNE(E) LE\tDIV.\r\nLE GOFF\tMaëlys\t04/02/2008\tTCOM2\r\n")), "a.txt");
    EXPECT_EQ(lecteur->en_tete().format, Format::siecle_liste);
    EXPECT_EQ(lecteur->en_tete().encodage, "UTF-16");
    EXPECT_EQ(lignes(*lecteur).at(0)[prenom], "Maëlys");
}

TEST(Tableaux, deux_cent_mille_lignes_passent_en_flux) {
    essai::Dossier d;
    {
        std::ofstream f(d.chemin("gros.csv"), std::ios::binary);
        f << "NOM;PRENOM;NE(E) LE;DIV.\n";
        for (int i = 0; i < 200'000; ++i)
            f << "MARTIN;Zoé;04/02/2008;TCOM2\n";
    }
    auto lecteur = ouvrir(d.chemin("gros.csv"), "gros.csv");
    std::size_t n = 0;
    for (LigneLue l; lecteur->suivante(l);)
        ++n;
    EXPECT_EQ(n, 200'000u);
}
