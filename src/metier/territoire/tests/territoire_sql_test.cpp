#include "metier/territoire/territoire.hpp"

#include <gtest/gtest.h>

#include "metier/territoire/parametres.hpp"
#include "tests/bases.hpp"

using namespace metier::territoire;

namespace {

class TerritoireSql : public testing::TestWithParam<std::string> {
protected:
    TerritoireSql() {
        storage::Transaction tx{*base};
        auto& db = tx.writer();
        academie = territoire(db, GenreDeTerritoire::academie, "14", "Rennes", {});
        departement = territoire(db, GenreDeTerritoire::departement, "035", "Ille-et-Vilaine", academie);
        bassin = territoire(db, GenreDeTerritoire::bassin, "35-1", "Fougères", departement);
        tx.commit();
    }
    Etablissement un_lycee() const {
        Etablissement e;
        e.uai = "0350017D";
        e.nom = "Lycée Émile Zola";
        e.genre = GenreDEtablissement::lgt;
        e.commune = "RENNES";
        e.territoire = bassin;
        return e;
    }
    template <class F>
    auto ecrire(F f) {
        storage::Transaction tx{*base};
        auto r = f(tx.writer());
        tx.commit();
        return r;
    }
    essais::BaseDEssai base{GetParam()};
    Id<Territoire> academie, departement, bassin;
};

TEST_P(TerritoireSql, un_territoire_contient_ce_que_contiennent_les_siens) {
    auto lease = base->read();
    auto db = lease.reader();
    EXPECT_EQ(contenus(db, academie).size(), 3u);
    EXPECT_EQ(contenus(db, bassin).size(), 1u);
    EXPECT_EQ(trouver(db, bassin)->parent, departement);
    EXPECT_EQ(territoires(db).size(), 3u);
}

TEST_P(TerritoireSql, creer_deux_fois_le_meme_territoire_rend_le_meme) {
    auto encore = ecrire([&](storage::Writer& db) {
        return territoire(db, GenreDeTerritoire::bassin, "35-1", "Autre nom", departement);
    });
    EXPECT_EQ(encore, bassin);
}

TEST_P(TerritoireSql, le_meme_etablissement_deux_fois_ne_change_rien) {
    auto e = un_lycee();
    EXPECT_EQ(ecrire([&](storage::Writer& db) { return enregistrer(db, e); }), Ecrit::cree);
    EXPECT_EQ(ecrire([&](storage::Writer& db) { return enregistrer(db, e); }), Ecrit::identique);
    e.telephone = "0299000000";
    EXPECT_EQ(ecrire([&](storage::Writer& db) { return enregistrer(db, e); }), Ecrit::modifie);
    auto lease = base->read();
    auto db = lease.reader();
    EXPECT_EQ(trouver(db, *base::Uai::lire("0350017D"))->telephone, "0299000000");
    EXPECT_EQ(etablissements(db, academie).size(), 1u);
}

TEST_P(TerritoireSql, on_cherche_un_etablissement_par_mots_commune_ou_uai) {
    ecrire([&](storage::Writer& db) { return enregistrer(db, un_lycee()); });
    auto lease = base->read();
    auto db = lease.reader();
    for (auto const* mots : {"emile", "ZOLA rennes", "0350017"})
        EXPECT_EQ(chercher(db, {.mots = mots}).size(), 1u) << mots;
    EXPECT_TRUE(chercher(db, {.mots = "brest"}).empty());
    EXPECT_TRUE(chercher(db, {.mots = "", .genre = GenreDEtablissement::cfa}).empty());
}

TEST_P(TerritoireSql, un_reseau_couvre_des_bassins) {
    auto psad =
        ecrire([&](storage::Writer& db) { return reseau(db, GenreDeReseau::psad, "PSAD de Fougères", {bassin}); });
    auto lease = base->read();
    auto db = lease.reader();
    ASSERT_EQ(reseaux(db, bassin).size(), 1u);
    EXPECT_EQ(reseaux(db, bassin)[0].id, psad);
    EXPECT_TRUE(reseaux(db, academie).empty());
}

TEST_P(TerritoireSql, une_structure_sans_uai_a_aussi_sa_place) {
    ecrire([&](storage::Writer& db) {
        return structure(db, GenreDeStructure::mission_locale, "Mission locale de Fougères", "FOUGERES", bassin);
    });
    auto lease = base->read();
    auto db = lease.reader();
    EXPECT_EQ(structures(db, GenreDeStructure::mission_locale).size(), 1u);
    EXPECT_TRUE(structures(db, GenreDeStructure::e2c).empty());
}

TEST_P(TerritoireSql, une_regle_change_a_sa_date_et_le_passe_garde_l_ancienne) {
    ecrire([&](storage::Writer& db) {
        fixer(db, {"obligation.age_fin", 2027y / 9 / 1, "19", "ans", "texte à venir", true});
        return 0;
    });
    auto lease = base->read();
    auto db = lease.reader();
    EXPECT_EQ(entier(db, "obligation.age_fin", 2026y / 10 / 5), 18);
    EXPECT_EQ(entier(db, "obligation.age_fin", 2027y / 9 / 1), 19);
    EXPECT_FALSE(valeur(db, "obligation.age_fin", 2019y / 1 / 1));
    EXPECT_TRUE(vrai(db, "solution.accompagnement_positif", 2026y / 10 / 5));
    for (auto const& p : parametres(db))
        EXPECT_FALSE(p.source.empty()) << p.code;
}

INSTANTIATE_TEST_SUITE_P(Bases, TerritoireSql, testing::ValuesIn(essais::BaseDEssai::genres()));

} // namespace
