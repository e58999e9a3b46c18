// More than two lists: who is the same person, under constraint.
#include "rapprochement/groupement.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "rapprochement/tests/eleves_fictifs.hpp"

using namespace rapprochement;
using namespace std::chrono_literals;

namespace {

using Listes = std::map<std::string, std::vector<Fiche>>;

struct Rendu {
    Sources sources{};
    Groupement g{};
    std::map<std::pair<std::string, std::string>, std::uint32_t> groupe{}; ///< by source and key
};
Rendu grouper_ces_listes(std::vector<std::pair<std::string, std::vector<Fiche>>> const& listes,
                         Options const& options = {}, Doublons doublons = Doublons::aucun) {
    Rendu r;
    for (auto const& [nom, fiches] : listes) {
        for (auto const& f : fiches)
            r.sources.population().ajouter_a(f);
        r.sources.ranger(nom, options);
    }
    r.g = grouper(r.sources, options, doublons);
    for (std::size_t s = 0; s < r.sources.combien(); ++s)
        for (std::uint32_t i = 0; i < r.sources.taille(s); ++i)
            r.groupe[{r.sources.nom(s), std::string(r.sources.id(s, i))}] = r.g.groupe_de[s][i];
    return r;
}

std::string texte(Rendu const& r) {
    std::string s;
    for (auto const& [cle, groupe] : r.groupe)
        s += cle.first + " " + cle.second + " " + std::to_string(groupe) + "\n";
    for (auto const& c : r.g.couples) {
        s += std::to_string(c.coupes) + " " + std::to_string(c.confirmes) + ecrire(c.resultat.modele);
        for (auto const* liste : {&c.resultat.liens, &c.resultat.douteux})
            for (auto const& p : *liste)
                s += std::string(r.sources.id(c.a, p.a)) + " " + std::string(r.sources.id(c.b, p.b)) + " " +
                     std::to_string(p.dixiemes) + std::string(code(p.decision)) + "\n";
    }
    return s;
}

/// Other people, enough of them to learn from, in three lists with their own keys.
std::vector<std::pair<std::string, std::vector<Fiche>>> trois_listes(std::uint32_t n, jeux::Reglages reglages = {}) {
    jeux::Eleves const e{std::string(RACINE) + "/data", n, reglages};
    std::vector<std::pair<std::string, std::vector<Fiche>>> listes{{"A", {}}, {"B", {}}, {"C", {}}};
    auto ajouter = [&](std::size_t k, Fiche f, std::uint32_t i) {
        f.id = listes[k].first + std::to_string(i);
        listes[k].second.push_back(std::move(f));
    };
    for (std::uint32_t i = 0; i < n; ++i) {
        ajouter(0, e.dans_a(i), i);
        if (e.commun(i)) {
            ajouter(1, e.dans_b(i), i);
            if (i % 3 != 0)
                ajouter(2, e.dans_a(i), i);
        }
    }
    return listes;
}

Fiche personne(std::string id, std::string nom, std::string prenom, Date naissance, Sexe sexe = Sexe::feminin) {
    return {.id = std::move(id),
            .nom = std::move(nom),
            .prenoms = {std::move(prenom)},
            .naissance = naissance,
            .sexe = sexe,
            .code_postal = "35000",
            .commune = "RENNES"};
}

} // namespace

TEST(Groupement, retrouve_une_personne_dans_trois_listes) {
    auto const listes = trois_listes(1'500);
    auto const r = grouper_ces_listes(listes);
    std::size_t justes = 0, ensemble = 0, attendus = 0;
    for (auto const& [cle, groupe] : r.groupe) {
        if (cle.first == "A")
            continue;
        ++attendus;
        auto const de_a = r.groupe.at({"A", "A" + cle.second.substr(1)});
        justes += de_a == groupe;
    }
    std::map<std::uint32_t, std::set<std::string>> personnes;
    for (auto const& [cle, groupe] : r.groupe)
        personnes[groupe].insert(cle.second.substr(1));
    for (auto const& [groupe, qui] : personnes)
        ensemble += qui.size() > 1;
    EXPECT_EQ(ensemble, 0U);
    EXPECT_GT(static_cast<double>(justes) / static_cast<double>(attendus), 0.995);
    EXPECT_EQ(r.g.couples.size(), 3U);
    EXPECT_GT(r.g.par_sources[3], 750U);
}

TEST(Groupement, donne_les_memes_octets_quels_que_soient_les_fils_et_l_ordre_des_lignes_et_des_listes) {
    auto listes = trois_listes(400, {.taux = 3, .jumeaux = 0.02});
    for (auto doublons : {Doublons::aucun, Doublons::chercher}) {
        auto const attendu = texte(grouper_ces_listes(listes, {.fils = 1}, doublons));
        std::mt19937 hasard{1};
        for (unsigned fils : {2U, 7U}) {
            for (auto& [nom, fiches] : listes)
                std::ranges::shuffle(fiches, hasard);
            std::ranges::shuffle(listes, hasard);
            EXPECT_EQ(texte(grouper_ces_listes(listes, {.fils = fils}, doublons)), attendu);
        }
    }
}

TEST(Groupement, une_source_n_a_jamais_deux_personnes_dans_un_groupe) {
    auto const r = grouper_ces_listes(trois_listes(1'500, {.taux = 3, .jumeaux = 0.05}));
    std::set<std::pair<std::string, std::uint32_t>> vus;
    for (auto const& [cle, groupe] : r.groupe)
        EXPECT_TRUE(vus.insert({cle.first, groupe}).second) << cle.second;
}

TEST(Groupement, une_chaine_dont_un_maillon_est_faible_est_coupee_et_c_est_dit) {
    // B was born Diallo and is now Martin; C is a Martin. A and C have nothing in common.
    auto listes = trois_listes(800);
    auto b = personne("b", "DIALLO", "Awa", 2008y / 3 / 12);
    b.nom_usage = "MARTIN";
    listes[0].second.push_back(personne("a", "DIALLO", "Awa", 2008y / 3 / 12));
    listes[1].second.push_back(b);
    listes[2].second.push_back(personne("c", "MARTIN", "Zoe", 2008y / 3 / 12));
    auto const r = grouper_ces_listes(listes);
    EXPECT_EQ(r.groupe.at({"A", "a"}), r.groupe.at({"B", "b"}));
    EXPECT_NE(r.groupe.at({"B", "b"}), r.groupe.at({"C", "c"}));
}

TEST(Groupement, un_lien_qu_une_troisieme_source_contredit_est_laisse_a_une_personne) {
    // b says little: it goes with a as well as with c, who cannot be one person.
    auto listes = trois_listes(800);
    auto a = personne("a", "ZORGLUB", "Dominique", 2008y / 3 / 12);
    auto c = personne("c", "ZORGLUB", "Dominique", 1985y / 11 / 27, Sexe::masculin);
    a.ine = {"120890123XY"};
    c.ine = {"987654321AB"};
    c.code_postal = "13001";
    c.commune = "MARSEILLE";
    listes[0].second.push_back(a);
    listes[1].second.push_back({.id = "b", .nom = "ZORGLUB", .prenoms = {"Dominique"}});
    listes[2].second.push_back(c);
    auto const r = grouper_ces_listes(listes);
    EXPECT_NE(r.groupe.at({"A", "a"}), r.groupe.at({"C", "c"}));
    EXPECT_EQ(r.g.coupes, 1U);
    std::vector<Paire> contredits;
    for (auto const& couple : r.g.couples)
        for (auto const& p : couple.resultat.douteux)
            if (p.raison == Raison::contredit)
                contredits.push_back(p);
    ASSERT_EQ(contredits.size(), 1U);
    EXPECT_EQ(contredits[0].decision, Decision::douteux);
}

TEST(Groupement, des_jumeaux_restent_deux_personnes_dans_toutes_les_listes) {
    auto listes = trois_listes(800);
    for (auto& [nom, fiches] : listes) {
        fiches.push_back(personne(nom + "awa", "DIALLO", "Awa", 2008y / 3 / 12));
        fiches.push_back(personne(nom + "moussa", "DIALLO", "Moussa", 2008y / 3 / 12, Sexe::masculin));
    }
    auto const r = grouper_ces_listes(listes);
    for (auto const* qui : {"awa", "moussa"}) {
        EXPECT_EQ(r.groupe.at({"A", std::string("A") + qui}), r.groupe.at({"B", std::string("B") + qui}));
        EXPECT_EQ(r.groupe.at({"A", std::string("A") + qui}), r.groupe.at({"C", std::string("C") + qui}));
    }
    EXPECT_NE(r.groupe.at({"A", "Aawa"}), r.groupe.at({"A", "Amoussa"}));
}

TEST(Groupement, une_personne_deux_fois_dans_une_source_n_est_reunie_que_si_on_le_demande) {
    auto listes = trois_listes(800);
    for (auto const* id : {"deux", "fois"})
        listes[0].second.push_back(personne(id, "ZORGLUB", "Awa", 2008y / 3 / 12));
    listes[1].second.push_back(personne("b", "ZORGLUB", "Awa", 2008y / 3 / 12));
    auto const sans = grouper_ces_listes(listes);
    EXPECT_NE(sans.groupe.at({"A", "deux"}), sans.groupe.at({"A", "fois"}));
    auto const avec = grouper_ces_listes(listes, {}, Doublons::chercher);
    EXPECT_EQ(avec.groupe.at({"A", "deux"}), avec.groupe.at({"A", "fois"}));
    EXPECT_EQ(avec.groupe.at({"A", "deux"}), avec.groupe.at({"B", "b"}));
    EXPECT_GE(avec.g.en_double.at(0), 1U);
}

TEST(Groupement, une_liste_qui_porte_plusieurs_fiches_par_personne_est_dite) {
    auto listes = trois_listes(800);
    EXPECT_TRUE(grouper_ces_listes(listes).g.remarques.empty());
    for (std::size_t i = 0; i < 100; ++i) {
        auto f = listes[0].second[i];
        f.id += "bis";
        listes[0].second.push_back(std::move(f));
    }
    auto const dites = grouper_ces_listes(listes).g.remarques;
    ASSERT_EQ(dites.size(), 1U);
    EXPECT_TRUE(dites[0].starts_with("A\u00A0: cette liste porte plusieurs fiches"));
    EXPECT_NE(dites[0].find("--doublons"), std::string::npos);
    EXPECT_TRUE(grouper_ces_listes(listes, {}, Doublons::chercher).g.remarques.empty());
}

TEST(Groupement, des_listes_vides_ou_une_seule_liste_donnent_chacun_pour_soi) {
    EXPECT_EQ(grouper_ces_listes({}).g.groupes, 0U);
    auto const une =
        grouper_ces_listes({{"A", {personne("a", "DIALLO", "Awa", 2008y / 3 / 12)}}, {"B", {}}, {"C", {}}});
    EXPECT_EQ(une.g.groupes, 1U);
    EXPECT_EQ(une.groupe.at({"A", "a"}), 0U);
}
