#include "web/router.hpp"

#include "base/ensure.hpp"

#include <gtest/gtest.h>

using namespace web;

namespace {

RouteTable table() {
    RouteTable t;
    t.add("GET", "/", 0);
    t.add("GET", "/reunions", 1);
    t.add("POST", "/reunions", 2);
    t.add("GET", "/reunions/nouvelle", 3);
    t.add("GET", "/reunions/{id}", 4);
    t.add("POST", "/reunions/{id}/releve", 5);
    t.add("GET", "/jeunes/{jeune}/contacts/{contact}", 6);
    t.add("GET", "/jeunes/nouveau/contacts", 7);
    return t;
}

std::optional<std::size_t> route(RouteTable const& t, std::string_view method, std::string_view path) {
    auto match = t.find(method, path);
    return match ? std::optional{match->route} : std::nullopt;
}

} // namespace

TEST(Routes, un_chemin_mene_a_sa_route) {
    auto t = table();
    EXPECT_EQ(route(t, "GET", "/"), 0u);
    EXPECT_EQ(route(t, "GET", "/reunions"), 1u);
    EXPECT_EQ(route(t, "POST", "/reunions"), 2u);
    EXPECT_EQ(route(t, "GET", "/reunions/12"), 4u);
    EXPECT_EQ(route(t, "POST", "/reunions/12/releve"), 5u);
}

TEST(Routes, un_mot_fixe_l_emporte_sur_un_parametre) { EXPECT_EQ(route(table(), "GET", "/reunions/nouvelle"), 3u); }

TEST(Routes, un_mot_fixe_sans_suite_laisse_sa_chance_au_parametre) {
    auto match = table().find("GET", "/jeunes/nouveau/contacts/9");
    ASSERT_TRUE(match);
    EXPECT_EQ(match->route, 6u);
    EXPECT_EQ(match->params, (std::vector<std::string>{"nouveau", "9"}));
}

TEST(Routes, un_chemin_inconnu_ne_mene_nulle_part) {
    auto t = table();
    for (auto absent : {"/reunion", "/reunions/", "/reunions//releve", "/reunions/1/2", "", "reunions", "//"})
        EXPECT_EQ(t.find("GET", absent), std::nullopt) << absent;
    EXPECT_TRUE(t.methods_for("/reunion").empty());
}

TEST(Routes, head_est_repondu_par_get) { EXPECT_EQ(route(table(), "HEAD", "/reunions/3"), 4u); }

TEST(Routes, les_methodes_d_un_chemin_sont_connues) {
    auto t = table();
    EXPECT_EQ(t.find("POST", "/reunions/3"), std::nullopt);
    EXPECT_EQ(t.methods_for("/reunions/3"), std::vector<std::string>{"GET"});
    EXPECT_EQ(t.methods_for("/reunions"), (std::vector<std::string>{"GET", "POST"}));
    EXPECT_EQ(t.methods_for("/reunions/3/releve"), std::vector<std::string>{"POST"});
}

TEST(Routes, deux_routes_pour_le_meme_chemin_sont_un_defaut) {
    auto t = table();
    EXPECT_THROW(t.add("GET", "/reunions", 9), Defaut);
    EXPECT_THROW(t.add("GET", "/reunions/{autre_nom}", 9), Defaut);
    EXPECT_NO_THROW(t.add("POST", "/reunions/{autre_nom}", 9));
}

TEST(Routes, un_modele_mal_forme_est_un_defaut) {
    RouteTable t;
    for (auto mauvais : {"", "reunions", "/a//b", "/a/", "/a/{}", "/a/{x}y", "/a/x{y}", "/a/{x"})
        EXPECT_THROW(t.add("GET", mauvais, 1), Defaut) << mauvais;
}
