// N'importe quels octets, détectés, ouverts, lus, contrôlés, gardés en JSON puis relus : des lignes ou un refus.
#include <cstdlib>

#include "documents/fichier_refuse.hpp"
#include "documents/tests/en_memoire.hpp"
#include "metier/echanges/formats/json.hpp"
#include "metier/echanges/formats/lecteur.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* octets, std::size_t n) {
    using namespace metier::echanges;
    try {
        essai::EnMemoire fichier(octets, n);
        auto lecteur = ouvrir(fichier.chemin(), "f");
        auto contexte = contexte_de(lecteur->en_tete(), 2025y / 2 / 3);
        for (LigneLue ligne; lecteur->suivante(ligne);) {
            controler(ligne, contexte);
            auto une_fois = ligne.anomalies;
            controler(ligne, contexte);
            if (une_fois.size() != ligne.anomalies.size()) // contrôler deux fois ne change rien
                std::abort();
            if (ligne_depuis_json(en_json(ligne)) != ligne)
                std::abort();
        }
        if (auto p = lecteur->proposition();
            p && correspondance_depuis_json(en_json(p->correspondance())) != p->correspondance())
            std::abort();
    } catch (documents::FichierRefuse const&) {
    }
    return 0;
}
