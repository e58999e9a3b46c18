#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "metier/acces/tests/portail.hpp"

using namespace essais;

namespace {
struct Terminal : Portail {
    std::ostringstream out, err;
    int compte(std::vector<std::string> const& args) { return acces::commande_compte(args, app.env(), vider(), err); }
    int journal_(std::vector<std::string> const& args) {
        return acces::commande_journal(args, app.env(), vider(), err);
    }
    std::ostream& vider() {
        out.str("");
        err.str("");
        return out;
    }
    int creer(std::string const& courriel, std::string const& role, std::string const& sur) {
        std::vector<std::string> args{"creer",    "--courriel", courriel, "--nom", "ROUX",
                                      "--prenom", "Léa",        "--role", role,    "--mot-de-passe-genere"};
        if (!sur.empty())
            args.insert(args.end(), {"--sur", sur});
        return compte(args);
    }
};
} // namespace

TEST(CommandeCompte, cree_un_coordonnateur_sur_un_bassin_et_il_se_connecte) {
    Terminal t;
    ASSERT_EQ(t.creer("lea.roux@exemple.invalid", "coordonnateur", "bassin NORD"), 0) << t.err.str();
    auto texte = t.out.str();
    auto debut = texte.find("provisoire : ") + 13;
    auto lea = t.app.inconnu();
    EXPECT_EQ(t.connecte(lea, "lea.roux@exemple.invalid", texte.substr(debut, 19)).status, 303);
    EXPECT_EQ(t.journal().front(), "compte_cree");
}

TEST(CommandeCompte, cree_un_referent_sur_un_uai) {
    Terminal t;
    auto uai = t.lire(
        [&](auto& db) { return db.template one<std::string>("select uai from etablissement where id = ?", t.zola); });
    EXPECT_EQ(t.creer("lea@exemple.invalid", "referent_decrochage", uai), 0) << t.err.str();
    EXPECT_EQ(t.compte({"lister"}), 0);
    EXPECT_NE(t.out.str().find("referent_decrochage : Lycée professionnel Zola"), std::string::npos);
}

TEST(CommandeCompte, dit_ce_qui_ne_va_pas_et_ne_cree_rien) {
    Terminal t;
    EXPECT_EQ(t.creer("lea@exemple.invalid", "coordonnateur", "Bassin de nulle part"), 1);
    EXPECT_NE(t.err.str().find("Aucun territoire ne s’appelle"), std::string::npos);
    EXPECT_EQ(t.creer("lea@exemple.invalid", "coordonnateur", ""), 1);
    EXPECT_EQ(t.creer("lea@exemple.invalid", "empereur", "Bassin nord"), 1);
    EXPECT_EQ(t.creer("pas une adresse", "dpd", ""), 1);
    EXPECT_EQ(t.creer(t.courriel(t.awa), "dpd", ""), 1);
    EXPECT_EQ(t.creer("lea@exemple.invalid", "dpd", "Bassin nord"), 1);
    EXPECT_EQ(t.creer("lea@exemple.invalid", "cpe", "9999999Z"), 1);
    EXPECT_EQ(t.compte({"creer", "--courriel", "lea@exemple.invalid", "--nom", "ROUX", "--prenom", "Léa", "--role",
                        "dpd", "--mot-de-passe-genere", "--du", "01/10/2026", "--au", "30/09/2026"}),
              1);
    EXPECT_NE(t.err.str().find("finirait le 30/09/2026, avant de commencer le 01/10/2026"), std::string::npos);
    EXPECT_EQ(t.compte({"creer"}), 2);
    EXPECT_EQ(t.compte({}), 2);
    EXPECT_TRUE(t.journal().empty());
}

TEST(CommandeCompte, desactive_et_reinitialise) {
    Terminal t;
    t.second_facteur(t.awa);
    EXPECT_EQ(t.compte({"reinitialiser", t.courriel(t.awa), "--second-facteur"}), 0);
    EXPECT_FALSE(t.lire([&](auto& db) { return acces::compte(db, t.awa); })->totp);
    EXPECT_EQ(t.compte({"desactiver", t.courriel(t.awa)}), 0);
    EXPECT_EQ(t.compte({"desactiver", "personne@exemple.invalid"}), 1);
    EXPECT_EQ(t.journal(), (std::vector<std::string>{"mot_de_passe_change", "compte_desactive"}));
}

TEST(CommandeJournal, verifier_rend_0_intact_et_1_rompu_en_disant_la_ligne) {
    Terminal t;
    t.app.as(t.dpd).get("/journal");
    t.app.as(t.dpd).get("/journal");
    EXPECT_EQ(t.journal_({"verifier"}), 0);
    EXPECT_TRUE(t.out.str().starts_with("Chaîne intacte : 2 lignes."));
    t.ecrire([](storage::Writer& db) { db.run("delete from journal where id = 1"); });
    EXPECT_EQ(t.journal_({"verifier"}), 1);
    EXPECT_TRUE(t.out.str().starts_with("Chaîne rompue à la ligne 2 : "));
}

TEST(CommandeJournal, exporter_ecrit_un_csv_et_se_consigne) {
    Terminal t;
    t.app.as(t.dpd).get("/journal");
    EXPECT_EQ(t.journal_({"exporter", "--du", "05/10/2026"}), 0);
    auto csv = t.out.str();
    EXPECT_EQ(std::ranges::count(csv, '\n'), 3);
    EXPECT_NE(csv.find(";export_fait;"), csv.npos);
    EXPECT_EQ(t.journal_({"exporter", "--du", "jamais"}), 1);
}
