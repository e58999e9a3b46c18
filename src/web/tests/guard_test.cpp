#include "web/guard.hpp"

#include "web/tests/hostile.hpp"

#include <gtest/gtest.h>

using namespace web;

namespace {

Head accepted(std::string_view text) {
    auto verdict = guard(text, {});
    if (auto* refusal = std::get_if<Refusal>(&verdict))
        throw std::runtime_error{refusal->why};
    return std::get<Head>(verdict);
}

} // namespace

TEST(Garde, chaque_demande_hostile_est_refusee) {
    for (auto const& cas : essai::hostile()) {
        auto scan = scan_head(cas.request, 0, {});
        if (auto* refusal = std::get_if<Refusal>(&scan)) {
            EXPECT_EQ(refusal->status, cas.status) << cas.name;
            continue;
        }
        auto size = std::get<std::size_t>(scan);
        ASSERT_GT(size, 0u) << cas.name;
        auto verdict = guard(std::string_view{cas.request}.substr(0, size), {});
        auto* refusal = std::get_if<Refusal>(&verdict);
        ASSERT_EQ(refusal == nullptr, cas.in_body) << cas.name;
        if (refusal) {
            EXPECT_EQ(refusal->status, cas.status) << cas.name << " : " << refusal->why;
        }
    }
}

TEST(Garde, une_demande_ordinaire_est_lue) {
    auto head = accepted("POST /jeunes/12/contacts?tri=nom&page=2 HTTP/1.1\r\nHost: raccroche.exemple:8080\r\n"
                         "Content-Length:  12 \r\nConnection: Keep-Alive\r\nExpect: 100-continue\r\nX-Vide:\r\n\r\n");
    EXPECT_EQ(head.method, "POST");
    EXPECT_EQ(head.path, "/jeunes/12/contacts");
    EXPECT_EQ(head.query, (Pairs{{"tri", "nom"}, {"page", "2"}}));
    EXPECT_EQ(head.framing, Framing::length);
    EXPECT_EQ(head.length, 12u);
    EXPECT_TRUE(head.keep_alive);
    EXPECT_TRUE(head.expects_continue);
    EXPECT_EQ(head.header("x-vide"), "");
}

TEST(Garde, un_chemin_accentue_est_decode) {
    EXPECT_EQ(accepted("GET /listes/%C3%89t%C3%A9%202026 HTTP/1.1\r\nHost: a\r\n\r\n").path, "/listes/Été 2026");
}

TEST(Garde, http_1_0_ou_close_ferment_la_connexion) {
    EXPECT_FALSE(accepted("GET / HTTP/1.0\r\n\r\n").keep_alive);
    EXPECT_FALSE(accepted("GET / HTTP/1.1\r\nHost: a\r\nConnection: x, Close\r\n\r\n").keep_alive);
}

TEST(Garde, un_en_tete_arrive_octet_par_octet_est_reconnu_a_son_dernier_octet) {
    std::string_view text = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    for (std::size_t n = 1; n < text.size(); ++n) {
        auto scan = scan_head(text.substr(0, n), n - 1, {});
        ASSERT_EQ(std::get<std::size_t>(scan), 0u) << n;
    }
    EXPECT_EQ(std::get<std::size_t>(scan_head(text, text.size() - 1, {})), text.size());
}

TEST(Garde, les_octets_qui_suivent_l_en_tete_ne_comptent_pas_dans_sa_taille) {
    std::string text = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 50000\r\n\r\n";
    auto head = text.size();
    text.append(50000, 'x');
    EXPECT_EQ(std::get<std::size_t>(scan_head(text, 0, {})), head);
}
