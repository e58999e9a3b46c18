#include "metier/annuaire/annuaire.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "documents/fichier_refuse.hpp"
#include "metier/annuaire/gestion.hpp"
#include "metier/territoire/gestion.hpp"
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
    auto premier = d.ecrire([&](storage::Writer& db) {
        return annuaire::importer(db, ille_et_vilaine, "annuaire.csv.gz", annuaire::Gestion{});
    });
    EXPECT_EQ(premier.lues, 996);
    EXPECT_GT(premier.crees, 150);
    EXPECT_TRUE(premier.remarques.empty());
    auto second = d.ecrire([&](storage::Writer& db) {
        return annuaire::importer(db, ille_et_vilaine, "autre nom.csv", annuaire::Gestion{});
    });
    EXPECT_EQ(second.crees + second.modifies, 0);
    EXPECT_EQ(second.identiques, premier.crees + premier.modifies + premier.identiques);
    auto cio = d.lire([](storage::Reader& db) {
        return territoire::chercher(db, {.mots = "", .genre = territoire::GenreDEtablissement::cio}).size();
    });
    EXPECT_EQ(cio, 5u);
}

/// L'académie du premier démarrage, saisie à la main avec son numéro court.
struct Saisie {
    Id<territoire::Territoire> academie, departement, bassin;
};
Saisie academie_saisie(storage::Writer& db) {
    using territoire::GenreDeTerritoire;
    Saisie s;
    s.academie = territoire::creer(db, GenreDeTerritoire::academie, "académie de rennes", {});
    s.departement = territoire::creer(db, GenreDeTerritoire::departement, "Ille et Vilaine", s.academie, "35");
    s.bassin = territoire::creer(db, GenreDeTerritoire::bassin, "Rennes centre", s.departement);
    return s;
}

TEST_P(AnnuaireSql, l_annuaire_rejoint_l_academie_saisie_et_ne_defait_pas_ce_qu_on_a_range) {
    auto importer = [&] {
        return d.ecrire([&](storage::Writer& db) {
            return annuaire::importer(db, ille_et_vilaine, "a.csv.gz", annuaire::Gestion{});
        });
    };
    auto saisie = d.ecrire(academie_saisie);
    importer();
    auto [academies, contenus] = d.lire([&](storage::Reader& db) {
        return std::pair{db.one<std::int64_t>("select count(*) from territoire where genre = 'academie'"),
                         territoire::etablissements(db, saisie.academie).size()};
    });
    EXPECT_EQ(academies, 2); // celle de la distribution et celle-ci : l'annuaire n'en a pas ajouté
    EXPECT_GT(contenus, 150u);
    auto un = d.ecrire([&](storage::Writer& db) {
        auto e = territoire::etablissements(db, saisie.academie).front().id;
        territoire::ranger(db, e, saisie.bassin, d.horloge.instant());
        return e;
    });
    EXPECT_EQ(importer().modifies, 0);
    EXPECT_EQ(d.lire([&](storage::Reader& db) { return territoire::trouver(db, un)->territoire; }), saisie.bassin);
}

TEST_P(AnnuaireSql, un_autre_fichier_est_refuse_avec_un_message) {
    auto chemin = std::filesystem::temp_directory_path() / "pas_un_annuaire.csv";
    std::ofstream{chemin} << "NOM;PRENOM;NE(E) LE;DIV.\nMARTIN;Léa;01/02/2009;3A\n";
    try {
        d.ecrire(
            [&](storage::Writer& db) { return annuaire::importer(db, chemin, "eleves.csv", annuaire::Gestion{}); });
        FAIL() << "devait être refusé";
    } catch (documents::FichierRefuse const& e) {
        EXPECT_NE(std::string(e.what()).find("n’est pas l’annuaire"), std::string::npos);
    }
    std::filesystem::remove(chemin);
}

INSTANTIATE_TEST_SUITE_P(Bases, AnnuaireSql, testing::ValuesIn(BaseDEssai::genres()));

struct AnnuaireWeb : testing::Test {
    AnnuaireWeb() { annuaire::routes(d.app.routes, attaches); }
    Distribution d;
    annuaire::Attaches attaches;
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
    EXPECT_EQ(page.body.find(">1 jours"), std::string::npos);
}

} // namespace
