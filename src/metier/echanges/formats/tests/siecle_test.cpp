#include "metier/echanges/formats/lecteurs.hpp"
#include "metier/echanges/formats/tests/outils.hpp"

using namespace essai;
using enum Champ;

namespace {

std::vector<LigneLue> exemple_lu() {
    auto lecteur = ouvrir(exemple("ElevesSansAdresses.xml"), "ElevesSansAdresses.xml");
    return lignes(*lecteur);
}

constexpr char const* un_eleve = "<ELEVE ELEVE_ID='1'><NOM_DE_FAMILLE>MARTIN</NOM_DE_FAMILLE><PRENOM>Enzo</PRENOM>"
                                 "<DATE_NAISS>15/05/2008</DATE_NAISS></ELEVE>";

} // namespace

TEST(Siecle, l_en_tete_dit_l_etablissement_l_annee_et_l_horodatage) {
    auto lecteur = ouvrir(exemple("ElevesSansAdresses.xml"), "ElevesSansAdresses.xml");
    auto const& e = lecteur->en_tete();
    EXPECT_EQ(e.format, Format::siecle_eleves);
    EXPECT_EQ(e.uai, "0999001W");
    EXPECT_EQ(e.annee, "2024");
    EXPECT_EQ(e.horodatage, "03/02/2025 08:09:38");
    EXPECT_EQ(e.encodage, "ISO-8859-15");
    EXPECT_TRUE(e.avertissements.empty());
}

TEST(Siecle, les_six_eleves_de_l_exemple_sont_lus_avec_leur_classe) {
    auto l = exemple_lu();
    ASSERT_EQ(l.size(), 6u);
    EXPECT_EQ(l[0][nom_famille], "LE GOFF");
    EXPECT_EQ(l[0][prenom], "Maëlys");
    EXPECT_EQ(l[0][division], "2CUIS1"); // le groupe vient avant la division
    EXPECT_EQ(l[0].repere(), "élève n°\u00A01 (ligne 11)");
    EXPECT_EQ(l[5].numero, 6);
    EXPECT_EQ(l[0][uai], "0999001W");
    EXPECT_EQ(l[4][prenom2], "Œdile"); // 0xBC de l'ISO-8859-15
}

TEST(Siecle, le_mef_de_l_an_dernier_n_est_pas_celui_de_l_annee) {
    auto l = exemple_lu();
    EXPECT_EQ(l[0][mef], "24733404310");
    EXPECT_EQ(l[0][mef_origine], "10310019110");
    EXPECT_EQ(l[0][uai_origine], "0999002X");
    EXPECT_EQ(l[0][etablissement_origine], "COLLEGE JULES VERNE");
    essai::Dossier d;
    auto seul =
        lignes(d.ecrire("a", bee_eleves("<ELEVE ELEVE_ID='1'><SCOLARITE_AN_DERNIER><CODE_MEF>10310019110</CODE_MEF>"
                                        "</SCOLARITE_AN_DERNIER></ELEVE>")));
    EXPECT_FALSE(seul.at(0).a(mef));
}

TEST(Siecle, deux_inscriptions_ine_ancien_ine_et_sans_classe_se_distinguent) {
    auto l = exemple_lu();
    auto cx = Contexte{.aujourd_hui = aujourd_hui, .dates_de_siecle = true, .uai_connu = {}, .mef = {}};
    auto le_goff = controler(l[0], cx);
    EXPECT_EQ(le_goff.ine->texte(), "071234501KC");
    ASSERT_EQ(le_goff.autres_ine.size(), 1u);
    EXPECT_EQ(le_goff.autres_ine[0].texte(), "0601234567J");
    EXPECT_EQ(le_goff.mef, "2473340431");
    EXPECT_EQ(le_goff.naissance, Date{2009y / 2 / 3});
    EXPECT_EQ(le_goff.sexe, Sexe::fille);
    EXPECT_TRUE(l[0].anomalies.empty());

    auto ndiaye = controler(l[2], cx); // ancien INE seul, née à l'étranger
    EXPECT_EQ(ndiaye.ine->texte(), "1203456789F");
    EXPECT_EQ(ndiaye.pays_naissance, "99341");
    EXPECT_FALSE(anomalie(l[2], "L-06"));

    auto celik = controler(l[3], cx);
    EXPECT_TRUE(celik.sorti(aujourd_hui));
    EXPECT_EQ(celik.motif_sortie, "19");
    EXPECT_TRUE(celik.naissance_presumee);

    auto martin = controler(l[5], cx);
    EXPECT_TRUE(martin.sans_classe);
    EXPECT_FALSE(martin.sortie);
}

TEST(Siecle, relire_le_meme_fichier_donne_les_memes_lignes) { EXPECT_EQ(exemple_lu(), exemple_lu()); }

TEST(Siecle, une_archive_d_un_fichier_se_lit_comme_le_fichier) {
    essai::Dossier d;
    auto chemin = d.zip("ExportXML_ElevesSansAdresses.zip",
                        {{"ElevesSansAdresses.xml", essai::tout(exemple("ElevesSansAdresses.xml"))}});
    auto lecteur = ouvrir(chemin, "export.zip");
    EXPECT_EQ(lecteur->en_tete().format, Format::siecle_eleves);
    EXPECT_EQ(lecteur->en_tete().fichiers, std::vector<std::string>{"ElevesSansAdresses.xml"});
    EXPECT_EQ(lignes(*lecteur), exemple_lu());
}

TEST(Siecle, une_archive_dont_tout_est_dans_un_dossier_se_lit_sans_ce_que_le_systeme_y_a_mis) {
    essai::Dossier d;
    auto eleves = essai::tout(exemple("ElevesSansAdresses.xml"));
    for (std::string dossier : {"export/", "a/b/c/", "export\\"}) {
        auto chemin = d.zip("e.zip", {{dossier + "ElevesSansAdresses.xml", eleves},
                                      {"__MACOSX/" + dossier + "._ElevesSansAdresses.xml", "<a/>"},
                                      {dossier + ".DS_Store", "x"}});
        auto lecteur = ouvrir(chemin, "export.zip");
        EXPECT_EQ(lecteur->en_tete().format, Format::siecle_eleves);
        EXPECT_EQ(lecteur->en_tete().avertissements.size(), 0u);
        EXPECT_EQ(lignes(*lecteur), exemple_lu());
    }
}

TEST(Siecle, une_archive_qui_sort_de_son_dossier_ou_ne_contient_rien_est_refusee) {
    essai::Dossier d;
    auto dehors = essai::refus([&] { ouvrir(d.zip("t.zip", {{"export/../../e.xml", "<BEE_ELEVES/>"}}), "t.zip"); });
    EXPECT_NE(dehors.message.find("nom de fichier interdit"), std::string::npos);
    auto vide = essai::refus([&] {
        ouvrir(d.zip("v.zip", {{"__MACOSX/._e.xml", "<a/>"}, {"e/.DS_Store", "x"}}), "v.zip");
    });
    EXPECT_NE(vide.message.find("aucun fichier à lire"), std::string::npos);
}

TEST(Siecle, une_archive_de_deux_etablissements_est_refusee_en_les_nommant) {
    essai::Dossier d;
    auto autre = essai::tout(exemple("ElevesSansAdresses.xml"));
    autre.replace(autre.find("0999001W"), 8, "0350017D");
    auto chemin = d.zip("z.zip", {{"a.xml", essai::tout(exemple("ElevesSansAdresses.xml"))}, {"b.xml", autre}});
    auto r = essai::refus([&] { ouvrir(chemin, "z.zip"); });
    EXPECT_NE(r.message.find("plusieurs établissements"), std::string::npos) << r.message;
    EXPECT_EQ(r.lu, "0999001W, 0350017D");
}

TEST(Siecle, une_archive_complete_se_lit_nomenclature_structures_eleves_responsables) {
    essai::Dossier d;
    std::string nomenclature =
        "<BEE_NOMENCLATURES><PARAMETRES><UAJ>0999001W</UAJ></PARAMETRES><DONNEES><MOTIFS_SORTIE>"
        "<MOTIF_SORTIE CODE_MOTIF='19'><LIBELLE_LONG>DEMISSION           </LIBELLE_LONG></MOTIF_SORTIE>"
        "</MOTIFS_SORTIE><PROFESSIONS><PROFESSION CODE_PROFESSION='54'><LIBELLE_LONG>X</LIBELLE_LONG></PROFESSION>"
        "</PROFESSIONS></DONNEES></BEE_NOMENCLATURES>";
    auto chemin = d.zip("complet.zip", {{"Responsables.xml", essai::tout(exemple("ResponsablesAvecAdresses.xml"))},
                                        {"Eleves.xml", essai::tout(exemple("ElevesSansAdresses.xml"))},
                                        {"Structures.xml", essai::tout(exemple("Structures.xml"))},
                                        {"Nomenclature.xml", nomenclature},
                                        {"lisez-moi.txt", "bonjour"},
                                        {"sous/dossier.xml", "<a/>"}});
    auto lecteur = ouvrir(chemin, "complet.zip");
    EXPECT_EQ(lecteur->en_tete().format, Format::siecle_archive);
    EXPECT_EQ(lecteur->en_tete().uai, "0999001W");
    EXPECT_EQ(lecteur->en_tete().avertissements.size(), 1u); // lisez-moi.txt
    auto l = lignes(*lecteur);
    ASSERT_EQ(l.size(), 1u + 3u + 6u + 2u);
    EXPECT_EQ(l[0].genre, Genre::nomenclature);
    EXPECT_EQ(l[0][Champ::code], "19");
    EXPECT_EQ(l[0][libelle_long], "DEMISSION");
    EXPECT_EQ(l[1].genre, Genre::division);
    EXPECT_EQ(l[1][division], "2CUIS1");
    EXPECT_EQ(l[1][mef], "24733404310");
    EXPECT_EQ(l[3][groupe], "1COMG2");
    EXPECT_EQ(l[4].genre, Genre::eleve);
    EXPECT_EQ(l[4].fichier, "Eleves.xml");
    EXPECT_EQ(l[10].genre, Genre::responsable);
}

TEST(Siecle, les_responsables_viennent_avec_leur_adresse_et_sans_leur_profession) {
    auto l = lignes(exemple("ResponsablesAvecAdresses.xml"));
    ASSERT_EQ(l.size(), 2u);
    EXPECT_EQ(l[0][eleve_id], "700101");
    EXPECT_EQ(l[0][responsable_adresse], "12 bis, rue des Ajoncs, Bât. C - apt 4");
    EXPECT_EQ(l[0][responsable_commune], "QUIMPER");
    auto fiche = controler(l[0], {.aujourd_hui = aujourd_hui, .uai_connu = {}, .mef = {}});
    ASSERT_EQ(fiche.responsables.size(), 1u);
    EXPECT_EQ(fiche.responsables[0].telephones, (std::vector<std::string>{"0639980001", "0299000001"}));
    EXPECT_EQ(fiche.responsables[0].niveau, 1);
    for (auto const& c : l[0].cellules)
        EXPECT_NE(c.valeur, "54");
}

TEST(Siecle, deux_responsables_legaux_de_l_ancien_format_sont_gardes) {
    essai::Dossier d;
    auto l = lignes(d.ecrire(
        "r.xml", "<BEE_RESPONSABLES><DONNEES><RESPONSABLES>"
                 "<RESPONSABLE_ELEVE><ELEVE_ID>1</ELEVE_ID><PERSONNE_ID>7</PERSONNE_ID><RESP_LEGAL>1</RESP_LEGAL></"
                 "RESPONSABLE_ELEVE>"
                 "<RESPONSABLE_ELEVE><ELEVE_ID>1</ELEVE_ID><PERSONNE_ID>8</PERSONNE_ID><RESP_LEGAL>2</RESP_LEGAL></"
                 "RESPONSABLE_ELEVE>"
                 "<RESPONSABLE_ELEVE><ELEVE_ID>1</ELEVE_ID><PERSONNE_ID>9</PERSONNE_ID><RESP_LEGAL>0</RESP_LEGAL></"
                 "RESPONSABLE_ELEVE>"
                 "</RESPONSABLES><PERSONNES><PERSONNE PERSONNE_ID='7'><NOM>A</NOM></PERSONNE><PERSONNE PERSONNE_ID='8'>"
                 "<NOM>B</NOM></PERSONNE></PERSONNES></DONNEES></BEE_RESPONSABLES>"));
    ASSERT_EQ(l.size(), 3u);
    EXPECT_EQ(l[0][responsable_niveau], "1");
    EXPECT_EQ(l[1][responsable_niveau], "1");
    EXPECT_EQ(l[1][responsable_nom], "B");
    EXPECT_EQ(l[2][responsable_niveau], "3");
    EXPECT_TRUE(anomalie(l[2], "L-14"));
}

TEST(Siecle, nom_de_l_ancien_format_inactifs_et_adresse_sont_compris) {
    essai::Dossier d;
    auto l = lignes(d.ecrire(
        "a",
        "<BEE_EPHC_ELEVES><PARAMETRES><UAJ>0999001W</UAJ></PARAMETRES><DONNEES><ELEVES><ELEVE ELEVE_ID='9' "
        "ELENOET='12'><NOM>DUPONT</NOM>"
        "<PRENOM>Lou</PRENOM><CODE_PAYS_NAT>132</CODE_PAYS_NAT><ADRESSE_ID>3</ADRESSE_ID></ELEVE></ELEVES><STRUCTURES>"
        "<STRUCTURES_ELEVE "
        "ELEVE_ID='9'><STRUCTURE><CODE_STRUCTURE>Inactifs</CODE_STRUCTURE><TYPE_STRUCTURE>D</TYPE_STRUCTURE></"
        "STRUCTURE>"
        "</STRUCTURES_ELEVE></STRUCTURES><ADRESSES><ADRESSE ADRESSE_ID='3'><LIGNE1_ADRESSE>1 rue X</LIGNE1_ADRESSE>"
        "<CODE_POSTAL>35000</CODE_POSTAL><LIBELLE_POSTAL>RENNES</LIBELLE_POSTAL></ADRESSE></ADRESSES></DONNEES></"
        "BEE_EPHC_ELEVES>"));
    ASSERT_EQ(l.size(), 1u);
    EXPECT_EQ(l[0][nom_famille], "DUPONT");
    EXPECT_EQ(l[0][elenoet], "12");
    EXPECT_EQ(l[0][adresse], "1 rue X");
    EXPECT_EQ(l[0][commune], "RENNES");
    for (auto const& c : l[0].cellules)
        EXPECT_NE(c.valeur, "132"); // nationalité
    EXPECT_TRUE(controler(l[0], {.aujourd_hui = aujourd_hui, .uai_connu = {}, .mef = {}}).sans_classe);
}

TEST(Siecle, un_ine_en_double_garde_les_deux_lignes_et_le_dit) {
    essai::Dossier d;
    std::string e = "<ELEVE ELEVE_ID='1'><ID_NATIONAL>071234501KC</ID_NATIONAL></ELEVE>";
    auto l = lignes(d.ecrire("a", bee_eleves(e + "\n" + e)));
    ASSERT_EQ(l.size(), 2u);
    EXPECT_FALSE(anomalie(l[0], "L-04"));
    ASSERT_TRUE(anomalie(l[1], "L-04", ine));
    EXPECT_NE(anomalie(l[1], "L-04")->message.find("élève n°\u00A01"), std::string::npos);
    auto cx = Contexte{.aujourd_hui = aujourd_hui, .uai_connu = {}, .mef = {}};
    controler(l[1], cx);
    EXPECT_TRUE(anomalie(l[1], "L-04", ine)); // le contrôle ne l'oublie pas…
    l[1].poser(ine, "071234502HF");
    controler(l[1], cx);
    EXPECT_FALSE(anomalie(l[1], "L-04", ine)); // … sauf si l'INE a été corrigé
}

TEST(Siecle, un_fichier_d_un_autre_usage_est_nomme_avec_le_bon_menu) {
    essai::Dossier d;
    for (std::string racine : {"EDT_STS", "STS_EDT", "IMPORT_ELEVES", "exportAbsence", "BEE_COMMUN",
                               "BEE_ETABLISSEMENTS", "ficAlimMENESR"}) {
        auto chemin = d.ecrire("a", "<" + racine + "><x/></" + racine + ">");
        auto r = essai::refus([&] { ouvrir(chemin, "recu.xml"); });
        EXPECT_NE(r.message.find("Exports XML génériques"), std::string::npos) << racine;
        EXPECT_EQ(r.fichier, "recu.xml");
    }
    auto inconnu = essai::refus([&] { ouvrir(d.ecrire("a", "<bonjour/>"), "a.xml"); });
    EXPECT_EQ(inconnu.lu, "bonjour");
    auto aaf = essai::refus([&] {
        ouvrir(d.ecrire("a", "<!DOCTYPE ficAlimMENESR SYSTEM \"ficAlimMENESR.dtd\"><ficAlimMENESR/>"), "a.xml");
    });
    EXPECT_NE(aaf.message.find("annuaire fédérateur"), std::string::npos);
}

TEST(Siecle, un_fichier_tronque_est_refuse_avant_la_premiere_ligne) {
    essai::Dossier d;
    auto entier = bee_eleves(un_eleve);
    auto lecteur = ouvrir(d.ecrire("a", entier.substr(0, entier.size() - 30)), "a.xml");
    LigneLue ligne;
    auto r = essai::refus([&] { lecteur->suivante(ligne); });
    EXPECT_NE(r.message.find("incomplet"), std::string::npos);
}

TEST(Siecle, ouvrir_un_gros_export_n_en_lit_que_le_debut) {
    struct Compte final : documents::Flux {
        std::unique_ptr<documents::Flux> flux;
        std::size_t& lus;
        Compte(std::unique_ptr<documents::Flux> f, std::size_t& n) : flux(std::move(f)), lus(n) {}
        std::size_t lire(char* tampon, std::size_t n) override {
            auto const ici = flux->lire(tampon, n);
            lus += ici;
            return ici;
        }
    };
    std::string eleves;
    for (int i = 0; eleves.size() < 8 << 20; ++i)
        eleves += "<ELEVE ELEVE_ID='" + std::to_string(i) + "'><PRENOM>Awa</PRENOM></ELEVE>\n";
    auto texte = documents::source_de_texte(bee_eleves(eleves), "e.xml");
    std::size_t lus = 0;
    auto lecteur = lecteur_xml({"e.xml", [&] { return std::make_unique<Compte>(texte.ouvrir(), lus); }});
    EXPECT_EQ(lecteur->en_tete().uai, "0999001W");
    EXPECT_EQ(lecteur->en_tete().annee, "2024");
    EXPECT_LT(lus, 1u << 20);
}

TEST(Siecle, les_parametres_se_lisent_ou_qu_ils_soient) {
    essai::Dossier d;
    std::string eleves(1 << 18, '\n');
    auto lecteur = ouvrir(d.ecrire("a", "<BEE_ELEVES><DONNEES><ELEVES>" + eleves +
                                            "</ELEVES></DONNEES><PARAMETRES><UAJ>0999001W</UAJ></PARAMETRES>"
                                            "</BEE_ELEVES>"),
                          "a.xml");
    EXPECT_EQ(lecteur->en_tete().uai, "0999001W");
}

TEST(Siecle, un_utf8_annonce_iso_est_signale_et_les_accents_sont_bons) {
    essai::Dossier d;
    auto lecteur = ouvrir(d.ecrire("a", bee_eleves("<ELEVE ELEVE_ID='1'><PRENOM>Maëlys</PRENOM></ELEVE>")), "a.xml");
    EXPECT_EQ(lignes(*lecteur).at(0)[prenom], "Maëlys");
    EXPECT_EQ(lecteur->en_tete().avertissements.size(), 1u);
}

TEST(Siecle, les_entites_recursives_et_une_bombe_zip_sont_refusees) {
    essai::Dossier d;
    auto entites =
        essai::refus([&] { ouvrir(d.ecrire("a", "<!DOCTYPE x [<!ENTITY a \"b\">]><BEE_ELEVES/>"), "a.xml"); });
    EXPECT_NE(entites.message.find("entités"), std::string::npos);
    auto bombe = essai::refus([&] { ouvrir(d.zip("b.zip", {{"Eleves.xml", std::string(64 << 20, ' ')}}), "b.zip"); });
    EXPECT_NE(bombe.message.find("démesurée"), std::string::npos);
}

TEST(Siecle, sur_une_seule_ligne_chaque_eleve_a_son_numero) {
    essai::Dossier d;
    std::string eleves;
    for (auto id : {"1", "2", "3"})
        eleves += "<ELEVE ELEVE_ID='" + std::string(id) + "'><NOM_DE_FAMILLE>A</NOM_DE_FAMILLE></ELEVE>";
    auto xml = bee_eleves(eleves);
    std::erase(xml, '\n');
    auto l = lignes(d.ecrire("e", xml));
    ASSERT_EQ(l.size(), 3u);
    EXPECT_EQ(l[1].repere(), "élève n°\u00A02 (ligne 1)");
    EXPECT_EQ(l[2].numero, 3);
    EXPECT_EQ(lignes(d.ecrire("e", xml))[2], l[2]);
}

TEST(Siecle, un_export_reenregistre_en_utf16_se_lit) {
    essai::Dossier d;
    for (bool petit : {true, false}) {
        auto lecteur = ouvrir(d.ecrire("e", essai::utf16(bee_eleves(un_eleve), petit)), "e.xml");
        EXPECT_EQ(lecteur->en_tete().format, Format::siecle_eleves);
        EXPECT_EQ(lecteur->en_tete().encodage, "UTF-16");
        EXPECT_EQ(lignes(*lecteur).at(0)[nom_famille], "MARTIN");
    }
}
