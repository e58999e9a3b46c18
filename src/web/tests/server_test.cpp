#include "web/server.hpp"

#include "web/compress.hpp"
#include "web/static_files.hpp"
#include "web/tests/hostile.hpp"
#include "web/tests/raw_client.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <mutex>

using namespace web;
using namespace web::essai;
using namespace std::chrono_literals;

namespace {

/// Shows what it received.
Reply echo(Request const& r) {
    std::string out = r.method + " " + r.path + "\n";
    for (auto const& [name, value] : r.query)
        out += "?" + name + "=" + value + "\n";
    for (auto const& [name, value] : r.form)
        out += name + "=" + value + "\n";
    for (auto const& u : r.uploads)
        out += u.filename + ":" + std::to_string(u.size) + "\n";
    return text(out + r.body);
}

bool has(Received const& r, std::string_view header) { return r.head.find(header) != std::string::npos; }

} // namespace

TEST(Serveur, une_page_part_avec_tous_ses_en_tetes_de_securite) {
    Running s{{}, {.handler = echo}};
    RawClient c{s.server.port()};
    auto r = c.ask(get("/accueil?a=%C3%A9"));
    EXPECT_EQ(r.status, 200);
    EXPECT_EQ(r.body, "GET /accueil\n?a=é\n");
    for (auto header :
         {"Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
          "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'\r\n",
          "X-Content-Type-Options: nosniff\r\n", "Referrer-Policy: same-origin\r\n", "Permissions-Policy: ",
          "Cross-Origin-Opener-Policy: same-origin\r\n", "Cache-Control: no-store\r\n", "Date: "})
        EXPECT_TRUE(has(r, header)) << header << r.head;
    EXPECT_FALSE(has(r, "Strict-Transport-Security"));
    EXPECT_FALSE(has(r, "Connection: close"));
}

TEST(Serveur, derriere_un_relais_https_connu_la_page_demande_https_pour_la_suite) {
    Limits l;
    l.trusted_proxies = {"127.0.0.1"};
    Running s{l, {.handler = [](Request const& r) { return text(r.remote + (r.secure ? " sûr" : "")); }}};
    auto r = RawClient{s.server.port()}.ask(get("/", "X-Forwarded-For: 10.0.0.9\r\nX-Forwarded-Proto: https\r\n"));
    EXPECT_EQ(r.body, "10.0.0.9 sûr");
    EXPECT_TRUE(has(r, "Strict-Transport-Security: max-age="));
}

TEST(Serveur, une_connexion_sert_plusieurs_demandes_enchainees_dans_l_ordre) {
    Running s{{}, {.handler = echo}};
    RawClient c{s.server.port()};
    c.send(get("/1") + post("/2", "a=b") + get("/3") + get("/4", "Connection: close\r\n"));
    EXPECT_EQ(c.receive().body, "GET /1\n");
    EXPECT_EQ(c.receive().body, "POST /2\na=b\n");
    EXPECT_EQ(c.receive().body, "GET /3\n");
    EXPECT_EQ(c.receive().body, "GET /4\n");
    EXPECT_TRUE(c.closed());
}

TEST(Serveur, une_demande_arrivee_octet_par_octet_est_servie) {
    Running s{{}, {.handler = echo}};
    RawClient c{s.server.port()};
    for (char byte : post("/lent", "a=1"))
        c.send(std::string_view{&byte, 1});
    EXPECT_EQ(c.receive().body, "POST /lent\na=1\n");
}

TEST(Serveur, head_donne_la_taille_sans_le_corps) {
    Running s{{}, {.handler = echo}};
    RawClient c{s.server.port()};
    c.send("HEAD /a HTTP/1.1\r\nHost: a\r\n\r\n" + get("/b"));
    auto head = c.receive(true);
    EXPECT_TRUE(has(head, "Content-Length: 8\r\n")) << head.head;
    EXPECT_EQ(c.receive().body, "GET /b\n");
}

TEST(Serveur, un_corps_en_tranches_est_recolle) {
    Running s{{}, {.handler = echo}};
    RawClient c{s.server.port()};
    auto r = c.ask("POST /t HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
                   "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
                   "3;x=1\r\na=1\r\n4\r\n&b=2\r\n0\r\n\r\n" +
                   get("/suite"));
    EXPECT_EQ(r.body, "POST /t\na=1\nb=2\n");
    EXPECT_EQ(c.receive().body, "GET /suite\n");
}

TEST(Serveur, un_corps_d_un_autre_type_est_remis_tel_quel) {
    Running s{{}, {.handler = echo}};
    EXPECT_EQ(RawClient{s.server.port()}.ask(post("/j", "{\"a\":1}", "application/json")).body, "POST /j\n{\"a\":1}");
}

TEST(Serveur, attendre_100_continue_est_respecte) {
    Running s{{}, {.handler = echo}};
    RawClient c{s.server.port()};
    auto r = c.ask("POST /c HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
    EXPECT_EQ(r.status, 100);
    EXPECT_EQ(c.ask("abc").body, "POST /c\nabc");
}

TEST(Serveur, chaque_demande_hostile_recoit_sa_reponse_et_la_connexion_se_ferme) {
    std::atomic<int> reached = 0;
    Running s{{}, {.handler = [&](Request const& r) {
                  ++reached;
                  return echo(r);
              }}};
    for (auto const& cas : hostile()) {
        RawClient c{s.server.port()};
        c.send(cas.request + get("/passager")); // a smuggled request must never be answered
        auto r = c.receive();
        EXPECT_EQ(r.status, cas.status) << cas.name;
        EXPECT_TRUE(has(r, "Connection: close")) << cas.name;
        EXPECT_NE(r.body.find("<html lang=\"fr\">"), std::string::npos) << cas.name;
        ::usleep(100);
        EXPECT_EQ(c.receive().status, 0) << cas.name;
    }
    EXPECT_EQ(reached, 0);
    EXPECT_EQ(RawClient{s.server.port()}.ask(get("/")).status, 200);
}

TEST(Serveur, un_long_texte_part_compresse_a_qui_le_demande) {
    std::string page(50'000, 'a');
    Running s{{}, {.handler = [&](Request const&) { return html(page); }}};
    RawClient c{s.server.port()};
    auto zipped = c.ask(get("/", "Accept-Encoding: gzip\r\n"));
    EXPECT_TRUE(has(zipped, "Content-Encoding: gzip\r\n"));
    EXPECT_TRUE(has(zipped, "Vary: Accept-Encoding\r\n"));
    EXPECT_LT(zipped.body.size(), 1000u);
    EXPECT_EQ(gunzip(zipped.body, page.size()), page);
    EXPECT_EQ(c.ask(get("/")).body, page);
}

TEST(Serveur, un_fichier_est_envoye_puis_efface_si_on_le_demande) {
    auto path = testing::TempDir() + "/a-envoyer";
    std::string content(1'000'003, '\0');
    for (std::size_t i = 0; i < content.size(); ++i)
        content[i] = static_cast<char>(i * 7);
    std::ofstream{path, std::ios::binary} << content;
    Running s{{}, {.handler = [&](Request const&) {
                  Reply r;
                  r.file = path;
                  r.remove_file = true;
                  return r.with("Content-Type", "application/octet-stream");
              }}};
    RawClient c{s.server.port()};
    EXPECT_EQ(c.ask(get("/")).body, content);
    EXPECT_FALSE(std::filesystem::exists(path));
    EXPECT_EQ(c.ask(get("/")).status, 500) << "le fichier n'existe plus";
}

TEST(Serveur, un_304_n_a_pas_de_corps) {
    Running s{{}, {.handler = [](Request const& r) { return serve_static(r); }}};
    RawClient c{s.server.port()};
    auto first = c.ask(get("/s/robots.txt"));
    auto at = first.head.find("ETag: ") + 6;
    auto tag = first.head.substr(at, first.head.find("\r\n", at) - at);
    auto again = c.ask(get("/s/robots.txt", "If-None-Match: " + tag + "\r\n") + get("/s/absent"));
    EXPECT_EQ(again.status, 304);
    EXPECT_FALSE(has(again, "Content-Length"));
    EXPECT_EQ(c.receive().status, 404);
}

TEST(Serveur, une_exception_donne_une_page_et_une_reference_que_le_journal_retrouve) {
    std::mutex mutex;
    std::vector<Access> log;
    Running s{{},
              {.handler = [](Request const& r) -> Reply {
                   if (r.path == "/absent")
                       throw not_found();
                   throw std::runtime_error("détail interne");
               },
               .log =
                   [&](Access const& a) {
                       std::lock_guard lock{mutex};
                       log.push_back(a);
                   }}};
    RawClient c{s.server.port()};
    EXPECT_EQ(c.ask(get("/absent")).status, 404);
    auto r = c.ask(get("/"));
    EXPECT_EQ(r.status, 500);
    EXPECT_EQ(r.body.find("détail"), std::string::npos);
    s.stop();
    ASSERT_EQ(log.size(), 2u);
    EXPECT_EQ(log[1].error, "détail interne");
    EXPECT_NE(r.body.find(log[1].reference), std::string::npos);
}

TEST(Serveur, un_refus_de_la_garde_donne_un_numero_celui_du_journal_et_un_lien_pour_repartir) {
    std::mutex mutex;
    std::vector<Access> log;
    Running s{{},
              {.handler = [](Request const&) -> Reply { return text("ok"); },
               .log =
                   [&](Access const& a) {
                       std::lock_guard lock{mutex};
                       log.push_back(a);
                   }}};
    auto nul = RawClient{s.server.port()}.ask(get("/jeunes/1%00"));
    EXPECT_EQ(nul.status, 400);
    auto longue = RawClient{s.server.port()}.ask(get("/" + std::string(9000, 'a')));
    EXPECT_EQ(longue.status, 414);
    s.stop();
    ASSERT_EQ(log.size(), 2u);
    for (auto const& [r, ligne] : {std::pair{nul, log[0]}, std::pair{longue, log[1]}}) {
        EXPECT_FALSE(ligne.reference.empty());
        EXPECT_NE(r.body.find(ligne.reference), std::string::npos) << r.body;
        EXPECT_NE(r.body.find("href=\"/\""), std::string::npos) << r.body;
    }
}

TEST(Serveur, un_port_deja_pris_se_dit_en_francais) {
    Running s{{}, {.handler = [](Request const&) -> Reply { return text("ok"); }}};
    Server autre{{}, Hooks{.handler = [](Request const&) -> Reply { return text("ok"); }}};
    try {
        autre.listen("127.0.0.1", s.server.port());
        FAIL() << "le port était pris";
    } catch (std::runtime_error const& e) {
        auto attendu = "Le port " + std::to_string(s.server.port()) + " est déjà utilisé";
        EXPECT_EQ(std::string{e.what()}.substr(0, attendu.size()), attendu);
    }
}

TEST(Serveur, la_page_d_erreur_de_l_application_remplace_la_notre) {
    Running s{{},
              {.handler = [](Request const&) -> Reply { throw forbidden("Droit manquant."); },
               .error_page = [](Request const&, Failure const& f) { return html("<p>" + f.message); }}};
    auto r = RawClient{s.server.port()}.ask(get("/"));
    EXPECT_EQ(r.status, 403);
    EXPECT_EQ(r.body, "<p>Droit manquant.");
}

TEST(Serveur, le_journal_dit_la_route_et_jamais_le_chemin) {
    Access seen;
    Running s{{},
              {.handler =
                   [](Request const&) {
                       auto r = text("ok");
                       r.route = "/jeunes/{id}";
                       return r;
                   },
               .log = [&](Access const& a) { seen = a; }}};
    auto request = get("/jeunes/12?nom=Dupont");
    RawClient{s.server.port()}.ask(request);
    s.stop();
    EXPECT_EQ(seen.route, "/jeunes/{id}");
    EXPECT_EQ(seen.status, 200);
    EXPECT_EQ(seen.method, "GET");
    EXPECT_EQ(seen.bytes_in, request.size());
    EXPECT_GT(seen.bytes_out, 300u);
    EXPECT_EQ(seen.reference.size(), 8u);
    EXPECT_TRUE(seen.error.empty());
}

TEST(Serveur, arreter_laisse_finir_les_demandes_en_cours_et_ferme_les_autres) {
    std::atomic<int> started = 0;
    Running s{{}, {.handler = [&](Request const&) {
                  ++started;
                  std::this_thread::sleep_for(200ms);
                  return text("terminé");
              }}};
    RawClient working{s.server.port()}, idle{s.server.port()};
    working.send(get("/"));
    while (started == 0)
        std::this_thread::sleep_for(1ms);
    auto start = std::chrono::steady_clock::now();
    s.stop();
    EXPECT_LT(since(start), 1500ms);
    auto r = working.receive();
    EXPECT_EQ(r.body, "terminé");
    EXPECT_TRUE(has(r, "Connection: close"));
    EXPECT_TRUE(idle.closed());
    EXPECT_EQ(RawClient{s.server.port()}.ask(get("/")).status, 0);
}

TEST(Serveur, arreter_coupe_ceux_qui_n_en_finissent_pas) {
    Limits l;
    l.stop_time = 200ms;
    Running s{l, {.handler = echo}};
    RawClient c{s.server.port()};
    c.send("GET / HTTP/1.1\r\nHost: ");
    std::this_thread::sleep_for(50ms);
    auto start = std::chrono::steady_clock::now();
    s.stop();
    EXPECT_LT(since(start), 1500ms);
}
