// Lire un BEE_ELEVES de 200 Mo (toute une académie dans un fichier) : débit, et mémoire qui ne suit pas la taille.
// Repère dans la même mesure : l'analyse XML seule, sans lignes ni contrôle.
#include <benchmark/benchmark.h>

#include <filesystem>
#include <fstream>

#include <sys/resource.h>
#include <unistd.h>

#include "documents/xml.hpp"
#include "metier/echanges/formats/lecteur.hpp"

namespace {

using namespace metier::echanges;

std::string eleve(int i) {
    auto n = std::to_string(i);
    auto ine = std::string(9 - n.size(), '0') + n + "KC";
    return "      <ELEVE ELEVE_ID=\"" + n + "\" ELENOET=\"" + std::to_string(i % 100'000) +
           "\">\n        <ID_NATIONAL>" + ine +
           "</ID_NATIONAL>\n        <NOM_DE_FAMILLE>LE GOFF</NOM_DE_FAMILLE>\n        <PRENOM>Ma\xEBlys</PRENOM>\n"
           "        <PRENOM2>Rose</PRENOM2>\n        <DATE_NAISS>03/02/2009</DATE_NAISS>\n        "
           "<DOUBLEMENT>0</DOUBLEMENT>\n"
           "        <CODE_PAYS>100</CODE_PAYS>\n        <ACCEPTE_SMS>0</ACCEPTE_SMS>\n        "
           "<CODE_STATUT>ST</CODE_STATUT>\n"
           "        <CODE_REGIME>2</CODE_REGIME>\n        <DATE_ENTREE>01/09/2024</DATE_ENTREE>\n        "
           "<CODE_SEXE>2</CODE_SEXE>\n"
           "        <CODE_DEPARTEMENT_NAISS>029</CODE_DEPARTEMENT_NAISS>\n"
           "        <CODE_COMMUNE_INSEE_NAISS>29232</CODE_COMMUNE_INSEE_NAISS>\n        "
           "<CODE_MEF>24733404310</CODE_MEF>\n"
           "        <SCOLARITE_AN_DERNIER>\n          <CODE_MEF>10310019110</CODE_MEF>\n          "
           "<CODE_STRUCTURE>3B</CODE_STRUCTURE>\n"
           "          <CODE_RNE>0999002X</CODE_RNE>\n          <DENOM_PRINC>COLLEGE</DENOM_PRINC>\n        "
           "</SCOLARITE_AN_DERNIER>\n      </ELEVE>\n";
}

/// Écrit une fois, effacé à la fin.
struct Fichier {
    std::filesystem::path chemin =
        std::filesystem::temp_directory_path() / ("mesure_siecle_" + std::to_string(getpid()) + ".xml");
    int eleves = 0;
    std::uint64_t octets = 0;

    explicit Fichier(std::uint64_t voulus) {
        std::ofstream f(chemin, std::ios::binary);
        f << "<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?>\n<BEE_ELEVES "
             "VERSION=\"3.0\"><PARAMETRES><UAJ>0999001W</UAJ>"
             "<ANNEE_SCOLAIRE>2024</ANNEE_SCOLAIRE></PARAMETRES><DONNEES>\n<ELEVES>\n";
        for (std::uint64_t n = 0; n < voulus; ++eleves) {
            auto e = eleve(eleves);
            f << e;
            n += e.size() + 200; // sa place dans STRUCTURES
        }
        f << "</ELEVES>\n<STRUCTURES>\n";
        for (int i = 0; i < eleves; ++i)
            f << "      <STRUCTURES_ELEVE ELEVE_ID=\"" << i
              << "\">\n        <STRUCTURE>\n          <CODE_STRUCTURE>2CUIS1</CODE_STRUCTURE>\n"
              << "          <TYPE_STRUCTURE>D</TYPE_STRUCTURE>\n        </STRUCTURE>\n      </STRUCTURES_ELEVE>\n";
        f << "</STRUCTURES></DONNEES></BEE_ELEVES>\n";
        octets = static_cast<std::uint64_t>(f.tellp());
    }
    ~Fichier() { std::filesystem::remove(chemin); }
};

double mio_au_plus() {
    rusage u{};
    getrusage(RUSAGE_SELF, &u);
    return static_cast<double>(u.ru_maxrss) / 1024;
}

void analyser_le_xml_seul(benchmark::State& state) {
    Fichier fichier(static_cast<std::uint64_t>(state.range(0)) << 20);
    for (auto _ : state) {
        documents::LecteurXml xml(documents::source_de_fichier(fichier.chemin, "e.xml"));
        std::size_t n = 0;
        while (xml.suivant())
            ++n;
        benchmark::DoNotOptimize(n);
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(fichier.octets));
    state.counters["Mio au plus"] = mio_au_plus();
}

void lire_les_eleves(benchmark::State& state) {
    Fichier fichier(static_cast<std::uint64_t>(state.range(0)) << 20);
    for (auto _ : state) {
        auto lecteur = ouvrir(fichier.chemin, "e.xml");
        int n = 0;
        for (LigneLue ligne; lecteur->suivante(ligne);)
            ++n;
        if (n != fichier.eleves)
            state.SkipWithError("des élèves manquent");
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(fichier.octets));
    state.counters["eleves"] = fichier.eleves;
    state.counters["Mio au plus"] = mio_au_plus();
}

void lire_et_controler(benchmark::State& state) {
    Fichier fichier(static_cast<std::uint64_t>(state.range(0)) << 20);
    for (auto _ : state) {
        auto lecteur = ouvrir(fichier.chemin, "e.xml");
        auto contexte = contexte_de(lecteur->en_tete(), 2025y / 2 / 3);
        for (LigneLue ligne; lecteur->suivante(ligne);)
            benchmark::DoNotOptimize(controler(ligne, contexte));
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(fichier.octets));
    state.counters["eleves"] = fichier.eleves;
    state.counters["Mio au plus"] = mio_au_plus();
}

} // namespace

BENCHMARK(analyser_le_xml_seul)->Arg(200)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK(lire_les_eleves)->Arg(20)->Arg(200)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK(lire_et_controler)->Arg(200)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK_MAIN();
