#include <gtest/gtest.h>

#include "metier/acces/tests/portail.hpp"

using namespace essais;

TEST(MonCompte, montre_roles_et_sessions) {
    Portail d;
    d.app.as(d.awa);
    auto awa = d.app.as(d.awa);
    auto page = awa.get("/compte");
    EXPECT_EQ(page.text("h1"), "Mon compte");
    EXPECT_TRUE(page.contient("Coordonnateur MLDS – Bassin nord"));
    EXPECT_TRUE(page.contient("Cette session"));
    EXPECT_LE(page.queries, 6);
}

TEST(MonCompte, changer_de_mot_de_passe_ferme_les_autres_sessions_et_change_le_jeton) {
    Portail d;
    auto ailleurs = d.app.as(d.awa);
    auto awa = d.app.as(d.awa);
    auto avant = awa.jeton();
    auto nouveau = "le vélo rouge de mamie";
    auto r =
        awa.post("/compte/mot-de-passe", {{"actuel", mot_de_passe_d_essai}, {"nouveau", nouveau}, {"encore", nouveau}});
    EXPECT_EQ(r.location, "/compte");
    EXPECT_NE(awa.jeton(), avant);
    EXPECT_TRUE(awa.follow(r).contient("Mot de passe changé."));
    EXPECT_EQ(ailleurs.get("/compte").status, 303);
    EXPECT_EQ(d.journal().back(), "mot_de_passe_change");
    auto encore = d.app.inconnu();
    EXPECT_EQ(d.connecte(encore, d.courriel(d.awa)).status, 422);
    EXPECT_EQ(d.connecte(encore, d.courriel(d.awa), nouveau).status, 303);
}

TEST(MonCompte, un_changement_refuse_dit_quoi_corriger) {
    Portail d;
    auto awa = d.app.as(d.awa);
    auto poste = [&](std::string a, std::string n, std::string e) {
        return awa.post("/compte/mot-de-passe", {{"actuel", a}, {"nouveau", n}, {"encore", e}});
    };
    auto bon = "le vélo rouge de mamie";
    EXPECT_TRUE(poste("faux", bon, bon).error("actuel").starts_with("Ce n’est pas votre mot de passe actuel."));
    EXPECT_TRUE(poste(mot_de_passe_d_essai, "court", "court")
                    .error("nouveau")
                    .starts_with("Choisissez au moins 12 caractères."));
    EXPECT_TRUE(poste(mot_de_passe_d_essai, "motdepasse2026", "motdepasse2026")
                    .error("nouveau")
                    .starts_with("Ce mot de passe est trop facile à deviner"));
    EXPECT_TRUE(
        poste(mot_de_passe_d_essai, bon, "le vélo bleu de mamie").error("encore").starts_with("Les deux saisies"));
    EXPECT_FALSE(poste(mot_de_passe_d_essai, mot_de_passe_d_essai, mot_de_passe_d_essai).error("nouveau").empty());
    EXPECT_EQ(awa.get("/compte/mot-de-passe").status, 200);
}

TEST(MonCompte, une_session_volee_ne_devine_pas_le_mot_de_passe_a_volonte) {
    Portail d;
    auto awa = d.app.as(d.awa);
    auto bon = "le vélo rouge de mamie";
    for (int i = 0; i < 5; ++i)
        awa.post("/compte/mot-de-passe", {{"actuel", "faux"}, {"nouveau", bon}, {"encore", bon}});
    auto r = awa.post("/compte/mot-de-passe", {{"actuel", mot_de_passe_d_essai}, {"nouveau", bon}, {"encore", bon}});
    EXPECT_TRUE(r.error("actuel").starts_with("Trop d’essais."));
}

TEST(MonCompte, un_mot_de_passe_provisoire_se_change_avant_tout_le_reste) {
    Portail d;
    d.ecrire([&](storage::Writer& db) { db.run("update agent set mot_de_passe_provisoire = 1 where id = ?", d.awa); });
    auto awa = d.app.as(d.awa);
    EXPECT_EQ(awa.get("/").location, "/compte/mot-de-passe");
    EXPECT_EQ(awa.get("/compte").location, "/compte/mot-de-passe");
    EXPECT_TRUE(awa.get("/compte/mot-de-passe").contient("est provisoire"));
    auto nouveau = "le vélo rouge de mamie";
    awa.post("/compte/mot-de-passe", {{"actuel", mot_de_passe_d_essai}, {"nouveau", nouveau}, {"encore", nouveau}});
    EXPECT_EQ(awa.get("/").status, 200);
}

TEST(MonCompte, le_second_facteur_s_installe_avec_un_code_et_les_codes_de_secours_ne_se_montrent_qu_une_fois) {
    Portail d;
    auto awa = d.app.as(d.awa);
    auto page = awa.get("/compte/second-facteur");
    EXPECT_NE(page.body.find("<svg role=\"img\""), page.body.npos);
    auto scelle = page.value("secret");
    auto secret = d.app.env().coffre.dechiffrer(scelle);
    secret = secret.substr(secret.find('\n') + 1);
    EXPECT_TRUE(page.contient(acces::secret_affiche(secret)));

    auto refus = awa.post("/compte/second-facteur", {{"secret", scelle}, {"code", "12"}});
    EXPECT_EQ(refus.status, 422);
    EXPECT_TRUE(refus.contient(acces::secret_affiche(secret))) << "le même code QR reste affiché";
    auto codes = awa.post("/compte/second-facteur", {{"secret", scelle}, {"code", d.code(secret)}});
    EXPECT_EQ(codes.text("h1"), "Vos codes de secours");
    EXPECT_EQ(d.journal().back(), "second_facteur_installe");
    EXPECT_FALSE(awa.get("/compte").contient("Clé"));
    EXPECT_EQ(awa.get("/compte/second-facteur").location, "/compte");
    auto garde =
        d.lire([&](auto& db) { return db.template one<std::string>("select totp from agent where id = ?", d.awa); });
    EXPECT_EQ(garde.find(secret), garde.npos) << "chiffré au repos";
}

TEST(MonCompte, le_secret_propose_a_un_autre_agent_ne_s_installe_pas) {
    Portail d;
    auto awa = d.app.as(d.awa), ines = d.app.as(d.ines);
    auto scelle = ines.get("/compte/second-facteur").value("secret");
    for (auto const& propose : {scelle, std::string{"n’importe quoi"}, std::string{}})
        EXPECT_EQ(awa.post("/compte/second-facteur", {{"secret", propose}, {"code", "123456"}}).location,
                  "/compte/second-facteur");
}

TEST(MonCompte, renouveler_ou_retirer_redemande_le_mot_de_passe) {
    Portail d;
    std::vector<std::string> anciens;
    d.second_facteur(d.awa, &anciens);
    auto awa = d.app.as(d.awa);
    EXPECT_EQ(awa.get("/compte/codes-de-secours").status, 200);
    EXPECT_EQ(awa.post("/compte/codes-de-secours", {{"mot_de_passe", "faux"}}).status, 422);
    auto codes = awa.post("/compte/codes-de-secours", {{"mot_de_passe", mot_de_passe_d_essai}});
    EXPECT_EQ(codes.text("h1"), "Vos codes de secours");
    EXPECT_FALSE(codes.contient(anciens[0]));

    EXPECT_EQ(awa.get("/compte/second-facteur/retrait").status, 200);
    EXPECT_EQ(awa.post("/compte/second-facteur/retrait", {{"mot_de_passe", "faux"}}).status, 422);
    EXPECT_EQ(awa.post("/compte/second-facteur/retrait", {{"mot_de_passe", mot_de_passe_d_essai}}).location, "/compte");
    EXPECT_EQ(d.journal().back(), "second_facteur_retire");
    auto encore = d.app.inconnu();
    EXPECT_EQ(d.connecte(encore, d.courriel(d.awa)).location, "/");
}

TEST(MonCompte, se_deconnecter_de_partout) {
    Portail d;
    auto ailleurs = d.app.as(d.awa), awa = d.app.as(d.awa), ines = d.app.as(d.ines);
    EXPECT_EQ(awa.post("/compte/sessions/fermeture").location, "/connexion");
    EXPECT_EQ(ailleurs.get("/compte").status, 303);
    EXPECT_EQ(ines.get("/compte").status, 200);
}

TEST(MonCompte, un_role_peut_imposer_le_second_facteur) {
    Portail d;
    d.ecrire([](storage::Writer& db) {
        db.run("insert into parametre (code, du, valeur, source) values ('acces.second_facteur', '2026-09-01', "
               "'administrateur,dpd', 'essai')");
    });
    auto admin = d.app.as(d.admin), awa = d.app.as(d.awa);
    EXPECT_EQ(awa.get("/").status, 200);
    EXPECT_EQ(admin.get("/comptes").location, "/compte/second-facteur");
    EXPECT_TRUE(admin.get("/compte/second-facteur").contient("Votre rôle impose le second facteur."));
    d.second_facteur(d.admin);
    EXPECT_EQ(admin.get("/comptes").status, 200);
}
