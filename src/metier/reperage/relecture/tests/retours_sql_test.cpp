#include <gtest/gtest.h>

#include <fstream>

#include "documents/xlsx.hpp"
#include "metier/reperage/relecture/retours.hpp"
#include "metier/reperage/tests/campagne_d_essai.hpp"

using namespace metier::reperage;
using namespace essais;

namespace {

class RetoursSql : public testing::TestWithParam<std::string>, protected CampagneDEssai {
protected:
    RetoursSql() : CampagneDEssai{GetParam()} {
        siecle = source("siecle:z", "SIECLE de Zola", jeunes::GenreSource::siecle);
        lina = sorti("BERNARD", "Lina");
        hugo = sorti("DIALLO", "Hugo");
        sorti("ROUX", "Léa");
        d.ecrire([&](storage::Writer& db) { db.run("update inscription set source_id = ?", siecle); });
        campagne = calculee();
        verifier(campagne, lina, Resultat::inscrit_ailleurs, "Lycée Monod");
        verifier(campagne, hugo, Resultat::confirme);
        d.ecrire([&](storage::Writer& db) {
            db.run("update verification set cause = 'liste_manquante' where jeune_id = ?", lina);
        });
    }
    std::optional<Retour> retour(Id<acces::Agent> qui) {
        return d.lire([&](storage::Reader& db) { return reperage::retour(db, d.portee(qui), campagne, siecle); });
    }
    Id<jeunes::Source> siecle;
    Id<jeunes::Jeune> lina, hugo;
    Id<Campagne> campagne;
};

TEST_P(RetoursSql, chaque_source_a_son_taux_avec_son_incertitude_et_ses_faux_sortants_motives) {
    auto taux = d.lire([&](storage::Reader& db) { return taux_des_sources(db, d.portee(d.awa), campagne); });
    ASSERT_EQ(taux.size(), 1u);
    EXPECT_EQ(taux[0].presumes, 3);
    EXPECT_EQ(taux[0].erreur.succes, 1);
    EXPECT_EQ(taux[0].erreur.total, 2);
    EXPECT_LT(taux[0].erreur.bas, 0.5);
    auto r = retour(d.awa);
    ASSERT_TRUE(r);
    EXPECT_EQ(r->nom, "SIECLE de Zola");
    ASSERT_EQ(r->etablissements.size(), 1u);
    EXPECT_EQ(r->etablissements[0].uai, "0350017D");
    EXPECT_EQ(r->etablissements[0].erreur.total, 2);
    ASSERT_EQ(r->faux.size(), 1u);
    EXPECT_EQ(r->faux[0].nom, "BERNARD");
    EXPECT_EQ(r->faux[0].cause, "liste_manquante");
    EXPECT_EQ(r->faux[0].structure, "Lycée Monod");
}

TEST_P(RetoursSql, hors_de_son_secteur_il_n_y_a_rien_a_rendre) { EXPECT_FALSE(retour(d.ines)); }

TEST_P(RetoursSql, le_fichier_se_lit_en_csv_et_en_classeur) {
    auto r = *retour(d.awa);
    r.faux[0].nom = "=BERNARD";
    auto dossier = std::filesystem::temp_directory_path() / ("retours_" + GetParam());
    std::filesystem::create_directories(dossier);
    ecrire(dossier / "r.csv", FormatDeRetour::csv, "Pour l’essai", r);
    std::ifstream f{dossier / "r.csv"};
    std::string texte{std::istreambuf_iterator<char>{f}, {}};
    EXPECT_NE(texte.find("liste_manquante"), std::string::npos);
    EXPECT_NE(texte.find("'=BERNARD"), std::string::npos) << texte;
    EXPECT_NE(texte.find("0350017D"), std::string::npos);
    ecrire(dossier / "r.xlsx", FormatDeRetour::xlsx, "Pour l’essai", r);
    documents::ClasseurXlsx classeur{dossier / "r.xlsx", "r.xlsx"};
    EXPECT_EQ(classeur.feuilles().size(), 3u);
    auto feuille = classeur.lire("Faux sortants");
    std::vector<std::string> ligne;
    ASSERT_TRUE(feuille.suivante(ligne) && feuille.suivante(ligne));
    EXPECT_EQ(ligne.at(0), "liste_manquante");
    EXPECT_EQ(ligne.at(1), "Son nouvel établissement n’a pas envoyé sa liste");
    std::filesystem::remove_all(dossier);
}

INSTANTIATE_TEST_SUITE_P(Bases, RetoursSql, testing::ValuesIn(BaseDEssai::genres()));

} // namespace
