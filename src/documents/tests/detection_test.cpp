#include "documents/detection.hpp"

#include <gtest/gtest.h>

#include "documents/tests/fichiers.hpp"

using namespace documents;
using namespace std::string_view_literals;

TEST(Detection, un_fichier_est_ce_que_dit_son_contenu) {
    essai::Dossier d;
    EXPECT_EQ(detecter(d.ecrire("x.bin", "nom;prenom\n")), Nature::csv);
    EXPECT_EQ(detecter(d.ecrire("x.csv", "\xEF\xBB\xBF  <?xml version='1.0'?><a/>")), Nature::xml);
    EXPECT_EQ(detecter(d.zip("x.xls", {{"a.xml", "<a/>"}})), Nature::zip);
    EXPECT_EQ(detecter(d.zip("x", {{"xl/workbook.xml", "<a/>"}})), Nature::xlsx);
    EXPECT_EQ(detecter(d.zip("o", {{"content.xml", "<a/>"}, {"META-INF/manifest.xml", "<a/>"}})), Nature::ods);
    EXPECT_EQ(detecter(d.ecrire("v", "")), Nature::vide);
}

TEST(Detection, un_texte_unicode_est_un_tableau_ou_un_xml_comme_un_autre) {
    EXPECT_EQ(detecter_octets("\xFF\xFEN\0o\0m\0"sv), Nature::csv);
    EXPECT_EQ(detecter_octets("\xFE\xFF\0<\0a\0/\0>"sv), Nature::xml);
    EXPECT_EQ(detecter_octets("\xFF\xFE<\0h\0t\0m\0l\0>\0"sv), Nature::html);
    EXPECT_EQ(detecter_octets("\xFF\xFE"sv), Nature::vide);
}

TEST(Detection, ce_qu_on_ne_lit_pas_est_refuse_avec_un_conseil) {
    auto conseil = [](std::string_view debut) {
        return essai::refus([&] { refuser_illisible(detecter_octets(debut), "liste.csv"); }).message;
    };
    EXPECT_NE(conseil("\xD0\xCF\x11\xE0\xA1\xB1"sv).find(".xlsx"), std::string::npos);
    EXPECT_NE(conseil("%PDF-1.7"sv).find("PDF"), std::string::npos);
    EXPECT_NE(conseil("<!DOCTYPE html><html>"sv).find("page web"), std::string::npos);
    EXPECT_NE(conseil("\x89PNG\r\n"sv).find("image"), std::string::npos);
    EXPECT_NE(conseil("  \r\n"sv).find("vide"), std::string::npos);
    EXPECT_NE(conseil("\0\1\2\3\4\5\6\7"sv).find("pas reconnu"), std::string::npos);
    EXPECT_EQ(conseil("nom;prenom"sv), "");
}
