// mesure_rapprochement_memes_paires DOSSIER : compares the very pairs that another tool compared
// (bench/pairs/memes_paires), and only that. DOSSIER holds a.tsv and b.tsv (ine, nom, prenom, sexe, date, code postal)
// and paires.tsv (two row numbers).
#include <ctime>
#include <fstream>
#include <iostream>
#include <sstream>

#include "base/date.hpp"
#include "rapprochement/comparaison.hpp"
#include "rapprochement/notation.hpp"
#include "rapprochement/population.hpp"

using namespace rapprochement;

namespace {

double secondes_cpu() {
    timespec t{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) / 1e9;
}

std::vector<std::string> colonnes(std::string const& ligne) {
    std::vector<std::string> c;
    std::istringstream flux{ligne};
    for (std::string x; std::getline(flux, x, '\t');)
        c.push_back(x);
    c.resize(6);
    return c;
}

std::vector<Fiche> lire(std::string const& chemin) {
    std::vector<Fiche> fiches;
    std::ifstream fichier{chemin};
    for (std::string ligne; std::getline(fichier, ligne);) {
        auto c = colonnes(ligne);
        Fiche f;
        f.id = std::to_string(fiches.size());
        if (!c[0].empty())
            f.ine.push_back(c[0]);
        f.nom = c[1];
        f.prenoms = {c[2]};
        f.sexe = c[3] == "F" || c[3] == "2" ? Sexe::feminin : Sexe::masculin;
        if (c[4].size() == 10)
            f.naissance = Date{std::chrono::year{std::stoi(c[4].substr(0, 4))},
                               std::chrono::month{static_cast<unsigned>(std::stoi(c[4].substr(5, 2)))},
                               std::chrono::day{static_cast<unsigned>(std::stoi(c[4].substr(8, 2)))}};
        f.code_postal = c[5];
        fiches.push_back(std::move(f));
    }
    return fiches;
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 2)
        return std::cerr << "mesure_rapprochement_memes_paires DOSSIER\n", 2;
    std::string const dossier = argv[1];
    auto const a = lire(dossier + "/a.tsv"), b = lire(dossier + "/b.tsv");
    struct Rencontre {
        std::uint32_t a, b;
    };
    std::vector<Rencontre> paires;
    std::ifstream fichier{dossier + "/paires.tsv"};
    for (std::uint32_t i = 0, j = 0; fichier >> i >> j;)
        paires.push_back({i, j});

    auto const debut = secondes_cpu();
    Population p;
    for (auto const& f : a)
        p.ajouter_a(f);
    for (auto const& f : b)
        p.ajouter_b(f);
    auto const code = secondes_cpu();
    auto const& i = p.interne();
    Notation const notation{modele_par_defaut(a.size(), b.size()), i.codes, nullptr};
    Memoire memoire;
    std::uint64_t liens = 0;
    auto const avant = secondes_cpu();
    chaque_paire(i.codes, i.a.fiches, i.b.fiches, paires, [&](Rencontre const& r) {
        auto const& fa = i.a.fiches[r.a];
        auto const& fb = i.b.fiches[r.b];
        liens += notation.total(fa, fb, motif(i.codes, fa, fb, memoire), -400) >= 0;
    });
    auto const apres = secondes_cpu();
    std::cout << "{\"paires\": " << paires.size() << ", \"liens\": " << liens << ", \"preparer\": " << code - debut
              << ", \"comparer\": " << apres - avant << "}\n";
}
