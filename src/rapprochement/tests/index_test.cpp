// An index against the full run on the same files; files that are not to be trusted.
#include "rapprochement/index.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>

#include "rapprochement/tests/eleves_fictifs.hpp"
#include "rapprochement/tests/jeux.hpp"

using namespace rapprochement;
using namespace std::chrono_literals;

namespace {

struct Index_ : testing::Test {
    std::filesystem::path dossier =
        std::filesystem::temp_directory_path() /
        ("index_" + std::to_string(getpid()) + "_" + testing::UnitTest::GetInstance()->current_test_info()->name());
    Index_() { std::filesystem::create_directories(dossier); }
    ~Index_() override { std::filesystem::remove_all(dossier); }

    std::string chemin(std::string const& nom = "connus.index") const { return (dossier / nom).string(); }
    Index preparer(std::vector<Fiche> const& connus, Options const& options = {},
                   std::vector<Fiche> const& exemple = {}) const {
        Population p;
        for (auto const& fiche : connus)
            p.ajouter_b(fiche);
        for (auto const& fiche : exemple)
            p.ajouter_a(fiche);
        preparer_l_index(p, chemin(), {.notice = "connus.csv"}, options);
        return Index::ouvrir(chemin());
    }
    std::string octets(std::string const& nom = "connus.index") const {
        std::ifstream flux(chemin(nom), std::ios::binary);
        return {std::istreambuf_iterator<char>{flux}, {}};
    }
    std::string refus() const {
        try {
            Index::ouvrir(chemin());
        } catch (IndexRefuse const& e) {
            return e.what();
        }
        return "";
    }
    void ecrire(std::string const& contenu) const { std::ofstream(chemin(), std::ios::binary) << contenu; }
};

struct Eleves {
    std::vector<Fiche> a{}, b{};
};
Eleves eleves(std::uint32_t n, std::uint32_t nouveaux, jeux::Reglages reglages = {}) {
    jeux::Eleves const e{std::string(RACINE) + "/data", n, reglages};
    Eleves f;
    for (std::uint32_t i = 0; i < n; ++i) {
        if (i % (n / nouveaux) == 0)
            f.a.push_back(e.dans_a(i));
        f.b.push_back(e.dans_b(i));
    }
    return f;
}

/// Everything a result says; `ids_b` gives the key of a record of b.
template <class F>
std::string texte(Resultat const& r, std::vector<Fiche> const& a, F id_b) {
    std::string s = ecrire(r.modele);
    auto ajouter = [&](Paire const& p) {
        s += a[p.a].id + " " + std::string(id_b(p.b)) + " " + std::to_string(p.dixiemes) + " " +
             std::string(code(p.decision)) + " " + std::string(phrase(p.raison)) + " " + std::to_string(p.probabilite) +
             " " + std::to_string(static_cast<int>(p.garde)) + "\n";
    };
    std::ranges::for_each(r.liens, ajouter);
    std::ranges::for_each(r.douteux, ajouter);
    std::vector<std::size_t> ordre(a.size());
    for (std::size_t i = 0; i < ordre.size(); ++i)
        ordre[i] = i;
    std::ranges::sort(ordre, {}, [&](std::size_t i) { return a[i].id; });
    for (auto i : ordre)
        std::ranges::for_each(r.proches(i), ajouter);
    for (auto const& p : r.passes)
        s += p.nom + " " + std::to_string(p.paires) + " " + std::to_string(p.paires_refusees) + "\n";
    return s + std::to_string(r.faux_attendus) + " " + std::to_string(r.manques_attendus) + " " +
           std::to_string(r.perte_de_blocage.value_or(-1));
}

void memes_resultats(Index const& index, std::vector<Fiche> const& a, std::vector<Fiche> const& b) {
    auto const frequences = index.frequences();
    auto const complet =
        lier(a, b, {.modele = &index.modele(), .part_attendue = index.part_attendue(), .frequences = &frequences});
    auto const attendu = texte(complet, a, [&](auto i) { return b[i].id; });
    for (unsigned fils : {1U, 2U, 7U})
        EXPECT_EQ(texte(index.interroger(a, {.fils = fils}), a, [&](auto i) { return index.id(i); }), attendu);
    EXPECT_GT(complet.liens.size(), 0U);
}

} // namespace

TEST_F(Index_, dit_ce_que_dit_le_rapprochement_complet_avec_le_meme_modele) {
    for (double taux : {1.0, 3.0}) {
        auto const f = eleves(6'000, 300, {.taux = taux, .jumeaux = taux > 1 ? 0.02 : 0});
        memes_resultats(preparer(f.b), f.a, f.b);
    }
}

TEST_F(Index_, dit_de_meme_quand_le_modele_est_appris_sur_une_liste_d_hier) {
    auto const hier = eleves(6'000, 3'000);
    auto const f = eleves(6'000, 300);
    auto const index = preparer(f.b, {}, hier.a);
    EXPECT_GT(index.modele().vraies, 2'000);
    EXPECT_NEAR(index.part_attendue(), 0.85, 0.03);
    memes_resultats(index, f.a, f.b);
}

TEST_F(Index_, dit_de_meme_de_febrl4_et_d_une_seule_fiche) {
    auto const a = jeux::fiches("febrl4/a.csv"), b = jeux::fiches("febrl4/b.csv");
    if (a.empty())
        GTEST_SKIP() << "febrl4 n’est pas là";
    auto const index = preparer(b);
    memes_resultats(index, a, b);
    memes_resultats(index, {a[17]}, b);
}

TEST_F(Index_, a_les_memes_octets_quels_que_soient_les_fils_et_l_ordre_des_lignes) {
    auto f = eleves(3'000, 300);
    preparer(f.b, {.fils = 1});
    auto const attendus = octets();
    std::mt19937 hasard{1};
    for (unsigned fils : {2U, 7U}) {
        std::ranges::shuffle(f.b, hasard);
        preparer(f.b, {.fils = fils});
        EXPECT_TRUE(octets() == attendus);
    }
}

TEST_F(Index_, explique_un_lien_comme_le_rapprochement_complet) {
    auto const f = eleves(3'000, 300, {.taux = 3, .jumeaux = 0.02});
    auto const index = preparer(f.b);
    auto p = index.population();
    for (auto const& fiche : f.a)
        p.ajouter_a(fiche);
    auto const r = lier(p);
    auto const frequences = index.frequences();
    ASSERT_FALSE(r.liens.empty());
    for (auto const* liste : {&r.liens, &r.douteux, &r.tous_proches})
        for (auto const& paire : *liste) {
            auto const de_b = std::ranges::find(f.b, std::string(index.id(paire.b)), &Fiche::id);
            ASSERT_NE(de_b, f.b.end());
            auto const e = comparer(p, paire, f.a[paire.a], p.fiche_b(paire.b), r);
            auto const attendue = comparer(f.a[paire.a], *de_b, r.modele, &frequences);
            EXPECT_EQ(e.total, paire.dixiemes);
            EXPECT_EQ(e.total, attendue.total);
            for (std::size_t c = 0; c < nombre_de_champs; ++c)
                EXPECT_EQ(e.lignes[c].phrase, attendue.lignes[c].phrase);
        }
}

TEST_F(Index_, vide_ne_connait_personne) {
    auto const index = preparer({});
    EXPECT_EQ(index.taille(), 0U);
    auto const r = index.interroger(std::vector<Fiche>{{.id = "1", .nom = "DIALLO", .prenoms = {"Awa"}}});
    EXPECT_TRUE(r.liens.empty());
    EXPECT_TRUE(r.douteux.empty());
    EXPECT_TRUE(preparer(eleves(600, 300).b).interroger({}).liens.empty());
}

TEST_F(Index_, dit_de_quelle_liste_il_vient) { EXPECT_EQ(preparer(eleves(600, 300).b).notice(), "connus.csv"); }

TEST_F(Index_, abime_coupe_etranger_ou_d_une_autre_version_est_refuse_en_disant_quoi_faire) {
    preparer(eleves(600, 300).b);
    auto const bon = octets();
    ecrire("id;nom;prenom\n1;DIALLO;Awa\n");
    EXPECT_NE(refus().find("ce n’est pas un index"), std::string::npos) << refus();
    ecrire("");
    EXPECT_NE(refus().find("ce n’est pas un index"), std::string::npos) << refus();
    for (auto taille : {std::size_t{10}, std::size_t{64}, bon.size() / 2, bon.size() - 1}) {
        ecrire(bon.substr(0, taille));
        EXPECT_FALSE(refus().empty()) << taille;
    }
    EXPECT_NE(refus().find("incomplet"), std::string::npos) << refus();
    auto autre = bon;
    autre[16] = 99; // version of the format
    ecrire(autre);
    EXPECT_NE(refus().find("autre version"), std::string::npos) << refus();
    std::mt19937 hasard{1};
    for (int k = 0; k < 200; ++k) { // one bit anywhere
        autre = bon;
        autre[hasard() % bon.size()] ^= static_cast<char>(1U << hasard() % 8);
        ecrire(autre);
        EXPECT_FALSE(refus().empty());
    }
    EXPECT_NE(refus().find("--preparer"), std::string::npos) << refus();
    ecrire(bon);
    EXPECT_EQ(refus(), "");
}

TEST_F(Index_, ne_laisse_rien_quand_il_ne_peut_pas_etre_ecrit) {
    Population p;
    EXPECT_THROW(preparer_l_index(p, (dossier / "absent" / "x.index").string()), IndexRefuse);
    preparer({});
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator{dossier}, {}), 1);
}
