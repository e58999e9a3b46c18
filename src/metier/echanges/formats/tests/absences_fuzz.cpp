// N'importe quels octets : des absences plausibles, des défauts, ou un refus.
#include <cstdlib>

#include "documents/fichier_refuse.hpp"
#include "documents/tests/en_memoire.hpp"
#include "metier/echanges/formats/absences.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* octets, std::size_t n) {
    using namespace metier::echanges;
    try {
        essai::EnMemoire fichier(octets, n);
        auto lecteur = ouvrir_des_absences(fichier.chemin(), "f");
        AbsenceLue a;
        std::optional<DefautDeLigne> d;
        while (lecteur->suivante(a, d)) {
            bool sans_eleve = a.nom_et_prenom.empty() && !a.numero;
            bool impossible = lecteur->format() == FormatDAbsences::detail
                                  ? !a.debut.ok() || a.fin < a.debut
                                  : a.total < 0 || a.non_justifiees.value_or(0) > a.total;
            if (!d && (sans_eleve || impossible))
                std::abort();
            if (d && d->phrase().empty())
                std::abort();
        }
    } catch (documents::FichierRefuse const&) {
    }
    return 0;
}
