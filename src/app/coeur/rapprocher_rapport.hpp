#pragma once
// The report of a linkage: one HTML file that needs nothing else, readable by everyone, printable.
#include <optional>
#include <string>

#include "app/coeur/rapprocher_echantillon.hpp"
#include "app/coeur/rapprocher_sortie.hpp"

namespace app {

/// Answers of people to some pairs: a CSV with id_a, id_b and reponse (oui, non; anything else is no answer).
struct Relues {
    struct Reponse {
        std::string a, b;
        bool oui;
    };
    std::vector<Reponse> reponses{};
};
Relues lire_les_relues(std::string const& chemin);

/// What a report speaks of.
struct Rapport {
    ListePreparee const& premiere;
    ListePreparee const* seconde; ///< nothing when one list was rid of its duplicates
    rapprochement::Population const& population;
    rapprochement::Resultat const& resultat;
    rapprochement::Options const& options;
    Mesures mesures;
    Relues const& relues;
};
std::string rapport_html(Rapport const& rapport, Echantillon const& echantillon);

/// The same explanation, as text for a terminal: the fields, the total, then the nearest other candidates and why not.
/// Throws documents::FichierRefuse when an identifier is unknown.
std::string explication_en_texte(ListePreparee const& premiere, ListePreparee const* seconde,
                                 rapprochement::Population const& population, rapprochement::Resultat const& resultat,
                                 std::string const& id_a, std::string const& id_b);

} // namespace app
