#include "metier/echanges/tests/essai.hpp"

#include <nlohmann/json.hpp>

using namespace essais;

namespace {

class A05 : public testing::TestWithParam<std::string> {};

constexpr auto en_tete =
    "campagne;id_siei;ine;nom_famille;prenoms;date_naissance;sexe;uai_dernier_etablissement;libelle_formation\r\n";

std::string ligne(std::string const& nom, std::string const& prenom, std::string const& naissance,
                  std::string const& ine = {}) {
    return "2026-10;;" + ine + ";" + nom + ";" + prenom + ";" + naissance + ";F;0350017D;CAP cuisine\r\n";
}

std::string const noms[] = {"ABADIE",   "BERTHELOT", "CARPENTIER", "DELORME", "ESTEVE", "FOUQUET", "GRANGER", "HAMELIN",
                            "IMBERT",   "JOUBERT",   "KERVELLA",   "LEFORT",  "MASSON", "NAVARRO", "OLIVIER", "PRUVOST",
                            "QUEMENER", "ROUSSEL",   "SABATIER",   "TEXIER",  "URBAIN", "VASSEUR"};
std::string const prenoms[] = {"Anaïs",   "Boris", "Carmen", "Dylan", "Elisa", "Farid", "Gwenn",  "Hélène",
                               "Idris",   "Jade",  "Kenza",  "Loïc",  "Manon", "Noé",   "Océane", "Paul",
                               "Quentin", "Rania", "Samy",   "Tess",  "Ugo",   "Vera"};

std::string naissance(int n) { return base::affiche(base::plus_jours(Date{2008y / 1 / 7}, n * 17)); }

/// 40 lignes : 22 nouvelles, 10 déjà connues, 3 douteuses, 2 de moins de 16 ans, 3 mal formées.
std::string liste_rio(Distribution& d) {
    std::string csv = en_tete;
    for (int n = 0; n < 22; ++n)
        csv += ligne(noms[n], prenoms[n], naissance(n));
    for (int n = 0; n < 10; ++n) {
        auto nom = "CONNU" + std::string(1, static_cast<char>('A' + n)) + "UX";
        auto jour = base::plus_jours(Date{2007y / 5 / 3}, n * 23);
        connu(d, nom, prenoms[n], jour);
        csv += ligne(nom, prenoms[n], base::affiche(jour));
    }
    connu(d, "MARTEL", "Sonia", Date{2008y / 2 / 3}, "071234501KC"); // même INE, autre nom, autre naissance
    csv += ligne("ZERROUKI", "Yanis", "11/11/2007", "071234501KC");
    connu(d, "PETITJEAN", "Lina", Date{2008y / 6 / 1}); // deux dossiers aussi proches l'un que l'autre
    connu(d, "PETITJEAN", "Lina", Date{2008y / 6 / 1}, "080000000AB");
    csv += ligne("PETITJEAN", "Lina", "01/06/2008");
    connu(d, "GUILLOUX", "Mathis", Date{2008y / 9 / 12}); // jumeaux ?
    csv += ligne("GUILLOUX", "Matheo", "12/09/2008");
    csv += ligne("JEUNOT", "Tim", "06/10/2010");
    csv += ligne("CADETTE", "Lou", "20/12/2010");
    csv += ligne("", "Sansnom", "01/01/2008");
    csv += ligne("BANCAL", "Date", "31/02/2008");
    csv += ligne("VIDE", "Naissance", "");
    return csv;
}

TEST_P(A05, la_liste_rio_de_quarante_lignes_donne_exactement_ces_nombres) {
    Distribution d{GetParam()};
    Fichier f{"rio.csv", liste_rio(d)};
    auto avant = une_valeur<std::int64_t>(d, "select count(*) from jeune");
    auto c = importer(d, {f.chemin(), "--json"});
    EXPECT_EQ(c.statut, 1) << c.erreurs << c.sortie;
    auto j = nlohmann::json::parse(c.sortie);
    EXPECT_EQ(j["format"], "siei_liste");
    EXPECT_EQ(j["lues"], 40);
    EXPECT_EQ(j["nouvelles"], 22) << c.sortie;
    EXPECT_EQ(j["mises_a_jour"].get<int>() + j["identiques"].get<int>(), 10);
    EXPECT_EQ(j["douteuses"], 3);
    EXPECT_EQ(j["refusees"], 5);
    EXPECT_EQ(j["dont_mal_formees"], 3);
    EXPECT_EQ(j["lignes"].size(), 40U);
    EXPECT_EQ(une_valeur<std::int64_t>(d, "select count(*) from jeune"), avant + 22);
    EXPECT_EQ(une_valeur<std::int64_t>(d, "select count(*) from fusion"), 0);
    EXPECT_EQ(une_valeur<std::int64_t>(d, "select count(*) from signalement_liste"), 32);
    EXPECT_EQ(une_valeur<std::int64_t>(d, "select count(*) from jeune where psad_depuis = '2026-10-05'"), 32);
    EXPECT_NE(c.sortie.find("instruction obligatoire, relève de la DSDEN"), std::string::npos);

    auto tables = compte_des_tables(d);
    auto encore = importer(d, {f.chemin(), "--json"});
    auto k = nlohmann::json::parse(encore.sortie);
    EXPECT_EQ(k["nouvelles"], 0);
    EXPECT_EQ(k["identiques"], 32);
    EXPECT_EQ(k["douteuses"], 3);
    EXPECT_EQ(compte_des_tables(d), tables);
}

TEST_P(A05, un_essai_a_blanc_annonce_les_memes_nombres_et_n_ecrit_rien) {
    Distribution d{GetParam()};
    Fichier f{"rio.csv", liste_rio(d)};
    auto avant = compte_des_tables(d);
    auto c = importer(d, {f.chemin(), "--json", "--essai"});
    auto j = nlohmann::json::parse(c.sortie);
    EXPECT_EQ(j["nouvelles"], 22);
    EXPECT_EQ(j["douteuses"], 3);
    EXPECT_EQ(j["refusees"], 5);
    EXPECT_EQ(compte_des_tables(d), avant);
}

INSTANTIATE_TEST_SUITE_P(Bases, A05, testing::ValuesIn(BaseDEssai::genres()), [](auto const& i) { return i.param; });

} // namespace
