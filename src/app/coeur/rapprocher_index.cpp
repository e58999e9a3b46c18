// People known, prepared once: the index against which lists are linked in an instant.
#include <unistd.h>

#include <chrono>
#include <iostream>

#include "app/coeur/rapprocher_avancement.hpp"
#include "app/coeur/rapprocher_sortie.hpp"
#include "app/coeur/rapprocher_travail.hpp"
#include "base/texte.hpp"

namespace app {

using namespace rapprochement;

int preparer(Demande const& demande, std::ostream& sortie, std::ostream& erreurs) {
    auto const debut = std::chrono::steady_clock::now();
    if (demande.sortie.empty() || demande.sortie == "-")
        refuser_la_liste(demande.preparer, "donnez à -o le nom du fichier de l’index, par exemple connus.index.");
    verifier_la_sortie(demande.sortie);
    auto const configuration = lire_la_configuration(demande.config);
    auto const connus = preparer_la_liste(demande.preparer, demande.cle, configuration.premier);
    std::optional<ListePreparee> hier;
    if (!demande.apprendre_avec.empty())
        hier = preparer_la_liste(demande.apprendre_avec, demande.cle, configuration.second);
    prevoir_la_memoire(hier ? std::vector<ListePreparee const*>{&connus, &*hier}
                            : std::vector<ListePreparee const*>{&connus},
                       demande, erreurs);
    EcouteInterruption const ecoute;
    auto options = options_de(demande, configuration);
    options.arret = ecoute.arret();
    Population population;
    std::vector<std::string> remarques;
    {
        Avance avance{erreurs, !demande.json && isatty(STDERR_FILENO) && &erreurs == &std::cerr};
        options.progres = [&](Avancement const& a) { avance.dire(a); };
        remarques = lire_la_liste(connus, population, Fichier::b, options).remarques;
        if (hier) {
            auto const lu = lire_la_liste(*hier, population, Fichier::a, options);
            remarques.insert(remarques.end(), lu.remarques.begin(), lu.remarques.end());
        }
        preparer_l_index(population, demande.sortie, {.notice = colonnes_en_clair(connus)}, options);
        options.progres = {};
    }
    for (auto const& remarque : remarques)
        erreurs << remarque << "\n";
    auto const index = Index::ouvrir(demande.sortie, {.fils = demande.fils});
    auto const mesures = mesurer(debut);
    auto const fiches = static_cast<long long>(index.taille());
    if (demande.json) {
        sortie << "{\"fiches\": " << fiches << ", \"octets\": " << index.octets()
               << ", \"secondes\": " << mesures.secondes << ", \"secondes_cpu\": " << mesures.secondes_cpu
               << ", \"pic_memoire_mo\": " << mesures.pic_memoire_mo << "}\n";
        return 0;
    }
    sortie << index.notice() << base::pluriel(fiches, "fiche prête", "fiches prêtes") << " dans " << demande.sortie
           << "\u00A0: " << base::nombre(static_cast<long long>(index.octets() >> 20))
           << "\u00A0Mo. Pour y chercher une liste\u00A0: raccroche rapprocher nouveaux.csv --contre " << demande.sortie
           << " -o liens.csv\n";
    return 0;
}

} // namespace app
