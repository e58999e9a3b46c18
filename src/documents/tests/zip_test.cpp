#include "documents/zip.hpp"

#include <gtest/gtest.h>

#include <zlib.h>

#include "documents/tests/fichiers.hpp"

using namespace documents;

namespace {

std::string lire(Source const& source) {
    std::string tout;
    char tampon[1000];
    auto flux = source.ouvrir();
    while (auto n = flux->lire(tampon, sizeof tampon))
        tout.append(tampon, n);
    return tout;
}

} // namespace

TEST(Zip, les_entrees_se_lisent_et_se_relisent) {
    essai::Dossier d;
    ArchiveZip zip(d.zip("a.zip", {{"Eleves.xml", "<a/>"}, {"notes/lisez.txt", "x"}}), "a.zip");
    ASSERT_EQ(zip.entrees().size(), 2u);
    EXPECT_FALSE(zip.entrees()[0].en_sous_dossier);
    EXPECT_TRUE(zip.entrees()[1].en_sous_dossier);
    auto source = zip.source(*zip.trouver("Eleves.xml"));
    EXPECT_EQ(lire(source), "<a/>");
    EXPECT_EQ(lire(source), "<a/>");
    extraire(source, d.chemin("sorti.xml"));
    EXPECT_EQ(essai::tout(d.chemin("sorti.xml")), "<a/>");
}

TEST(Zip, un_nom_qui_sort_du_dossier_est_refuse) {
    essai::Dossier d;
    for (std::string nom : {"../../etc/passwd", "/etc/passwd", "..\\x", "C:\\x", "a/../b"}) {
        auto chemin = d.zip("m.zip", {{nom, "x"}});
        auto r = essai::refus([&] { ArchiveZip(chemin, "m.zip"); });
        EXPECT_NE(r.message.find("interdit"), std::string::npos) << nom;
    }
    EXPECT_NO_THROW(ArchiveZip(d.zip("b.zip", {{"a..b.xml", "x"}}), "b.zip"));
}

TEST(Zip, une_bombe_est_refusee_a_l_ouverture) {
    essai::Dossier d;
    auto chemin = d.zip("bombe.zip", {{"b.xml", std::string(40 << 20, ' ')}});
    EXPECT_LT(std::filesystem::file_size(chemin), 100'000u);
    auto r = essai::refus([&] { ArchiveZip(chemin, "bombe.zip"); });
    EXPECT_NE(r.message.find("démesurée"), std::string::npos);
}

TEST(Zip, une_archive_qui_ment_sur_sa_taille_est_refusee_en_lisant) {
    essai::Dossier d;
    auto octets = essai::tout(d.zip("z.zip", {{"b.xml", std::string(8 << 20, ' ')}}));
    // Taille annoncée ramenée à 10 octets dans le répertoire central et dans l'en-tête local.
    auto central = octets.find("PK\x01\x02");
    ASSERT_NE(central, std::string::npos);
    for (auto ou : {central + 24, std::size_t{22}})
        octets.replace(ou, 4, std::string("\x0A\0\0\0", 4));
    auto chemin = d.ecrire("menteuse.zip", octets);
    auto r = essai::refus([&] {
        ArchiveZip zip(chemin, "menteuse.zip");
        lire(zip.source(zip.entrees().at(0)));
    });
    EXPECT_FALSE(r.message.empty());
}

TEST(Zip, trop_d_entrees_ou_une_archive_abimee_sont_refusees) {
    essai::Dossier d;
    std::vector<std::pair<std::string, std::string>> beaucoup;
    for (int i = 0; i < 50; ++i)
        beaucoup.push_back({std::to_string(i), "x"});
    auto chemin = d.zip("n.zip", beaucoup);
    EXPECT_NE(essai::refus([&] { ArchiveZip(chemin, "n.zip", {.entrees = 10}); }).message.find("trop de fichiers"),
              std::string::npos);
    auto octets = essai::tout(chemin);
    auto coupee = d.ecrire("c.zip", std::string_view(octets).substr(0, octets.size() / 2));
    EXPECT_NE(essai::refus([&] { ArchiveZip(coupee, "c.zip"); }).message.find("abîmée"), std::string::npos);
}
