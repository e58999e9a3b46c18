// Lignes par seconde pour prévoir et appliquer des élèves dans une base qui en connaît déjà.
//   mesure_echanges_import --benchmark_counters_tabular=true
// PostgreSQL si RACCROCHE_PG donne l'adresse d'un serveur (outils/pg.sh). Tailles : RACCROCHE_CONNUS, RACCROCHE_LUS.
#include <filesystem>
#include <fstream>
#include <sstream>

#include <benchmark/benchmark.h>

#include "metier/echanges/deposer.hpp"
#include "metier/echanges/echanges.hpp"
#include "metier/echanges/lire.hpp"
#include "metier/jeunes/remplissage.hpp"
#include "tests/bases.hpp"

namespace {

namespace echanges = metier::echanges;
namespace jeunes = metier::jeunes;
namespace acces = metier::acces;

int taille(char const* variable, int sinon) {
    auto const* lu = std::getenv(variable);
    return lu ? std::atoi(lu) : sinon;
}

struct Personne {
    std::string nom, prenom;
    Date naissance;
};
Personne personne(int n) {
    static constexpr std::string_view debuts[] = {"MAR", "DU",  "LE",  "BEN", "KER", "GUI", "ROU", "CHE",
                                                  "VAS", "TRA", "BOU", "LAN", "PER", "SOL", "NAV", "HAM"};
    static constexpr std::string_view milieux[] = {"TI", "RO", "NE", "LI", "MA", "GO", "SA", "VI",
                                                   "BE", "CO", "DA", "FE", "JU", "PO", "RA", "ZE"};
    static constexpr std::string_view fins[] = {"N",   "ND",  "RD",   "LLE", "UX",  "S",    "T",    "C",
                                                "GNE", "RET", "MONT", "VAL", "DEC", "NIER", "SSON", "TEL"};
    unsigned h = static_cast<unsigned>(n) * 2654435761U;
    auto de = [&](auto const& liste, unsigned decalage) { return std::string(liste[(h >> decalage) % 16]); };
    return {de(debuts, 4) + de(milieux, 9) + de(fins, 14), de(debuts, 19) + de(milieux, 23),
            base::plus_jours(Date{std::chrono::year{2008} / 1 / 1}, static_cast<int>(h % 1400))};
}

void connaitre(storage::Database& base, base::Coffre const& coffre, int combien) {
    storage::Transaction tx{base};
    auto source = jeunes::source(tx.writer(), "saisie", "Saisie", jeunes::GenreSource::saisie);
    jeunes::Remplissage remplissage{tx.writer(), coffre, Instant{}};
    for (int n = 0; n < combien; ++n) {
        auto p = personne(n);
        jeunes::PersonneARemplir r;
        r.source = source;
        r.cle_source = std::to_string(n);
        r.identite.nom = p.nom;
        r.identite.prenoms = {p.prenom};
        r.identite.naissance = p.naissance;
        remplissage.ajouter(r);
    }
    remplissage.terminer();
    tx.commit();
}

/// La moitié déjà connue, l'autre nouvelle.
std::string fichier(int connus, int combien) {
    std::ostringstream csv;
    csv << "Nom;Prénom;Date de naissance;UAI\n";
    for (int n = 0; n < combien; ++n) {
        auto p = personne(n % 2 ? n : connus + n);
        csv << p.nom << ";" << p.prenom << ";" << base::affiche(p.naissance) << ";0350017D\n";
    }
    return csv.str();
}

void importer(benchmark::State& state, std::string const& genre) {
    int const connus = taille("RACCROCHE_CONNUS", 100'000), lus = taille("RACCROCHE_LUS", 50'000);
    auto sans_arret = [](auto, auto, auto const&) { return false; };
    for (auto _ : state) {
        state.PauseTiming();
        essais::BaseDEssai base{genre};
        base::Coffre coffre{std::string(32, 'b')};
        base::HorlogeReglee horloge{base::depuis_paris(Date{std::chrono::year{2026} / 10 / 5}, 10, 0)};
        auto dossier = std::filesystem::temp_directory_path() / ("mesure_" + base::hexa(base::octets_au_hasard(5)));
        std::filesystem::create_directories(dossier);
        acces::Environnement env{*base, horloge, coffre, dossier.string()};
        connaitre(*base, coffre, connus);
        auto chemin = dossier / "eleves.csv";
        std::ofstream{chemin} << fichier(connus, lus);
        Id<echanges::Importation> id;
        {
            storage::Transaction tx{*base};
            auto r = echanges::reconnaitre(env, tx.writer(),
                                           {.chemin = chemin, .nom = "eleves.csv", .nature = echanges::Nature::eleves});
            r.proposition.reset();
            id = echanges::deposer(tx.writer(), env, r, echanges::ranger(env, chemin, false), {}, {}).id;
            tx.commit();
        }
        state.ResumeTiming();
        auto chrono = [](auto f) {
            auto debut = std::chrono::steady_clock::now();
            f();
            return std::chrono::duration<double>(std::chrono::steady_clock::now() - debut).count();
        };
        state.counters["lire_s"] = chrono([&] { echanges::lire(env, id, sans_arret); });
        state.counters["prevoir_s"] = chrono([&] { echanges::prevoir(env, id, sans_arret); });
        state.counters["appliquer_s"] = chrono([&] { echanges::appliquer(env, id, sans_arret); });
        state.PauseTiming();
        std::filesystem::remove_all(dossier);
        auto lease = base->read();
        state.counters["douteuses"] = static_cast<double>(
            echanges::trouver(*std::make_unique<storage::Reader>(lease.reader()), id)->comptes.douteuses);
        state.ResumeTiming();
    }
    state.SetItemsProcessed(state.iterations() * lus);
}

void sqlite(benchmark::State& state) { importer(state, "sqlite"); }
void postgresql(benchmark::State& state) {
    if (!std::getenv("RACCROCHE_PG"))
        return state.SkipWithError("RACCROCHE_PG manque");
    importer(state, "postgresql");
}
BENCHMARK(sqlite)->Unit(benchmark::kSecond)->Iterations(1)->UseRealTime();
BENCHMARK(postgresql)->Unit(benchmark::kSecond)->Iterations(1)->UseRealTime();

} // namespace

BENCHMARK_MAIN();
