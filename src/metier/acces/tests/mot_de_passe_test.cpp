#include "metier/acces/mot_de_passe.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "web/http.hpp"

using namespace metier::acces;

namespace {
constexpr CoutArgon2 leger{1, 8192};
}

TEST(MotDePasse, un_hachage_se_verifie_et_un_autre_mot_non) {
    MotsDePasse m{leger};
    auto hache = m.hacher("quatre girafes bleues dansent");
    EXPECT_TRUE(hache.starts_with("$argon2id$"));
    EXPECT_TRUE(m.verifier("quatre girafes bleues dansent", hache));
    EXPECT_FALSE(m.verifier("quatre girafes bleues dansen", hache));
}

TEST(MotDePasse, le_cout_par_defaut_prend_64_mo) {
    MotsDePasse m;
    EXPECT_TRUE(m.hacher("quatre girafes bleues dansent").starts_with("$argon2id$v=19$m=65536,t=2,p=1$"));
}

TEST(MotDePasse, le_compte_inconnu_coute_un_calcul_et_repond_non) {
    MotsDePasse m{leger};
    EXPECT_FALSE(m.verifier("n'importe quoi", ""));
    EXPECT_EQ(m.evaluations(), 1);
}

TEST(MotDePasse, douze_caracteres_au_moins) {
    EXPECT_NE(defaut_du_mot_de_passe("Tr8!kqPzw3#", {}), "");
    EXPECT_EQ(defaut_du_mot_de_passe("Tr8!kqPzw3#v", {}), "");
}

TEST(MotDePasse, les_evidences_sont_refusees) {
    for (auto evident : {"motdepasse123", "Motdepasse2026!", "azertyuiop123", "123456789012", "aaaaaaaaaaaa",
                         "abcabcabcabc", "Raccroche2026!", "academie-2026!!", "qwertyuiop1234"})
        EXPECT_NE(defaut_du_mot_de_passe(evident, {}), "") << evident;
}

TEST(MotDePasse, son_propre_nom_est_refuse) {
    EXPECT_NE(defaut_du_mot_de_passe("awandiaye2026", {"NDIAYE", "Awa", "awa.ndiaye@exemple.invalid"}), "");
}

TEST(MotDePasse, une_phrase_convient) {
    for (auto bon : {"quatre girafes bleues dansent", "le vélo rouge de mamie", "kfm4-p2qd-8xwt-hn6r"})
        EXPECT_EQ(defaut_du_mot_de_passe(bon, {"NDIAYE", "Awa"}), "") << bon;
}

TEST(MotDePasse, un_mot_de_passe_au_hasard_convient_et_change) {
    auto un = mot_de_passe_au_hasard(), deux = mot_de_passe_au_hasard();
    EXPECT_EQ(un.size(), 19u);
    EXPECT_NE(un, deux);
    EXPECT_EQ(defaut_du_mot_de_passe(un, {}), "");
}

TEST(MotDePasse, pas_plus_de_calculs_a_la_fois_que_prevu) {
    MotsDePasse un_seul{CoutArgon2{3, std::size_t{32} * 1024 * 1024}, 1, 0};
    std::atomic<int> refus = 0;
    {
        std::vector<std::jthread> foule;
        for (int i = 0; i < 4; ++i)
            foule.emplace_back([&] {
                try {
                    un_seul.verifier("x", "");
                } catch (web::HttpError const& e) {
                    refus += e.status == 503;
                }
            });
    }
    EXPECT_EQ(un_seul.evaluations() + refus, 4);
    EXPECT_GE(refus, 1);
}
