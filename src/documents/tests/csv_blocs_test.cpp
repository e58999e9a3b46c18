// Blocks read side by side, against the ordinary reader.
#include "documents/csv_blocs.hpp"

#include <gtest/gtest.h>

#include <random>

#include "documents/csv.hpp"

using namespace documents;

namespace {

using Tableau = std::vector<std::pair<std::int64_t, std::vector<std::string>>>; // with the line of each record

Tableau de_reference(std::string const& texte) {
    Tableau t;
    LecteurCsv lecteur{source_de_texte(texte, "essai.csv")};
    std::vector<std::string> ligne;
    while (lecteur.suivante(ligne))
        t.emplace_back(lecteur.ligne(), ligne);
    return t;
}

Tableau par_blocs(std::string const& texte) {
    Tableau t;
    BlocsCsv blocs{source_de_texte(texte, "essai.csv")};
    std::uint64_t numero = 0;
    for (BlocCsv bloc; blocs.suivant(bloc);) {
        EXPECT_EQ(bloc.numero, numero++);
        DecoupeCsv lignes{bloc, blocs.separateur()};
        std::vector<std::string_view> cellules;
        while (lignes.suivante(cellules))
            t.emplace_back(lignes.ligne(), std::vector<std::string>(cellules.begin(), cellules.end()));
    }
    return t;
}

std::string au_hasard(std::mt19937& hasard) {
    constexpr std::string_view morceaux[] = {"a",    "é",       ";",  ";", "\n",     "\r\n",     "\"",
                                             "\"\"", "=\"01\"", "'0", " ", "DUPONT", "\"x;\ny\""};
    std::string texte = "id;nom\n";
    for (auto n = hasard() % 40; n > 0; --n)
        texte += morceaux[hasard() % std::size(morceaux)];
    return texte;
}

} // namespace

TEST(CsvBlocs, donnent_les_memes_cellules_que_le_lecteur_ordinaire_ou_renoncent) {
    std::mt19937 hasard{3};
    int lus = 0;
    for (int essai = 0; essai < 20'000; ++essai) {
        auto const texte = au_hasard(hasard);
        Tableau t;
        try {
            t = par_blocs(texte);
        } catch (CsvAutrement const&) { // the ordinary reader says why
            continue;
        }
        ++lus;
        ASSERT_EQ(t, de_reference(texte)) << texte;
    }
    EXPECT_GT(lus, 3'000);
}

TEST(CsvBlocs, coupent_un_grand_fichier_entre_deux_lignes) {
    std::string texte = "id;nom;note\n";
    for (int i = 0; i < 120'000; ++i)
        texte += std::to_string(i) + (i % 7 ? ";DUPONT;\n" : ";\"DE LA\nTOUR\";\"a \"\"b\"\"\"\n");
    EXPECT_EQ(par_blocs(texte), de_reference(texte));
}

TEST(CsvBlocs, renoncent_devant_ce_qui_n_est_pas_de_l_utf_8) {
    for (std::string const& texte :
         {std::string("id;nom\n1;L\xE9o\n"), std::string("id;nom\n1;a\0b\n", 13), std::string("id;nom\r1;a\r")})
        EXPECT_THROW(par_blocs(texte), CsvAutrement);
}
