// The command on small files made for the occasion: header, links, messages, exit status.
#include "app/coeur/commande_rapprocher.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace {

namespace chemins = std::filesystem;
constexpr auto en_tete_des_liens = "id_a,id_b,poids,probabilite,decision\n";

struct CommandeRapprocher : testing::Test {
    chemins::path dossier =
        chemins::temp_directory_path() / ("rapprocher_" + std::to_string(getpid()) + "_" +
                                          testing::UnitTest::GetInstance()->current_test_info()->name());
    std::ostringstream sortie, erreurs;

    CommandeRapprocher() { chemins::create_directories(dossier); }
    ~CommandeRapprocher() override { chemins::remove_all(dossier); }

    std::string fichier(std::string const& nom, std::string const& contenu) const {
        std::ofstream(dossier / nom) << contenu;
        return (dossier / nom).string();
    }
    /// Forty people; the key column is left out when `cle` is empty.
    std::string liste(std::string const& nom, std::string const& cle, std::string const& prefixe) const {
        std::string texte = (cle.empty() ? "" : cle + ";") + "nom;prenom;naissance\n";
        for (int i = 0; i < 40; ++i)
            texte += (cle.empty() ? "" : prefixe + std::to_string(i) + ";") + "FAMILLE" +
                     std::string(3, static_cast<char>('A' + i % 26)) + std::string(2, static_cast<char>('A' + i / 2)) +
                     ";PRENOM" + std::string(2, static_cast<char>('A' + i % 17)) + ";" + std::to_string(10 + i % 18) +
                     "/" + (i % 2 ? "03" : "11") + "/" + std::to_string(2006 + i % 4) + "\n";
        return fichier(nom, texte);
    }
    int lancer(std::string const& a, std::string const& b, std::vector<std::string> suite = {"-o", "-"}) {
        suite.insert(suite.begin(), {a, b});
        return app::commande_rapprocher(suite, sortie, erreurs);
    }
    bool dit(std::string const& texte) const { return erreurs.str().find(texte) != std::string::npos; }
};

} // namespace

TEST_F(CommandeRapprocher, deux_listes_avec_id_donnent_leurs_liens) {
    EXPECT_EQ(lancer(liste("a.csv", "id", "A"), liste("b.csv", "id", "B")), 0);
    EXPECT_TRUE(sortie.str().starts_with(en_tete_des_liens));
    EXPECT_NE(sortie.str().find("\nA7,B7,"), std::string::npos) << sortie.str();
    EXPECT_EQ(erreurs.str(), "");
}

TEST_F(CommandeRapprocher, sans_colonne_unique_la_cle_est_le_numero_de_ligne) {
    EXPECT_EQ(lancer(liste("a.csv", "", ""), liste("b.csv", "", "")), 0);
    EXPECT_NE(sortie.str().find("\n9,9,"), std::string::npos) << sortie.str();
    EXPECT_TRUE(dit("numéro de sa ligne"));
}

TEST_F(CommandeRapprocher, une_seule_ligne_sans_id_n_est_pas_refusee) {
    auto const a = fichier("a.csv", "nom;prenom;naissance\nMARTIN;LEA;12/03/2008\n");
    EXPECT_EQ(lancer(a, a), 0);
    EXPECT_TRUE(sortie.str().starts_with(en_tete_des_liens));
    EXPECT_FALSE(dit("aucune colonne de nom"));
}

TEST_F(CommandeRapprocher, la_cle_demandee_est_suivie_et_doit_exister) {
    EXPECT_EQ(lancer(liste("a.csv", "dossier", "A"), liste("b.csv", "dossier", "B"), {"-o", "-", "--cle", "Dossier"}),
              0);
    EXPECT_NE(sortie.str().find("\nA7,B7,"), std::string::npos);
    EXPECT_EQ(lancer(liste("a.csv", "id", "A"), liste("b.csv", "id", "B"), {"-o", "-", "--cle", "autre"}), 2);
    EXPECT_TRUE(dit("--cle n’existe pas"));
}

TEST_F(CommandeRapprocher, sans_ligne_de_donnees_le_resultat_est_vide_et_c_est_dit) {
    EXPECT_EQ(lancer(fichier("a.csv", "nom;prenom;naissance\n"), liste("b.csv", "id", "B")), 0);
    EXPECT_EQ(sortie.str(), en_tete_des_liens);
    EXPECT_TRUE(dit("aucune ligne de données"));
}

TEST_F(CommandeRapprocher, sans_colonne_de_nom_le_fichier_est_refuse) {
    EXPECT_EQ(lancer(fichier("a.csv", "id;couleur\n1;bleu\n"), liste("b.csv", "id", "B")), 2);
    EXPECT_TRUE(dit("aucune colonne de nom"));
}

TEST_F(CommandeRapprocher, un_identifiant_en_double_est_signale_une_fois_avec_sa_ligne) {
    auto const a = fichier("a.csv", "id;nom;naissance\nX1;MARTIN;12/03/2008\nX1;DURAND;13/03/2008\n"
                                    "X1;PETIT;14/03/2008\n");
    EXPECT_EQ(lancer(a, liste("b.csv", "id", "B")), 0);
    EXPECT_TRUE(dit("«\u00A0X1\u00A0» à la ligne 3, «\u00A0X1\u00A0» à la ligne 4")) << erreurs.str();
    EXPECT_TRUE(dit("s’écrit «\u00A0X1 (ligne 3)\u00A0»")) << erreurs.str();
}

TEST_F(CommandeRapprocher, une_cle_vide_ou_en_double_n_est_jamais_ambigue_dans_les_liens) {
    auto const a = fichier("a.csv", "id;nom;prenom;naissance\nX1;MARTINEZ;LEA;12/03/2008\nX1;DURANDAL;AWA;13/07/2008\n"
                                    ";PETITJEAN;HUGO;14/05/2009\n;GRANDMAISON;ZOE;15/09/2007\n");
    auto const b = fichier("b.csv", "id;nom;prenom;naissance\n1;MARTINEZ;LEA;12/03/2008\n2;DURANDAL;AWA;13/07/2008\n"
                                    "3;PETITJEAN;HUGO;14/05/2009\n4;GRANDMAISON;ZOE;15/09/2007\n");
    EXPECT_EQ(lancer(a, b), 0);
    for (auto const* ligne : {"\nX1,1,", "\nX1 (ligne 3),2,", "\nligne 4,3,", "\nligne 5,4,"})
        EXPECT_NE(sortie.str().find(ligne), std::string::npos) << ligne << sortie.str();
    EXPECT_TRUE(dit("2 lignes n’ont pas d’identifiant (4, 5)")) << erreurs.str();
}

TEST_F(CommandeRapprocher, les_colonnes_se_comprennent_quel_que_soit_l_ordre_des_lignes) {
    std::string americaine = "id,last,first,dob\n", iso = "id,nom,prenom,naissance\n";
    for (int i = 0; i < 2'600; ++i) { // the first ones could be read both ways
        auto deux = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
        auto const annee = std::to_string(1960 + i % 40), mois = deux(1 + i % 12),
                   jour = deux(i < 2'200 ? 1 + i % 11 : 28);
        std::string nom, prenom;
        for (int n = i + 30; n; n /= 9)
            nom += "BADEGIKOT"[n % 9], prenom += "OLMARINET"[n % 9], nom += "AOUEIAOUE"[n % 7];
        auto const qui = std::to_string(i) + "," + nom + "," + prenom + ",";
        americaine += qui + mois + "/" + jour + "/" + annee + "\n";
        iso += qui + annee + "-" + mois + "-" + jour + "\n";
    }
    EXPECT_EQ(lancer(fichier("a.csv", americaine), fichier("b.csv", iso)), 0);
    EXPECT_GE(std::ranges::count(sortie.str(), '\n'), 2'590) << erreurs.str();
}

TEST_F(CommandeRapprocher, une_longue_liste_triee_se_comprend_comme_melangee) {
    std::string triee = "id,c1,c2,c3\n", iso = "id,nom,prenom,naissance\n";
    constexpr std::array noms = {"MARTIN", "DURAND", "PETIT", "MOREAU"}, prenoms = {"Emma", "Lucas", "Jeanne", "Hugo"};
    for (int i = 0; i < 120'000; ++i) { // by date: the first lines have one of them
        auto deux = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
        auto const date = std::to_string(1960 + i / 2'400) + "-" + deux(1 + i / 200 % 12) + "-" + deux(1 + i / 20 % 10);
        auto const qui = std::to_string(i) + "," + noms[i % 4] + std::string(3, "BADEGIKOT"[i / 4 % 9]) + "OU" +
                         "BADEGIKOT"[i / 36 % 9] + "EAU," + prenoms[i / 2 % 4] + "," + date + "\n";
        triee += qui;
        iso += i % 60 == 0 ? qui : "";
    }
    ASSERT_GT(triee.size(), std::size_t{4} << 20);
    EXPECT_EQ(lancer(fichier("a.csv", triee), fichier("b.csv", iso), {"-o", "-", "--plan"}), 0);
    EXPECT_TRUE(dit("c3 → date de naissance") || sortie.str().find("c3 → date de naissance") != std::string::npos)
        << sortie.str() << erreurs.str();
}

TEST_F(CommandeRapprocher, une_ligne_abimee_est_dite_avec_son_numero_ce_qui_est_lu_et_ce_qui_est_attendu) {
    auto const a =
        fichier("a.csv", "id;nom;prenom;naissance\n1;DURANDAL;AWA;01/02/2003;de trop\n2;\"MARTINEZ;LEA;03/04/"
                         "2005\n");
    EXPECT_EQ(lancer(a, liste("b.csv", "id", "B")), 0);
    EXPECT_TRUE(dit("a.csv\u00A0: ligne 2\u00A0: 5 cellules lues, 4 attendues")) << erreurs.str();
    EXPECT_TRUE(dit("a.csv\u00A0: ligne 3\u00A0: un guillemet s’ouvre")) << erreurs.str();
}

TEST_F(CommandeRapprocher, un_reglage_demesure_ou_qui_n_est_pas_un_nombre_est_refuse) {
    auto const a = liste("a.csv", "id", "A");
    for (auto const* cout : {"nan", "inf", "abc", "-3", "0"})
        EXPECT_EQ(lancer(a, a, {"-o", "-", "--cout", cout}), 2) << cout;
    EXPECT_TRUE(dit("--cout : « abc » ne convient pas. Il faut un nombre plus grand que 0.")) << erreurs.str();
    EXPECT_EQ(lancer(a, a, {"-o", "-", "--fils", "1000000"}), 2);
    EXPECT_TRUE(dit("--fils : « 1000000 » ne convient pas. Il faut un nombre de 0 à 512.")) << erreurs.str();
    EXPECT_EQ(lancer(a, a, {"-o", "-", "--cout", "20,5"}), 0);
}

TEST_F(CommandeRapprocher, une_date_incomplete_est_dite) {
    EXPECT_EQ(lancer(fichier("a.csv", "id;nom;birth_day;birth_year\n1;MARTIN;12;2008\n"), liste("b.csv", "id", "B")),
              0);
    EXPECT_TRUE(dit("il manque mois de naissance"));
}

TEST_F(CommandeRapprocher, un_dossier_en_sortie_est_refuse_sans_rien_laisser) {
    auto const cible = (dossier / "liens").string();
    chemins::create_directory(cible);
    EXPECT_EQ(lancer(liste("a.csv", "id", "A"), liste("b.csv", "id", "B"), {"-o", cible}), 2);
    EXPECT_TRUE(dit("c’est un dossier"));
    EXPECT_FALSE(chemins::exists(cible + ".partiel"));
    EXPECT_TRUE(chemins::is_empty(cible));
}

TEST_F(CommandeRapprocher, une_liste_se_dedoublonne_et_chaque_fiche_a_son_groupe) {
    std::string texte = "id;nom;prenom;naissance\n";
    for (int i = 0; i < 60; ++i)
        texte += "R" + std::to_string(100 + i) + ";FAMILLE" + std::string(3, static_cast<char>('A' + i % 20)) +
                 ";PRENOM" + std::string(2, static_cast<char>('A' + i % 20)) + ";" + std::to_string(10 + i % 20 % 18) +
                 "/03/" + std::to_string(2006 + i % 20 % 5) + "\n";
    auto const f = fichier("f.csv", texte);
    EXPECT_EQ(app::commande_rapprocher({"--dedoublonner", f, "-o", "-"}, sortie, erreurs), 0) << erreurs.str();
    EXPECT_TRUE(sortie.str().starts_with("id,groupe\nR100,1\n"));
    EXPECT_NE(sortie.str().find("\nR120,1\n"), std::string::npos) << sortie.str();
    EXPECT_EQ(std::ranges::count(sortie.str(), '\n'), 61);
}

TEST_F(CommandeRapprocher, ce_qui_est_devine_s_ecrit_se_change_et_se_redonne) {
    auto const a = liste("a.csv", "id", "A"), b = liste("b.csv", "id", "B"), conf = (dossier / "conf.txt").string();
    EXPECT_EQ(lancer(a, b, {"--ecrire-config", conf}), 0);
    EXPECT_EQ(lancer(a, b, {"-o", "-", "--config", conf}), 0);
    EXPECT_NE(sortie.str().find("\nA7,B7,"), std::string::npos);
    fichier("conf.txt", "[premier]\nabsente = nom\n");
    EXPECT_EQ(lancer(a, b, {"-o", "-", "--config", conf}), 2);
    EXPECT_TRUE(dit("absente"));
}

TEST_F(CommandeRapprocher, la_cle_n_est_jamais_une_preuve) {
    // The same number on both sides, but not the same people.
    std::string a = "ssn;nom;prenom;naissance\n", b = a;
    for (int i = 0; i < 30; ++i) {
        auto const c = std::string(3, static_cast<char>('A' + i % 26));
        a += std::to_string(700'100'200 + i) + ";NOM" + c + ";LEA;1" + std::to_string(i % 9) + "/03/2008\n";
        b += std::to_string(700'100'200 + i) + ";AUTRE" + c + c + ";PAUL;0" + std::to_string(1 + i % 9) + "/11/2001\n";
    }
    EXPECT_EQ(lancer(fichier("a.csv", a), fichier("b.csv", b), {"-o", "-", "--cle", "ssn"}), 0);
    EXPECT_EQ(sortie.str(), en_tete_des_liens);
}

TEST_F(CommandeRapprocher, le_rapport_est_un_fichier_complet_et_mesure_ce_qui_a_ete_relu) {
    auto const page = (dossier / "rapport.html").string();
    auto const relues = fichier("relues.csv", "id_a,id_b,reponse\nA7,B7,oui\nA8,B8,non\nA9,B9,peut-être\n");
    EXPECT_EQ(lancer(liste("a.csv", "id", "A"), liste("b.csv", "id", "B"), {"--rapport", page, "--relues", relues}), 0)
        << erreurs.str();
    std::ifstream flux(page);
    std::string const html{std::istreambuf_iterator<char>{flux}, {}};
    EXPECT_TRUE(html.starts_with("<!doctype html>\n<html lang=\"fr\">"));
    EXPECT_TRUE(html.ends_with("</html>\n"));
    for (auto const* texte : {"Seuils et poids", "Équité", "Précision mesurée par relecture", "Comparaison de A"})
        EXPECT_NE(html.find(texte), std::string::npos) << texte;
    for (auto const* dehors : {"http:", "https:", "<script", "src="})
        EXPECT_EQ(html.find(dehors), std::string::npos) << dehors;
}

TEST_F(CommandeRapprocher, deux_fiches_s_expliquent_avec_leurs_rivales) {
    auto const a = liste("a.csv", "id", "A"), b = liste("b.csv", "id", "B");
    EXPECT_EQ(lancer(a, b, {"--expliquer", "A7", "B7"}), 0) << erreurs.str();
    EXPECT_TRUE(sortie.str().starts_with("A7 et B7"));
    EXPECT_NE(sortie.str().find("liées"), std::string::npos) << sortie.str();
    EXPECT_NE(sortie.str().find("Total"), std::string::npos);
    EXPECT_EQ(lancer(a, b, {"--expliquer", "A7", "inconnue"}), 2);
    EXPECT_TRUE(dit("inconnue"));
}

TEST_F(CommandeRapprocher, des_personnes_connues_se_preparent_une_fois_et_s_interrogent_ensuite) {
    auto const b = liste("connus.csv", "id", "B"), index = (dossier / "connus.index").string();
    auto const page = (dossier / "rapport.html").string();
    EXPECT_EQ(app::commande_rapprocher({"--preparer", b, "-o", index, "--json"}, sortie, erreurs), 0) << erreurs.str();
    EXPECT_TRUE(sortie.str().starts_with("{\"fiches\": 40, ")) << sortie.str();
    sortie.str("");
    auto const a = liste("a.csv", "id", "A");
    EXPECT_EQ(app::commande_rapprocher({a, "--contre", index, "-o", "-", "--rapport", page}, sortie, erreurs), 0)
        << erreurs.str();
    EXPECT_TRUE(sortie.str().starts_with(en_tete_des_liens));
    EXPECT_NE(sortie.str().find("\nA7,B7,"), std::string::npos) << sortie.str();
    std::ifstream flux(page);
    std::string const html{std::istreambuf_iterator<char>{flux}, {}};
    EXPECT_NE(html.find("Rapprochement de a.csv et connus.csv"), std::string::npos);
    EXPECT_NE(html.find("Comparaison de A"), std::string::npos);
    sortie.str("");
    EXPECT_EQ(app::commande_rapprocher({a, "--contre", index, "--expliquer", "A7", "B7"}, sortie, erreurs), 0);
    EXPECT_TRUE(sortie.str().starts_with("A7 et B7\u00A0: liées")) << sortie.str();
}

TEST_F(CommandeRapprocher, un_fichier_qui_n_est_pas_un_index_est_refuse) {
    auto const a = liste("a.csv", "id", "A");
    EXPECT_EQ(app::commande_rapprocher({a, "--contre", a, "-o", "-"}, sortie, erreurs), 2);
    EXPECT_TRUE(dit("ce n’est pas un index")) << erreurs.str();
    EXPECT_EQ(app::commande_rapprocher({a, "--contre", "absent.index", "-o", "-"}, sortie, erreurs), 2);
    EXPECT_TRUE(dit("n’existe pas"));
}

TEST_F(CommandeRapprocher, trois_listes_donnent_des_groupes_et_leurs_liens) {
    auto const a = liste("a.csv", "id", "A"), b = liste("b.csv", "", ""), c = liste("c.csv", "id", "C");
    auto const liens = (dossier / "liens.csv").string(), page = (dossier / "rapport.html").string();
    EXPECT_EQ(app::commande_rapprocher({c, a, b, "-o", "-", "--liens", liens, "--rapport", page}, sortie, erreurs), 0)
        << erreurs.str();
    EXPECT_TRUE(sortie.str().starts_with("source,id,groupe\na,A0,1\n")) << sortie.str();
    EXPECT_EQ(std::ranges::count(sortie.str(), '\n'), 121);
    EXPECT_NE(sortie.str().find("\nb,2,1\n"), std::string::npos) << sortie.str();
    EXPECT_NE(sortie.str().find("\nc,C0,1\n"), std::string::npos) << sortie.str();
    std::ifstream flux(liens);
    std::string ligne;
    std::getline(flux, ligne);
    EXPECT_EQ(ligne, "source_a,id_a,source_b,id_b,poids,probabilite,decision");
    std::getline(flux, ligne);
    EXPECT_TRUE(ligne.starts_with("a,A0,b,2,")) << ligne;
    EXPECT_TRUE(chemins::exists(page));
    auto const attendu = sortie.str();
    sortie.str("");
    EXPECT_EQ(app::commande_rapprocher({a, b, c, "-o", "-", "--fils", "1"}, sortie, erreurs), 0);
    EXPECT_EQ(sortie.str(), attendu);
    sortie.str("");
    auto const groupes = (dossier / "groupes.csv").string();
    EXPECT_EQ(app::commande_rapprocher({a, b, c, "-o", groupes, "--json", "--doublons"}, sortie, erreurs), 0);
    EXPECT_TRUE(sortie.str().starts_with("{\"fiches\": 120, \"groupes\": 40, ")) << sortie.str();
}

TEST_F(CommandeRapprocher, un_resultat_ne_remplace_ni_une_liste_a_lire_ni_un_autre_resultat) {
    auto const a = liste("a.csv", "id", "A"), b = liste("b.csv", "id", "B");
    auto const avant = chemins::file_size(a);
    chemins::create_symlink(a, dossier / "lien.csv");
    for (auto const& cible : {a, (dossier / "lien.csv").string(), (dossier / "." / "a.csv").string()}) {
        EXPECT_EQ(app::commande_rapprocher({a, b, "-o", cible}, sortie, erreurs), 2) << cible;
        EXPECT_NE(erreurs.str().find("elle serait perdue"), std::string::npos);
    }
    EXPECT_EQ(chemins::file_size(a), avant);
    auto const r = (dossier / "r").string();
    EXPECT_EQ(app::commande_rapprocher({a, b, "-o", r, "--rapport", r}, sortie, erreurs), 2);
    EXPECT_NE(erreurs.str().find("donnez deux noms"), std::string::npos);
}

TEST_F(CommandeRapprocher, un_lien_symbolique_reste_et_son_fichier_recoit_les_liens) {
    auto const a = liste("a.csv", "id", "A"), b = liste("b.csv", "id", "B");
    auto const vrai = fichier("vrai.csv", "ancien");
    chemins::create_symlink(vrai, dossier / "lien.csv");
    EXPECT_EQ(app::commande_rapprocher({a, b, "-o", (dossier / "lien.csv").string()}, sortie, erreurs), 0)
        << erreurs.str();
    EXPECT_TRUE(chemins::is_symlink(dossier / "lien.csv"));
    EXPECT_GT(chemins::file_size(vrai), 100u);
}

TEST_F(CommandeRapprocher, ce_qui_n_arrive_pas_a_l_ecran_se_dit) {
    auto const a = liste("a.csv", "id", "A"), b = liste("b.csv", "id", "B");
    std::ofstream plein("/dev/full");
    EXPECT_EQ(app::commande_rapprocher({a, b, "-o", "-"}, plein, erreurs), 2);
    EXPECT_NE(erreurs.str().find("tout n’a pas pu y être écrit"), std::string::npos);
}

TEST_F(CommandeRapprocher, le_plan_se_donne_aussi_en_json) {
    auto const a = liste("a.csv", "id", "A"), b = liste("b.csv", "id", "B");
    EXPECT_EQ(app::commande_rapprocher({a, b, "--plan", "--json"}, sortie, erreurs), 0) << erreurs.str();
    EXPECT_TRUE(sortie.str().starts_with("{\"passes\": [{\"nom\": \"P0")) << sortie.str();
}

TEST_F(CommandeRapprocher, le_plan_dit_les_paires_d_une_liste_comme_de_plusieurs) {
    auto const a = liste("a.csv", "id", "A"), b = liste("b.csv", "id", "B"), c = liste("c.csv", "id", "C");
    EXPECT_EQ(app::commande_rapprocher({"--dedoublonner", a, "--plan"}, sortie, erreurs), 0) << erreurs.str();
    EXPECT_NE(sortie.str().find("P26 toutes les paires\u00A0: 780 paires"), std::string::npos) << sortie.str();
    sortie.str("");
    EXPECT_EQ(app::commande_rapprocher({a, b, c, "--plan", "--doublons"}, sortie, erreurs), 0) << erreurs.str();
    for (auto const* titre : {"a (doublons)\n", "a et b\n", "b et c\n", "c (doublons)\n"})
        EXPECT_NE(sortie.str().find(titre), std::string::npos) << titre;
}
