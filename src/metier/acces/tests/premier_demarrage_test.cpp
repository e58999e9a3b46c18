#include <gtest/gtest.h>

#include "metier/acces/tests/portail.hpp"

using namespace essais;

namespace {
/// Une base sans agent ni territoire.
struct Vide {
    base::HorlogeReglee horloge{base::depuis_paris(2026y / 10 / 5, 10, 0)};
    BaseDEssai base{"sqlite"};
    Application app{*base, horloge};
    Vide() { acces::routes(app.routes); }
    web::Pairs saisie(std::string const& code) {
        return {{"code", code},
                {"academie", "Académie de Val-Clair"},
                {"departement_code", "35"},
                {"departement", "Val-Clair"},
                {"nom", "TECH"},
                {"prenom", "Ali"},
                {"courriel", "ali@exemple.invalid"},
                {"mot_de_passe", mot_de_passe_d_essai}};
    }
    std::int64_t agents() {
        auto lease = base->read();
        auto db = lease.reader();
        return db.one<std::int64_t>("select count(*) from agent");
    }
};
} // namespace

TEST(PremierDemarrage, la_connexion_y_mene_tant_que_la_base_est_vide) {
    Vide v;
    auto qui = v.app.inconnu();
    EXPECT_EQ(qui.get("/connexion").location, "/premier-demarrage");
    EXPECT_EQ(qui.get("/premier-demarrage").text("h1"), "Premier démarrage");
}

TEST(PremierDemarrage, sans_le_code_rien_n_est_cree) {
    Vide v;
    auto qui = v.app.inconnu();
    auto r = qui.post("/premier-demarrage", v.saisie("aaaaa-bbbbb-ccccc"));
    EXPECT_EQ(r.status, 422);
    EXPECT_FALSE(r.error("code").empty());
    EXPECT_EQ(v.agents(), 0);
    for (int i = 0; i < 5; ++i)
        r = qui.post("/premier-demarrage", v.saisie("aaaaa-bbbbb-ccccc"));
    EXPECT_TRUE(r.error("code").starts_with("Trop d’essais."));
}

TEST(PremierDemarrage, cree_l_academie_et_l_administrateur_puis_n_existe_plus) {
    Vide v;
    auto code = acces::code_premier_demarrage(v.app.env());
    EXPECT_EQ(code.size(), 17u);
    EXPECT_EQ(acces::code_premier_demarrage(v.app.env()), code);
    auto qui = v.app.inconnu();
    EXPECT_EQ(qui.post("/premier-demarrage", v.saisie(code)).location, "/connexion");
    EXPECT_EQ(acces::code_premier_demarrage(v.app.env()), "");
    EXPECT_EQ(qui.get("/premier-demarrage").status, 404);
    EXPECT_EQ(qui.post("/premier-demarrage", v.saisie(code)).status, 404);
    qui.post("/connexion", {{"courriel", "ali@exemple.invalid"}, {"mot_de_passe", mot_de_passe_d_essai}});
    EXPECT_TRUE(qui.get("/comptes").contient("Administrateur technique"));
    EXPECT_EQ(v.agents(), 1);
}

TEST(PremierDemarrage, cree_aussi_le_premier_coordonnateur_de_son_bassin) {
    Vide v;
    auto saisie = v.saisie(acces::code_premier_demarrage(v.app.env()));
    saisie.emplace_back("bassin", "Bassin nord");
    auto qui = v.app.inconnu();
    auto incomplet = qui.post("/premier-demarrage", saisie);
    EXPECT_TRUE(incomplet.error("coordo_nom").starts_with("Complétez ce champ"));
    saisie.insert(saisie.end(),
                  {{"coordo_nom", "NDIAYE"}, {"coordo_prenom", "Awa"}, {"coordo_courriel", "awa@exemple.invalid"}});
    auto faite = qui.post("/premier-demarrage", saisie);
    EXPECT_EQ(faite.text("h1"), "Académie créée");
    auto provisoire = faite.text("code");
    auto awa = v.app.inconnu();
    awa.post("/connexion", {{"courriel", "awa@exemple.invalid"}, {"mot_de_passe", provisoire}});
    EXPECT_EQ(awa.get("/compte").location, "/compte/mot-de-passe");
    awa.get("/compte/mot-de-passe");
    auto nouveau = "le vélo rouge de mamie";
    awa.post("/compte/mot-de-passe", {{"actuel", provisoire}, {"nouveau", nouveau}, {"encore", nouveau}});
    EXPECT_TRUE(awa.get("/compte").contient("Coordonnateur MLDS – Bassin nord"));
}
