// Time to make a fictitious académie, to walk through every person of it, and to write every source's files.
#include <benchmark/benchmark.h>

#include <filesystem>

#include "metier/demonstration/population/fichiers.hpp"

namespace {

using namespace metier::demonstration;

Academie faire(benchmark::State const& state) {
    return Academie{"data",
                    {.taille = static_cast<Taille>(state.range(0)), .aujourd_hui = 2026y / 11 / 23, .personnes = {}}};
}

void construire(benchmark::State& state) {
    std::size_t personnes = 0;
    for (auto _ : state)
        personnes = faire(state).nombre();
    state.counters["personnes"] = static_cast<double>(personnes);
}

void parcourir(benchmark::State& state) {
    auto const academie = faire(state);
    for (auto _ : state)
        academie.pour_chacune([](Personne const& p) { benchmark::DoNotOptimize(p.id); });
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(academie.nombre()));
}

void ecrire(benchmark::State& state) {
    auto const academie = faire(state);
    auto const dossier = std::filesystem::temp_directory_path() / "population_mesure";
    for (auto _ : state)
        state.counters["octets"] = static_cast<double>(ecrire_fichiers(academie, dossier).octets);
    std::filesystem::remove_all(dossier);
}

constexpr auto un_bassin = static_cast<int>(Taille::bassin), une_academie = static_cast<int>(Taille::academie);

} // namespace

BENCHMARK(construire)->Arg(un_bassin)->Arg(une_academie)->Unit(benchmark::kMillisecond);
BENCHMARK(parcourir)->Arg(un_bassin)->Arg(une_academie)->Unit(benchmark::kMillisecond);
BENCHMARK(ecrire)
    ->Arg(un_bassin)
    ->Arg(une_academie)
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK_MAIN();
