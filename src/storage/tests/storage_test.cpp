#include "storage/database.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "storage/jobs.hpp"
#include "storage/migrations.hpp"
#include "storage/recent.hpp"
#include "tests/bases.hpp"

using namespace storage;

namespace {

struct Chose {
    Id<Chose> id;
    std::string nom;
    std::optional<Date> jour;
    double poids = 0;
    bool vrai = false;
    std::int64_t grand = 0;
};

class Storage : public testing::TestWithParam<std::string> {
protected:
    Storage() {
        Transaction tx{*base};
        tx.writer().connection().script(
            translate("create table chose (id $KEY, nom text not null unique, jour $DATE, "
                      "poids double precision, vrai integer not null default 0, grand $ID not null default 0)",
                      base->engine()));
        tx.commit();
    }
    Id<Chose> ajouter(std::string const& nom) {
        Transaction tx{*base};
        auto id = tx.writer().one<Id<Chose>>(
            "insert into chose (nom, jour, poids, vrai, grand) values (?, ?, ?, ?, ?) returning id", nom,
            Date{2026y / 10 / 5}, 1.5, true, std::int64_t{9007199254740993});
        tx.commit();
        return id;
    }
    essais::BaseDEssai base{GetParam()};
};

TEST_P(Storage, une_ligne_revient_telle_qu_elle_est_partie) {
    auto id = ajouter("d'été ? « œ »");
    auto lease = base->read();
    auto chose = lease.reader().one<Chose>("select id, nom, jour, poids, vrai, grand from chose where id = ?", id);
    EXPECT_EQ(chose.nom, "d'été ? « œ »");
    EXPECT_EQ(chose.jour, Date{2026y / 10 / 5});
    EXPECT_EQ(chose.poids, 1.5);
    EXPECT_TRUE(chose.vrai);
    EXPECT_EQ(chose.grand, 9007199254740993);
}

TEST_P(Storage, une_transaction_abandonnee_n_ecrit_rien) {
    {
        Transaction tx{*base};
        tx.writer().run("insert into chose (nom) values (?)", "a");
    }
    auto lease = base->read();
    EXPECT_EQ(lease.reader().one<int>("select count(*) from chose"), 0);
}

TEST_P(Storage, un_double_et_un_conflit_ont_leur_nom) {
    ajouter("a");
    EXPECT_THROW(ajouter("a"), Duplicate);
    Transaction tx{*base};
    EXPECT_THROW(tx.writer().run_versioned("update chose set nom = 'b' where id = ? and grand = ?", 1, 0), Conflict);
    EXPECT_THROW(tx.writer().run("pas du sql"), SqlError);
}

TEST_P(Storage, un_point_d_interrogation_entre_apostrophes_n_est_pas_un_parametre) {
    auto lease = base->read();
    EXPECT_EQ(lease.reader().one<std::string>("select 'a?b' where 1 = ?", 1), "a?b");
}

TEST_P(Storage, une_requete_peut_en_lancer_une_autre_pour_chaque_ligne) {
    ajouter("a");
    ajouter("b");
    auto lease = base->read();
    auto db = lease.reader();
    int vues = 0;
    db.each<Id<Chose>>("select id from chose order by id",
                       [&](Id<Chose> id) { vues += db.one<int>("select count(*) from chose where id = ?", id); });
    EXPECT_EQ(vues, 2);
}

TEST_P(Storage, des_milliers_de_textes_differents_ne_s_entassent_pas) {
    auto lease = base->read();
    auto db = lease.reader();
    auto ancien = "select 1 + " + std::to_string(0);
    db.each<int>("select 7", [&](int sept) { // la requête en cours survit à l'oubli des autres
        for (int i = 0; i < 2'000; ++i)
            EXPECT_EQ(db.one<int>("select 1 + " + std::to_string(i)), 1 + i);
        EXPECT_EQ(sept, 7);
    });
    EXPECT_EQ(db.one<int>(ancien), 1);
}

TEST(Recent, les_plus_anciens_partent_sauf_ceux_qui_servent) {
    storage::Recent<int> r{10};
    std::vector<int> partis;
    auto laisser = [&](int v) { return v != 0 && (partis.push_back(v), true); };
    for (int i = 0; i < 10; ++i)
        r.add(std::to_string(i), i, laisser);
    r.find("1");
    r.add("10", 10, laisser);
    EXPECT_EQ(r.size(), 7u);
    EXPECT_NE(r.find("0"), nullptr) << "occupé";
    EXPECT_NE(r.find("1"), nullptr) << "servi depuis";
    EXPECT_EQ(r.find("2"), nullptr);
    EXPECT_EQ(partis.size(), 4u);
}

TEST_P(Storage, l_insertion_en_lot_garde_les_caracteres_genants) {
    std::vector<std::string> noms{"tab\tulation", "retour\nligne", "barre\\oblique", "\\N"};
    {
        Transaction tx{*base};
        tx.writer().bulk("chose", {"nom", "jour"}, noms, [](auto const& n) { return std::vector<Param>{n, Param{}}; });
        tx.commit();
    }
    auto lease = base->read();
    EXPECT_EQ(lease.reader().all<std::string>("select nom from chose order by id"), noms);
}

TEST_P(Storage, les_migrations_s_appliquent_une_fois_et_refusent_d_avoir_ete_reecrites) {
    EXPECT_EQ(migrate(*base, Instant{}), 0);
    std::vector<Migration> deux{{"x1.sql", "create table x1 (id $KEY)"}};
    EXPECT_EQ(migrate(*base, Instant{}, deux), 1);
    deux[0].sql = "create table x1 (id $KEY, b text)";
    EXPECT_THROW(migrate(*base, Instant{}, deux), SqlError);
}

TEST_P(Storage, des_ecrivains_simultanes_passent_l_un_apres_l_autre) {
    ajouter("compteur");
    std::vector<std::thread> fils;
    for (int i = 0; i < 4; ++i)
        fils.emplace_back([&] {
            for (int n = 0; n < 25; ++n) {
                Transaction tx{*base};
                tx.writer().run("update chose set vrai = vrai + 1 where nom = 'compteur'");
                tx.commit();
            }
        });
    for (auto& fil : fils)
        fil.join();
    auto lease = base->read();
    EXPECT_EQ(lease.reader().one<int>("select vrai from chose"), 101);
}

TEST_P(Storage, une_tache_est_faite_une_fois_et_dit_son_message) {
    base::HorlogeReglee horloge{*base::lire_instant("2026-10-05T08:00:00Z")};
    int faits = 0;
    Ateliers ateliers{*base, horloge, {{"compter", [&](Travail& t) -> std::optional<std::string> {
                                            t.avance(1, 2, "au travail");
                                            ++faits;
                                            return "fini : " + t.tache().parametres;
                                        }}}};
    Id<Tache> id, bis;
    {
        Transaction tx{*base};
        id = demander(tx.writer(), horloge.instant(), "compter", "42", "cle");
        bis = demander(tx.writer(), horloge.instant(), "compter", "42", "cle");
        tx.commit();
    }
    EXPECT_EQ(id, bis);
    EXPECT_TRUE(ateliers.faire_un());
    EXPECT_FALSE(ateliers.faire_un());
    auto lease = base->read();
    auto db = lease.reader();
    EXPECT_EQ(tache(db, id)->message, "fini : 42");
    EXPECT_EQ(tache(db, id)->etat, "faite");
    EXPECT_EQ(faits, 1);
}

TEST_P(Storage, une_tache_dont_le_programme_est_mort_est_reprise) {
    base::HorlogeReglee horloge{*base::lire_instant("2026-10-05T08:00:00Z")};
    {
        Transaction tx{*base};
        auto id = demander(tx.writer(), horloge.instant(), "compter", "");
        tx.writer().run("update tache set etat = 'en_cours', vue_le = ? where id = ?", horloge.instant(), id);
        tx.commit();
    }
    int faits = 0;
    Ateliers ateliers{*base, horloge, {{"compter", [&](Travail&) -> std::optional<std::string> {
                                            ++faits;
                                            return "";
                                        }}}};
    EXPECT_FALSE(ateliers.faire_un());
    horloge.avancer(std::chrono::minutes{2});
    EXPECT_TRUE(ateliers.faire_un());
    EXPECT_EQ(faits, 1);
}

TEST(Migration, les_lignes_d_un_moteur_ne_vont_qu_a_lui) {
    constexpr auto sql = "a;\n-- [sqlite]\nb;\n-- [postgresql]\nc;\n-- [partout]\nd;";
    EXPECT_EQ(translate(sql, Engine::sqlite), "a;\n-- [sqlite]\nb;\n-- [partout]\nd;");
    EXPECT_EQ(translate(sql, Engine::postgresql), "a;\n-- [postgresql]\nc;\n-- [partout]\nd;");
}

INSTANTIATE_TEST_SUITE_P(Bases, Storage, testing::ValuesIn(essais::BaseDEssai::genres()));

} // namespace
