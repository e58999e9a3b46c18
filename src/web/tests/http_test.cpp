#include "web/http.hpp"

#include "base/ensure.hpp"
#include "web/client.hpp"

#include <gtest/gtest.h>

using namespace web;

TEST(Http, un_texte_encode_puis_decode_est_inchange) {
    std::string tout;
    for (int c = 0; c < 256; ++c)
        tout += static_cast<char>(c);
    EXPECT_EQ(url_decode(url_encode(tout), false), tout);
    EXPECT_EQ(url_encode("Évreux & +"), "%C3%89vreux%20%26%20%2B");
}

TEST(Http, un_pourcent_mal_forme_est_refuse) {
    for (auto mauvais : {"%", "%4", "%4g", "a%zz", "%%41"})
        EXPECT_EQ(url_decode(mauvais, false), std::nullopt) << mauvais;
}

TEST(Http, un_formulaire_garde_l_ordre_les_repetitions_et_les_valeurs_vides) {
    Pairs attendu{{"a", "1"}, {"a", "é 2"}, {"vide", ""}, {"sans", ""}, {"", "x=y"}};
    EXPECT_EQ(parse_urlencoded("a=1&a=%C3%A9+2&vide=&&sans&=x=y"), attendu);
    EXPECT_EQ(parse_urlencoded(""), Pairs{});
}

TEST(Http, un_formulaire_hors_utf8_ou_avec_un_octet_nul_est_refuse) {
    EXPECT_EQ(parse_urlencoded("a=%E9"), std::nullopt);
    EXPECT_EQ(parse_urlencoded("a=%00"), std::nullopt);
    EXPECT_EQ(parse_urlencoded("%FF=a"), std::nullopt);
}

TEST(Http, un_cookie_se_trouve_parmi_plusieurs_en_tetes) {
    Request r;
    r.headers = {{"cookie", "a=1; session=abc=; b=2"}, {"cookie", "c=3"}};
    EXPECT_EQ(r.cookie("session"), "abc=");
    EXPECT_EQ(r.cookie("a"), "1");
    EXPECT_EQ(r.cookie("c"), "3");
    EXPECT_EQ(r.cookie("sess"), std::nullopt);
    EXPECT_EQ(r.cookie("ession"), std::nullopt);
}

TEST(Http, une_valeur_absente_est_vide_et_une_valeur_repetee_donne_la_premiere) {
    Request r;
    r.form = {{"bassin", "nord"}, {"bassin", "sud"}, {"x", ""}};
    EXPECT_EQ(r.field("bassin"), "nord");
    EXPECT_EQ(r.fields("bassin"), (std::vector<std::string_view>{"nord", "sud"}));
    EXPECT_EQ(r.field("absent"), "");
    EXPECT_TRUE(r.fields("absent").empty());
}

TEST(Http, un_en_tete_avec_un_saut_de_ligne_ne_part_pas) {
    Reply r;
    EXPECT_THROW(r.with("X", "a\r\nSet-Cookie: b"), Defaut);
    EXPECT_THROW(r.with("X: y", "a"), Defaut);
}

TEST(Http, une_redirection_reste_sur_le_site) {
    EXPECT_EQ(see_other("/reunions?x=1").headers.front().second, "/reunions?x=1");
    EXPECT_EQ(see_other("/").status, 303);
    for (auto dehors : {"https://exemple.fr", "//exemple.fr", "/\\exemple.fr", "accueil", ""})
        EXPECT_THROW(see_other(dehors), Defaut) << dehors;
}

TEST(Client, les_en_tetes_de_relais_ne_comptent_que_d_un_relais_connu) {
    Pairs h{{"x-forwarded-for", "6.6.6.6, 10.1.1.1"}, {"x-forwarded-proto", "https"}};
    auto inconnu = client_of("9.9.9.9", h, {"127.0.0.1"});
    EXPECT_EQ(inconnu.address, "9.9.9.9");
    EXPECT_FALSE(inconnu.secure);
    auto connu = client_of("127.0.0.1", h, {"127.0.0.1"});
    EXPECT_EQ(connu.address, "10.1.1.1");
    EXPECT_TRUE(connu.secure);
    EXPECT_EQ(client_of("127.0.0.1", h, {"127.0.0.1", "10.1.1.1"}).address, "6.6.6.6");
    EXPECT_EQ(client_of("127.0.0.1", {{"x-forwarded-for", "<script>"}}, {"127.0.0.1"}).address, "127.0.0.1");
}
