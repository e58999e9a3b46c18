// Ce qui est gardé d'un calcul à l'autre : relu seulement tel qu'il vaut, effacé avec les personnes qu'une purge
// efface.
#include <thread>

#include <gtest/gtest.h>

#include <fstream>

#include "metier/jeunes/fusion.hpp"
#include "metier/reperage/tests/campagne_d_essai.hpp"
#include "metier/reperage/tests/dossier_d_essai.hpp"

using namespace metier::reperage;
using namespace essais;

namespace {

class Vivier : public testing::TestWithParam<std::string>, protected CampagneDEssai {
protected:
    Vivier() : CampagneDEssai{GetParam()} {
        hugo = sorti("DIALLO", "Hugo");
        lui = doublon("DIALLO", "Hugo");
        c = ouverte();
        calculer();
    }
    bool calculer(Suivi const& suivi = {}) {
        return reperage::calculer(*d.base, d.horloge.instant(), c, suivi, Etendue::ce_qui_change, dossier.reserve());
    }
    void faire(std::string const& sql) {
        d.ecrire([&](storage::Writer& db) { db.run(sql); });
    }
    void purger() {
        d.ecrire([&](storage::Writer& db) {
            db.run("insert into purge_rapport (fait_le, dossiers, suivis, retenus, regles, decideurs) values (?, 1, 0, "
                   "'', '', '')",
                   d.horloge.instant());
        });
    }
    void nuit() { effacer_la_reserve_perimee(*d.base, d.horloge.instant(), dossier.chemin.string()); }
    std::string contenu() const {
        std::ifstream flux(dossier.fichier(), std::ios::binary);
        return {std::istreambuf_iterator<char>{flux}, {}};
    }
    bool rien_dans_le_dossier() const { return std::filesystem::is_empty(dossier.chemin); }
    std::int64_t changees() { return compter("select count(distinct jeune_id) from fiche_changee"); }

    DossierDEssai dossier;
    Id<jeunes::Jeune> hugo, lui;
    Id<Campagne> c;
};

} // namespace

TEST_P(Vivier, un_calcul_note_ce_qui_change_et_garde_son_fichier) {
    auto const premier = contenu();
    EXPECT_NE(premier.find("DIALLO"), std::string::npos);
    EXPECT_EQ(caisse(c, hugo), "rapproche");
    d.ecrire([&](storage::Writer& db) {
        db.run("update jeune set nom = 'MOREAU', prenom = 'Zoé', naissance = '2010-01-02' where id = ?", lui);
    });
    EXPECT_EQ(
        compter("select count(distinct jeune_id) from fiche_changee where jeune_id = " + std::to_string(lui.valeur)),
        1);
    calculer();
    EXPECT_EQ(caisse(c, hugo), "presume");
    EXPECT_TRUE(contenu() == premier) << "ce qui change se pose par-dessus";
}

TEST_P(Vivier, une_purge_l_efface_et_ce_qu_il_savait_avec_lui) {
    purger();
    EXPECT_EQ(compter("select count(*) from vivier"), 0);
    nuit();
    EXPECT_TRUE(rien_dans_le_dossier());
    EXPECT_EQ(changees(), 0);
    calculer();
    EXPECT_FALSE(rien_dans_le_dossier());
    purger();
    faire("update jeune set nom = 'Anonyme', prenom = '', naissance = null where nom = 'DIALLO'");
    calculer();
    EXPECT_EQ(contenu().find("DIALLO"), std::string::npos) << "sans attendre la nuit";
}

TEST_P(Vivier, une_purge_pendant_un_calcul_ne_lui_laisse_rien_ecrire) {
    purger();
    nuit();
    bool une_fois = true;
    calculer([&](auto, std::int64_t total, std::string const& etape) {
        if (etape.starts_with("Lecture") && total > 0 && std::exchange(une_fois, false))
            purger();
        return false;
    });
    EXPECT_FALSE(une_fois);
    EXPECT_TRUE(rien_dans_le_dossier());
}

TEST_P(Vivier, arrete_en_chemin_il_laisse_l_ancien_et_celui_d_apres_reprend) {
    auto const premier = contenu();
    faire("delete from inscription where annee = 2026");
    EXPECT_FALSE(calculer([](auto, auto, std::string const& etape) { return etape.starts_with("Propositions"); }));
    EXPECT_TRUE(contenu() == premier);
    calculer();
    EXPECT_EQ(caisse(c, hugo), "presume");
}

TEST_P(Vivier, abime_ou_jamais_fini_il_se_refait) {
    auto const premier = contenu();
    std::ofstream(dossier.fichier(), std::ios::app) << "x";
    calculer();
    auto const second = contenu();
    EXPECT_FALSE(second.empty() || second == premier);
    faire("update vivier set ecrit = null"); // tué entre le fichier et sa ligne
    calculer();
    EXPECT_FALSE(contenu() == second);
    EXPECT_EQ(caisse(c, hugo), "rapproche");
}

TEST_P(Vivier, d_une_base_restauree_il_ne_se_lit_plus) {
    if (GetParam() == "sqlite")
        GTEST_SKIP() << "une copie de SQLite reprend ses numéros où ils en étaient";
    auto const premier = contenu();
    faire("update vivier set position = position"); // récrite par une autre transaction que celle qu'elle dit
    calculer();
    EXPECT_FALSE(contenu() == premier);
}

TEST_P(Vivier, un_dossier_absorbe_ne_s_y_trouve_plus_et_rendu_s_y_retrouve) {
    auto const fusion =
        d.ecrire([&](storage::Writer& db) { return jeunes::fusionner(db, lui, hugo, "", d.awa, d.horloge.instant()); });
    calculer();
    auto proches = [&] {
        return compter("select count(*) from campagne_proche where proche_id = " + std::to_string(hugo.valeur));
    };
    EXPECT_EQ(proches(), 0);
    EXPECT_EQ(caisse(c, hugo), "absent");
    d.ecrire([&](storage::Writer& db) { jeunes::defaire_fusion(db, fusion, d.awa, d.horloge.instant()); });
    calculer();
    EXPECT_EQ(caisse(c, hugo), "rapproche");
}

TEST_P(Vivier, sans_fichier_les_changements_ne_s_accumulent_pas) {
    purger();
    nuit();
    sorti("MOREAU", "Zoé");
    nuit();
    // PostgreSQL garde ce qu'une transaction encore ouverte, fût-elle d'une autre base, pourrait avoir à lire.
    for (int tour = 0; tour < 200 && changees() > 0; ++tour) {
        std::this_thread::sleep_for(std::chrono::milliseconds{25});
        nuit();
    }
    EXPECT_EQ(changees(), 0);
}

TEST_P(Vivier, sous_le_seuil_il_n_est_pas_garde) {
    DossierDEssai autre;
    reperage::calculer(*d.base, d.horloge.instant(), c, {}, Etendue::ce_qui_change, {autre.chemin.string()});
    EXPECT_TRUE(std::filesystem::is_empty(autre.chemin));
}

INSTANTIATE_TEST_SUITE_P(Bases, Vivier, testing::ValuesIn(BaseDEssai::genres()));
