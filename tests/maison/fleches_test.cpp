// The house watches itself: includes follow the arrows declared in src/parties.cmake, files stay short.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

namespace {

namespace fs = std::filesystem;

std::string contenu(fs::path const& chemin) {
    std::ifstream f{chemin};
    return {std::istreambuf_iterator<char>{f}, {}};
}

struct Partie {
    std::string dossier;
    std::set<std::string> besoins;
};

/// Parts and what they need, read where the build reads them.
std::map<std::string, Partie> parties() {
    std::map<std::string, Partie> liste;
    std::string texte = contenu(fs::path(RACINE) / "CMakeLists.txt") + contenu(fs::path(RACINE) / "src/parties.cmake");
    std::regex forme(R"(partie(?:_si_presente)?\((\w+)\s+SOUS\s+(\S+)([^)]*)\))");
    for (std::sregex_iterator i{texte.begin(), texte.end(), forme}, fin; i != fin; ++i) {
        Partie p{(*i)[2], {}};
        std::istringstream mots{(*i)[3]};
        bool besoin = false;
        for (std::string mot; mots >> mot;) {
            if (mot == "BESOIN" || mot == "LIE")
                besoin = mot == "BESOIN";
            else if (besoin)
                p.besoins.insert(mot);
        }
        liste[(*i)[1]] = p;
    }
    return liste;
}

std::set<std::string> connus(std::map<std::string, Partie> const& toutes, std::string const& nom) {
    std::set<std::string> vus{nom};
    std::vector<std::string> a_voir{nom};
    while (!a_voir.empty()) {
        auto courant = a_voir.back();
        a_voir.pop_back();
        for (auto const& besoin : toutes.at(courant).besoins)
            if (toutes.contains(besoin) && vus.insert(besoin).second)
                a_voir.push_back(besoin);
    }
    return vus;
}

/// The part a path of src/ belongs to: the longest folder that holds it.
std::string partie_de(std::map<std::string, Partie> const& toutes, std::string const& chemin) {
    std::string meilleure, dossier;
    for (auto const& [nom, p] : toutes)
        if (chemin.starts_with(p.dossier + "/") && p.dossier.size() > dossier.size())
            meilleure = nom, dossier = p.dossier;
    return meilleure;
}

TEST(Fleches, les_inclusions_suivent_les_fleches_declarees) {
    auto const toutes = parties();
    ASSERT_GE(toutes.size(), 10u);
    std::regex inclusion(R"re(^#include "([^"]+)")re");
    int fichiers = 0;
    for (auto const& entree : fs::recursive_directory_iterator(fs::path(RACINE) / "src")) {
        auto chemin = fs::relative(entree.path(), RACINE).string();
        bool source = chemin.ends_with(".cpp") || chemin.ends_with(".hpp");
        bool libre = chemin.find("/tests/") != std::string::npos || chemin.starts_with("src/app/");
        auto mienne = source && !libre ? partie_de(toutes, chemin) : "";
        if (mienne.empty())
            continue;
        ++fichiers;
        auto permises = connus(toutes, mienne);
        std::istringstream lignes{contenu(entree.path())};
        for (std::string ligne; std::getline(lignes, ligne);) {
            std::smatch m;
            if (!std::regex_search(ligne, m, inclusion))
                continue;
            auto autre = partie_de(toutes, "src/" + m[1].str());
            EXPECT_TRUE(autre.empty() || permises.contains(autre))
                << chemin << " inclut " << m[1] << " : " << mienne << " ne connaît pas " << autre;
        }
    }
    EXPECT_GT(fichiers, 50);
}

TEST(Fleches, les_parties_ne_tournent_pas_en_rond) {
    auto const toutes = parties();
    for (auto const& [nom, p] : toutes)
        for (auto const& besoin : p.besoins)
            if (toutes.contains(besoin)) {
                EXPECT_FALSE(connus(toutes, besoin).contains(nom)) << nom << " et " << besoin;
            }
}

TEST(Fleches, le_moteur_ne_connait_que_la_base) {
    auto const toutes = parties();
    EXPECT_EQ(toutes.at("rapprochement").besoins, std::set<std::string>{"base"});
    EXPECT_TRUE(toutes.at("base").besoins.empty());
    EXPECT_FALSE(connus(toutes, "web").contains("storage"));
    EXPECT_FALSE(connus(toutes, "storage").contains("web"));
}

TEST(Fleches, les_fichiers_restent_courts) {
    for (auto const& entree : fs::recursive_directory_iterator(fs::path(RACINE) / "src")) {
        auto chemin = entree.path().string();
        if (!chemin.ends_with(".cpp") && !chemin.ends_with(".hpp"))
            continue;
        auto texte = contenu(chemin);
        EXPECT_LE(std::count(texte.begin(), texte.end(), '\n'), 600) << chemin;
    }
}

TEST(Fleches, une_migration_annonce_la_conservation_de_ses_lignes) {
    for (auto const& entree : fs::directory_iterator(fs::path(RACINE) / "migrations")) {
        auto texte = contenu(entree.path());
        if (texte.find("create table") != std::string::npos) {
            EXPECT_NE(texte.find("Conservation"), std::string::npos) << entree.path();
        }
    }
}

} // namespace
