// A person found among a million, on SQLite: exact, misspelt, in the middle of typing, with a birth date (C-122,
// C-123). Prints the fill rate first (people per second), then the time of each kind of search.
//   cmake --preset bench && ninja -C construction/bench mesure_jeunes_recherche
//   construction/bench/mesure_jeunes_recherche [--benchmark_filter=…]      RACCROCHE_MESURE_JEUNES=100000 for fewer
//   people
#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>

#include "base/texte.hpp"
#include "metier/jeunes/recherche.hpp"
#include "metier/jeunes/remplissage.hpp"
#include "storage/database.hpp"
#include "storage/migrations.hpp"

namespace {

using namespace metier::jeunes;
using metier::acces::Portee;

/// Made-up names: a few syllables, some very common (as MARTIN is), most of them rare; reproducible.
class Noms {
public:
    std::string nom() { return compose(de_rang(), 2); }
    std::string prenom() { return compose(de_rang() / 40, 1); }
    std::mt19937_64 hasard{2026};

private:
    /// Zipf-like rank: the first ones come back often.
    std::size_t de_rang() {
        double u = std::uniform_real_distribution<>{0, 1}(hasard);
        return static_cast<std::size_t>(std::pow(200'000.0, u));
    }
    static std::string compose(std::size_t rang, int plus) {
        static constexpr char const* syllabes[] = {"mar", "tin",  "ber",  "nard", "le",  "roy", "dia",
                                                   "lo",  "mo",   "reau", "si",   "mon", "lau", "rent",
                                                   "gi",  "rard", "du",   "pont", "ca",  "mus"};
        std::string s;
        for (std::size_t n = rang + 20; n > 0 || plus-- > 0; n /= 20)
            s += syllabes[n % 20];
        s[0] = static_cast<char>(s[0] - 32);
        return s;
    }
};

struct Monde {
    std::string fichier = (std::filesystem::temp_directory_path() / "raccroche_mesure_recherche.db").string();
    base::Coffre coffre{std::string(32, 'm')};
    std::unique_ptr<storage::Database> base;
    Portee portee;

    Monde() {
        for (auto const* suffixe : {"", "-wal", "-shm"})
            std::filesystem::remove(fichier + suffixe);
        base = std::make_unique<storage::Database>("sqlite:" + fichier, 4);
        storage::migrate(*base, Instant{});
        auto const* combien = std::getenv("RACCROCHE_MESURE_JEUNES");
        remplir(combien ? std::atoi(combien) : 1'000'000);
    }
    ~Monde() {
        base.reset();
        for (auto const* suffixe : {"", "-wal", "-shm"})
            std::filesystem::remove(fichier + suffixe);
    }

    void remplir(int combien) {
        storage::Transaction tx{*base};
        auto& db = tx.writer();
        auto bassin = db.one<Id<Territoire>>(
            "insert into territoire (genre, code, nom, cle_tri) values ('bassin', 'b', 'Bassin', 'b') returning id");
        db.run("insert into territoire_contient (ancetre_id, descendant_id) values (?, ?)", bassin, bassin);
        auto agent = db.one<Id<metier::acces::Agent>>(
            "insert into agent (courriel, nom, prenom, mot_de_passe, cree_le, cle_tri) values ('a', 'A', 'A', '', "
            "'2026-10-05T08:00:00Z', 'a') returning id");
        auto role = db.one<Id<metier::acces::RoleTenu>>(
            "insert into role_tenu (agent_id, role, territoire_id, du, cree_le) values (?, 'coordonnateur', ?, "
            "'2026-09-01', '2026-10-05T08:00:00Z') returning id",
            agent, bassin);
        portee = {agent, role, metier::acces::Role::coordonnateur, 2026y / 10 / 5};
        auto siecle = source(db, "siecle", "SIECLE", GenreSource::siecle);
        Noms noms;
        auto debut = std::chrono::steady_clock::now();
        Remplissage r{db, coffre, Instant{}};
        PersonneARemplir p;
        p.source = siecle;
        p.bassin = bassin;
        for (int i = 0; i < combien; ++i) {
            p.cle_source = std::to_string(i);
            p.identite.nom = base::majuscules(noms.nom());
            p.identite.prenoms = {noms.prenom()};
            p.identite.naissance = base::plus_jours(2007y / 1 / 1, static_cast<int>(noms.hasard() % 3000));
            p.identite.code_postal = "35000";
            p.identite.commune = "RENNES";
            p.inscriptions = {{.jeune = {},
                               .etablissement = {},
                               .structure = "Lycée",
                               .annee = {2026},
                               .du = 2026y / 9 / 1,
                               .formation = "2de"}};
            r.ajouter(p);
        }
        r.ajouter([&] {
            auto q = p;
            q.cle_source = "cible";
            q.identite.nom = "LEFÈBVRE-NDIAYE";
            q.identite.prenoms = {"Maëlys"};
            q.identite.naissance = 2009y / 3 / 4;
            return q;
        }());
        r.terminer();
        tx.commit();
        auto secondes = std::chrono::duration<double>(std::chrono::steady_clock::now() - debut).count();
        std::printf("remplissage : %d personnes en %.1f s, %.0f par seconde\n", combien, secondes, combien / secondes);
    }
};

Monde& monde() {
    static Monde m;
    return m;
}

void chercher_(benchmark::State& state, std::string const& saisie, Frappe frappe) {
    auto& m = monde();
    auto lease = m.base->read();
    auto db = lease.reader();
    std::size_t trouves = 0;
    for (auto _ : state)
        trouves = chercher(db, m.portee, m.coffre, lire_question(saisie), frappe).trouves.size();
    state.counters["réponses"] = static_cast<double>(trouves);
}

BENCHMARK_CAPTURE(chercher_, exact, "lefebvre maelys", Frappe::complete)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(chercher_, une_faute, "lefebvr maelis", Frappe::complete)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(chercher_, a_l_oreille, "lefaibvre maelis", Frappe::complete)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(chercher_, nom_frequent_et_annee, "tintinmarmar 2009", Frappe::complete)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(chercher_, deux_noms_frequents, "tintinmarmar martinmar", Frappe::complete)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(chercher_, debut_de_nom, "mar", Frappe::en_cours)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(chercher_, naissance_seule, "04/03/2009", Frappe::complete)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(chercher_, inconnu, "xyzzyq wqkk", Frappe::complete)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
