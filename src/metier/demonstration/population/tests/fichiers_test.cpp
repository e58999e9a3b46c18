#include "metier/demonstration/population/fichiers.hpp"

#include <gtest/gtest.h>

#include <unistd.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "base/codes.hpp"
#include "base/texte.hpp"
#include "documents/csv.hpp"
#include "documents/xml.hpp"
#include "metier/demonstration/population/erreurs.hpp"

using namespace metier::demonstration;
namespace fs = std::filesystem;

namespace {

constexpr Date jour = 2026y / 11 / 23;

Academie faire(Taille taille) {
    return Academie{RACINE "/data", {.graine = 1, .taille = taille, .aujourd_hui = jour, .personnes = {}}};
}

class Dossier {
public:
    explicit Dossier(std::string const& nom)
        : chemin_{fs::temp_directory_path() / ("population_" + nom + std::to_string(::getpid()))} {
        fs::remove_all(chemin_);
    }
    ~Dossier() { fs::remove_all(chemin_); }
    fs::path const& chemin() const { return chemin_; }

private:
    fs::path chemin_;
};

std::string contenu(fs::path const& fichier) {
    std::ostringstream texte;
    texte << std::ifstream{fichier, std::ios::binary}.rdbuf();
    return texte.str();
}

std::map<std::string, std::string> tout(fs::path const& dossier) {
    std::map<std::string, std::string> fichiers;
    for (auto const& entree : fs::recursive_directory_iterator{dossier})
        if (entree.is_regular_file())
            fichiers[fs::relative(entree.path(), dossier)] = contenu(entree.path());
    return fichiers;
}

std::vector<std::vector<std::string>> lignes(fs::path const& fichier) {
    documents::LecteurCsv lecteur{documents::source_de_fichier(fichier, "essai")};
    std::vector<std::vector<std::string>> toutes;
    for (std::vector<std::string> ligne; lecteur.suivante(ligne);)
        toutes.push_back(ligne);
    return toutes;
}

} // namespace

TEST(Fichiers, une_meme_graine_donne_les_memes_octets_quel_que_soit_le_nombre_de_fils) {
    Dossier const un{"un"}, deux{"deux"};
    ecrire_fichiers(faire(Taille::essai), un.chemin(), {.fils = 1});
    ecrire_fichiers(faire(Taille::essai), deux.chemin(), {.fils = 3});
    auto const a = tout(un.chemin()), b = tout(deux.chemin());
    EXPECT_GT(a.size(), 30U);
    EXPECT_EQ(a, b);
}

TEST(Fichiers, chaque_xml_de_siecle_se_relit_et_dit_son_etablissement) {
    Dossier const d{"xml"};
    auto const a = faire(Taille::essai);
    ecrire_fichiers(a, d.chemin(), {.sans_adresses = true});
    std::map<std::string, std::string> racines{{"ElevesAvecAdresses.xml", "BEE_ELEVES"},
                                               {"ElevesSansAdresses.xml", "BEE_ELEVES"},
                                               {"ResponsablesAvecAdresses.xml", "BEE_RESPONSABLES"},
                                               {"Structures.xml", "BEE_STRUCTURES"}};
    std::size_t fichiers = 0, eleves = 0;
    for (auto const& entree : fs::recursive_directory_iterator{d.chemin() / "siecle"}) {
        if (entree.path().extension() != ".xml")
            continue;
        ++fichiers;
        documents::LecteurXml xml{documents::source_de_fichier(entree.path(), "essai")};
        ASSERT_TRUE(xml.suivant());
        EXPECT_EQ(xml.nom(), racines.at(entree.path().filename()));
        std::set<std::string> adresses, citees;
        while (xml.suivant()) {
            if (xml.nature() != documents::NoeudXml::ouverture)
                continue;
            auto const nom = std::string{xml.nom()};
            if (nom == "ELEVE")
                ++eleves;
            if (nom == "ADRESSE_ID")
                citees.insert(xml.contenu());
            if (nom == "ADRESSE") {
                EXPECT_TRUE(adresses.insert(*xml.attribut("ADRESSE_ID")).second);
            }
            if (nom == "UAJ") {
                EXPECT_EQ(xml.contenu(), entree.path().parent_path().filename().string());
            }
            if (nom == "DATE_NAISS") {
                EXPECT_TRUE(base::lire_date(xml.contenu()));
            }
        }
        EXPECT_EQ(adresses, citees) << entree.path();
    }
    EXPECT_GT(fichiers, 40U);
    EXPECT_GT(eleves, 8'000U); // deux fichiers, deux années
}

TEST(Fichiers, deux_tiers_de_la_liste_siei_sont_de_faux_decrocheurs) {
    Dossier const d{"siei"};
    auto const a = faire(Taille::bassin);
    auto const ecrits = ecrire_fichiers(a, d.chemin(), {.etablissements = 1});
    auto const liste = lignes(d.chemin() / "siei/liste.csv");
    ASSERT_EQ(liste.size(), ecrits.siei_lignes + 1);
    EXPECT_GT(liste.size(), 600U);

    std::size_t faux = 0, jeunes = 0, vus = 0;
    for (auto const& ligne : lignes(d.chemin() / "verite/lignes.csv")) {
        if (ligne[0] != "siei/liste.csv")
            continue;
        ++vus;
        auto const p = a.personne(std::stoul(ligne[2]));
        faux += est_faux_decrocheur(p.situation, p.diplome_du_cursus);
        jeunes += base::age(p.naissance, jour) < 16;
    }
    EXPECT_EQ(vus, ecrits.siei_lignes);
    EXPECT_NEAR(static_cast<double>(faux) / static_cast<double>(vus), 2.0 / 3, 0.02);
    EXPECT_GT(jeunes, 0U);
    EXPECT_LT(static_cast<double>(jeunes) / static_cast<double>(vus), 0.04);
}

TEST(Fichiers, la_mission_locale_ecrit_en_capitales_sans_accent) {
    Dossier const d{"ml"};
    ecrire_fichiers(faire(Taille::bassin), d.chemin(), {.etablissements = 1});
    std::size_t vus = 0;
    for (auto const& entree : fs::directory_iterator{d.chemin() / "missions_locales"}) {
        auto const toutes = lignes(entree.path());
        for (std::size_t i = 1; i < toutes.size(); ++i, ++vus)
            EXPECT_EQ(toutes[i][1], capitales(toutes[i][1]));
    }
    EXPECT_GT(vus, 100U);
}

TEST(Fichiers, les_cfa_et_les_lycees_agricoles_ont_leurs_propres_listes) {
    Dossier const d{"cfa"};
    ecrire_fichiers(faire(Taille::essai), d.chemin(), {.erreurs = 0});
    std::size_t apprentis = 0;
    for (auto const& entree : fs::directory_iterator{d.chemin() / "cfa/2026"}) {
        auto const toutes = lignes(entree.path());
        ASSERT_EQ(toutes[0][0], "nom_apprenant");
        for (std::size_t i = 1; i < toutes.size(); ++i, ++apprentis) {
            EXPECT_EQ(toutes[i].size(), toutes[0].size());
            EXPECT_TRUE(base::lire_date(toutes[i][2]));
            EXPECT_TRUE(base::Uai::lire(toutes[i][10]));
        }
    }
    EXPECT_GT(apprentis, 20U);
    EXPECT_FALSE(lignes(d.chemin() / "affelnet/voeux.csv").empty());
}

TEST(Erreurs, sans_erreur_la_vue_est_la_personne) {
    auto const a = faire(Taille::essai);
    for (std::size_t i = 0; i < a.nombre(); i += 7) {
        auto const p = a.personne(i);
        Hasard h{1, i};
        auto const v = voir(a.territoire(), p, Source::siei, 0, h);
        EXPECT_EQ(v.nom, p.nom_famille);
        EXPECT_EQ(v.prenoms, p.prenoms);
        EXPECT_EQ(v.naissance, p.naissance);
        EXPECT_EQ(v.ine, p.ine);
        EXPECT_EQ(v.adresse.ligne, p.adresse.ligne);
        EXPECT_FALSE(v.doublon || v.decalee || v.zero_perdu || v.uai_frere);
    }
}

TEST(Erreurs, les_taux_de_la_liste_siei_sont_ceux_de_la_recette) {
    auto const a = faire(Taille::bassin);
    double sans_ine = 0, avec_ine = 0, autre_nom = 0, autre_date = 0, doublons = 0;
    a.pour_chacune([&](Personne const& p) {
        Hasard h{1, 99, p.id};
        auto const v = voir(a.territoire(), p, Source::siei, 1, h);
        avec_ine += !p.ine.empty();
        sans_ine += !p.ine.empty() && v.ine.empty();
        autre_nom += base::normalise(v.nom) != base::normalise(p.nom_famille);
        autre_date += v.naissance != p.naissance;
        doublons += v.doublon;
    });
    auto const n = static_cast<double>(a.nombre());
    EXPECT_NEAR(sans_ine / avec_ine, 0.15, 0.01);
    EXPECT_NEAR(autre_date / n, 0.0025, 0.0015);
    EXPECT_NEAR(doublons / n, 0.008, 0.002);
    EXPECT_GT(autre_nom / n, 0.005);
    EXPECT_LT(autre_nom / n, 0.05);
}
