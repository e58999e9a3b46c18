#include "metier/acces/liens_signes.hpp"

#include <gtest/gtest.h>

#include "metier/acces/acces.hpp"
#include "tests/distribution.hpp"

using namespace metier::acces;
using namespace essais;

struct LiensSignes : testing::TestWithParam<std::string> {
    Distribution d{GetParam()};
    PorteDesLiens porte;
    int reponses = 0;

    LiensSignes() {
        porte.genre("essai", {[](Contexte&, LienSigne const& l) {
                                  return Page{.titre = "Vos places", .contenu = web::h1("Bonjour ", l.adresse)};
                              },
                              [this](Contexte& cx, LienSigne const& l) {
                                  cx.acte(Acte::structure_modifiee, [&](storage::Writer& db, Trace& trace) {
                                      trace.objet = l.objet;
                                      reponses += repondre_par_lien(db, cx.instant(), l) ? 1 : 0;
                                  });
                                  return cx.page({.titre = "Merci", .contenu = web::h1("Merci")});
                              }});
        routes_des_liens(d.app.routes, porte);
    }
    std::string cree(bool une_fois = false, std::string const& objet = "structure/1") {
        return d.ecrire([&](storage::Writer& db) {
            return creer_lien(db, d.horloge.instant(),
                              {"essai", objet, "lycee@exemple.invalid", d.awa, std::nullopt, une_fois});
        });
    }
    LienSigne le(std::string const& secret) {
        return *d.lire([&](auto& db) { return trouver_lien(db, secret); });
    }
};

TEST_P(LiensSignes, la_base_ne_garde_que_l_empreinte_du_secret) {
    auto secret = cree();
    EXPECT_GE(secret.size(), 43u);
    auto garde = d.lire([](auto& db) { return db.template one<std::string>("select empreinte from lien_signe"); });
    EXPECT_EQ(garde.find(secret), garde.npos);
    EXPECT_EQ(le(secret).adresse, "lycee@exemple.invalid");
}

TEST_P(LiensSignes, voir_la_page_n_est_pas_repondre) {
    auto secret = cree();
    auto passant = d.app.inconnu();
    auto page = passant.get("/l/" + secret);
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(page.contient("Bonjour lycee@exemple.invalid"));
    EXPECT_EQ(passant.get("/l/" + secret).status, 200);
    EXPECT_FALSE(le(secret).repondu_le);
    EXPECT_TRUE(le(secret).ouvert_le);
    EXPECT_TRUE(d.journal().empty());
    EXPECT_EQ(passant.post("/l/" + secret).status, 200);
    EXPECT_EQ(le(secret).reponses, 1);
    EXPECT_EQ(d.journal(), std::vector<std::string>{"structure_modifiee"});
}

TEST_P(LiensSignes, un_lien_faux_expire_retire_ou_deja_servi_dit_quoi_faire) {
    auto passant = d.app.inconnu();
    auto faux = passant.get("/l/" + std::string(43, 'A'));
    EXPECT_EQ(faux.status, 404);
    EXPECT_TRUE(faux.contient("Demandez un nouveau lien"));
    EXPECT_EQ(passant.get("/l/x").status, 404);

    auto une_fois = cree(true, "structure/2");
    EXPECT_EQ(passant.post("/l/" + une_fois).status, 200);
    auto encore = passant.post("/l/" + une_fois);
    EXPECT_EQ(encore.status, 410);
    EXPECT_TRUE(encore.contient("Votre réponse est déjà enregistrée"));

    auto retire = cree(false, "structure/3");
    d.ecrire([&](auto& db) { return retirer_liens(db, d.horloge.instant(), "essai", "structure/3"); });
    EXPECT_TRUE(passant.get("/l/" + retire).contient("Ce lien a été retiré"));

    auto remplace = cree(false, "structure/4"), refuse = cree(false, "structure/5");
    d.ecrire([&](auto& db) {
        retirer_liens(db, d.horloge.instant(), "essai", "structure/4", Retrait::remplace);
        retirer_liens(db, d.horloge.instant(), "essai", "structure/5", Retrait::refuse);
    });
    EXPECT_TRUE(passant.get("/l/" + remplace).contient("Un lien plus récent vous a été envoyé"));
    auto page = passant.get("/l/" + refuse);
    EXPECT_FALSE(page.contient("retiré")) << "personne ne l'a retiré : il a répondu";
    EXPECT_TRUE(page.contient("Vous avez répondu que vous ne pouviez pas, le 05/10/2026."));
    EXPECT_TRUE(page.contient("Awa")) << "à qui le dire, si l'on change d'avis";

    auto expire = cree();
    d.horloge.avancer(std::chrono::days{14} - 1s);
    EXPECT_EQ(passant.get("/l/" + expire).status, 200);
    d.horloge.avancer(1s);
    auto tard = passant.get("/l/" + expire);
    EXPECT_EQ(tard.status, 410);
    EXPECT_TRUE(tard.contient("Il était valable jusqu’au 19/10/2026"));
    EXPECT_EQ(reponses, 1);
}

TEST_P(LiensSignes, deux_reponses_au_meme_moment_n_en_font_qu_une) {
    auto secret = cree(true);
    auto lu = le(secret); // l'une et l'autre l'ont lu valable
    auto repond = [&] { return d.ecrire([&](auto& db) { return repondre_par_lien(db, d.horloge.instant(), lu); }); };
    EXPECT_TRUE(repond());
    EXPECT_FALSE(repond());
}

TEST_P(LiensSignes, qui_l_a_envoye_sait_ou_il_en_est) {
    auto secret = cree();
    auto suite_du_lien = [&] { return suite(le(secret), d.horloge.instant()); };
    EXPECT_EQ(suite_du_lien(), "Lien du 05/10/2026, pas encore ouvert");
    d.app.inconnu().get("/l/" + secret);
    EXPECT_EQ(suite_du_lien(), "Lien ouvert le 05/10/2026, réponse attendue");
    d.horloge.avancer(std::chrono::days{15});
    EXPECT_EQ(suite_du_lien(), "Sans réponse, lien expiré le 19/10/2026");
    d.horloge.avancer(std::chrono::days{90});
    EXPECT_EQ(d.ecrire([&](auto& db) { return effacer_liens_perimes(db, d.jour(), d.horloge.instant()); }), 1);
}

INSTANTIATE_TEST_SUITE_P(Bases, LiensSignes, testing::ValuesIn(essais::BaseDEssai::genres()),
                         [](auto const& i) { return i.param; });
