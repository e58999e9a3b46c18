// Run from the root of the repository. Links made-up pupils: quality beside time. Sizes: 30 k × 30 k and 500 k × 500 k,
// models « N » and « D » (rates × 3).
#include <benchmark/benchmark.h>

#include <sys/resource.h>

#include "rapprochement/rapprochement.hpp"
#include "rapprochement/tests/eleves_fictifs.hpp"

using namespace rapprochement;

namespace {

std::uint32_t rang(std::string_view id) {
    return static_cast<std::uint32_t>(std::stoul(std::string(id.substr(id.find('-') + 1))));
}

void noter(benchmark::State& etat, jeux::Eleves const& eleves, Population const& p, Resultat const& r) {
    double vrais = 0, justes = 0, douteux_justes = 0;
    for (std::uint32_t i = 0; i < eleves.taille(); ++i)
        vrais += eleves.commun(i);
    auto juste = [&](Paire const& x) {
        auto const i = rang(p.id_a(x.a));
        return i == rang(p.id_b(x.b)) && eleves.commun(i);
    };
    for (auto const& x : r.liens)
        justes += juste(x);
    for (auto const& x : r.douteux)
        douteux_justes += juste(x);
    auto const precision = justes / static_cast<double>(r.liens.size()), rappel = justes / vrais;
    etat.counters["F1"] = 2 * precision * rappel / (precision + rappel);
    etat.counters["precision"] = precision;
    etat.counters["rappel"] = rappel;
    etat.counters["rappel_avec_relecture"] = (justes + douteux_justes) / vrais;
    etat.counters["douteux_pour_10000"] = static_cast<double>(r.douteux.size()) * 10'000 / eleves.taille();
    etat.counters["faux"] = static_cast<double>(r.liens.size()) - justes;
    etat.counters["faux_attendus"] = r.faux_attendus;
    double paires = 0;
    for (auto const& passe : r.passes)
        paires += static_cast<double>(passe.paires);
    etat.counters["paires"] = paires;
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    etat.counters["pic_Mo"] = static_cast<double>(usage.ru_maxrss) / 1024;
}

void rapprocher_deux_fichiers(benchmark::State& etat) {
    jeux::Eleves const eleves{"data",
                              static_cast<std::uint32_t>(etat.range(0)),
                              {.taux = static_cast<double>(etat.range(1)), .jumeaux = etat.range(1) > 1 ? 0.02 : 0.0}};
    Population p;
    for (std::uint32_t i = 0; i < eleves.taille(); ++i) {
        p.ajouter_a(eleves.dans_a(i));
        p.ajouter_b(eleves.dans_b(i));
    }
    for (auto _ : etat) {
        auto const r = lier(p, {.proches = 3});
        etat.PauseTiming();
        noter(etat, eleves, p, r);
        etat.ResumeTiming();
    }
    etat.SetItemsProcessed(etat.iterations() * etat.range(0) * 2);
}

/// Records made compact: what is added to reading the file.
void coder_les_fiches(benchmark::State& etat) {
    jeux::Eleves const eleves{"data", 30'000, {}};
    std::vector<Fiche> fiches;
    for (std::uint32_t i = 0; i < eleves.taille(); ++i)
        fiches.push_back(eleves.dans_a(i));
    for (auto _ : etat) {
        Population p;
        for (auto const& f : fiches)
            p.ajouter_a(f);
        benchmark::DoNotOptimize(p.taille_a());
    }
    etat.SetItemsProcessed(etat.iterations() * static_cast<std::int64_t>(fiches.size()));
}

} // namespace

BENCHMARK(coder_les_fiches)->Unit(benchmark::kMillisecond);
BENCHMARK(rapprocher_deux_fichiers)
    ->Args({30'000, 1})
    ->Args({30'000, 3})
    ->Args({500'000, 1})
    ->Args({500'000, 3})
    ->Iterations(1)
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

BENCHMARK_MAIN();
