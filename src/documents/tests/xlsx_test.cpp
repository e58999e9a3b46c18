#include "documents/xlsx.hpp"

#include <gtest/gtest.h>

#include "documents/tests/fichiers.hpp"
#include "documents/xlsx_styles.hpp"

using namespace documents;
using Ligne = std::vector<std::string>;

namespace {

constexpr char const* classeur =
    R"(<workbook xmlns:r="r"><workbookPr/><sheets><sheet name="Feuille 1" sheetId="1" r:id="rId1"/></sheets></workbook>)";
constexpr char const* liens =
    R"(<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>)";
constexpr char const* styles =
    R"(<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[$-40C]d\ mmmm\ yyyy"/></numFmts>
<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="2"/></cellXfs></styleSheet>)";

std::filesystem::path
fabrique(essai::Dossier const& d, std::string const& donnees,
         std::string const& chaines = "<sst><si><t>LE GOFF</t></si><si><r><t>Ma</t></r><r><t>ëlys</t></r></si></sst>") {
    return d.zip("c.xlsx",
                 {{"xl/workbook.xml", classeur},
                  {"xl/_rels/workbook.xml.rels", liens},
                  {"xl/styles.xml", styles},
                  {"xl/sharedStrings.xml", chaines},
                  {"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + donnees + "</sheetData></worksheet>"}});
}

std::vector<Ligne> lire(std::filesystem::path const& chemin) {
    ClasseurXlsx c(chemin, "c.xlsx");
    auto feuille = c.lire();
    std::vector<Ligne> lignes;
    for (Ligne l; feuille.suivante(l);)
        lignes.push_back(l);
    return lignes;
}

} // namespace

TEST(Xlsx, textes_partages_textes_en_ligne_et_nombres_se_lisent) {
    essai::Dossier d;
    auto lignes = lire(fabrique(d, R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>
        <c r="D1" t="inlineStr"><is><t>en ligne</t></is></c><c r="E1"><v>35000</v></c><c r="F1"><v>1.2345678901234E13</v></c>
        <c r="G1" t="b"><v>1</v></c><c r="H1" t="str"><f>A1</f><v>formule</v></c><c r="I1" s="3"><v>3.5</v></c></row>)"));
    EXPECT_EQ(lignes.at(0),
              (Ligne{"LE GOFF", "Maëlys", "", "en ligne", "35000", "12345678901234", "VRAI", "formule", "3.5"}));
}

TEST(Xlsx, une_date_se_reconnait_a_son_style) {
    essai::Dossier d;
    auto lignes = lire(fabrique(d, R"(<row r="1"><c r="A1" s="1"><v>36526</v></c><c r="B1" s="2"><v>39872</v></c>
        <c r="C1"><v>36526</v></c><c r="D1" s="1"><v>36526.5</v></c></row>)"));
    EXPECT_EQ(lignes.at(0), (Ligne{"01/01/2000", "28/02/2009", "36526", "01/01/2000 12:00"}));
    EXPECT_TRUE(xlsx::format_de_date("dd/mm/yyyy"));
    EXPECT_FALSE(xlsx::format_de_date("\"jour\" 0.00"));
    EXPECT_FALSE(xlsx::format_de_date("0.00E+00"));
}

TEST(Xlsx, les_lignes_vides_sont_passees_et_les_numeros_gardes) {
    essai::Dossier d;
    ClasseurXlsx c(fabrique(d, R"(<row r="2"><c r="A2" s="1"/></row><row r="7"><c r="B7"><v>1</v></c></row>)"),
                   "c.xlsx");
    EXPECT_EQ(c.feuilles(), Ligne{"Feuille 1"});
    auto feuille = c.lire("feuille 1");
    Ligne l;
    ASSERT_TRUE(feuille.suivante(l));
    EXPECT_EQ(feuille.ligne(), 7);
    EXPECT_EQ(l, (Ligne{"", "1"}));
    EXPECT_FALSE(feuille.suivante(l));
    EXPECT_FALSE(essai::refus([&] { c.lire("absente"); }).message.empty());
}

TEST(Xlsx, une_cellule_vide_au_bout_du_monde_ne_coute_rien_mais_une_pleine_est_refusee) {
    essai::Dossier d;
    EXPECT_EQ(lire(fabrique(d, R"(<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row>)")).at(0), Ligne{"1"});
    auto loin = essai::refus([&] { lire(fabrique(d, R"(<row r="1"><c r="BDWGN1"><v>1</v></c></row>)")); });
    EXPECT_NE(loin.message.find("colonnes"), std::string::npos);
    auto bas = essai::refus([&] { lire(fabrique(d, R"(<row r="99999999"><c r="A99999999"><v>1</v></c></row>)")); });
    EXPECT_NE(bas.message.find("numéro impossible"), std::string::npos);
    std::string sans_adresse = "<row>";
    for (int i = 0; i < 3'000; ++i)
        sans_adresse += "<c><v>1</v></c>";
    EXPECT_NE(essai::refus([&] { lire(fabrique(d, sans_adresse + "</row>")); }).message.find("colonnes"),
              std::string::npos);
}

TEST(Xlsx, trop_de_textes_partages_est_refuse) {
    essai::Dossier d;
    auto chemin = fabrique(d, "", "<sst><si><t>" + std::string(5'000, 'x') + "</t></si></sst>");
    auto r = essai::refus([&] { ClasseurXlsx(chemin, "c.xlsx", {.octets_de_chaines = 1'000}); });
    EXPECT_NE(r.message.find("trop de textes"), std::string::npos);
}

TEST(Xlsx, un_classeur_ecrit_se_relit_et_une_formule_reste_un_texte) {
    essai::Dossier d;
    auto chemin = d.chemin("sortie.xlsx");
    {
        EcrivainXlsx x(chemin);
        x.feuille("Suivi", std::vector<std::string>{"Nom", "Naissance", "Absences"});
        x.ligne(std::vector<CelluleXlsx>{"=HYPERLINK(\"http://x\")", Date{2008y / 2 / 29}, 3.5});
        x.feuille("Autre", std::vector<std::string>{"A"});
        x.fermer();
    }
    ClasseurXlsx c(chemin, "sortie.xlsx");
    EXPECT_EQ(c.feuilles(), (Ligne{"Suivi", "Autre"}));
    auto feuille = c.lire();
    Ligne l;
    ASSERT_TRUE(feuille.suivante(l));
    EXPECT_EQ(l, (Ligne{"Nom", "Naissance", "Absences"}));
    ASSERT_TRUE(feuille.suivante(l));
    EXPECT_EQ(l, (Ligne{"=HYPERLINK(\"http://x\")", "29/02/2008", "3.5"}));
}
