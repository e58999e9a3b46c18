// Passes joined part by part, against the slow way: every pair of records, every key.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "rapprochement/depouillement.hpp"
#include "rapprochement/population.hpp"
#include "rapprochement/rencontres.hpp"
#include "rapprochement/tests/eleves_fictifs.hpp"

using namespace rapprochement;

namespace {

using Paires = std::set<std::pair<std::uint32_t, std::uint32_t>>;

/// Few names and few dates, so that records meet in several passes and under several keys.
Fiche fiche(std::mt19937& hasard, std::size_t i) {
    auto parmi = [&](std::vector<std::string> const& liste) { return liste[hasard() % liste.size()]; };
    Fiche f{.id = std::to_string(i),
            .nom = parmi({"MARTIN", "MARTEN", "DUPONT", "DUPOND", "DE LA TOUR", ""}),
            .nom_usage = parmi({"", "", "DUPONT", "MARTIN"}),
            .prenoms = {parmi({"Léa", "Lea", "Lucas", "Marie-Lou", "Marie"})},
            .sexe = Sexe(hasard() % 3),
            .commune_naissance = parmi({"NANTES", "LILLE", ""}),
            .code_postal = parmi({"35000", "35200", ""}),
            .commune = parmi({"RENNES", "BREST"})};
    if (hasard() % 8)
        f.naissance = Date{std::chrono::year(2008 + static_cast<int>(hasard() % 2)),
                           std::chrono::month(1 + hasard() % 3), std::chrono::day(1 + hasard() % 4)};
    for (auto n = hasard() % 3; n > 0; --n)
        f.ine.push_back(std::to_string(100'000'000 + hasard() % 60) + "AB");
    for (auto n = hasard() % 3; n > 0; --n)
        f.telephones.push_back("06399800" + std::to_string(10 + hasard() % 40));
    if (hasard() % 2)
        f.adresse = std::to_string(hasard() % 30) + " RUE DES LILAS";
    return f;
}

struct Monde {
    Population population;
    Options options{.fils = 3};
    Equipe equipe{options};
    Modele modele = modele_par_defaut(1'000, 1'000);
    explicit Monde(std::size_t n) {
        std::mt19937 hasard{7};
        for (std::size_t i = 0; i < n; ++i) {
            population.ajouter_a(fiche(hasard, i));
            population.ajouter_b(fiche(hasard, i));
        }
    }
    Deux deux(bool meme_fichier, unsigned bits) const {
        auto const& p = population.interne();
        return {p.codes, p.a.fiches, meme_fichier ? p.a.fiches : p.b.fiches, meme_fichier, {bits}};
    }
};

Paires de_reference(Deux const& d, unsigned passes) {
    Paires paires;
    for (std::uint32_t i = 0; i < d.a.size(); ++i) {
        std::set<std::pair<unsigned, std::uint64_t>> cles;
        chaque_cle(d.codes, d.a[i], [&](unsigned passe, std::uint64_t cle) { cles.emplace(passe, cle); });
        for (std::uint32_t j = d.meme_fichier ? i + 1 : 0; j < d.b.size(); ++j)
            chaque_cle(d.codes, d.b[j], [&](unsigned passe, std::uint64_t cle) {
                if (passe < passes && cles.contains({passe, cle}))
                    paires.emplace(i, j);
            });
    }
    return paires;
}

} // namespace

TEST(Jointure, compare_une_fois_chaque_paire_qui_partage_une_cle_et_aucune_autre) {
    Monde const monde{400};
    for (bool meme_fichier : {false, true})
        for (unsigned bits : {0U, 3U}) {
            auto const deux = monde.deux(meme_fichier, bits);
            Notation const notation{monde.modele, deux.codes, nullptr};
            Depouillement depouillement{monde.equipe, deux, notation, -100'000};
            std::vector<std::uint32_t> tous(deux.a.size());
            for (std::uint32_t i = 0; i < tous.size(); ++i)
                tous[i] = i;
            Paires vues;
            std::uint64_t comparees = 0, candidates = 0;
            for (unsigned passe = 0; passe < nombre_de_passes; ++passe) {
                auto const jointure = std::make_shared<Jointure>(monde.equipe, deux, passe, 100'000, tous, tous);
                auto const prevues = jointure->compter(monde.equipe).candidates;
                std::uint64_t visitees = 0;
                Jointure::Atelier atelier;
                for (std::size_t part = 0; part < jointure->parts(); ++part)
                    jointure->visiter(part, atelier, [&](auto, auto, auto) { ++visitees; });
                EXPECT_EQ(visitees, prevues) << noms_des_passes[passe];
                candidates += prevues;
                for (auto const& p : depouillement.depouiller(jointure, comparees))
                    EXPECT_TRUE(vues.emplace(p.a, p.b).second) << "twice, in " << noms_des_passes[passe];
            }
            EXPECT_EQ(vues, de_reference(deux, nombre_de_passes));
            EXPECT_EQ(comparees, vues.size());
            EXPECT_GE(candidates, comparees);
        }
}

TEST(Jointure, les_passes_communes_sont_celles_des_cles) {
    Monde const monde{150};
    auto const deux = monde.deux(false, 0);
    for (std::uint32_t i = 0; i < deux.a.size(); ++i)
        for (std::uint32_t j = 0; j < deux.b.size(); ++j) {
            std::uint32_t attendues = 0;
            chaque_cle(deux.codes, deux.a[i], [&](unsigned p, std::uint64_t x) {
                cles_de_la_passe(p, deux.codes, deux.b[j], [&](std::uint64_t y) {
                    if (x == y)
                        attendues |= 1U << p;
                });
            });
            ASSERT_EQ(passes_communes(deux.codes, deux.a[i], deux.b[j], toutes_les_passes), attendues) << i << " " << j;
        }
}

TEST(Jointure, un_bloc_trop_gros_est_subdivise_par_le_lieu_puis_refuse_en_disant_sa_valeur) {
    Population p;
    for (int i = 0; i < 60; ++i) {
        Fiche f{.id = std::to_string(i),
                .nom = "DIALLO",
                .prenoms = {"Awa"},
                .naissance = Date{std::chrono::year(2008) / 3 / 12}};
        f.code_postal = i < 50 ? "35000" : "29200";
        p.ajouter_a(f);
        p.ajouter_b(f);
    }
    auto const r = lier(p, {.bloc_max = 20});
    auto const& passe = r.passes.at(1);
    EXPECT_EQ(passe.blocs_subdivises, 1U);
    EXPECT_EQ(passe.blocs_refuses, 1U);
    EXPECT_EQ(passe.paires_refusees, 2'500U);
    EXPECT_EQ(passe.paires, 100U);
    EXPECT_EQ(passe.plus_gros_refus, "DIALLO AWA 12/03/2008");
}
