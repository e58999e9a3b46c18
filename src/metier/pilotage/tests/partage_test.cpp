// Ce que lit quelqu'un qui n'ouvre pas les lignes, toutes pages ensemble.
#include <random>

#include <gtest/gtest.h>

#include "metier/pilotage/exports.hpp"
#include "metier/pilotage/tests/attaque_partage.hpp"
#include "metier/pilotage/tests/faits_a06.hpp"

using namespace metier::pilotage;
using metier::reperage::Resultat;

namespace {

/// Académie > départements 10 et 11 > bassins 1 à 3 ; deux réseaux qui se recouvrent ; neuf établissements.
std::vector<LieuDeCampagne> lieux() {
    std::vector<LieuDeCampagne> liste{{"t0", {"0", "1", "10", "11", "2", "3"}},
                                      {"t10", {"1", "10", "2"}, {}, "t0"},
                                      {"t11", {"11", "3"}, {}, "t0"},
                                      {"t1", {"1"}, {}, "t10"},
                                      {"t2", {"2"}, {}, "t10"},
                                      {"t3", {"3"}, {}, "t11"},
                                      {"r1", {"1", "2"}},
                                      {"r2", {"2", "3"}}};
    for (int e = 1; e <= 9; ++e)
        liste.push_back({"e" + std::to_string(e), {}, std::to_string(e)});
    return liste;
}

Releve releve(std::vector<Fait> faits) {
    Releve r{"Rentrée 2026", "2026-2027", "Académie", Date{2026y / 10 / 5}, {}, std::move(faits), {}, {}, {}, {}, 5};
    for (auto const* b : {"1", "2", "3"})
        r.bassins[b] = std::string("Bassin ") + b;
    for (int e = 1; e <= 9; ++e) {
        r.etablissements[std::to_string(e)] = "Lycée " + std::to_string(e);
        r.bassin_de[std::to_string(e)] = std::to_string((e - 1) / 3 + 1);
    }
    return r;
}

std::vector<Fait> au_hasard(std::mt19937& hasard, int combien) {
    auto sur = [&](int n) { return static_cast<int>(hasard() % static_cast<unsigned>(n)); };
    std::vector<Fait> faits;
    for (int i = 0; i < combien; ++i) {
        int e = 1 + std::min(sur(10), sur(10)) % 9;
        std::optional<Resultat> resultat;
        if (sur(5))
            resultat = static_cast<Resultat>(sur(10));
        bool contacte = sur(2) != 0;
        // Un élève sur quinze habite un autre bassin que celui de son établissement.
        int b = sur(15) ? (e - 1) / 3 + 1 : 1 + sur(3);
        faits.push_back({i + 1, std::to_string(b), std::to_string(e), sur(12) ? (sur(2) ? "F" : "M") : "",
                         static_cast<Tranche>(std::min(sur(4), sur(4))), "C" + std::to_string(std::min(sur(6), sur(6))),
                         resultat, contacte ? std::optional{sur(40)} : std::nullopt, contacte && sur(2), sur(3) == 0});
    }
    return faits;
}

/// « Lignes non montrées » compte des lignes, pas des jeunes.
bool affiche_le_nombre_de_lignes(std::vector<documents::CelluleXlsx> const& ligne) {
    return std::get<std::string>(ligne.front()).starts_with("Lignes non montrées");
}

TEST(Partage, qui_lit_toutes_les_pages_d_une_campagne_n_apprend_aucun_petit_nombre) {
    std::mt19937 hasard{20261126};
    long montrees = 0;
    for (int essai = 0; essai < 24; ++essai) {
        auto entier = releve(au_hasard(hasard, 20 + essai * 25));
        attaque::LecteurDeTout lecteur{entier, lieux(), 5};
        auto apprises = lecteur.attaquer();
        EXPECT_TRUE(apprises.empty()) << "essai " << essai << " : " << apprises.size() << ", " << apprises.front()
                                      << ", " << apprises.back();
        montrees += lecteur.montrees();
    }
    EXPECT_GT(montrees, 2000); // le masquage laisse des chiffres
}

TEST(Partage, les_trente_lignes_d_octobre_montrent_les_taux_et_cachent_les_trois) {
    auto r = releve(a06());
    auto b = etablir(r, Partage{r.faits, lieux(), 5}, "t1");
    std::map<Indicateur, std::string> dits;
    for (auto const& v : b.ensemble)
        dits[v.indicateur] = affiche(v);
    EXPECT_EQ(dits[Indicateur::i01], "30");
    EXPECT_EQ(dits[Indicateur::i03], "29/30 (96,7\u00a0%)");
    EXPECT_EQ(dits[Indicateur::i04], "18/29 (62,1\u00a0%)");
    EXPECT_EQ(dits[Indicateur::i04b], "secret");
    EXPECT_EQ(dits[Indicateur::i05], "secret"); // 29 - 18 - 8 redonnerait les 3
    EXPECT_EQ(dits[Indicateur::i06], "secret");
    for (auto const& feuille : feuilles_du_bilan(b)) {
        for (auto const& ligne : feuille.lignes) {
            if (feuille.nom == "Définitions" || affiche_le_nombre_de_lignes(ligne))
                continue;
            for (auto const& c : ligne)
                if (auto const* n = std::get_if<double>(&c)) {
                    EXPECT_TRUE(*n == 0 || *n >= 5) << feuille.nom << " " << *n;
                }
        }
    }
}

/// Beaucoup de petits lycées : cacher chacun ne cache pas l'académie.
TEST(Partage, beaucoup_de_petits_nombres_ne_cachent_pas_leur_total) {
    std::mt19937 hasard{45};
    auto sur = [&](unsigned n) { return static_cast<int>(hasard() % n); };
    std::vector<Fait> faits;
    for (int i = 0; i < 900; ++i) {
        auto e = 1 + sur(9);
        auto confirme = sur(10) < 3, joint = confirme && sur(4) == 0;
        faits.push_back({i + 1, std::to_string((e - 1) / 3 + 1), std::to_string(e), sur(2) ? "F" : "M",
                         Tranche::de_16_a_17, "C" + std::to_string(sur(60)),
                         confirme ? Resultat::confirme : Resultat::inscrit_ailleurs,
                         joint ? std::optional{3} : std::nullopt, joint && sur(3) == 0, false});
    }
    auto r = releve(faits);
    auto b = etablir(r, Partage{r.faits, lieux(), 5}, "t0");
    for (auto const& v : b.ensemble)
        EXPECT_FALSE(v.masquee) << code(v.indicateur);
    for (auto const& l : b.tableaux.front().lignes)
        for (auto const& v : l.valeurs)
            if (v.indicateur != Indicateur::i07) { // cinq reçus par bassin
                EXPECT_FALSE(v.masquee) << l.libelle << " " << code(v.indicateur);
            }
}

TEST(Partage, une_ligne_dont_la_verification_est_secrete_garde_ses_presumes) {
    std::vector<Fait> faits;
    for (int i = 0; i < 40; ++i) // trois vérifiés au bassin 2 : I-03 y est secret, ses vingt présumés non
        faits.push_back({i + 1, i < 20 ? "1" : "2", i < 20 ? "1" : "4", "F", Tranche::de_16_a_17, "C",
                         i < 10 || (i >= 20 && i < 23) ? std::optional{Resultat::inscrit_ailleurs} : std::nullopt,
                         std::nullopt, false, false});
    auto r = releve(faits);
    auto b = etablir(r, Partage{r.faits, lieux(), 5}, "t0");
    auto const& ligne = b.tableaux.front().lignes.at(1);
    EXPECT_TRUE(ligne.valeurs.front().masquee);
    EXPECT_EQ(ligne.presumes, 20);
    EXPECT_EQ(depuis_json(en_json(b)), b);
}

TEST(Partage, un_grand_lieu_garde_ses_chiffres) {
    std::mt19937 hasard{7};
    auto r = releve(au_hasard(hasard, 3000));
    auto b = etablir(r, Partage{r.faits, lieux(), 5}, "t0");
    for (auto const& v : b.ensemble)
        EXPECT_FALSE(v.masquee) << code(v.indicateur);
    for (auto const& t : b.tableaux)
        EXPECT_EQ(t.lignes_masquees, 0) << code(t.par);
}

} // namespace
