// What a file keeps of everybody, with what changed since laid over it, against the same people coded anew.
#include "rapprochement/vivier.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <random>

#include "rapprochement/index.hpp"
#include "rapprochement/tests/eleves_fictifs.hpp"

using namespace rapprochement;

namespace {

constexpr std::uint32_t combien = 1'500, un_cherche_sur = 10;

/// Everybody by number: pupil i of the second list, and, for some, what the first list says of them.
struct Gens {
    jeux::Eleves eleves{std::string(RACINE) + "/data", combien + 400, {.taux = 3, .jumeaux = 0.02}};
    std::map<std::int64_t, Fiche> fiches{};
    std::vector<std::int64_t> cherches{}, vus{};
    std::uint32_t suivant = 0;

    Gens() {
        for (std::uint32_t i = 0; i < combien; ++i)
            arriver();
    }
    void arriver() {
        auto const i = suivant++;
        vus.push_back(2 * i + 1);
        fiches[2 * i + 1] = eleves.dans_b(i);
        if (i % un_cherche_sur == 0) {
            cherches.push_back(2 * i + 2);
            fiches[2 * i + 2] = eleves.dans_a(i);
        }
    }
    Vivier vivier() const {
        Vivier v;
        for (auto const& [numero, fiche] : fiches)
            v.mettre(numero, fiche);
        return v;
    }
};

std::string texte(Population const& p, Resultat const& r, Empreintes const& empreintes) {
    std::string s;
    auto ajouter = [&](Paire const& x) {
        s += std::string(p.id_a(x.a)) + " " + std::string(p.id_b(x.b)) + " " + std::to_string(x.dixiemes) + " " +
             std::string(code(x.decision)) + " " + std::to_string(x.probabilite) + " " +
             std::to_string(static_cast<int>(x.garde)) + " " +
             std::to_string(empreintes.suite(empreintes.depart(0), x)) + "\n";
    };
    std::ranges::for_each(r.liens, ajouter);
    std::ranges::for_each(r.douteux, ajouter);
    std::ranges::for_each(r.tous_proches, ajouter);
    for (auto const& passe : r.passes)
        s += passe.nom + " " + std::to_string(passe.paires) + " " + std::to_string(passe.paires_refusees) + "\n";
    return s + std::to_string(r.faux_attendus) + " " + std::to_string(r.perte_de_blocage.value_or(-1));
}

std::string ce_que_dit(Vivier const& v, Gens const& g, Modele const& modele, unsigned fils = 0) {
    auto const frequences = v.frequences();
    auto const p = v.population(g.cherches, g.vus);
    auto r = lier(p, {.fils = fils, .modele = &modele, .frequences = &frequences});
    r.frequences = v.frequences();
    return texte(p, r, Empreintes{p, r});
}

struct Vivier_ : testing::Test {
    std::filesystem::path dossier =
        std::filesystem::temp_directory_path() /
        ("vivier_" + std::to_string(getpid()) + "_" + testing::UnitTest::GetInstance()->current_test_info()->name());
    Vivier_() { std::filesystem::create_directories(dossier); }
    ~Vivier_() override { std::filesystem::remove_all(dossier); }
    std::string chemin() const { return (dossier / "x.vivier").string(); }
    std::string octets() const {
        std::ifstream flux(chemin(), std::ios::binary);
        return {std::istreambuf_iterator<char>{flux}, {}};
    }
    void ecrire(std::string const& contenu) const { std::ofstream(chemin(), std::ios::binary) << contenu; }
};

} // namespace

TEST_F(Vivier_, avec_ce_qui_a_change_depuis_dit_ce_que_dit_un_calcul_entier) {
    Gens g;
    g.vivier().ecrire(chemin(), "hier");
    auto const modele = modele_par_defaut(g.cherches.size(), g.vus.size());
    auto v = Vivier::ouvrir(chemin());
    EXPECT_EQ(v.notice(), "hier");
    EXPECT_EQ(ce_que_dit(v, g, modele), ce_que_dit(g.vivier(), g, modele));
    std::mt19937 hasard{7};
    for (int tour = 0; tour < 3; ++tour) {
        for (int n = 0; n < 60; ++n) { // arrivals, corrections, departures, returns
            g.arriver();
            auto const numero = g.vus[hasard() % g.vus.size()];
            n % 3 == 0 ? void(g.fiches.erase(numero)) : void(g.fiches[numero] = g.eleves.dans_a(hasard() % g.suivant));
        }
        auto courant = Vivier::ouvrir(chemin());
        for (std::int64_t numero = 1; numero < 2 * std::int64_t{g.suivant}; numero += 2) {
            auto const f = g.fiches.find(numero);
            EXPECT_TRUE(f == g.fiches.end() ? courant.oter(numero) : courant.mettre(numero, f->second));
            if (auto const cherchee = g.fiches.find(numero + 1); cherchee != g.fiches.end()) {
                EXPECT_TRUE(courant.mettre(numero + 1, cherchee->second));
            }
        }
        auto const attendu = ce_que_dit(g.vivier(), g, modele);
        EXPECT_GT(attendu.size(), 10'000U);
        for (unsigned fils : {1U, 2U, 7U})
            EXPECT_EQ(ce_que_dit(courant, g, modele, fils), attendu);
    }
}

TEST_F(Vivier_, dit_ce_que_dit_lier_sur_ces_fiches) {
    Gens g;
    g.vivier().ecrire(chemin(), "");
    auto const v = Vivier::ouvrir(chemin());
    auto const frequences = v.frequences();
    auto const modele = modele_par_defaut(g.cherches.size(), g.vus.size());
    std::vector<Fiche> a, b;
    for (auto n : g.cherches)
        a.push_back(g.fiches[n]);
    for (auto n : g.vus)
        b.push_back(g.fiches[n]);
    Options const options{.modele = &modele, .frequences = &frequences};
    auto const p = v.population(g.cherches, g.vus);
    auto const r = lier(p, options), attendu = lier(a, b, options);
    auto liens = [](Resultat const& x, auto de_a, auto de_b) {
        std::map<std::pair<std::int64_t, std::int64_t>, int> m;
        for (auto const& paire : x.liens)
            m[{de_a(paire.a), de_b(paire.b)}] = paire.dixiemes;
        return m;
    };
    EXPECT_GT(r.liens.size(), 100U);
    EXPECT_EQ(liens(
                  r, [&](auto i) { return numero(p.id_a(i)); }, [&](auto i) { return numero(p.id_b(i)); }),
              liens(
                  attendu, [&](auto i) { return g.cherches[i]; }, [&](auto i) { return g.vus[i]; }));
}

TEST_F(Vivier_, qui_en_est_ote_ne_se_trouve_plus_et_qui_arrive_trop_tard_est_refuse) {
    Gens g;
    g.vivier().ecrire(chemin(), "");
    auto v = Vivier::ouvrir(chemin());
    for (auto n : g.vus)
        EXPECT_TRUE(v.oter(n));
    auto const p = v.population(g.cherches, g.vus);
    auto const modele = modele_par_defaut(g.cherches.size(), g.vus.size());
    auto const frequences = v.frequences();
    auto const r = lier(p, {.modele = &modele, .frequences = &frequences});
    EXPECT_TRUE(r.liens.empty() && r.douteux.empty() && r.tous_proches.empty());
    EXPECT_FALSE(v.mettre(0, g.fiches[1])) << "avant tous les autres : il faut tout relire";
    EXPECT_FALSE(v.oter(0));
}

TEST_F(Vivier_, abime_coupe_ou_etranger_est_refuse) {
    Gens g;
    g.vivier().ecrire(chemin(), "");
    auto const bon = octets();
    std::mt19937 hasard{1};
    for (int k = 0; k < 60; ++k) { // one bit anywhere
        auto autre = bon;
        autre[hasard() % bon.size()] ^= static_cast<char>(1U << hasard() % 8);
        ecrire(autre);
        EXPECT_THROW(Vivier::ouvrir(chemin()), IndexRefuse);
    }
    for (auto taille : {std::size_t{0}, std::size_t{64}, bon.size() / 2, bon.size() - 1}) {
        ecrire(bon.substr(0, taille));
        EXPECT_THROW(Vivier::ouvrir(chemin()), IndexRefuse);
    }
    Population p;
    p.ajouter_b(g.fiches[1]);
    preparer_l_index(p, chemin(), {});
    EXPECT_THROW(Vivier::ouvrir(chemin()), IndexRefuse) << "un index n’est pas un vivier";
    ecrire(bon);
    EXPECT_NO_THROW(Vivier::ouvrir(chemin()));
}

TEST_F(Vivier_, qui_ne_peut_s_ecrire_laisse_l_ancien_et_rien_d_autre) {
    Gens g;
    auto const v = g.vivier();
    EXPECT_THROW(v.ecrire((dossier / "absent" / "x.vivier").string(), ""), IndexRefuse);
    v.ecrire(chemin(), "");
    auto const avant = octets();
    v.ecrire(chemin(), "");
    EXPECT_TRUE(octets() == avant) << "mêmes personnes, mêmes octets";
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator{dossier}, {}), 1);
    struct stat etat {};
    ASSERT_EQ(stat(chemin().c_str(), &etat), 0);
    EXPECT_EQ(etat.st_mode & 0777, 0600U) << "il contient des noms";
}

TEST_F(Vivier_, une_empreinte_change_avec_ce_qu_on_lirait_d_une_paire) {
    Gens g;
    auto const modele = modele_par_defaut(g.cherches.size(), g.vus.size());
    auto const attendu = ce_que_dit(g.vivier(), g, modele);
    EXPECT_EQ(ce_que_dit(g.vivier(), g, modele), attendu);
    auto autre = modele;
    autre.vraies += 100;
    EXPECT_NE(ce_que_dit(g.vivier(), g, autre), attendu);
    for (auto& [numero, fiche] : g.fiches)
        fiche.telephones = {"0601020304"};
    EXPECT_NE(ce_que_dit(g.vivier(), g, modele), attendu);
}
