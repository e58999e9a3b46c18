#include "app/coeur/rapprocher_population.hpp"

#include <mutex>
#include <optional>

#include "documents/csv_blocs.hpp"

namespace app {
namespace {

using namespace rapprochement;

/// Several threads, each with its blocks.
Lu par_blocs(Population& population, Fichier fichier, documents::Source const& source, documents::Encodage encodage,
             Lecture const& lecture, Options const& options) {
    documents::BlocsCsv blocs{source, encodage};
    return lire(population, fichier, lecture, options, [&](Codeur& codeur, BlocCode& code) {
        documents::BlocCsv bloc;
        if (!blocs.suivant(bloc))
            return false;
        code.numero = bloc.numero;
        documents::DecoupeCsv lignes{bloc, blocs.separateur()};
        std::vector<std::string_view> cellules;
        if (bloc.numero == 0)
            lignes.suivante(cellules); // the header
        while (lignes.suivante(cellules))
            codeur.ligne(cellules, lignes.ligne(), code);
        return true;
    });
}

/// One thread, the reference: reads whatever an office makes, or says on which line it cannot.
Lu ligne_a_ligne(Population& population, Fichier fichier, documents::Source const& source, Lecture const& lecture,
                 Options const& options) {
    constexpr std::size_t lignes_par_bloc = 1 << 14;
    documents::LecteurCsv lecteur{source};
    std::vector<std::string> ligne;
    lecteur.suivante(ligne); // the header
    std::mutex verrou;
    bool fini = false;
    std::uint64_t numero = 0;
    return lire(population, fichier, lecture, options, [&](Codeur& codeur, BlocCode& code) {
        std::lock_guard const garde{verrou};
        code.numero = numero++;
        std::vector<std::string_view> cellules;
        while (!fini && code.fiches.size() < lignes_par_bloc) {
            fini = !lecteur.suivante(ligne);
            cellules.assign(ligne.begin(), ligne.end());
            if (!fini)
                codeur.ligne(cellules, lecteur.ligne(), code);
        }
        return !code.fiches.empty();
    });
}

} // namespace

Lu lire_la_population(Population& population, Fichier fichier, documents::Source const& source, Lecture const& lecture,
                      Options const& options) {
    try {
        return par_blocs(population, fichier, source, documents::Encodage::utf8, lecture, options);
    } catch (documents::CsvAutrement const&) { // not plain UTF-8, perhaps: look at all of it, then try again
    }
    try {
        auto const examen = documents::examiner(source);
        if (!examen.ligne_du_nul)
            return par_blocs(population, fichier, source, documents::encodage_de_csv(examen).encodage, lecture,
                             options);
    } catch (documents::CsvAutrement const&) { // the other reader knows what to do, or what to say
    }
    return ligne_a_ligne(population, fichier, source, lecture, options);
}

} // namespace app
