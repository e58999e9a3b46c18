// R-11 at the size of an académie: every half-day of a school year, for 500 000 pupils, each with absences every month.
// SQLite, and PostgreSQL when RACCROCHE_PG gives its address. Says JSON.
//   cmake --preset bench && ninja -C construction/bench mesure_prevention_demi_journees
//   construction/bench/mesure_prevention_demi_journees [pupils]
#include <chrono>
#include <cstdio>
#include <ctime>
#include <string>

#include "metier/prevention/absences_masse.hpp"
#include "tests/bases.hpp"

namespace {

using namespace metier;
using prevention::Masque;
using storage::to_param;

constexpr int eleves_par_etablissement = 1000;
constexpr Date rentree = 2026y / 9 / 1, fin = 2027y / 6 / 30;

/// The same absences at each run (splitmix64).
std::uint64_t au_hasard(std::uint64_t n) {
    n += 0x9e3779b97f4a7c15U;
    n = (n ^ (n >> 30)) * 0xbf58476d1ce4e5b9U;
    n = (n ^ (n >> 27)) * 0x94d049bb133111ebU;
    return n ^ (n >> 31);
}

struct Ligne {
    int eleve;
    Date mois;
};

void peupler(storage::Writer& db, int eleves) {
    int etablissements = eleves / eleves_par_etablissement + 1;
    db.run("insert into territoire (id, genre, code, nom, cle_tri) values (1, 'academie', 'A', 'Rennes', 'a')");
    db.run("insert into territoire_contient values (1, 1)");
    for (int e = 1; e <= etablissements; ++e)
        db.run("insert into etablissement (id, uai, nom, genre, territoire_id, cle_tri) values (?, ?, ?, 'lp', 1, ?)",
               e, std::to_string(e), "Lycée " + std::to_string(e), std::to_string(e));
    std::vector<int> ids(static_cast<std::size_t>(eleves));
    for (int i = 0; i < eleves; ++i)
        ids[static_cast<std::size_t>(i)] = i + 1;
    db.bulk("jeune", {"id", "nom", "prenom", "cree_le", "cle_tri"}, ids, [](int i) {
        return std::vector{to_param(i), to_param(std::string("NOM")), to_param(std::string("Prénom")),
                           to_param(Instant{}), to_param(std::to_string(i))};
    });
    std::vector<Ligne> lignes;
    for (int i = 1; i <= eleves; ++i)
        for (auto mois = rentree; mois <= fin; mois = base::plus_mois(mois, 1))
            lignes.push_back({i, mois});
    constexpr Masque tout = (Masque{1} << 60) - 1;
    db.bulk("absence_mois", {"jeune_id", "mois", "etablissement_id", "absences", "non_justifiees", "import_id"}, lignes,
            [&](Ligne const& l) {
                auto graine = static_cast<std::uint64_t>(l.eleve) * 16 + static_cast<unsigned>(l.mois.month());
                auto a = au_hasard(graine) & au_hasard(graine + (1U << 30)) & au_hasard(graine + (1U << 31)) & tout;
                return std::vector{to_param(l.eleve),
                                   to_param(l.mois),
                                   to_param(1 + (l.eleve - 1) / eleves_par_etablissement),
                                   to_param(static_cast<std::int64_t>(a)),
                                   to_param(static_cast<std::int64_t>(a & au_hasard(graine + 7))),
                                   to_param(1)};
            });
}

void mesurer(std::string const& genre, int eleves) {
    essais::BaseDEssai base{genre};
    {
        storage::Transaction tx{*base};
        peupler(tx.writer(), eleves);
        tx.commit();
    }
    storage::refresh_statistics(*base);
    auto lease = base->read();
    auto db = lease.reader();
    auto debut = std::chrono::steady_clock::now();
    auto cpu = std::clock();
    auto calendrier = territoire::calendrier(db, Id<territoire::Etablissement>{1}, rentree);
    auto seuils = prevention::seuils(db, rentree);
    std::int64_t lignes = 0, demi_journees = 0, vigilances = 0, critiques = 0;
    prevention::compter(
        db, rentree, fin, [&](auto, Date mois) { return calendrier.ouvertes(mois); },
        [&](prevention::CompteDuMois const& c) {
            ++lignes;
            demi_journees += c.demi_journees;
            auto n = prevention::niveau(c.demi_journees, seuils);
            vigilances += n == prevention::Niveau::vigilance;
            critiques += n == prevention::Niveau::critique;
        });
    std::chrono::duration<double> duree = std::chrono::steady_clock::now() - debut;
    auto du_processeur = static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC;
    std::printf("{\"mesure\": \"demi_journees\", \"base\": \"%s\", \"eleves\": %d, \"mois\": 10, \"lignes\": %lld, "
                "\"demi_journees\": %lld, \"vigilance\": %lld, \"critique\": %lld, \"secondes\": %.3f, "
                "\"secondes_de_processeur\": "
                "%.3f}\n",
                genre.c_str(), eleves, static_cast<long long>(lignes), static_cast<long long>(demi_journees),
                static_cast<long long>(vigilances), static_cast<long long>(critiques), duree.count(), du_processeur);
}

} // namespace

int main(int n, char** args) {
    int eleves = n > 1 ? std::stoi(args[1]) : 500'000;
    for (auto const& genre : essais::BaseDEssai::genres())
        mesurer(genre, eleves);
}
