#include "documents/csv.hpp"

#include <gtest/gtest.h>

#include <zlib.h>

#include <sstream>

#include "documents/tests/fichiers.hpp"

using namespace documents;
using Lignes = std::vector<std::vector<std::string>>;

namespace {

Lignes lire(std::string octets, OptionsCsv options = {}) {
    LecteurCsv csv(source_de_texte(std::move(octets), "liste.csv"), options);
    Lignes lignes;
    for (std::vector<std::string> l; csv.suivante(l);)
        lignes.push_back(l);
    return lignes;
}

} // namespace

TEST(Csv, le_separateur_se_devine_hors_des_guillemets) {
    EXPECT_EQ(lire("a;b\n\"1;2\";3\n"), (Lignes{{"a", "b"}, {"1;2", "3"}}));
    EXPECT_EQ(lire("a\tb\n1\t2"), (Lignes{{"a", "b"}, {"1", "2"}}));
    EXPECT_EQ(lire("a,b\n\"x;y;z\",2"), (Lignes{{"a", "b"}, {"x;y;z", "2"}}));
    EXPECT_EQ(lire("a|b\n1|2"), (Lignes{{"a", "b"}, {"1", "2"}}));
    EXPECT_EQ(lire("a;b,c\n"), (Lignes{{"a", "b,c"}})); // à égalité, le point-virgule
}

TEST(Csv, les_fins_de_ligne_lf_crlf_et_cr_se_valent) {
    Lignes attendu{{"a", "b"}, {"1", "2"}};
    EXPECT_EQ(lire("a;b\n1;2\n"), attendu);
    EXPECT_EQ(lire("a;b\r\n1;2\r\n"), attendu);
    EXPECT_EQ(lire("a;b\r1;2\r"), attendu);
}

TEST(Csv, un_champ_entre_guillemets_garde_sauts_de_ligne_et_guillemets_doubles) {
    EXPECT_EQ(lire("n;t\n\"D\"\"A\";\"x\r\ny\"\n"), (Lignes{{"n", "t"}, {"D\"A", "x\ny"}}));
}

TEST(Csv, le_numero_est_celui_de_la_ligne_du_fichier) {
    LecteurCsv csv(source_de_texte("a;b\n\n\"x\ny\";2\n3;4", "l.csv"));
    std::vector<std::string> l;
    ASSERT_TRUE(csv.suivante(l));
    EXPECT_EQ(csv.ligne(), 1);
    ASSERT_TRUE(csv.suivante(l));
    EXPECT_EQ(csv.ligne(), 3);
    ASSERT_TRUE(csv.suivante(l));
    EXPECT_EQ(csv.ligne(), 5);
    EXPECT_FALSE(csv.suivante(l));
}

TEST(Csv, la_marque_utf8_n_entre_pas_dans_le_premier_en_tete) {
    EXPECT_EQ(lire("\xEF\xBB\xBFÉlève;n\n"), (Lignes{{"Élève", "n"}}));
}

TEST(Csv, a_defaut_d_utf8_c_est_du_windows_1252) {
    LecteurCsv csv(source_de_texte("nom;x\nMa\xEBlys \x9Cuvre \x80;1\n", "l.csv"));
    std::vector<std::string> l;
    csv.suivante(l);
    csv.suivante(l);
    EXPECT_EQ(l[0], "Maëlys œuvre €");
    EXPECT_EQ(csv.encodage().encodage, Encodage::windows_1252);
}

TEST(Csv, un_octet_abime_ne_change_pas_l_encodage_des_autres_lignes) {
    std::string octets = "nom;x\nH\xE9l\xE8ne;1\n";
    for (int i = 0; i < 40; ++i)
        octets += "Maëlys;1\n";
    auto lignes = lire(octets);
    EXPECT_EQ(lignes[1][0], "Hélène");
    EXPECT_EQ(lignes[2][0], "Maëlys");
}

TEST(Csv, l_habillage_du_tableur_est_retire) {
    EXPECT_EQ(lire("a;b;c;d\n=\"0123\";\"=\"\"0456\"\"\";'0789;='x\n")[1],
              (std::vector<std::string>{"0123", "0456", "0789", "='x"}));
    EXPECT_EQ(lire("a;b\n=\"1;2\";'T HOOFT\n")[1], (std::vector<std::string>{"1;2", "'T HOOFT"}));
}

TEST(Csv, un_octet_nul_est_refuse_avec_sa_ligne) {
    using namespace std::string_literals;
    auto r = essai::refus([] { lire("a;b\n1;2\n3;\0;4\n"s); });
    EXPECT_EQ(r.ligne, 3);
    EXPECT_NE(r.message.find("octets nuls"), std::string::npos);
}

TEST(Csv, trop_de_colonnes_est_une_erreur_claire) {
    auto r = essai::refus([] { lire("x;y\n" + std::string(1'000'000, ';')); });
    EXPECT_EQ(r.ligne, 2);
    EXPECT_NE(r.message.find("2\u202F000 colonnes"), std::string::npos) << r.message;
}

TEST(Csv, un_guillemet_jamais_referme_ne_mange_que_sa_ligne) {
    LecteurCsv csv(source_de_texte("a;b\n1;2\n\"x;y\nz;t\n\"u\";\"v\nw\"\n\"k;l\n", "liste.csv"));
    Lignes lues;
    std::vector<std::int64_t> seuls;
    for (std::vector<std::string> l; csv.suivante(l);) {
        lues.push_back(l);
        if (csv.guillemet_seul())
            seuls.push_back(csv.ligne());
    }
    EXPECT_EQ(lues, (Lignes{{"a", "b"}, {"1", "2"}, {"\"x", "y"}, {"z", "t"}, {"u", "v\nw"}, {"\"k", "l"}}));
    EXPECT_EQ(seuls, (std::vector<std::int64_t>{3, 7}));
    EXPECT_EQ(lire("a;b;c\n1;\"x;\"y\"\n"), (Lignes{{"a", "b", "c"}, {"1", "\"x", "y"}}));
}

TEST(Csv, une_cellule_demesuree_est_refusee) {
    auto grand = essai::refus([] { lire("a;b\n\"" + std::string(3 << 20, 'x')); });
    EXPECT_NE(grand.message.find("démesurée"), std::string::npos);
}

TEST(Csv, un_fichier_gzip_se_lit_et_un_gzip_tronque_est_refuse) {
    essai::Dossier d;
    auto chemin = d.chemin("l.csv.gz");
    auto* gz = gzopen(chemin.c_str(), "wb");
    std::string texte = "a;b\n";
    for (int i = 0; i < 50'000; ++i)
        texte += std::to_string(i) + ";x" + std::to_string(i * 7919LL) + "\n";
    gzwrite(gz, texte.data(), static_cast<unsigned>(texte.size()));
    gzclose(gz);
    LecteurCsv csv(source_de_fichier(chemin, "l.csv.gz"));
    int n = 0;
    for (std::vector<std::string> l; csv.suivante(l);)
        ++n;
    EXPECT_EQ(n, 50'001);

    auto entier = essai::tout(chemin);
    d.ecrire("coupe.gz", std::string_view(entier).substr(0, entier.size() / 2));
    auto r = essai::refus([&] {
        LecteurCsv coupe(source_de_fichier(d.chemin("coupe.gz"), "coupe.gz"));
        for (std::vector<std::string> l; coupe.suivante(l);) {
        }
    });
    EXPECT_NE(r.message.find("abîmé"), std::string::npos);
    auto gros = essai::refus([&] { LecteurCsv(source_de_fichier(chemin, "l.csv.gz", 1000)); });
    EXPECT_NE(gros.message.find("trop gros"), std::string::npos);
}

TEST(Csv, ce_qu_on_ecrit_ne_devient_pas_une_formule_et_se_relit) {
    std::ostringstream sortie;
    EcrivainCsv csv(sortie);
    csv.ligne({"nom", "note"});
    csv.ligne({"=1+1", "a;\"b\"\nc"});
    csv.ligne({"-2", "@x"});
    EXPECT_EQ(sortie.str(), "\xEF\xBB\xBFnom;note\r\n\"'=1+1\";\"a;\"\"b\"\"\nc\"\r\n\"'-2\";\"'@x\"\r\n");
    EXPECT_EQ(lire(sortie.str()), (Lignes{{"nom", "note"}, {"=1+1", "a;\"b\"\nc"}, {"-2", "@x"}}));
}

TEST(DoubleEncodage, se_reconnait_et_se_repare) {
    EXPECT_EQ(repare_double_encodage("MaÃ«lys"), "Maëlys");
    EXPECT_EQ(repare_double_encodage("Ã‰lÃ¨ve"), "Élève");
    EXPECT_FALSE(repare_double_encodage("Maëlys"));
    EXPECT_FALSE(repare_double_encodage("JOÃO"));
    EXPECT_FALSE(repare_double_encodage("DUPONT"));
}

TEST(Csv, le_texte_unicode_d_un_tableur_se_lit_dans_les_deux_ordres) {
    Lignes attendu{{"Nom", "Prénom"}, {"LE GOFF", "Maëlys"}};
    for (bool petit : {true, false}) {
        auto octets = essai::utf16("Nom\tPrénom\r\nLE GOFF\tMaëlys\r\n", petit);
        EXPECT_EQ(lire(octets), attendu);
        LecteurCsv csv(source_de_texte(octets, "l.txt"));
        EXPECT_EQ(csv.separateur(), '\t');
        EXPECT_EQ(libelle(csv.encodage().encodage), "UTF-16");
    }
}

TEST(Csv, un_texte_unicode_long_coupe_ou_abime_se_lit_jusqu_au_bout) {
    std::string texte = "a\tb\n";
    for (int i = 0; i < 40'000; ++i)
        texte += "é\t" + std::to_string(i) + "\n";
    auto lignes = lire(essai::utf16(texte));
    ASSERT_EQ(lignes.size(), 40'001u);
    EXPECT_EQ(lignes.back(), (std::vector<std::string>{"é", "39999"}));
    using namespace std::string_literals;
    EXPECT_EQ(lire("\xFF\xFE"
                   "a\0\t\0\x3D\xD8\x00\xDE"s),
              (Lignes{{"a", "\U0001F600"}})); // paire de substitution
    EXPECT_EQ(lire("\xFF\xFE"
                   "a\0\t\0\x3D\xD8z"s),
              (Lignes{{"a", "\uFFFD\uFFFD"}})); // coupée
    EXPECT_NE(essai::refus([] {
                  lire("\xFF\xFE"
                       "a\0\0\0"s);
              }).message.find("octets nuls"),
              std::string::npos);
}

TEST(Csv, deux_encodages_meles_se_lisent_lettre_a_lettre_et_se_disent) {
    auto octets = "LÉVÊQUE;Zoé\nFAUV\xC9;In\xE8s\n\xC9MILE;L\xE9o\n";
    EXPECT_EQ(lire(octets), (Lignes{{"LÉVÊQUE", "Zoé"}, {"FAUVÉ", "Inès"}, {"ÉMILE", "Léo"}}));
    LecteurCsv csv(source_de_texte(octets, "l.csv"));
    EXPECT_NE(csv.encodage().avertissement.find("mêle deux encodages"), std::string::npos);
}

TEST(Csv, un_texte_unicode_sans_marque_se_reconnait) {
    auto octets = essai::utf16("Nom\tPrénom\n");
    EXPECT_EQ(lire(octets.substr(2)), (Lignes{{"Nom", "Prénom"}}));
    EXPECT_EQ(lire(essai::utf16("Nom\tPrénom\n", false).substr(2)), (Lignes{{"Nom", "Prénom"}}));
}
