// Le pays fictif : répétable, vrai dans sa vérité, et faux dans les proportions annoncées.
#include "metier/demonstration/pays/pays.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "metier/demonstration/pays/evaluation.hpp"
#include "metier/demonstration/pays/permutation.hpp"

using namespace metier::demonstration;

namespace {

namespace chemins = std::filesystem;

std::string contenu(chemins::path const& chemin) {
    std::ifstream flux(chemin, std::ios::binary);
    return {std::istreambuf_iterator<char>{flux}, {}};
}

std::vector<std::vector<std::string>> table(chemins::path const& chemin) {
    std::istringstream flux(contenu(chemin));
    std::vector<std::vector<std::string>> lignes;
    for (std::string ligne; std::getline(flux, ligne);) {
        std::istringstream cellules(ligne);
        lignes.emplace_back();
        for (std::string c; std::getline(cellules, c, ',');)
            lignes.back().push_back(c);
    }
    lignes.erase(lignes.begin());
    return lignes;
}

struct PaysFictif : testing::Test {
    chemins::path dossier =
        chemins::temp_directory_path() /
        ("pays_" + std::to_string(getpid()) + "_" + testing::UnitTest::GetInstance()->current_test_info()->name());
    ~PaysFictif() override { chemins::remove_all(dossier); }

    BilanDuPays generer(Modele const& modele, std::uint64_t eleves = 20'000, unsigned fils = 2,
                        std::string const& ou = "") const {
        return generer_le_pays({.eleves = eleves,
                                .modele = modele,
                                .data = std::string(RACINE) + "/data",
                                .dossier = dossier / ou,
                                .fils = fils});
    }
    std::map<std::string, int> fautes() const {
        std::map<std::string, int> comptes;
        for (auto const& ligne : table(dossier / "erreurs.csv"))
            ++comptes[ligne[0] + " " + ligne[2]];
        return comptes;
    }
    std::string ecrire(std::string const& nom, std::string const& texte) const {
        chemins::create_directories(dossier);
        std::ofstream(dossier / nom) << texte;
        return (dossier / nom).string();
    }
};

} // namespace

TEST_F(PaysFictif, les_memes_octets_quels_que_soient_les_fils) {
    generer(modele("D"), 40'000, 1, "un");
    generer(modele("D"), 40'000, 3, "trois");
    for (auto const* fichier : {"a.csv", "b.csv", "verite.csv", "erreurs.csv"})
        EXPECT_EQ(contenu(dossier / "un" / fichier), contenu(dossier / "trois" / fichier)) << fichier;
}

TEST_F(PaysFictif, sans_faute_la_verite_relie_des_lignes_identiques) {
    auto m = modele("N");
    m.a = m.b = {};
    auto const bilan = generer(m, 5'000);
    EXPECT_EQ(bilan.fautes, 0U);
    std::map<std::string, std::vector<std::string>> a, b;
    for (auto& [lignes, fichier] : {std::pair(&a, "a.csv"), std::pair(&b, "b.csv")})
        for (auto const& ligne : table(dossier / fichier))
            (*lignes)[ligne[0]] = {ligne.begin() + 1, ligne.end()};
    ASSERT_EQ(a.size(), 5'000U);
    ASSERT_EQ(b.size(), 5'000U);
    auto const verite = table(dossier / "verite.csv");
    EXPECT_EQ(verite.size(), bilan.liens);
    EXPECT_NEAR(static_cast<double>(verite.size()), 4'250, 120);
    for (auto const& paire : verite)
        ASSERT_EQ(a.at(paire[0]), b.at(paire[1]));
}

TEST_F(PaysFictif, les_fautes_du_modele_n_ont_leurs_proportions) {
    generer(modele("N"));
    auto const f = fautes();
    EXPECT_NEAR(f.at("A ine_absent"), 3'000, 200);
    EXPECT_NEAR(f.at("B frappe_nom"), 800, 120);
    EXPECT_NEAR(f.at("B frappe_prenom"), 800, 120);
    EXPECT_NEAR(f.at("B commune_changee"), 2'000, 160);
    EXPECT_NEAR(f.at("B noms_inverses"), 100, 40);
    EXPECT_FALSE(f.contains("A frappe_nom"));
}

TEST_F(PaysFictif, le_modele_d_a_ses_jumeaux_a_la_meme_adresse) {
    generer(modele("D"));
    std::map<std::string, std::set<std::string>> par_foyer; // nom, date, adresse, commune → prénoms
    for (auto const& l : table(dossier / "a.csv"))
        par_foyer[l[2] + l[5] + l[6] + l[8]].insert(l[3]);
    double jumeaux = 0;
    for (auto const& [_, prenoms] : par_foyer)
        jumeaux += prenoms.size() > 1 ? static_cast<double>(prenoms.size()) : 0;
    EXPECT_NEAR(jumeaux / 20'000, 0.02, 0.005);
}

TEST_F(PaysFictif, entre_sources_la_mission_locale_n_a_presque_pas_d_ine) {
    generer(modele("S", "mission_locale"), 4'000);
    int avec_ine = 0;
    for (auto const& ligne : table(dossier / "b.csv"))
        avec_ine += !ligne[1].empty();
    EXPECT_NEAR(avec_ine, 200, 60);
    EXPECT_THROW(modele("S", "inconnue"), std::invalid_argument);
}

TEST_F(PaysFictif, un_taux_se_change_par_son_nom) {
    auto m = modele("N");
    EXPECT_TRUE(regler(m, "frappe_nom", 0));
    EXPECT_TRUE(regler(m, "jumeaux", 0.1));
    EXPECT_FALSE(regler(m, "inconnu", 0.1));
    generer(m, 4'000);
    EXPECT_FALSE(fautes().contains("B frappe_nom"));
}

TEST(Permutation, se_defait_et_ne_repete_rien) {
    for (std::uint64_t n : {1U, 2U, 3U, 1000U}) {
        Permutation const p{n, 42};
        std::set<std::uint64_t> vus;
        for (std::uint64_t i = 0; i < n; ++i) {
            EXPECT_EQ(p.inverse(p(i)), i);
            vus.insert(p(i));
        }
        EXPECT_EQ(vus.size(), n);
    }
}

TEST_F(PaysFictif, l_evaluation_compte_liens_justes_douteux_et_calibration) {
    auto const verite = ecrire("verite.csv", "id_a,id_b\nA1,B1\nA2,B2\nA3,B3\nA4,B4\n");
    auto const erreurs =
        ecrire("erreurs.csv", "fichier,id,erreur,avant,apres\nB,B3,frappe_nom,\"X, Y\",Z\nA,A9,rien,,\n");
    auto const liens =
        ecrire("liens.csv", "id_a,id_b,poids,probabilite,decision\nA1,B1,30.0,1.000000,lien\n"
                            "A2,B2,20.0,0.990000,lien\nA5,B4,6.0,0.980000,lien\nA3,B3,0.0,0.500000,douteux\n"
                            "A6,B3,-1.0,0.300000,douteux\n");
    auto const e = evaluer(liens, verite, erreurs);
    EXPECT_DOUBLE_EQ(e.precision(), 2.0 / 3);
    EXPECT_DOUBLE_EQ(e.rappel(), 0.5);
    EXPECT_DOUBLE_EQ(e.rappel_relu(), 0.75);
    EXPECT_EQ(e.a_relire, 2U);
    EXPECT_NEAR(e.ece(false), (0.01 + 0.98 + 0.5 + 0.3) / 5, 1e-9);
    EXPECT_NEAR(e.ece(true), (0.01 + 0.98 + 0.5 + 0.3) / 4, 1e-9);
    ASSERT_EQ(e.par_faute.size(), 1U);
    EXPECT_EQ(e.par_faute[0].faute, "frappe_nom");
    EXPECT_EQ(e.par_faute[0].douteuses, 1U);
}

TEST_F(PaysFictif, un_objectif_manque_fait_echouer_la_commande) {
    auto const verite = ecrire("verite.csv", "id_a,id_b\nA1,B1\nA2,B2\n");
    auto const liens = ecrire("liens.csv", "id_a,id_b,poids,probabilite,decision\nA1,B1,30.0,1.000000,lien\n");
    std::ostringstream sortie, plaintes;
    EXPECT_EQ(commande_donnees({"evaluer", liens, "--verite", verite, "--f1", "0.6"}, sortie, plaintes), 0);
    EXPECT_EQ(commande_donnees({"evaluer", liens, "--verite", verite, "--f1", "0.9"}, sortie, plaintes), 1);
    EXPECT_NE(plaintes.str().find("Objectif manqué"), std::string::npos);
    EXPECT_EQ(commande_donnees({"evaluer", "absent.csv", "--verite", verite}, sortie, plaintes), 2);
}

TEST_F(PaysFictif, des_groupes_s_evaluent_par_paires) {
    auto const verite = ecrire("verite.csv", "id,entity\nR1,E1\nR2,E1\nR3,E2\nR4,E2\n");
    auto const groupes = ecrire("groupes.csv", "id,groupe\nR1,1\nR2,1\nR3,1\nR4,2\n");
    auto const e = evaluer_les_groupes(groupes, verite);
    EXPECT_EQ(e.vraies, 2U);
    EXPECT_EQ(e.liens, 3U);
    EXPECT_EQ(e.justes, 1U);
}

TEST(Wilson, encadre_la_proportion) {
    auto const i = wilson(90, 100);
    EXPECT_NEAR(i.bas, 0.8256, 1e-3);
    EXPECT_NEAR(i.haut, 0.9448, 1e-3);
    EXPECT_EQ(wilson(0, 0).haut, 1);
}
