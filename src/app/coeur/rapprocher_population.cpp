#include "app/coeur/rapprocher_population.hpp"

#include <array>
#include <mutex>
#include <optional>

#include "documents/csv_blocs.hpp"

namespace app {
namespace {

using namespace rapprochement;

constexpr std::size_t lignes_ensemble = 16; // what is known of each is asked for while the others are read

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
        std::vector<documents::DecoupeCsv::Ligne> place(lignes_ensemble);
        if (bloc.numero == 0)
            lignes.suivante(place[0].cellules); // the header
        std::array<Codeur::Empreintes, lignes_ensemble> empreintes{};
        for (;;) {
            auto const lot = lignes.suivantes(place);
            for (std::size_t i = 0; i < lot.size(); ++i)
                empreintes[i] = codeur.annoncer(lot[i].cellules);
            for (std::size_t i = 0; i < lot.size(); ++i)
                codeur.ligne(lot[i].cellules, empreintes[i], lot[i].numero, code);
            if (lot.empty())
                break;
        }
        blocs.rendre(std::move(bloc));
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
