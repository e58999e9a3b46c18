#include "metier/acces/ancres.hpp"
#include "metier/acces/coupe.hpp"
#include "metier/acces/journal.hpp"

#include <gtest/gtest.h>

#include "tests/distribution.hpp"

using namespace metier::acces;
using essais::Distribution;

class Journal : public testing::TestWithParam<std::string> {
protected:
    Distribution d{GetParam()};
    void SetUp() override {
        for (int i = 0; i < 6; ++i) {
            d.horloge.avancer(24h);
            d.ecrire([&](storage::Writer& db) {
                consigner(db, d.horloge.instant(), i % 2 ? d.awa : d.admin, "administrateur",
                          i % 2 ? Acte::dossier_lu : Acte::compte_cree,
                          {i % 2 ? std::optional{Id<essais::jeunes::Jeune>{7}} : std::nullopt,
                           "objet/" + std::to_string(i), "", "bassin"});
            });
        }
    }
    Verdict verdict(std::int64_t apres = 0) {
        return d.lire([&](auto& db) { return verifier_journal(db, apres); });
    }
    void falsifier(std::string const& sql) {
        d.ecrire([&](storage::Writer& db) { db.run(sql); });
    }
};

TEST_P(Journal, la_chaine_intacte_se_verifie_en_entier_ou_par_la_fin) {
    EXPECT_EQ(verdict().lignes, 6);
    EXPECT_FALSE(verdict().rompu);
    EXPECT_EQ(verdict(4).lignes, 2);
    EXPECT_FALSE(verdict(4).rompu);
    EXPECT_EQ(verdict(4).derniere, verdict().derniere);
}

TEST_P(Journal, une_ligne_modifiee_se_voit) {
    for (auto champ : {"detail = 'x'", "agent_id = 99", "jeune_id = 99", "acte = 'export_fait'",
                       "instant = '2020-01-01T00:00:00Z'"}) {
        Distribution autre{GetParam()};
        autre.ecrire([&](storage::Writer& db) {
            for (int i = 0; i < 3; ++i)
                consigner(db, autre.horloge.instant(), autre.awa, "", Acte::dossier_lu,
                          {Id<essais::jeunes::Jeune>{7}, "", "", ""});
            db.run("update journal set " + std::string{champ} + " where id = 2");
        });
        EXPECT_EQ(autre.lire([](auto& db) { return verifier_journal(db); }).rompu, 2) << champ;
    }
}

TEST_P(Journal, une_ligne_retiree_se_voit) {
    falsifier("delete from journal where id = 3");
    EXPECT_EQ(verdict().rompu, 4);
}

TEST_P(Journal, ce_qui_passe_son_terme_part_par_le_debut_et_la_chaine_se_verifie_encore) {
    auto avant = base::plus_jours(d.horloge.jour(), -2); // trois lignes sont plus anciennes
    auto couper = [&](Date jour) {
        return d.ecrire([&](storage::Writer& db) { return couper_le_journal(db, d.horloge.instant(), jour); });
    };
    EXPECT_EQ(couper(avant), 3);
    EXPECT_FALSE(verdict().rompu) << verdict().pourquoi;
    EXPECT_EQ(verdict().lignes, 4); // trois gardées, et l'ancrage
    EXPECT_EQ(d.journal().back(), "perime_efface");
    EXPECT_EQ(couper(avant), 0);
    d.horloge.avancer(240h);
    EXPECT_EQ(couper(d.horloge.jour()), 4); // l'ancrage d'avant part avec le reste, un autre le remplace
    EXPECT_FALSE(verdict().rompu) << verdict().pourquoi;
    EXPECT_EQ(verdict().lignes, 1);
}

TEST_P(Journal, apres_une_coupe_une_ligne_de_plus_retiree_se_voit) {
    d.ecrire([&](storage::Writer& db) {
        couper_le_journal(db, d.horloge.instant(), base::plus_jours(d.horloge.jour(), -2));
    });
    falsifier("delete from journal where id = (select min(id) from journal)");
    EXPECT_TRUE(verdict().rompu);
}

TEST_P(Journal, la_premiere_ligne_retiree_se_voit) {
    falsifier("delete from journal where id = 1");
    EXPECT_EQ(verdict().rompu, 2);
}

TEST_P(Journal, deux_lignes_echangees_se_voient) {
    falsifier("update journal set id = 100 where id = 3");
    falsifier("update journal set id = 3 where id = 4");
    falsifier("update journal set id = 4 where id = 100");
    EXPECT_EQ(verdict().rompu, 3);
}

TEST_P(Journal, la_fin_coupee_se_voit) {
    falsifier("delete from journal where id > 4");
    EXPECT_EQ(verdict().rompu, 4);
    EXPECT_EQ(verdict(2).rompu, 4);
}

TEST_P(Journal, une_chaine_refaite_base_en_main_se_voit_aux_ancres) {
    auto const dossier = std::filesystem::path{d.app.env().dossier};
    auto ancrer = [&] {
        d.lire([&](storage::Reader& db) {
            ancrer_le_journal(db, d.app.env().coffre, dossier, d.horloge.instant());
            return 0;
        });
    };
    auto ancres = [&] {
        return d.lire([&](storage::Reader& db) { return verifier_les_ancres(db, d.app.env().coffre, dossier); });
    };
    std::filesystem::remove(dossier / "journal.ancres");
    ancrer();
    ancrer(); // rien n'a bougé : une seule
    EXPECT_EQ(ancres().ancres, 1);
    EXPECT_EQ(ancres().pourquoi, "");
    falsifier("delete from journal where id >= 5");
    falsifier("update journal_tete set empreinte = (select empreinte from journal where id = 4)");
    EXPECT_FALSE(verdict().rompu) << "la chaîne seule ne le voit pas";
    EXPECT_NE(ancres().pourquoi.find("la ligne 6"), std::string::npos);
    d.ecrire([&](storage::Writer& db) {
        for (int i = 0; i < 2; ++i)
            consigner(db, d.horloge.instant(), d.awa, "", Acte::dossier_lu, {});
        db.run("update journal set id = id - 2 where id > 6"); // PostgreSQL ne reprend pas les numéros
    });
    EXPECT_NE(ancres().pourquoi.find("réécrite avant la ligne 6"), std::string::npos);
    std::filesystem::resize_file(dossier / "journal.ancres", 60);
    EXPECT_NE(ancres().pourquoi.find("modifié à sa ligne 1"), std::string::npos);
    std::filesystem::remove(dossier / "journal.ancres");
}

TEST_P(Journal, tout_effacer_se_voit) {
    falsifier("delete from journal");
    EXPECT_TRUE(verdict().rompu.has_value());
}

TEST_P(Journal, un_journal_vide_ou_sans_tete_se_voit_quand_des_comptes_existent) {
    falsifier("delete from journal");
    falsifier("update journal_tete set empreinte = ''");
    EXPECT_TRUE(verdict().rompu.has_value());
    falsifier("delete from journal_tete");
    EXPECT_TRUE(verdict().rompu.has_value());
}

TEST_P(Journal, on_le_lit_par_acte_agent_et_jour_et_page_par_page) {
    auto lire = [&](DemandeDeJournal demande) { return d.lire([&](auto& db) { return lire_journal(db, demande); }); };
    EXPECT_EQ(lire({}).size(), 6u);
    EXPECT_EQ(lire({}).front().objet, "objet/5");
    EXPECT_EQ(lire({.acte = Acte::dossier_lu}).size(), 3u);
    EXPECT_EQ(lire({.agent = d.admin}).size(), 3u);
    EXPECT_EQ(lire({.agent = d.awa}).front().agent, "Awa NDIAYE");
    EXPECT_EQ(lire({.du = 2026y / 10 / 8}).size(), 4u);
    EXPECT_EQ(lire({.du = 2026y / 10 / 8, .au = 2026y / 10 / 8}).size(), 1u);
    auto page = lire({.nombre = 2});
    EXPECT_EQ(page.back().objet, "objet/4");
    page = lire({.avant = page.back().id, .nombre = 2});
    EXPECT_EQ(page.front().objet, "objet/3");
    page = lire({.apres = page.front().id, .nombre = 2});
    EXPECT_EQ(page.front().objet, "objet/5");
}

INSTANTIATE_TEST_SUITE_P(Bases, Journal, testing::ValuesIn(essais::BaseDEssai::genres()),
                         [](auto const& i) { return i.param; });
