#include "metier/echanges/tests/essai.hpp"

#include <nlohmann/json.hpp>

#include "metier/echanges/nature.hpp"

using namespace essais;
using echanges::Nature;

namespace {

echanges::NatureDeduite deduite(std::vector<std::string> const& en_tetes, std::vector<std::string> au_dessus = {}) {
    auto p = echanges::proposer(en_tetes, {});
    p.au_dessus = std::move(au_dessus);
    return echanges::nature_deduite(p);
}

TEST(NatureDeduite, ce_que_disent_les_colonnes_ou_le_titre_et_rien_sinon) {
    EXPECT_EQ(deduite({"Nom", "Prénom", "Né le"}).nature, Nature::a_dire);
    auto sortis = deduite({"Nom", "Prénom", "Né le", "Motif de sortie"});
    EXPECT_EQ(sortis.nature, Nature::decrocheurs);
    EXPECT_EQ(sortis.pourquoi, "la colonne «\u00A0Motif de sortie\u00A0»");
    EXPECT_EQ(deduite({"Nom", "Prénom", "Né le", "Classe"}).nature, Nature::eleves);
    EXPECT_EQ(deduite({"Nom", "Prénom", "Né le", "Classe", "Date de sortie"}).nature, Nature::a_dire);
    EXPECT_EQ(deduite({"Nom", "Prénom", "Né le", "Conseiller référent"}).nature, Nature::mission_locale);
    EXPECT_EQ(deduite({"Nom", "Prénom", "Né le", "Date de rupture"}).nature, Nature::apprentis);
    EXPECT_EQ(deduite({"Nom", "Prénom", "Né le", "Rang du vœu"}).nature, Nature::affectation);
    EXPECT_EQ(deduite({"Nom", "Prénom", "Né le"}, {"Liste SIEI", "5 octobre"}).nature, Nature::decrocheurs);
    EXPECT_EQ(deduite({"Nom", "Prénom", "Né le"}, {"Décrocheurs suivis par la mission locale"}).nature, Nature::a_dire);
}

TEST(ListeInconnue, la_nature_n_est_pas_choisie_a_la_place_de_la_personne) {
    Distribution d;
    echanges::routes(d.app.routes);
    auto awa = d.app.as(d.awa);
    auto ou = awa.depose("/importations", "fichier", "l.csv", "Nom;Prénom;Né le\nDUVAL;Zoe;04/03/2008\n").location;
    auto page = awa.get(ou);
    EXPECT_TRUE(page.contient("Rien dans le fichier ne le dit")) << page.text("main");
    web::Pairs choix{
        {"version", "1"}, {"colonne_0", "nom_famille"}, {"colonne_1", "prenom"}, {"colonne_2", "naissance"}};
    auto refus = awa.post(ou + "/correspondance", choix);
    EXPECT_EQ(refus.status, 422);
    EXPECT_NE(refus.error("nature"), "");
    choix.emplace_back("nature", "a_dire");
    EXPECT_EQ(awa.post(ou + "/correspondance", choix).status, 422);
    auto sortis =
        awa.depose("/importations", "fichier", "s.csv", "Nom;Prénom;Né le;Motif de sortie\nX;Y;04/03/2008;z\n");
    EXPECT_TRUE(awa.follow(sortis).contient("Proposée d’après la colonne")) << awa.follow(sortis).text("main");
}

TEST(ListeInconnue, des_eleves_d_une_ecole_hors_perimetre_demandent_confirmation_apres_leurs_colonnes) {
    Distribution d;
    echanges::routes(d.app.routes);
    auto awa = d.app.as(d.awa);
    auto uai = une_valeur<std::string>(d, "select uai from etablissement where nom = 'Lycée Monod'");
    auto ou =
        awa.depose("/importations", "fichier", "l.csv", "Nom;Prénom;Né le;UAI\nDUVAL;Zoe;04/03/2008;" + uai + "\n")
            .location;
    EXPECT_EQ(awa.post(ou + "/correspondance", {{"version", "1"},
                                                {"nature", "eleves"},
                                                {"colonne_0", "nom_famille"},
                                                {"colonne_1", "prenom"},
                                                {"colonne_2", "naissance"},
                                                {"colonne_3", "uai"}})
                  .status,
              303);
    EXPECT_TRUE(awa.get(ou).contient("Lycée Monod")) << awa.get(ou).text("main");
    EXPECT_EQ(une_valeur<std::string>(d, "select etape from importation"), "question");
}

class ListeEnCommande : public testing::TestWithParam<std::string> {};

TEST_P(ListeEnCommande, sans_nature_elle_est_refusee_et_dit_quoi_faire) {
    Distribution d{GetParam()};
    Fichier f{"l.csv", "Nom;Prénom;Né le\nDUVAL;Zoe;04/03/2008\n"};
    auto avant = compte_des_tables(d);
    auto c = importer(d, {f.chemin()});
    EXPECT_EQ(c.statut, 2);
    EXPECT_NE(c.erreurs.find("--nature decrocheurs"), std::string::npos) << c.erreurs;
    EXPECT_EQ(compte_des_tables(d), avant);
    auto avec = importer(d, {f.chemin(), "--nature", "decrocheurs", "--json"});
    EXPECT_EQ(avec.statut, 0) << avec.erreurs;
    EXPECT_EQ(nlohmann::json::parse(avec.sortie)["nature"], "decrocheurs");
}

TEST_P(ListeEnCommande, des_colonnes_dites_une_fois_valent_pour_le_meme_expediteur) {
    Distribution d{GetParam()};
    Fichier colonnes{"c.json", R"({"A": "nom_famille", "B": "prenom", "C": "naissance"})"};
    Fichier un{"un.csv", "A;B;C\nROUX;Ilan;05/03/2008\n"},
        deux{"deux.csv", "C;A;B\n05/03/2008;ROUX;Ilan\n04/03/2008;DUVAL;Zoe\n"};
    EXPECT_EQ(importer(d, {un.chemin(), "--colonnes", colonnes.chemin(), "--nature", "mission_locale", "--source",
                           "ML de Val-Clair"})
                  .statut,
              0);
    auto c = importer(d, {deux.chemin(), "--json"}); // ni nature, ni expéditeur, ni colonnes
    auto j = nlohmann::json::parse(c.sortie);
    EXPECT_EQ(c.statut, 0) << c.erreurs;
    EXPECT_EQ(j["nature"], "mission_locale");
    EXPECT_EQ(j["identiques"], 1) << j.dump(1);
    EXPECT_NE(j["avertissements"].dump().find("ML de Val-Clair"), std::string::npos) << j.dump(1);
}

TEST_P(ListeEnCommande, melangee_renommee_reencodee_elle_ne_change_rien) {
    Distribution d{GetParam()};
    Fichier un{"un.csv", "campagne;nom_famille;prenoms;date_naissance;sexe\n2026-10;ROUX;Élan;05/03/2008;M\n"
                         "2026-10;DUVAL;Zoé;04/03/2008;F\n"};
    Fichier deux{"autre nom.txt",
                 "sexe,date_naissance,prenoms,nom_famille,campagne\nF,04/03/2008,Zo\xE9,DUVAL,2026-10\n"
                 "M,05/03/2008,\xC9lan,ROUX,2026-10\n"};
    importer(d, {un.chemin()});
    auto avant = compte_des_tables(d);
    auto j = nlohmann::json::parse(importer(d, {deux.chemin(), "--json"}).sortie);
    EXPECT_EQ(j["identiques"], 2) << j.dump(1);
    auto apres = compte_des_tables(d);
    for (auto const* table : {"jeune", "signalement_liste", "identite", "inscription"})
        EXPECT_EQ(apres[table], avant[table]) << table;
}

TEST_P(ListeEnCommande, une_lettre_d_ecart_sur_une_liste_de_decrocheurs_attend_un_clic) {
    Distribution d{GetParam()};
    connu(d, "DUVAL", "Zoe", Date{2008y / 3 / 4});
    Fichier f{"l.csv", "campagne;nom_famille;prenoms;date_naissance\n2026-10;DUVALL;Zoe;04/03/2008\n"};
    auto j = nlohmann::json::parse(importer(d, {f.chemin(), "--json", "--essai"}).sortie);
    EXPECT_EQ(j["douteuses"], 1) << j.dump(1);
}

TEST_P(ListeEnCommande, plusieurs_fichiers_dont_un_refuse_donnent_un_tableau_qui_dit_lequel) {
    Distribution d{GetParam()};
    Fichier bon{"e.xml", siecle({{.id = "1", .nom = "DUVAL", .prenom = "Zoe"}}, uai_de_zola)},
        mauvais{"m.xml", "<EDT_STS/>"};
    auto c = importer(d, {bon.chemin(), mauvais.chemin(), "--json"});
    EXPECT_EQ(c.statut, 2);
    auto j = nlohmann::json::parse(c.sortie);
    ASSERT_EQ(j.size(), 2U);
    EXPECT_EQ(j[0]["refuse"], false);
    EXPECT_EQ(j[1]["refuse"], true);
    EXPECT_EQ(j[1]["fichier"], "m.xml");
}

TEST_P(ListeEnCommande, un_chemin_qui_n_est_pas_un_fichier_se_dit) {
    Distribution d{GetParam()};
    Fichier f{"e.xml", "x"};
    auto dossier = std::filesystem::path(f.chemin()).parent_path().string();
    EXPECT_NE(importer(d, {dossier}).erreurs.find("C’est un dossier"), std::string::npos);
    EXPECT_NE(importer(d, {dossier + "/absent.xml"}).erreurs.find("n’existe pas"), std::string::npos);
    EXPECT_NE(importer(d, {f.chemin() + "/dessous.xml"}).erreurs.find("dessous.xml"), std::string::npos);
}

TEST_P(ListeEnCommande, un_export_sans_uai_ou_sans_annee_lisible_est_refuse_ou_complete) {
    Distribution d{GetParam()};
    Fichier faux{"e.xml", siecle({{.id = "1", .nom = "DUVAL", .prenom = "Zoe"}}, "0350017A")},
        sans{"e.xml", siecle({{.id = "1", .nom = "DUVAL", .prenom = "Zoe"}}, "")},
        an{"e.xml", siecle({{.id = "1", .nom = "DUVAL", .prenom = "Zoe"}}, uai_de_zola, "toto")},
        futur{"e.xml", siecle({{.id = "1", .nom = "DUVAL", .prenom = "Zoe"}}, uai_de_zola, "2031")};
    auto c = importer(d, {faux.chemin()});
    EXPECT_EQ(c.statut, 2);
    EXPECT_NE(c.erreurs.find("0350017A"), std::string::npos) << c.erreurs;
    EXPECT_NE(c.erreurs.find("0350017D"), std::string::npos) << c.erreurs;
    EXPECT_EQ(importer(d, {sans.chemin()}).statut, 2);
    EXPECT_EQ(importer(d, {an.chemin()}).statut, 2);
    EXPECT_EQ(importer(d, {futur.chemin()}).statut, 2);
    EXPECT_EQ(importer(d, {futur.chemin(), "--confirmer", "--essai"}).statut, 0);
    EXPECT_EQ(importer(d, {sans.chemin(), "--uai", uai_de_zola}).statut, 0);
}

TEST_P(ListeEnCommande, les_remarques_de_chaque_ligne_sont_dans_le_json) {
    Distribution d{GetParam()};
    Fichier f{"l.csv", "campagne;ine;nom_famille;prenoms;date_naissance;sexe\n2026-10;12;DUVAL;Zoe;04/03/2008;F\n"};
    auto j = nlohmann::json::parse(importer(d, {f.chemin(), "--json", "--essai"}).sortie);
    EXPECT_NE(j["lignes"][0]["remarques"].dump().find("INE"), std::string::npos) << j.dump(1);
}

INSTANTIATE_TEST_SUITE_P(Bases, ListeEnCommande, testing::ValuesIn(BaseDEssai::genres()),
                         [](auto const& i) { return i.param; });

} // namespace
