// Any bytes: entries read within the limits, or a refusal.
#include <cstdlib>

#include "documents/detection.hpp"
#include "documents/fichier_refuse.hpp"
#include "documents/tests/en_memoire.hpp"
#include "documents/zip.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* octets, std::size_t n) {
    constexpr std::uint64_t limite = 1 << 20;
    try {
        essai::EnMemoire fichier(octets, n);
        documents::ArchiveZip zip(fichier.chemin(), "f.zip",
                                  {.entrees = 100, .octets_par_entree = limite, .octets_en_tout = limite});
        for (auto const& entree : zip.entrees()) {
            char tampon[4096];
            std::uint64_t lus = 0;
            auto flux = zip.source(entree).ouvrir();
            while (auto m = flux->lire(tampon, sizeof tampon))
                lus += m;
            if (lus > limite)
                std::abort();
        }
    } catch (documents::FichierRefuse const&) {
    }
    return 0;
}
