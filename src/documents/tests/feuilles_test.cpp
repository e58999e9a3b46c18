#include <gtest/gtest.h>

#include "documents/csv.hpp"
#include "documents/feuilles.hpp"
#include "documents/tests/fichiers.hpp"

namespace {

using namespace documents;

std::vector<Feuille> const deux{{"Taux", {"UAI", "n"}, {{std::string("0350017D"), 3., CelluleXlsx{}}}},
                                {"Faux", {"Nom", "Né le"}, {{std::string("=1+1"), Date{2008y / 3 / 4}}}}};

TEST(Feuilles, un_csv_dit_sa_provenance_puis_nomme_chaque_feuille_s_il_y_en_a_plusieurs) {
    essai::Dossier d;
    ecrire_csv(d.chemin("a.csv"), "D’où cela vient", deux);
    EXPECT_EQ(essai::tout(d.chemin("a.csv")), "\xEF\xBB\xBF"
                                              "D’où cela vient\r\nTaux\r\nUAI;n\r\n0350017D;3;\r\n"
                                              "Faux\r\nNom;Né le\r\n\"'=1+1\";04/03/2008\r\n");
    ecrire_csv(d.chemin("b.csv"), "D’où cela vient", std::span{deux}.first(1));
    EXPECT_EQ(essai::tout(d.chemin("b.csv")).find("Taux"), std::string::npos);
}

TEST(Feuilles, un_classeur_porte_sa_provenance_a_part_ou_sous_chaque_feuille) {
    essai::Dossier d;
    for (auto marque : {Marque::a_part, Marque::sous_chaque_feuille}) {
        ecrire_xlsx(d.chemin("a.xlsx"), "D’où cela vient", deux, marque);
        ClasseurXlsx classeur(d.chemin("a.xlsx"), "a.xlsx");
        EXPECT_EQ(classeur.feuilles(), (std::vector<std::string>{"Taux", "Faux", "Provenance"}));
        std::vector<std::string> ligne;
        std::size_t n = 0;
        for (auto feuille = classeur.lire("Taux"); feuille.suivante(ligne);)
            ++n;
        EXPECT_EQ(n, marque == Marque::a_part ? 2u : 3u);
    }
}

} // namespace
