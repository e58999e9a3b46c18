#include "metier/reperage/ordre.hpp"

#include <gtest/gtest.h>

using namespace metier::reperage;

namespace {

constexpr Date jour = 2026y / 10 / 5;

PaireARanger paire(std::int64_t id, double p, std::int64_t composante = 1, std::optional<Date> naissance = {}) {
    return {.id = {id}, .probabilite = p, .composante = composante, .naissance = naissance};
}

std::vector<std::int64_t> ranges(std::vector<PaireARanger> paires, OrdreDePaires ordre) {
    ranger(paires, ordre, {}, jour);
    std::vector<std::int64_t> ids;
    for (auto const& p : paires)
        ids.push_back(p.id.valeur);
    return ids;
}

TEST(Ordre, une_chance_sur_deux_vaut_cent_points_et_la_certitude_rien) {
    EXPECT_EQ(utilite(paire(1, 0.5), {}, jour), 100);
    EXPECT_EQ(utilite(paire(1, 1), {}, jour), 0);
    EXPECT_EQ(utilite(paire(1, 0.25), {}, jour), utilite(paire(1, 0.75), {}, jour));
}

TEST(Ordre, chaque_rival_et_l_obligation_de_formation_ajoutent_leurs_points) {
    EXPECT_EQ(utilite(paire(1, 1, 3), {}, jour), 50);
    EXPECT_EQ(utilite(paire(1, 1, 300), {}, jour), 100);
    EXPECT_EQ(utilite(paire(1, 1, 1, 2011y / 10 / 5), {}, jour), 50); // 15 ans : soumis dans l'année
    EXPECT_EQ(utilite(paire(1, 1, 1, 2011y / 10 / 6), {}, jour), 0);
    EXPECT_EQ(utilite(paire(1, 1, 1, 2008y / 10 / 6), {}, jour), 50); // 18 ans demain
    EXPECT_EQ(utilite(paire(1, 1, 1, 2008y / 10 / 5), {}, jour), 0);
}

TEST(Ordre, chaque_ordre_met_devant_ce_qu_il_annonce) {
    std::vector<PaireARanger> paires{paire(1, 0.9), paire(2, 0.5), paire(3, 0.99, 4), paire(4, 0.99, 1, 2009y / 3 / 4)};
    paires[0].dixiemes = 200;
    EXPECT_EQ(ranges(paires, OrdreDePaires::utilite).front(), 2);
    EXPECT_EQ(ranges(paires, OrdreDePaires::incertitude), (std::vector<std::int64_t>{2, 1, 3, 4}));
    EXPECT_EQ(ranges(paires, OrdreDePaires::rivaux).front(), 3);
    EXPECT_EQ(ranges(paires, OrdreDePaires::obligation).front(), 4);
    EXPECT_EQ(ranges(paires, OrdreDePaires::ressemblance).front(), 1);
    for (auto const& e : ordres_de_paires)
        EXPECT_FALSE(pourquoi_cet_ordre(e.valeur).empty());
}

TEST(Ordre, une_paire_remise_a_plus_tard_passe_derriere_dans_tous_les_ordres) {
    std::vector<PaireARanger> paires{paire(1, 0.5, 5, 2009y / 3 / 4), paire(2, 0.9)};
    paires[0].reportee = true;
    paires[0].dixiemes = 300;
    for (auto const& e : ordres_de_paires)
        EXPECT_EQ(ranges(paires, e.valeur), (std::vector<std::int64_t>{2, 1}));
}

} // namespace
