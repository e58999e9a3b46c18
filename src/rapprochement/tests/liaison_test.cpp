// Files linked whole: determinism, limits, one to one, nearest candidates.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "rapprochement/affectation.hpp"
#include "rapprochement/cles.hpp"
#include "rapprochement/rapprochement.hpp"
#include "rapprochement/tests/eleves_fictifs.hpp"

using namespace rapprochement;
using namespace std::chrono_literals;

namespace {

std::pair<std::vector<Fiche>, std::vector<Fiche>> eleves(std::uint32_t n, jeux::Reglages reglages = {}) {
    jeux::Eleves const e{std::string(RACINE) + "/data", n, reglages};
    std::pair<std::vector<Fiche>, std::vector<Fiche>> f;
    for (std::uint32_t i = 0; i < n; ++i) {
        f.first.push_back(e.dans_a(i));
        f.second.push_back(e.dans_b(i));
    }
    return f;
}

/// Everything the result says, with keys instead of positions.
std::string texte(Resultat const& r, std::vector<Fiche> const& a, std::vector<Fiche> const& b) {
    std::string s = ecrire(r.modele);
    auto ajouter = [&](Paire const& p) {
        s += a[p.a].id + " " + b[p.b].id + " " + std::to_string(p.dixiemes) + " " + std::string(code(p.decision)) +
             " " + std::string(phrase(p.raison)) + "\n";
    };
    std::ranges::for_each(r.liens, ajouter);
    std::ranges::for_each(r.douteux, ajouter);
    std::vector<std::string> cles;
    std::vector<std::size_t> ordre(a.size());
    for (std::size_t i = 0; i < ordre.size(); ++i)
        ordre[i] = i;
    std::ranges::sort(ordre, {}, [&](std::size_t i) { return a[i].id; });
    for (auto i : ordre)
        std::ranges::for_each(r.proches(i), ajouter);
    for (auto const& p : r.passes)
        s += p.nom + " " + std::to_string(p.paires) + "\n";
    return s + std::to_string(r.faux_attendus) + " " + std::to_string(r.manques_attendus);
}

Fiche awa() {
    return {.id = "a1",
            .nom = "DIALLO",
            .prenoms = {"Awa"},
            .naissance = 2008y / 3 / 12,
            .sexe = Sexe::feminin,
            .code_postal = "35000",
            .commune = "RENNES"};
}

} // namespace

TEST(Liaison, donne_les_memes_octets_quels_que_soient_les_fils_et_l_ordre_des_lignes) {
    auto [a, b] = eleves(3'000, {.taux = 3, .jumeaux = 0.02});
    auto const attendu = texte(lier(a, b, {.fils = 1}), a, b);
    EXPECT_EQ(texte(lier(a, b, {.fils = 2}), a, b), attendu);
    std::mt19937 hasard{1};
    std::ranges::shuffle(a, hasard);
    std::ranges::shuffle(b, hasard);
    EXPECT_EQ(texte(lier(a, b, {.fils = 7}), a, b), attendu);
}

TEST(Liaison, donne_les_memes_paires_quelle_que_soit_la_liste_donnee_en_premier) {
    auto decidees = [](Resultat const& r, std::vector<Fiche> const& a, std::vector<Fiche> const& b, bool retournees) {
        std::vector<std::string> paires;
        for (auto const* sorte : {&r.liens, &r.douteux})
            for (auto const& p : *sorte) {
                auto const &x = a[p.a].id, &y = b[p.b].id;
                paires.push_back((retournees ? y + " " + x : x + " " + y) + " " + std::to_string(p.dixiemes) + " " +
                                 std::to_string(p.probabilite) + " " + std::string(code(p.decision)));
            }
        std::ranges::sort(paires);
        return paires;
    };
    for (std::uint32_t en_moins : {0U, 700U}) {
        auto [a, b] = eleves(2'000, {.taux = 3, .jumeaux = 0.02});
        b.resize(b.size() - en_moins);
        auto const dans_un_sens = lier(a, b), dans_l_autre = lier(b, a);
        EXPECT_EQ(decidees(dans_un_sens, a, b, false), decidees(dans_l_autre, b, a, true));
        EXPECT_EQ(ecrire(dans_un_sens.modele), ecrire(dans_l_autre.modele));
    }
}

TEST(Liaison, des_eleves_fictifs_sont_retrouves_avec_une_precision_d_au_moins_0_999) {
    for (double taux : {1.0, 3.0}) {
        jeux::Reglages const reglages{.taux = taux, .jumeaux = taux > 1 ? 0.02 : 0};
        auto const [a, b] = eleves(10'000, reglages);
        jeux::Eleves const verite{std::string(RACINE) + "/data", 10'000, reglages};
        auto const r = lier(a, b);
        double justes = 0, vrais = 0;
        for (std::uint32_t i = 0; i < a.size(); ++i)
            vrais += verite.commun(i);
        for (auto const& p : r.liens)
            justes += p.a == p.b && verite.commun(p.a);
        auto const precision = justes / static_cast<double>(r.liens.size()), rappel = justes / vrais;
        std::printf("modèle × %.0f : précision %.5f, rappel %.5f, douteux %zu, faux attendus %.1f\n", taux, precision,
                    rappel, r.douteux.size(), r.faux_attendus);
        EXPECT_GE(precision, 0.999);
        EXPECT_GE(rappel, taux > 1 ? 0.94 : 0.985);
        ASSERT_TRUE(r.perte_de_blocage.has_value());
        EXPECT_LE(*r.perte_de_blocage - r.perte_plus_ou_moins, vrais - justes);
    }
}

TEST(Liaison, deux_listes_d_une_meme_ville_sans_personne_commune_ne_font_pas_de_doutes) {
    auto const [a, tous] = eleves(6'000, {.taux = 1.0});
    std::vector<Fiche> une(a.begin(), a.begin() + 3'000), autre(a.begin() + 3'000, a.end());
    for (auto* liste : {&une, &autre})
        for (auto& f : *liste) {
            f.ine.clear();
            f.code_postal = "35000";
            f.commune = "RENNES";
        }
    auto const r = lier(une, autre);
    EXPECT_TRUE(r.liens.empty());
    EXPECT_LE(r.douteux.size(), 3U);
}

TEST(Liaison, des_fichiers_vides_ou_d_une_ligne_ne_posent_pas_de_probleme) {
    std::vector<Fiche> const rien, une{awa()}, vide{Fiche{.id = "v"}};
    EXPECT_TRUE(lier(rien, rien).liens.empty());
    EXPECT_TRUE(lier(une, rien).liens.empty());
    EXPECT_TRUE(lier(rien, une).liens.empty());
    EXPECT_TRUE(lier(vide, vide).liens.empty());
    EXPECT_EQ(lier(une, une).liens.size(), 1U);
    EXPECT_TRUE(dedoublonner(rien).groupes.empty());
    EXPECT_TRUE(dedoublonner(une).groupes.empty());
}

TEST(Liaison, un_ine_partage_par_deux_eleves_est_douteux_jamais_lie) {
    auto a = awa(), b = awa();
    b.id = "b1";
    b.nom = "LEGOFF";
    b.prenoms = {"Yann"};
    b.sexe = Sexe::masculin;
    b.naissance = 2006y / 11 / 30;
    a.ine = b.ine = {"120890177AB"};
    auto const r = lier(std::vector{a}, std::vector{b});
    EXPECT_TRUE(r.liens.empty());
    ASSERT_EQ(r.douteux.size(), 1U);
    EXPECT_EQ(r.douteux[0].garde, Garde::ine_partage);
}

TEST(Liaison, des_jumelles_vont_chacune_avec_la_sienne) {
    auto awa_a = awa(), aya_a = awa(), awa_b = awa(), aya_b = awa();
    aya_a.id = "a2";
    aya_a.prenoms = aya_b.prenoms = {"Fatou"};
    awa_b.id = "b1";
    aya_b.id = "b2";
    auto const r = lier(std::vector{awa_a, aya_a}, std::vector{aya_b, awa_b});
    ASSERT_EQ(r.liens.size(), 2U);
    EXPECT_EQ(r.liens[0].b, 1U);
    EXPECT_EQ(r.liens[1].b, 0U);
    EXPECT_TRUE(lier(std::vector{awa_a}, std::vector{aya_b}).liens.empty());
}

TEST(Liaison, deux_candidats_aussi_bons_demandent_une_personne) {
    auto b1 = awa(), b2 = awa();
    b1.id = "b1";
    b2.id = "b2";
    auto const r = lier(std::vector{awa()}, std::vector{b1, b2});
    EXPECT_TRUE(r.liens.empty());
    EXPECT_EQ(r.douteux.size(), 2U);
}

TEST(Liaison, chaque_fiche_a_ses_plus_proches_candidats_et_pourquoi_ils_ne_conviennent_pas) {
    auto autre = awa();
    autre.id = "b1";
    autre.prenoms = {"Mariam"};
    autre.naissance = 2008y / 9 / 1;
    std::vector const a{awa()}, b{autre};
    auto const r = lier(a, b);
    auto const proches = r.proches(0);
    ASSERT_EQ(proches.size(), 1U);
    EXPECT_EQ(proches[0].raison, Raison::poids_insuffisant);
    EXPECT_EQ(comparer(a[0], b[0], r.modele, &r.frequences).total, proches[0].dixiemes);
}

TEST(Liaison, cent_mille_noms_identiques_n_explosent_pas_et_le_disent) {
    Population p;
    for (int i = 0; i < 100'000; ++i) {
        auto f = awa();
        f.id = std::to_string(i);
        i % 2 ? p.ajouter_a(f) : p.ajouter_b(f);
    }
    auto const r = lier(p);
    EXPECT_TRUE(r.liens.empty());
    EXPECT_FALSE(r.remarques.empty());
    EXPECT_GT(r.passes.at(1).paires_refusees, 1'000'000'000U);
    EXPECT_LT(r.secondes, 20);
}

TEST(Liaison, s_arrete_a_la_demande) {
    auto const [a, b] = eleves(200);
    std::atomic<bool> arret{true};
    EXPECT_THROW(lier(a, b, {.arret = &arret}), Interrompu);
}

TEST(Liaison, dit_ou_elle_en_est) {
    auto const [a, b] = eleves(500);
    std::vector<double> parts;
    lier(a, b, {.progres = [&](Avancement const& x) { parts.push_back(x.part); }});
    ASSERT_FALSE(parts.empty());
    EXPECT_GT(*std::ranges::min_element(parts), 0);
    EXPECT_LE(*std::ranges::max_element(parts), 1);
}

TEST(Dedoublonnage, une_seule_ressemblance_ne_fond_pas_deux_personnes) {
    auto const [a, b] = eleves(2'000);
    std::vector<Fiche> fiches = a;
    for (std::size_t i = 0; i < 100; ++i) {
        fiches.push_back(a[i]);
        fiches.back().id += "bis";
    }
    auto const r = dedoublonner(fiches);
    EXPECT_GE(r.groupes.size(), 95U);
    for (auto const& groupe : r.groupes)
        EXPECT_EQ(groupe.size(), 2U);
}

TEST(Cles, deux_fiches_d_une_meme_personne_en_ont_une_en_commun_et_elles_sont_peu_nombreuses) {
    auto const [a, b] = eleves(2'000);
    jeux::Eleves const verite{std::string(RACINE) + "/data", 2'000, {}};
    std::size_t vrais = 0, trouves = 0;
    for (std::uint32_t i = 0; i < a.size(); ++i) {
        auto const x = cles_de_blocage(a[i]), y = cles_de_blocage(b[i]);
        EXPECT_LE(x.size(), 12U);
        if (!verite.commun(i))
            continue;
        ++vrais;
        trouves += std::ranges::any_of(x, [&](auto cle) { return std::ranges::binary_search(y, cle); });
    }
    EXPECT_GE(static_cast<double>(trouves), 0.998 * static_cast<double>(vrais));
}

TEST(Cles, celles_d_une_faute_de_date_retrouvent_une_fiche_dont_le_nom_est_faux_aussi) {
    auto f = awa();
    f.ine.clear();
    auto fautive = f;
    fautive.nom = "X" + f.nom.substr(1);
    fautive.naissance = Date{f.naissance->year() + std::chrono::years{1}, f.naissance->month(), f.naissance->day()};
    auto partage = [](std::vector<std::uint64_t> const& x, std::vector<std::uint64_t> const& y) {
        return std::ranges::any_of(x, [&](auto cle) { return std::ranges::find(y, cle) != y.end(); });
    };
    EXPECT_TRUE(partage(cles_a_une_faute_de_date(fautive), cles_de_blocage(f)));
    EXPECT_LE(cles_a_une_faute_de_date(fautive).size(), 150U);
    fautive.naissance.reset();
    EXPECT_TRUE(cles_a_une_faute_de_date(fautive).empty());
}

TEST(Cles, ne_changent_jamais) {
    auto f = awa();
    f.ine = {"120890177AB"};
    std::uint64_t somme = 0;
    for (auto cle : cles_de_blocage(f))
        somme = combine(somme, cle);
    EXPECT_EQ(somme, 2297070923988332387U) << "stored in databases: a change needs a migration";
}

TEST(Affectation, egale_la_recherche_exhaustive_sur_de_petits_tableaux) {
    std::mt19937 hasard{5};
    for (int essai = 0; essai < 500; ++essai) {
        std::size_t const n = 1 + hasard() % 4, m = 1 + hasard() % 4;
        std::vector gains(n, std::vector<int>(m));
        for (auto& ligne : gains)
            for (auto& g : ligne)
                g = static_cast<int>(hasard() % 30) - 8;
        int meilleur = 0;
        auto explorer = [&](auto& soi, std::size_t i, unsigned pris, int somme) -> void {
            meilleur = std::max(meilleur, somme);
            if (i == n)
                return;
            soi(soi, i + 1, pris, somme);
            for (std::size_t j = 0; j < m; ++j)
                if (!(pris >> j & 1) && gains[i][j] > 0)
                    soi(soi, i + 1, pris | 1U << j, somme + gains[i][j]);
        };
        explorer(explorer, 0, 0, 0);
        auto const choix = affectation_exacte(gains);
        int somme = 0;
        for (std::size_t i = 0; i < n; ++i)
            somme += choix[i] < 0 ? 0 : gains[i][static_cast<std::size_t>(choix[i])];
        EXPECT_EQ(somme, meilleur);
    }
}
