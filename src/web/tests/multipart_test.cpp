#include "web/multipart.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

using namespace web;

namespace {

class Multipart : public testing::Test {
protected:
    Multipart() {
        std::string model = testing::TempDir() + "/multipart-XXXXXX";
        folder = ::mkdtemp(model.data());
    }
    ~Multipart() override { std::filesystem::remove_all(folder); }

    std::size_t files() const {
        auto all = std::filesystem::directory_iterator{folder};
        return static_cast<std::size_t>(std::distance(begin(all), end(all)));
    }
    MultipartLimits limits() const { return {.folder = folder}; }
    int refused(std::string_view body, MultipartLimits l) const {
        try {
            MultipartParser p{"XX", std::move(l)};
            p.feed(body);
            p.finish();
        } catch (HttpError const& e) {
            return e.status;
        }
        return 0;
    }
    int refused(std::string_view body) const { return refused(body, limits()); }

    std::string folder;
};

std::string part(std::string_view headers, std::string_view content) {
    return "--XX\r\n" + std::string{headers} + "\r\n\r\n" + std::string{content} + "\r\n";
}

std::string field(std::string_view name, std::string_view value) {
    return part("Content-Disposition: form-data; name=\"" + std::string{name} + "\"", value);
}

std::string file(std::string_view filename, std::string_view content) {
    return part("Content-Disposition: form-data; name=\"f\"; filename=\"" + std::string{filename} +
                    "\"\r\nContent-Type: text/csv",
                content);
}

std::string contents(std::string const& path) {
    std::ostringstream out;
    out << std::ifstream{path, std::ios::binary}.rdbuf();
    return out.str();
}

} // namespace

TEST_F(Multipart, champs_et_fichiers_sont_lus_quel_que_soit_le_decoupage) {
    std::string binary{"\r\n--X\r\n--XY\0\r\r\n-\xff--XX", 20};
    auto body = field("source", "SIECLE é") + file("élèves.csv", binary) + field("vide", "") + "--XX--\r\n";
    for (std::size_t step : {1, 2, 3, 7, 64, 100000}) {
        MultipartParser p{"XX", limits()};
        for (std::size_t at = 0; at < body.size(); at += step)
            p.feed(std::string_view{body}.substr(at, step));
        p.finish();
        EXPECT_EQ(p.take_form(), (Pairs{{"source", "SIECLE é"}, {"vide", ""}})) << step;
        auto uploads = p.take_uploads();
        ASSERT_EQ(uploads.size(), 1u) << step;
        EXPECT_EQ(uploads[0].field, "f");
        EXPECT_EQ(uploads[0].filename, "élèves.csv");
        EXPECT_EQ(uploads[0].size, binary.size());
        EXPECT_EQ(contents(uploads[0].path), binary);
        std::filesystem::remove(uploads[0].path);
    }
    EXPECT_EQ(files(), 0u);
}

TEST_F(Multipart, un_fichier_recu_n_est_lisible_que_par_le_programme) {
    MultipartParser p{"XX", limits()};
    p.feed(file("a", "x") + "--XX--");
    auto path = p.take_uploads().at(0).path;
    EXPECT_EQ(std::filesystem::status(path).permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    std::filesystem::remove(path);
}

TEST_F(Multipart, un_champ_fichier_laisse_vide_n_est_pas_un_fichier) {
    MultipartParser p{"XX", limits()};
    p.feed(file("", "") + "--XX--\r\n");
    p.finish();
    EXPECT_TRUE(p.take_uploads().empty());
    EXPECT_EQ(files(), 0u);
}

TEST_F(Multipart, le_nom_du_fichier_perd_son_chemin_et_retrouve_ses_guillemets) {
    MultipartParser p{"XX", limits()};
    p.feed(file("C:\\Users\\awa\\liste %22a%22 100%.csv", "x") + file("../../etc/passwd", "y") + "--XX--");
    auto uploads = p.take_uploads();
    EXPECT_EQ(uploads.at(0).filename, "liste \"a\" 100%.csv");
    EXPECT_EQ(uploads.at(1).filename, "passwd");
    for (auto const& u : uploads)
        std::filesystem::remove(u.path);
}

TEST_F(Multipart, un_envoi_interrompu_ne_laisse_aucun_fichier) {
    {
        MultipartParser p{"XX", limits()};
        p.feed(file("a.csv", "debut"));
        EXPECT_EQ(files(), 1u);
        EXPECT_THROW(p.finish(), HttpError);
    }
    EXPECT_EQ(files(), 0u);
}

TEST_F(Multipart, les_limites_donnent_413) {
    auto few = limits();
    few.fields = 2;
    EXPECT_EQ(refused(field("a", "") + field("b", "") + field("c", "") + "--XX--", few), 413);
    auto small = limits();
    small.field_bytes = 10;
    EXPECT_EQ(refused(field("a", std::string(50, 'x')) + "--XX--", small), 413);
    auto one = limits();
    one.files = 1;
    EXPECT_EQ(refused(file("a", "") + file("b", "") + "--XX--", one), 413);
    auto none = limits();
    none.files = 0;
    EXPECT_EQ(refused(file("a", "") + "--XX--", none), 413);
    EXPECT_EQ(refused(file("", "") + "--XX--", none), 0);
    EXPECT_EQ(files(), 0u);
}

TEST_F(Multipart, un_envoi_mal_forme_donne_400) {
    EXPECT_EQ(refused(""), 400);
    EXPECT_EQ(refused("--XX"), 400);
    EXPECT_EQ(refused("--XXX\r\n"), 400);
    EXPECT_EQ(refused(std::string(5000, 'a')), 400);
    EXPECT_EQ(refused(part("Content-Disposition: form-data", "x") + "--XX--"), 400);
    EXPECT_EQ(refused(part("Content-Disposition: attachment; name=\"a\"", "x") + "--XX--"), 400);
    EXPECT_EQ(refused(part("Content-Disposition: form-data; name=\"a", "x") + "--XX--"), 400);
    EXPECT_EQ(refused(part("sans deux points", "x") + "--XX--"), 400);
    EXPECT_EQ(refused(part("X: " + std::string(5000, 'a'), "x") + "--XX--"), 400);
    EXPECT_EQ(refused(field("a", "\xff") + "--XX--"), 400);
    EXPECT_EQ(refused(file("", "contenu sans nom") + "--XX--"), 400);
    EXPECT_EQ(refused(part("Content-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64", "eA==") +
                      "--XX--"),
              400);
}

TEST_F(Multipart, un_disque_qui_refuse_donne_503) {
    auto nowhere = limits();
    nowhere.folder += "/absent";
    EXPECT_EQ(refused(file("a", "x") + "--XX--", nowhere), 503);
}

TEST(MultipartBoundary, la_frontiere_est_lue_avec_ou_sans_guillemets) {
    EXPECT_EQ(multipart_boundary("multipart/form-data; boundary=abc"), "abc");
    EXPECT_EQ(multipart_boundary("Multipart/Form-Data; charset=utf-8; Boundary=\"a b\""), std::nullopt);
    EXPECT_EQ(multipart_boundary("multipart/form-data; boundary=\"----x:y\""), "----x:y");
    EXPECT_EQ(multipart_boundary("multipart/form-data"), std::nullopt);
    EXPECT_EQ(multipart_boundary("multipart/form-data; boundary="), std::nullopt);
    EXPECT_EQ(multipart_boundary("multipart/form-data; boundary=" + std::string(71, 'a')), std::nullopt);
    EXPECT_EQ(multipart_boundary("multipart/form-data; boundary=\"abc"), std::nullopt);
    EXPECT_EQ(multipart_boundary("text/plain; boundary=abc"), std::nullopt);
}
