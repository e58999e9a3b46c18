#include "metier/annuaire/annuaire.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "documents/fichier_refuse.hpp"
#include "tests/distribution.hpp"

using namespace metier;
using namespace essais;

namespace {

std::filesystem::path const ille_et_vilaine = std::filesystem::path(RACINE) / "data/annuaire_education_35.csv.gz";

class AnnuaireSql : public testing::TestWithParam<std::string> {
protected:
    Distribution d{GetParam()};
};

TEST_P(AnnuaireSql, l_annuaire_reel_d_ille_et_vilaine_s_importe_et_deux_fois_ne_change_rien) {
    auto premier = d.ecrire(
        [&](storage::Writer& db) { return annuaire::importer(db, ille_et_vilaine, "annuaire.csv.gz", d.jour()); });
    EXPECT_EQ(premier.lues, 996);
    EXPECT_GT(premier.crees, 150);
    EXPECT_TRUE(premier.remarques.empty());
    auto second = d.ecrire(
        [&](storage::Writer& db) { return annuaire::importer(db, ille_et_vilaine, "autre nom.csv", d.jour()); });
    EXPECT_EQ(second.crees + second.modifies, 0);
    EXPECT_EQ(second.identiques, premier.crees + premier.modifies + premier.identiques);
    auto cio = d.lire([](storage::Reader& db) {
        return territoire::chercher(db, {.mots = "", .genre = territoire::GenreDEtablissement::cio}).size();
    });
    EXPECT_EQ(cio, 5u);
}

TEST_P(AnnuaireSql, un_autre_fichier_est_refuse_avec_un_message) {
    auto chemin = std::filesystem::temp_directory_path() / "pas_un_annuaire.csv";
    std::ofstream{chemin} << "NOM;PRENOM;NE(E) LE;DIV.\nMARTIN;Léa;01/02/2009;3A\n";
    try {
        d.ecrire([&](storage::Writer& db) { return annuaire::importer(db, chemin, "eleves.csv", d.jour()); });
        FAIL() << "devait être refusé";
    } catch (documents::FichierRefuse const& e) {
        EXPECT_NE(std::string(e.what()).find("n’est pas l’annuaire"), std::string::npos);
    }
    std::filesystem::remove(chemin);
}

INSTANTIATE_TEST_SUITE_P(Bases, AnnuaireSql, testing::ValuesIn(BaseDEssai::genres()));

struct AnnuaireWeb : testing::Test {
    AnnuaireWeb() { annuaire::routes(d.app.routes); }
    Distribution d;
};

TEST_F(AnnuaireWeb, on_cherche_un_etablissement_et_on_ouvre_sa_fiche) {
    auto awa = d.app.as(d.awa);
    auto liste = awa.get("/etablissements?q=zola");
    EXPECT_TRUE(liste.contient("Lycée professionnel Zola"));
    EXPECT_FALSE(liste.contient("Lycée Monod"));
    EXPECT_LE(liste.queries, 3);
    auto fiche = awa.get("/etablissements/" + std::to_string(d.zola.valeur));
    EXPECT_EQ(fiche.text("h1"), "Lycée professionnel Zola");
    EXPECT_TRUE(fiche.contient("PSAD du nord"));
    EXPECT_EQ(awa.get("/etablissements/999").status, 404);
    EXPECT_EQ(awa.get("/etablissements/abc").status, 404);
    EXPECT_TRUE(awa.get("/etablissements?q=introuvable").contient("Aucun établissement"));
}

TEST_F(AnnuaireWeb, seul_qui_tient_le_territoire_importe_l_annuaire) {
    EXPECT_EQ(d.app.as(d.awa).get("/etablissements/import").status, 403);
    EXPECT_EQ(d.app.inconnu().get("/etablissements").status, 303);
    auto admin = d.app.as(d.admin);
    EXPECT_EQ(admin.get("/etablissements/import").status, 200);
    EXPECT_EQ(admin.post("/etablissements/import").status, 422);
    auto refus = admin.depose("/etablissements/import", "fichier", "notes.csv", "a;b\n1;2\n");
    EXPECT_EQ(refus.status, 422);
    EXPECT_TRUE(refus.contient("n’est pas l’annuaire"));
    std::string csv =
        "Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Statut_public_prive;Code_postal;Nom_"
        "commune;"
        "Code_departement;Libelle_departement;Libelle_academie;libelle_nature;libelle_bassin_formation\n"
        "0350029S;Collège Neuf;Collège;Public;35000;Rennes;035;Ille-et-Vilaine;Rennes;COLLEGE;Rennes centre\n";
    auto fait = admin.depose("/etablissements/import", "fichier", "annuaire.csv", csv);
    EXPECT_EQ(fait.status, 303) << fait.text("main");
    EXPECT_TRUE(admin.follow(fait).contient("1 établissement créé"));
    EXPECT_EQ(d.journal().back(), "annuaire_importe");
}

TEST_F(AnnuaireWeb, les_regles_disent_leur_source) {
    auto page = d.app.as(d.vidal).get("/regles");
    EXPECT_TRUE(page.contient("obligation.age_debut"));
    EXPECT_TRUE(page.contient("L. 114-1"));
    EXPECT_TRUE(page.contient("À confirmer"));
}

} // namespace
