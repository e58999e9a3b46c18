// Files of some rows, interruption, plan: what somebody who tries the program does first.
#include <gtest/gtest.h>

#include "rapprochement/rapprochement.hpp"
#include "rapprochement/reprise.hpp"
#include "rapprochement/tests/eleves_fictifs.hpp"

using namespace rapprochement;
using namespace std::chrono_literals;

namespace {

Fiche eleve(std::string id, std::string nom, std::string prenom, Date naissance, Sexe sexe) {
    return {.id = std::move(id),
            .nom = std::move(nom),
            .prenoms = {std::move(prenom)},
            .naissance = naissance,
            .sexe = sexe};
}

std::vector<Fiche> une_classe() {
    return {eleve("1", "BERNARD", "Lucie", 2008y / 3 / 12, Sexe::feminin),
            eleve("2", "MARTIN", "Lucas", 2007y / 5 / 1, Sexe::masculin),
            eleve("3", "DUBOIS", "Emma", 2008y / 7 / 21, Sexe::feminin),
            eleve("4", "THOMAS", "Hugo", 2006y / 2 / 14, Sexe::masculin),
            eleve("5", "ROBERT", "Chloé", 2007y / 11 / 30, Sexe::feminin),
            eleve("6", "RICHARD", "Nathan", 2008y / 1 / 9, Sexe::masculin),
            eleve("7", "PETIT", "Jade", 2007y / 9 / 17, Sexe::feminin),
            eleve("8", "DURAND", "Louis", 2006y / 12 / 3, Sexe::masculin)};
}

std::string texte(Resultat const& r) {
    auto s = ecrire(r.modele);
    for (auto const* liste : {&r.liens, &r.douteux})
        for (auto const& p : *liste)
            s += std::to_string(p.a) + " " + std::to_string(p.b) + " " + std::to_string(p.dixiemes) + "\n";
    for (auto const& p : r.passes)
        s += p.nom + " " + std::to_string(p.paires) + "\n";
    return s;
}

std::pair<std::vector<Fiche>, std::vector<Fiche>> eleves(std::uint32_t n) {
    jeux::Eleves const e{std::string(RACINE) + "/data", n, {.taux = 3}};
    std::pair<std::vector<Fiche>, std::vector<Fiche>> f;
    for (std::uint32_t i = 0; i < n; ++i) {
        f.first.push_back(e.dans_a(i));
        f.second.push_back(e.dans_b(i));
    }
    return f;
}

} // namespace

TEST(PetitsFichiers, un_autre_nom_n_est_jamais_lie_sans_une_personne) {
    auto const a = une_classe();
    auto b = une_classe();
    b[0].nom = "DURAND";            // same first name, same date
    b[1].prenoms = {"Gabriel"};     // same name, same date
    b[2].naissance = 2003y / 2 / 2; // same name, same first name
    auto const r = lier(a, b);
    for (auto const& lien : r.liens) {
        EXPECT_EQ(lien.a, lien.b);
        EXPECT_GE(lien.a, 3U);
    }
    EXPECT_EQ(r.liens.size(), 5U);
}

TEST(PetitsFichiers, une_faute_de_frappe_ou_un_accent_n_empechent_pas_le_lien) {
    auto const a = une_classe();
    auto b = une_classe();
    b[2].prenoms = {"Ema"};
    b[4].prenoms = {"Chloe"};
    b[5].nom = "RICHRAD";
    EXPECT_EQ(lier(a, b).liens.size(), 8U);
}

TEST(PetitsFichiers, des_listes_sans_personne_commune_ne_donnent_aucun_lien) {
    auto const a = une_classe();
    std::vector<Fiche> const b = {eleve("a", "MOREAU", "Léo", 2007y / 4 / 17, Sexe::masculin),
                                  eleve("b", "SIMON", "Inès", 2008y / 8 / 8, Sexe::feminin)};
    auto const r = lier(a, b);
    EXPECT_TRUE(r.liens.empty());
    EXPECT_TRUE(r.douteux.empty());
}

TEST(PetitsFichiers, deux_ine_pour_une_personne_ne_la_font_pas_disparaitre) {
    auto a = une_classe();
    auto b = une_classe();
    a[3].ine = {"120890177AB"};
    b[3].ine = {"998877665CD"};
    auto const r = lier(a, b);
    auto const cherche = [](auto const& liste) {
        return std::ranges::any_of(liste, [](Paire const& p) { return p.a == 3 && p.b == 3; });
    };
    EXPECT_TRUE(cherche(r.liens) || cherche(r.douteux));
}

TEST(PetitsFichiers, l_enfant_qui_porte_le_nom_de_sa_mere_est_retrouve_par_son_ine) {
    auto a = une_classe();
    auto b = une_classe();
    for (std::size_t i = 0; i < a.size(); ++i)
        a[i].ine = b[i].ine = {"12089017" + std::to_string(i) + "AB"};
    b[6].nom = "LEFEBVRE";
    auto const r = lier(a, b);
    EXPECT_EQ(r.liens.size(), 8U);
}

TEST(Reprise, un_rapprochement_interrompu_repart_et_donne_les_memes_octets) {
    auto const [a, b] = eleves(3'000);
    auto const attendu = texte(lier(a, b));
    for (std::string const arret_a :
         {"P1 nom, prénom et date", "P3 prénom et date", "P14 trois lettres sans ordre et code postal"}) {
        Reprise reprise;
        std::atomic<bool> arret{false};
        Options options{.fils = 2, .arret = &arret, .reprise = &reprise};
        options.progres = [&](Avancement const& x) { arret = arret || x.etape == arret_a; };
        EXPECT_THROW(lier(a, b, options), Interrompu);
        EXPECT_GT(reprise.passes, 0U) << arret_a;
        arret = false;
        options.progres = {};
        EXPECT_EQ(texte(lier(a, b, options)), attendu) << arret_a;
    }
}

TEST(Plan, les_paires_de_chaque_passe_sont_connues_avant_de_comparer) {
    auto const [a, b] = eleves(2'000);
    Population p;
    for (auto const& f : a)
        p.ajouter_a(f);
    for (auto const& f : b)
        p.ajouter_b(f);
    auto const plan = prevoir(p);
    auto const r = lier(p);
    ASSERT_EQ(plan.size(), r.passes.size());
    for (std::size_t i = 0; i < plan.size(); ++i)
        EXPECT_GE(plan[i].paires, r.passes[i].paires) << plan[i].nom;
    EXPECT_EQ(plan[0].paires, r.passes[0].paires);
}

TEST(Reprise, une_liste_dont_on_cherchait_les_doublons_repart_aussi) {
    auto [fiches, autres] = eleves(800);
    fiches.insert(fiches.end(), autres.begin(), autres.end());
    auto const attendu = texte(dedoublonner(fiches));
    Reprise reprise;
    std::atomic<bool> arret{false};
    Options options{.fils = 2, .arret = &arret, .reprise = &reprise};
    options.progres = [&](Avancement const& x) { arret = arret || x.etape.starts_with("P5 "); };
    EXPECT_THROW(dedoublonner(fiches, options), Interrompu);
    EXPECT_GT(reprise.passes, 3U);
    arret = false;
    options.progres = {};
    EXPECT_EQ(texte(dedoublonner(fiches, options)), attendu);
}
