#include "metier/territoire/gestion.hpp"

#include <gtest/gtest.h>

#include "metier/territoire/noms.hpp"
#include "metier/territoire/reseaux.hpp"
#include "tests/bases.hpp"

using namespace metier::territoire;

namespace {

TEST(NomsDeTerritoire, la_meme_academie_se_reconnait_quel_que_soit_son_nom) {
    auto cle = [](std::string_view nom) { return cle_de_nom(GenreDeTerritoire::academie, nom); };
    for (auto const* nom : {"Académie de Rennes", "RENNES", "academie de rennes", "Rennes "})
        EXPECT_EQ(cle(nom), "RENNES") << nom;
    EXPECT_EQ(cle("Académie d’Orléans-Tours"), cle("Orléans-Tours"));
    EXPECT_EQ(cle("Académie de la Réunion"), cle("La Réunion"));
    EXPECT_NE(cle("Rennes"), cle("Reims"));
    EXPECT_EQ(cle_de_nom(GenreDeTerritoire::bassin, "Bassin d’éducation et de formation du Havre"),
              cle_de_nom(GenreDeTerritoire::bassin, "Le Havre"));
    EXPECT_EQ(cle_de_nom(GenreDeTerritoire::bassin, "Bassin"), "BASSIN");
}

TEST(NomsDeTerritoire, un_departement_a_le_code_des_uai) {
    EXPECT_EQ(code_de_departement("35"), "035");
    EXPECT_EQ(code_de_departement(" 2a "), "02A");
    EXPECT_EQ(code_de_departement("974"), "974");
    EXPECT_EQ(code_de_departement("Rennes"), "");
}

class GestionSql : public testing::TestWithParam<std::string> {
protected:
    template <class F>
    auto ecrire(F f) {
        storage::Transaction tx{*base};
        auto r = f(tx.writer());
        tx.commit();
        return r;
    }
    template <class F>
    auto lire(F f) {
        auto lease = base->read();
        auto db = lease.reader();
        return f(db);
    }
    GestionSql() {
        ecrire([&](storage::Writer& db) {
            academie = creer(db, GenreDeTerritoire::academie, "Académie de Rennes", {});
            ille = creer(db, GenreDeTerritoire::departement, "Ille-et-Vilaine", academie, "035");
            manche = creer(db, GenreDeTerritoire::departement, "Manche", academie, "050");
            nord = creer(db, GenreDeTerritoire::bassin, "Nord", ille);
            sud = creer(db, GenreDeTerritoire::bassin, "Sud", ille);
            enregistrer(db, {.uai = "0350017D", .nom = "Lycée Zola", .territoire = nord});
            zola = trouver(db, *base::Uai::lire("0350017D"))->id;
            return 0;
        });
    }
    std::size_t contient(Id<Territoire> id) {
        return lire([&](storage::Reader& db) { return contenus(db, id).size(); });
    }
    essais::BaseDEssai base{GetParam()};
    Id<Territoire> academie, ille, manche, nord, sud;
    Id<Etablissement> zola;
    Date const jour = 2026y / 10 / 5;
};

TEST_P(GestionSql, un_bassin_deplace_emmene_ce_qu_il_contient) {
    ecrire([&](storage::Writer& db) {
        creer(db, GenreDeTerritoire::district, "Centre", nord);
        modifier(db, nord, "Nord-Manche", manche, 1);
        return 0;
    });
    EXPECT_EQ(contient(ille), 2u); // lui-même et le bassin sud
    EXPECT_EQ(contient(manche), 3u);
    EXPECT_EQ(contient(academie), 6u);
    EXPECT_EQ(lire([&](storage::Reader& db) { return trouver(db, nord)->nom; }), "Nord-Manche");
    EXPECT_THROW(ecrire([&](storage::Writer& db) { return modifier(db, nord, "Trop tard", manche, 1), 0; }),
                 storage::Conflict);
}

TEST_P(GestionSql, on_ne_ferme_que_ce_dont_plus_rien_ne_depend_et_l_on_rouvre) {
    auto raisons = lire([&](storage::Reader& db) { return ce_qui_en_depend(db, nord, jour); });
    ASSERT_EQ(raisons.size(), 1u);
    EXPECT_EQ(raisons[0], "1 établissement");
    ecrire([&](storage::Writer& db) { return ranger(db, zola, sud, Instant{}), fermer(db, nord, jour, 1), 0; });
    EXPECT_TRUE(lire([&](storage::Reader& db) { return ce_qui_en_depend(db, nord, jour); }).empty());
    EXPECT_EQ(lire([](storage::Reader& db) { return territoires_ouverts(db).size(); }), 4u);
    EXPECT_EQ(lire([](storage::Reader& db) { return territoires(db).size(); }), 5u);
    ecrire([&](storage::Writer& db) { return rouvrir(db, nord), 0; });
    EXPECT_EQ(lire([](storage::Reader& db) { return territoires_ouverts(db).size(); }), 5u);
}

TEST_P(GestionSql, deux_bassins_fondus_n_en_font_qu_un_et_tout_suit) {
    auto psad = ecrire([&](storage::Writer& db) {
        auto id = reseau(db, GenreDeReseau::psad, "PSAD", {nord, sud});
        fusionner(db, sud, nord, jour);
        return id;
    });
    lire([&](storage::Reader& db) {
        EXPECT_EQ(trouver(db, zola)->territoire, sud);
        EXPECT_EQ(bassins_couverts(db, psad).size(), 1u); // couvrait les deux : une fois suffit
        EXPECT_EQ(trouver(db, nord)->fusionne_dans, sud);
        EXPECT_EQ(trouver(db, nord)->ferme_le, jour);
        return 0;
    });
    EXPECT_EQ(contient(ille), 2u);
    // Le code de l'ancien mène au nouveau : un fichier qui le nomme ne le fait pas renaître.
    auto code = lire([&](storage::Reader& db) { return trouver(db, nord)->code; });
    EXPECT_EQ(
        ecrire([&](storage::Writer& db) { return territoire(db, GenreDeTerritoire::bassin, code, "Nord", ille); }),
        sud);
}

TEST_P(GestionSql, deux_academies_fondues_gardent_leurs_departements) {
    ecrire([&](storage::Writer& db) {
        auto autre = creer(db, GenreDeTerritoire::academie, "Rennes bis", {});
        creer(db, GenreDeTerritoire::departement, "Finistère", autre, "029");
        fusionner(db, academie, autre, jour);
        return 0;
    });
    EXPECT_EQ(contient(academie), 6u);
}

TEST_P(GestionSql, le_bassin_a_preciser_est_un_par_departement) {
    auto deux = ecrire([&](storage::Writer& db) {
        auto un = bassin_a_preciser(db, ille);
        modifier(db, un, "En attente", ille, 1);
        return std::pair{un, bassin_a_preciser(db, ille)};
    });
    EXPECT_EQ(deux.first, deux.second);
    EXPECT_TRUE(lire([&](storage::Reader& db) { return trouver(db, deux.first)->provisoire; }));
}

TEST_P(GestionSql, un_reseau_a_des_membres_dates_et_se_ferme) {
    lire([](storage::Reader&) { return 0; });
    auto [psad, ml] = ecrire([&](storage::Writer& db) {
        auto p = reseau(db, GenreDeReseau::psad, "PSAD du nord", {nord});
        auto s = structure(db, GenreDeStructure::mission_locale, "Mission locale", "RENNES", nord);
        ajouter_membre(db, p, zola, {}, jour);
        ajouter_membre(db, p, zola, {}, jour);
        ajouter_membre(db, p, {}, s, jour);
        return std::pair{p, s};
    });
    auto liste = lire([&](storage::Reader& db) { return membres(db, psad, jour); });
    ASSERT_EQ(liste.size(), 2u);
    EXPECT_EQ(lire([&](storage::Reader& db) { return ce_qui_en_depend(db, ml, jour).size(); }), 1u);
    ecrire([&](storage::Writer& db) {
        for (auto const& m : membres(db, psad, jour))
            retirer_membre(db, psad, m.id, base::plus_jours(jour, -1));
        modifier(db, {.id = psad, .genre = GenreDeReseau::psad, .nom = "PSAD du sud", .version = 1}, {sud});
        fermer(db, psad, jour, 2);
        fermer(db, ml, jour, 1);
        return 0;
    });
    lire([&](storage::Reader& db) {
        EXPECT_TRUE(membres(db, psad, jour).empty());
        EXPECT_TRUE(reseaux(db).empty());
        EXPECT_TRUE(structures(db).empty());
        EXPECT_TRUE(nom_de_reseau_pris(db, GenreDeReseau::psad, "psad DU sud"));
        return 0;
    });
}

TEST_P(GestionSql, chaque_colonne_qui_designe_un_territoire_suit_une_fusion) {
    if (GetParam() != "sqlite")
        GTEST_SKIP() << "la liste des clés étrangères est lue dans SQLite";
    struct Cle {
        std::string table, colonne;
    };
    auto oubliees = lire([](storage::Reader& db) {
        return db.all<Cle>(
            "select m.name, f.\"from\" from sqlite_master m join pragma_foreign_key_list(m.name) f where "
            "m.type = 'table' and f.\"table\" = 'territoire' and m.name not in ('territoire', "
            "'territoire_contient') and not exists (select 1 from reference_de_territoire r where "
            "r.nom_table = m.name and r.colonne = f.\"from\")");
    });
    for (auto const& c : oubliees)
        ADD_FAILURE() << c.table << "." << c.colonne << " : à ajouter à reference_de_territoire";
}

INSTANTIATE_TEST_SUITE_P(Bases, GestionSql, testing::ValuesIn(essais::BaseDEssai::genres()));

} // namespace
