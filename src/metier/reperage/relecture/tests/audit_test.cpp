#include "metier/reperage/relecture/audit.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

#include "rapprochement/modele.hpp"

using namespace metier::reperage;
using enum Reponse;

namespace {

using Dites = std::vector<Reponse>;

PaireJugee jugee(int dixiemes, Strate strate) { return {dixiemes, rapprochement::probabilite(dixiemes), strate}; }

TEST(Tranches, chaque_poids_est_dans_une_tranche_et_une_seule) {
    EXPECT_EQ(nombre_de_tranches, 13u);
    EXPECT_EQ(tranche(-500), 0u);
    EXPECT_EQ(tranche(-101), 0u);
    EXPECT_EQ(tranche(-100), 1u);
    EXPECT_EQ(tranche(-1), 4u);
    EXPECT_EQ(tranche(0), 5u);
    EXPECT_EQ(tranche(300), 12u);
    EXPECT_EQ(tranche_affichee(0), "moins de − 10,0");
    EXPECT_EQ(tranche_affichee(5), "de 0,0 à + 2,0");
    EXPECT_EQ(tranche_affichee(12), "+ 30,0 et plus");
}

TEST(Echantillon, prend_tant_de_paires_par_tranche_et_se_refait_a_l_identique) {
    std::vector<PaireJugee> paires;
    for (int i = 0; i < 1'000; ++i)
        paires.push_back(jugee(i % 2 ? 350 : -50, i % 2 ? Strate::lien : Strate::refus));
    for (int i = 0; i < 7; ++i)
        paires.push_back(jugee(10, Strate::douteux));
    auto t = tirer_l_echantillon(paires, 20, 20, 2026);
    EXPECT_EQ(t.places.size(), 47u);
    EXPECT_EQ(std::set<std::size_t>(t.places.begin(), t.places.end()).size(), 47u);
    EXPECT_EQ(std::ranges::count(t.double_lecture, true), 10);
    auto u = tirer_l_echantillon(paires, 20, 20, 2026);
    EXPECT_EQ(t.places, u.places);
    EXPECT_EQ(t.double_lecture, u.double_lecture);
    EXPECT_NE(t.places, tirer_l_echantillon(paires, 20, 20, 2027).places);
}

TEST(Echantillon, l_ordre_montre_ne_dit_rien_du_poids) {
    std::vector<PaireJugee> paires;
    for (int i = 0; i < 100; ++i)
        paires.push_back(jugee(i < 50 ? -50 : 350, Strate::lien));
    auto t = tirer_l_echantillon(paires, 50, 0, 1);
    int changements = 0;
    for (std::size_t i = 1; i < t.places.size(); ++i)
        changements += (t.places[i] < 50) != (t.places[i - 1] < 50);
    EXPECT_GT(changements, 20);
    EXPECT_EQ(std::ranges::count(t.double_lecture, true), 0);
}

TEST(Verdict, un_regard_suffit_ou_deux_d_accord_ou_le_troisieme_tranche) {
    EXPECT_EQ(verdict(Dites{}, false), std::nullopt);
    EXPECT_EQ(verdict(Dites{meme}, false), meme);
    EXPECT_EQ(verdict(Dites{meme}, true), std::nullopt);
    EXPECT_EQ(verdict(Dites{meme, meme}, true), meme);
    EXPECT_EQ(verdict(Dites{meme, different}, true), std::nullopt);
    EXPECT_TRUE(en_desaccord(Dites{meme, different}, true));
    EXPECT_EQ(verdict(Dites{meme, different, different}, true), different);
    EXPECT_FALSE(en_desaccord(Dites{meme, different, different}, true));
}

TEST(Verdict, impossible_et_a_demander_ne_mesurent_rien) {
    std::vector<PaireRelue> paires(4);
    paires[0].dites = {meme};
    paires[1].dites = {different};
    paires[2].dites = {impossible};
    paires[3].dites = {demander};
    auto vues = relues(paires);
    ASSERT_EQ(vues.size(), 2u);
    EXPECT_TRUE(vues[0].vraie);
    EXPECT_FALSE(vues[1].vraie);
}

/// Une campagne dont le modèle se trompe : la vraie probabilité est celle d'un poids plus petit de 4 bits.
struct Campagne {
    std::vector<PaireJugee> paires;
    std::vector<bool> vraies;
    explicit Campagne(int decalage, unsigned graine = 7) {
        std::mt19937 hasard{graine};
        for (int i = 0; i < 20'000; ++i) {
            int dixiemes = static_cast<int>(hasard() % 500) - 150;
            auto strate = dixiemes >= 43 ? Strate::lien : dixiemes >= -43 ? Strate::douteux : Strate::refus;
            paires.push_back(jugee(dixiemes, strate));
            auto p = rapprochement::probabilite(dixiemes - decalage);
            vraies.push_back(static_cast<double>(hasard() % 1'000'000) < p * 1e6);
        }
    }
    std::vector<Relue> relire(std::size_t par_tranche) const {
        std::vector<Relue> liste;
        for (auto place : tirer_l_echantillon(paires, par_tranche, 0, 3).places)
            liste.push_back({paires[place], vraies[place]});
        return liste;
    }
};

TEST(Calibration, corrige_un_modele_trop_sur_de_lui) {
    Campagne c{40};
    auto e = effectifs(c.paires);
    auto vues = c.relire(40);
    auto mesure = calibrer(e, vues, 100);
    EXPECT_TRUE(mesure.suffisante);
    EXPECT_EQ(mesure.lignes.size(), 13u);
    EXPECT_GT(mesure.erreur_avant, 0.05);
    EXPECT_LT(mesure.erreur_apres, mesure.erreur_avant / 2);
    for (std::size_t i = 1; i < mesure.lignes.size(); ++i)
        EXPECT_GE(mesure.lignes[i].retenue, mesure.lignes[i - 1].retenue);
    double vrais_faux = 0, vrais_manques = 0;
    for (std::size_t i = 0; i < c.paires.size(); ++i)
        c.paires[i].strate == Strate::lien ? vrais_faux += !c.vraies[i] : vrais_manques += c.vraies[i];
    auto modele = attendus_du_modele(e), apres = attendus_mesures(e, mesure);
    EXPECT_LT(std::fabs(apres.faux - vrais_faux), std::fabs(modele.faux - vrais_faux) / 2);
    EXPECT_LT(std::fabs(apres.manques - vrais_manques), std::fabs(modele.manques - vrais_manques) / 2);
    EXPECT_LT(apres.precision, modele.precision);
}

TEST(Calibration, un_bon_modele_reste_bon_et_trop_peu_de_relues_ne_remplace_rien) {
    Campagne c{0};
    auto mesure = calibrer(effectifs(c.paires), c.relire(40), 100);
    EXPECT_LT(mesure.erreur_avant, 0.05);
    EXPECT_FALSE(calibrer(effectifs(c.paires), c.relire(3), 100).suffisante);
}

TEST(Calibration, une_tranche_jamais_relue_garde_ce_que_dit_le_modele_entre_ses_voisines) {
    std::vector<PaireJugee> paires{jugee(-200, Strate::refus), jugee(10, Strate::douteux), jugee(400, Strate::lien)};
    std::vector<Relue> vues{{paires[0], false}, {paires[2], true}};
    auto mesure = calibrer(effectifs(paires), vues, 1);
    EXPECT_NEAR(mesure.probabilite(10), rapprochement::probabilite(10), 1e-9);
    EXPECT_EQ(mesure.probabilite(-200), 0);
    EXPECT_EQ(mesure.probabilite(400), 1);
}

TEST(Effectifs, comptent_toutes_les_paires_et_leurs_probabilites) {
    Campagne c{0};
    std::int64_t n = 0;
    double somme = 0, attendue = 0;
    for (auto const& e : effectifs(c.paires))
        n += e.paires, somme += e.annoncee;
    for (auto const& p : c.paires)
        attendue += p.probabilite;
    EXPECT_EQ(n, 20'000);
    EXPECT_NEAR(somme, attendue, 1e-6);
}

TEST(Qualite, se_dit_par_strate_par_sexe_et_par_forme_du_nom) {
    std::vector<PaireRelue> paires;
    for (int i = 0; i < 10; ++i)
        paires.push_back({jugee(400, Strate::lien), false, {i < 9 ? meme : different}, i % 2 ? "F" : "M", i < 3});
    auto lignes = qualite(paires);
    ASSERT_EQ(lignes.size(), 7u);
    EXPECT_EQ(lignes[0].vraies.succes, 9);
    EXPECT_EQ(lignes[0].vraies.total, 10);
    EXPECT_EQ(lignes[3].vraies.total, 5);
    EXPECT_EQ(lignes[5].vraies.total, 3);
    EXPECT_EQ(lignes[6].vraies.succes, 6);
}

TEST(Accord, ne_compte_que_les_deux_premiers_regards) {
    std::vector<PaireRelue> paires(3);
    for (auto& p : paires)
        p.double_lecture = true;
    paires[0].dites = {meme, meme};
    paires[1].dites = {meme, different, different};
    paires[2].dites = {different};
    auto k = accord(paires);
    ASSERT_TRUE(k);
    EXPECT_EQ(k->paires, 2);
    EXPECT_NEAR(k->accord, 0.5, 1e-12);
}

} // namespace
