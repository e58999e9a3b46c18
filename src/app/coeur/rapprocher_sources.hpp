#pragma once
// Three lists or more: which records are one person.
#include <iosfwd>
#include <string>
#include <vector>

#include "app/coeur/rapprocher_sortie.hpp"
#include "app/coeur/rapprocher_travail.hpp"
#include "rapprochement/groupement.hpp"

namespace app {

struct RapportDeSources {
    std::vector<ListePreparee> listes{}; ///< as given
    rapprochement::Sources sources{};    ///< in the order of their names
    rapprochement::Groupement groupement{};
    Mesures mesures{};
};

/// Gives the exit status.
int grouper_les_sources(Demande const& demande, std::ostream& sortie, std::ostream& erreurs);

/// source,id,groupe: every record, in the order of the sources, then of the keys; groups numbered in that order.
void ecrire_les_groupes(std::ostream& flux, rapprochement::Sources const& sources,
                        rapprochement::Groupement const& groupement);
/// source_a,id_a,source_b,id_b,poids,probabilite,decision
void ecrire_les_liens(std::ostream& flux, rapprochement::Sources const& sources,
                      rapprochement::Groupement const& groupement);
std::string rapport_html(RapportDeSources const& rapport, rapprochement::Seuils const& seuils);

} // namespace app
