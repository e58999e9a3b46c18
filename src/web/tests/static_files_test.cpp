#include "web/static_files.hpp"

#include "base/ensure.hpp"
#include "base/secret.hpp"
#include "web/compress.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

using namespace web;

namespace {

constexpr StaticFile files[] = {
    {"logo.png", "11111111", "image/png", "PNG", {}},
    {"theme.css", "0123abcd", "text/css; charset=utf-8", "body{}", "(gz)"},
};

Request request(std::string path, Pairs headers = {}) {
    Request r;
    r.method = "GET";
    r.path = std::move(path);
    r.headers = std::move(headers);
    return r;
}

std::string header(Reply const& reply, std::string_view name) {
    for (auto const& [key, value] : reply.headers)
        if (key == name)
            return value;
    return {};
}

} // namespace

TEST(Statiques, l_adresse_a_empreinte_se_garde_un_an) {
    auto r = serve_static(files, request("/s/theme.0123abcd.css"));
    EXPECT_EQ(r.status, 200);
    EXPECT_EQ(r.body, "body{}");
    EXPECT_EQ(header(r, "Content-Type"), "text/css; charset=utf-8");
    EXPECT_EQ(header(r, "Cache-Control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(header(r, "Vary"), "Accept-Encoding");
    EXPECT_EQ(header(r, "ETag"), "\"0123abcd\"");
}

TEST(Statiques, la_version_compressee_part_a_qui_la_prend) {
    auto r = serve_static(files, request("/s/theme.0123abcd.css", {{"accept-encoding", "br, gzip"}}));
    EXPECT_EQ(r.body, "(gz)");
    EXPECT_EQ(header(r, "Content-Encoding"), "gzip");
    auto image = serve_static(files, request("/s/logo.11111111.png", {{"accept-encoding", "gzip"}}));
    EXPECT_EQ(image.body, "PNG");
    EXPECT_EQ(header(image, "Content-Encoding"), "");
}

TEST(Statiques, le_nom_nu_se_reverifie_par_son_etiquette) {
    auto r = serve_static(files, request("/s/theme.css"));
    EXPECT_EQ(header(r, "Cache-Control"), "no-cache");
    auto again = serve_static(files, request("/s/theme.css", {{"if-none-match", header(r, "ETag")}}));
    EXPECT_EQ(again.status, 304);
    EXPECT_TRUE(again.body.empty());
}

TEST(Statiques, un_nom_inconnu_ou_une_autre_empreinte_donnent_404) {
    for (auto absent : {"/s/", "/s/x.css", "/s/theme.ffffffff.css", "/s/theme", "/autre", "/s/theme.0123abcd.mjs"})
        EXPECT_THROW(serve_static(files, request(absent)), HttpError) << absent;
    EXPECT_THROW(static_url("inconnu.css"), Defaut);
}

TEST(Statiques, chaque_fichier_embarque_est_entier_et_son_empreinte_juste) {
    auto all = embedded_files();
    ASSERT_FALSE(all.empty());
    EXPECT_TRUE(std::is_sorted(all.begin(), all.end(), [](auto& a, auto& b) { return a.name < b.name; }));
    for (auto const& f : all) {
        EXPECT_EQ(base::sha256(f.bytes).substr(0, 8), f.hash) << f.name;
        if (!f.gzip.empty()) {
            EXPECT_EQ(gunzip(f.gzip, 10 << 20), f.bytes) << f.name;
        }
        auto r = serve_static(request(std::string{static_url(f.name)}));
        EXPECT_EQ(r.body, f.bytes) << f.name;
    }
}

TEST(Statiques, le_contenu_embarque_est_celui_du_depot) {
    std::ostringstream on_disk;
    on_disk << std::ifstream{RACINE "/src/web/statique/robots.txt"}.rdbuf();
    EXPECT_EQ(serve_static(request("/s/robots.txt")).body, on_disk.str());
}

TEST(Compression, un_texte_compresse_se_retrouve) {
    std::string text;
    for (int i = 0; i < 5000; ++i)
        text += "ligne " + std::to_string(i) + "\n";
    auto zipped = gzip(text);
    EXPECT_LT(zipped.size(), text.size() / 3);
    EXPECT_EQ(gunzip(zipped, text.size()), text);
    EXPECT_THROW(gunzip(zipped, text.size() / 10), Defaut);
    EXPECT_THROW(gunzip("pas du gzip", 100), Defaut);
    EXPECT_EQ(gunzip(gzip(""), 0), "");
}

TEST(Compression, l_accord_du_client_est_lu_avec_ses_poids) {
    for (auto yes : {"gzip", "br, GZIP", "deflate;q=1, gzip;q=0.5", "*", "x-gzip", "gzip;q=0.001"})
        EXPECT_TRUE(accepts_gzip(yes)) << yes;
    for (auto no : {"", "br", "gzip;q=0", "gzip ; q=0.000, *", "*;q=0", "identity", "gzipped"})
        EXPECT_FALSE(accepts_gzip(no)) << no;
}
