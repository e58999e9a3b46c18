#include "metier/echanges/tests/essai.hpp"

#include <nlohmann/json.hpp>

using namespace essais;

namespace {

class FormatsAppliques : public testing::TestWithParam<std::string> {};

nlohmann::json plan(Commande const& c) { return nlohmann::json::parse(c.sortie.empty() ? "{}" : c.sortie); }

std::string enveloppe(std::string const& racine, std::string const& donnees) {
    return "<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?><" + racine + " VERSION=\"2.0\"><PARAMETRES><UAJ>" +
           std::string(uai_de_zola) +
           "</UAJ><ANNEE_SCOLAIRE>2026</ANNEE_SCOLAIRE><HORODATAGE>01/10/2026 "
           "08:00:00</HORODATAGE></PARAMETRES><DONNEES>" +
           donnees + "</DONNEES></" + racine + ">";
}

std::string responsables(std::string const& telephone) {
    return enveloppe(
        "BEE_RESPONSABLES",
        "<PERSONNES><PERSONNE "
        "PERSONNE_ID=\"7\"><NOM_DE_FAMILLE>DUVAL</NOM_DE_FAMILLE><PRENOM>Lise</PRENOM><TEL_PORTABLE>" +
            telephone +
            "</TEL_PORTABLE></PERSONNE><PERSONNE "
            "PERSONNE_ID=\"8\"><NOM_DE_FAMILLE>DUVAL</NOM_DE_FAMILLE><PRENOM>Marc</PRENOM></PERSONNE>"
            "</PERSONNES><RESPONSABLES>"
            "<RESPONSABLE_ELEVE><ELEVE_ID>1</ELEVE_ID><PERSONNE_ID>7</PERSONNE_ID><NIVEAU_RESPONSABILITE>1</"
            "NIVEAU_RESPONSABILITE><CODE_PARENTE>10</CODE_PARENTE></RESPONSABLE_ELEVE>"
            "<RESPONSABLE_ELEVE><ELEVE_ID>1</ELEVE_ID><PERSONNE_ID>8</PERSONNE_ID><NIVEAU_RESPONSABILITE>1</"
            "NIVEAU_RESPONSABILITE><CODE_PARENTE>20</CODE_PARENTE></RESPONSABLE_ELEVE>"
            "<RESPONSABLE_ELEVE><ELEVE_ID>99</ELEVE_ID><PERSONNE_ID>8</PERSONNE_ID><NIVEAU_RESPONSABILITE>1</"
            "NIVEAU_RESPONSABILITE><CODE_PARENTE>20</CODE_PARENTE></RESPONSABLE_ELEVE>"
            "</RESPONSABLES>");
}

TEST_P(FormatsAppliques, les_responsables_rejoignent_leur_eleve_et_le_reste_est_refuse_avec_son_motif) {
    Distribution d{GetParam()};
    Fichier e{"e.xml", siecle({{.id = "1", .nom = "DUVAL", .prenom = "Zoe"}}, uai_de_zola)},
        r{"r.xml", responsables("0612345678")};
    auto tous = plan(importer(d, {r.chemin(), e.chemin(), "--json"})); // dans le bon ordre, quel que soit celui donné
    ASSERT_EQ(tous.size(), 2U);
    EXPECT_EQ(tous[0]["format"], "siecle_eleves");
    EXPECT_EQ(tous[1]["nouvelles"], 2) << tous.dump(1);
    EXPECT_EQ(tous[1]["refusees"], 1);
    EXPECT_EQ(une_valeur<std::int64_t>(d, "select count(*) from responsable"), 2);
    EXPECT_EQ(une_valeur<std::string>(d, "select telephone from responsable where prenom = 'Lise'"), "0612345678");
    auto tables = compte_des_tables(d);
    Fichier change{"r2.xml", responsables("0698765432")};
    auto j = plan(importer(d, {change.chemin(), "--json"}));
    EXPECT_EQ(j["mises_a_jour"], 1) << j.dump(1);
    EXPECT_EQ(une_valeur<std::string>(d, "select telephone from responsable where prenom = 'Lise'"), "0698765432");
    EXPECT_EQ(compte_des_tables(d)["responsable"], tables["responsable"]);
}

TEST_P(FormatsAppliques, les_nomenclatures_donnent_le_libelle_du_motif_de_sortie) {
    Distribution d{GetParam()};
    Fichier n{"n.xml",
              enveloppe("BEE_NOMENCLATURES",
                        "<MOTIFS_SORTIE><MOTIF_SORTIE CODE_MOTIF_SORTIE=\"19\"><LIBELLE_LONG>Départ en apprentissage   "
                        "</LIBELLE_LONG></MOTIF_SORTIE></MOTIFS_SORTIE>")};
    Fichier e{"e.xml", siecle({{.id = "2", .nom = "MERCIER", .prenom = "Sorti", .sortie = "15/09/2026", .motif = "19"}},
                              uai_de_zola)};
    auto c = importer(d, {n.chemin(), e.chemin(), "--json"});
    EXPECT_EQ(c.statut, 0) << c.erreurs << c.sortie;
    EXPECT_EQ(une_valeur<std::int64_t>(d, "select count(*) from libelle_source"), 1);
    auto motif = une_valeur<std::string>(d, "select motif_sortie from inscription");
    EXPECT_NE(motif.find("apprentissage"), std::string::npos) << motif;
}

constexpr auto cfa = "nom_apprenant *;prenom_apprenant *;date_de_naissance_apprenant *;sexe_apprenant *;annee_scolaire "
                     "*;annee_formation *;formation_rncp *;"
                     "date_inscription_formation *;date_entree_formation *;date_fin_formation "
                     "*;etablissement_formateur_uai *;contrat_date_debut;"
                     "contrat_date_rupture;cause_rupture_contrat\n";

TEST_P(FormatsAppliques, un_apprenti_est_inscrit_au_cfa_et_sa_rupture_est_une_sortie) {
    Distribution d{GetParam()};
    Fichier f{
        "cfa.csv",
        std::string(cfa) +
            "DUVAL;Zoe;04/03/2008;F;2026-2027;1;RNCP12345;01/09/2026;01/09/2026;30/06/2028;0350017D;01/09/2026;;\n"
            "MERCIER;Ali;05/03/2008;M;2026-2027;1;RNCP12345;01/09/2026;01/09/2026;30/06/2028;0350017D;01/09/2026;20/09/"
            "2026;démission\n"};
    auto c = importer(d, {f.chemin(), "--json"});
    EXPECT_EQ(c.statut, 0) << c.erreurs << c.sortie;
    EXPECT_EQ(plan(c)["format"], "cfa_effectifs");
    EXPECT_EQ(une_valeur<std::int64_t>(d, "select count(*) from inscription where statut = 'apprenti'"), 2);
    EXPECT_EQ(une_valeur<std::string>(d, "select motif_sortie from inscription where au = '2026-09-20'"),
              "Rupture du contrat : démission");
}

TEST_P(FormatsAppliques, trois_voeux_d_un_eleve_font_une_personne_et_gardent_le_meilleur_rang) {
    Distribution d{GetParam()};
    std::string csv = "\"INE\";\"Nom de l'élève\";\"Prénom 1\";\"Code UAI étab. origine\";\"Rang du vœu\";\"Code "
                      "MEF\";\"Libellé formation\";\"Code UAI étab. Accueil\";\"Décision\"\n";
    for (auto const* rang : {"1", "2", "3"})
        csv += std::string("\"071234501KC\";\"DUVAL\";\"Zoe\";\"0350017d\";\"") + rang + "\";\"24731211\";\"CAP " +
               rang + "\";\"0350017D\";\"refusé\"\n";
    Fichier f{"affelnet.csv", csv};
    auto c = importer(d, {f.chemin(), "--json", "--nature", "affectation"});
    auto j = plan(c);
    EXPECT_EQ(c.statut, 0) << c.erreurs << c.sortie;
    EXPECT_EQ(j["nouvelles"], 1) << j.dump(1);
    EXPECT_EQ(une_valeur<std::int64_t>(d, "select count(*) from jeune"), 1);
    EXPECT_EQ(une_valeur<std::int64_t>(d, "select rang from voeu"), 1);
    EXPECT_EQ(une_valeur<std::string>(d, "select resultat from voeu"), "refusé");
}

TEST_P(FormatsAppliques, un_tableau_inconnu_s_importe_si_l_essentiel_est_reconnu_sinon_dit_ses_colonnes) {
    Distribution d{GetParam()};
    Fichier bon{"liste.csv", "Nom;Prénom;Date de naissance;Ville\nDUVAL;Zoe;04/03/2008;Rennes\n"};
    auto c = importer(d, {bon.chemin(), "--json", "--liste-siei"});
    EXPECT_EQ(c.statut, 0) << c.erreurs << c.sortie;
    EXPECT_EQ(plan(c)["nouvelles"], 1);
    EXPECT_EQ(une_valeur<std::int64_t>(d, "select count(*) from signalement_liste"), 1);
    Fichier obscur{"autre.csv", "Colonne A;Colonne B;Colonne C\nROUX;Ilan;quelque chose\n"};
    auto avant = compte_des_tables(d);
    auto refus = importer(d, {obscur.chemin()});
    EXPECT_EQ(refus.statut, 2);
    EXPECT_NE(refus.erreurs.find("--colonnes"), std::string::npos);
    EXPECT_NE(refus.erreurs.find("« Colonne A »"), std::string::npos);
    EXPECT_EQ(compte_des_tables(d), avant);
    Fichier colonnes{"c.json", R"({"Colonne A": "nom_famille", "Colonne B": "prenom", "Colonne C": "naissance"})"};
    Fichier clair{"autre.csv", "Colonne A;Colonne B;Colonne C\nROUX;Ilan;05/03/2008\n"};
    auto avec = importer(d, {clair.chemin(), "--colonnes", colonnes.chemin(), "--json"});
    EXPECT_EQ(avec.statut, 0) << avec.erreurs << avec.sortie;
}

TEST_P(FormatsAppliques, un_fichier_refuse_empeche_d_ecrire_les_autres) {
    Distribution d{GetParam()};
    Fichier bon{"e.xml", siecle({{.id = "1", .nom = "DUVAL", .prenom = "Zoe"}}, uai_de_zola)},
        mauvais{"m.xml", "<EDT_STS/>"};
    auto avant = compte_des_tables(d);
    EXPECT_EQ(importer(d, {bon.chemin(), mauvais.chemin()}).statut, 2);
    EXPECT_EQ(compte_des_tables(d), avant);
    EXPECT_EQ(importer(d, {"/nulle/part.csv"}).statut, 2);
    EXPECT_EQ(importer(d, {}).statut, 2);
    EXPECT_EQ(importer(d, {"--option-inconnue", bon.chemin()}).statut, 2);
    EXPECT_EQ(importer(d, {"--aide"}).statut, 0);
}

TEST_P(FormatsAppliques, l_ine_designe_la_meme_personne_meme_si_le_nom_change) {
    Distribution d{GetParam()};
    connu(d, "MARTEL", "Sonia", Date{2008y / 2 / 3}, "071234501KC");
    Fichier f{
        "e.xml",
        siecle(
            {{.id = "1", .nom = "MARTEL-DUPUIS", .prenom = "Sonia", .naissance = "03/02/2008", .ine = "071234501KC"}},
            uai_de_zola)};
    auto j = plan(importer(d, {f.chemin(), "--json"}));
    EXPECT_EQ(j["mises_a_jour"], 1) << j.dump(1);
    EXPECT_EQ(une_valeur<std::int64_t>(d, "select count(*) from jeune"), 1);
}

TEST_P(FormatsAppliques, le_contenu_des_lignes_est_efface_a_son_terme_et_le_rapport_reste) {
    Distribution d{GetParam()};
    Fichier f{"e.xml", siecle({{.id = "1", .nom = "DUVAL", .prenom = "Zoe"}}, uai_de_zola)};
    importer(d, {f.chemin()});
    EXPECT_EQ(echanges::effacer_le_perime(d.app.env()), 0);
    d.horloge.avancer(std::chrono::hours{24 * 91});
    EXPECT_EQ(echanges::effacer_le_perime(d.app.env()), 1);
    EXPECT_EQ(une_valeur<std::string>(d, "select contenu from ligne_import"), "");
    EXPECT_EQ(une_valeur<std::string>(d, "select issue from ligne_import"), "nouvelle");
    EXPECT_EQ(echanges::effacer_le_perime(d.app.env()), 0);
}

TEST_P(FormatsAppliques, un_fichier_depose_que_rien_n_attend_plus_est_efface_le_lendemain) {
    Distribution d{GetParam()};
    auto depots = std::filesystem::path(d.app.env().dossier) / "depots";
    std::filesystem::create_directories(depots);
    auto vieux = depots / ("vieux_" + base::jeton(6)), recent = depots / ("recent_" + base::jeton(6));
    std::ofstream{vieux} << "x";
    std::ofstream{recent} << "x";
    std::filesystem::last_write_time(vieux, std::filesystem::file_time_type::clock::now() - std::chrono::hours{25});
    echanges::effacer_le_perime(d.app.env());
    EXPECT_FALSE(std::filesystem::exists(vieux));
    EXPECT_TRUE(std::filesystem::remove(recent));
}

TEST_P(FormatsAppliques, un_homonyme_ne_un_autre_jour_est_une_autre_personne) {
    Distribution d{GetParam()};
    connu(d, "DUVAL", "Zoe", Date{2009y / 7 / 19});
    Fichier f{"e.xml", siecle({{.id = "1", .nom = "DUVAL", .prenom = "Zoe", .naissance = "04/03/2008"}}, uai_de_zola)};
    auto j = plan(importer(d, {f.chemin(), "--json"}));
    EXPECT_EQ(j["nouvelles"], 1) << j.dump(1);
}

TEST_P(FormatsAppliques, une_faute_dans_le_nom_n_empeche_pas_de_reconnaitre_un_jour_voisin_se_tranche) {
    Distribution d{GetParam()};
    connu(d, "DUVAL", "Zoe", Date{2008y / 3 / 4});
    connu(d, "MERCIER", "Ali", Date{2008y / 5 / 6});
    Fichier f{"e.xml", siecle({{.id = "1", .nom = "DUVALL", .prenom = "Zoe", .naissance = "04/03/2008"},
                               {.id = "2", .nom = "MERCIER", .prenom = "Ali", .naissance = "07/05/2008"}},
                              uai_de_zola)};
    auto j = plan(importer(d, {f.chemin(), "--json"}));
    EXPECT_EQ(j["mises_a_jour"], 1) << j.dump(1);
    EXPECT_EQ(j["douteuses"], 1);
}

TEST_P(FormatsAppliques, le_contenu_garde_est_chiffre) {
    Distribution d{GetParam()};
    Fichier f{"e.xml", siecle({{.id = "1", .nom = "DUVAL", .prenom = "Zoe", .ine = "071234501KC"}}, uai_de_zola)};
    importer(d, {f.chemin()});
    auto contenu = une_valeur<std::string>(d, "select contenu from ligne_import");
    EXPECT_EQ(contenu.find("071234501KC"), std::string::npos);
    EXPECT_EQ(contenu.find("DUVAL"), std::string::npos);
    EXPECT_NE(d.app.env().coffre.dechiffrer(contenu).find("071234501KC"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Bases, FormatsAppliques, testing::ValuesIn(BaseDEssai::genres()),
                         [](auto const& i) { return i.param; });

} // namespace
