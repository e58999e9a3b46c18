// Double clic : un seul acte, la même réponse (issue « Bad input, faults »).
#include "metier/acces/double_envoi.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "metier/acces/tests/portail.hpp"

namespace essais {
namespace {

TEST(DoubleEnvoi, deux_clics_au_meme_instant_n_ecrivent_qu_une_fois_et_lisent_la_meme_reponse) {
    acces::DoublesEnvois doubles;
    std::atomic<int> ecrits = 0;
    auto ecrire = [&] {
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
        ++ecrits;
        return web::see_other("/places/7");
    };
    std::vector<std::string> lues(4);
    {
        std::vector<std::jthread> clics;
        for (auto& lue : lues)
            clics.emplace_back([&] {
                auto r = doubles.une_fois("le même", ecrire);
                lue = r.headers.front().second;
            });
    }
    EXPECT_EQ(ecrits, 1);
    for (auto const& lue : lues)
        EXPECT_EQ(lue, "/places/7");
    doubles.une_fois("un autre", ecrire);
    EXPECT_EQ(ecrits, 2);
}

TEST(DoubleEnvoi, apres_une_erreur_le_meme_envoi_est_traite) {
    acces::DoublesEnvois doubles;
    EXPECT_EQ(doubles.une_fois("x", [] { return web::html("à corriger", 422); }).status, 422);
    EXPECT_THROW(doubles.une_fois("x", []() -> web::Reply { throw web::not_found(); }), web::HttpError);
    EXPECT_EQ(doubles.une_fois("x", [] { return web::see_other("/"); }).status, 303);
}

TEST(DoubleEnvoi, la_meme_page_envoyee_deux_fois_est_reconnue_deux_pages_non) {
    Portail d;
    auto admin = d.app.as(d.admin);
    auto roles = [&] {
        return d.lire([&](auto& db) {
            return db.template one<std::int64_t>("select count(*) from role_tenu where agent_id = ?", d.cpe);
        });
    };
    auto avant = roles();
    web::Pairs un_role{{"role", "cpe"}, {"etablissement", std::to_string(d.zola.valeur)}, {"du", "2026-10-05"}};
    auto page = admin.get("/comptes/" + std::to_string(d.cpe.valeur) + "/roles/nouveau?role=cpe&cherche=zola");
    un_role.emplace_back("csrf", page.value("csrf"));
    auto ou = "/comptes/" + std::to_string(d.cpe.valeur) + "/roles?cherche=zola";
    auto premier = admin.post(ou, un_role);
    EXPECT_EQ(premier.status, 303) << premier.text("main");
    EXPECT_EQ(admin.post(ou, un_role).location, premier.location);
    EXPECT_EQ(roles(), avant + 1);
}

} // namespace
} // namespace essais
