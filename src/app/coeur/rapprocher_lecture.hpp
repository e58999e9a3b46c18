#pragma once
// A list about to be read: what its columns are, which one is the key, and what has to be said to whoever asks.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "documents/csv.hpp"
#include "rapprochement/colonnes.hpp"
#include "rapprochement/configuration.hpp"

namespace app {

struct ListePreparee {
    std::string chemin{}, nom{}; ///< `nom`: as shown to people
    rapprochement::Plan plan{};
    std::optional<std::size_t> cle{}; ///< nothing: the number of the line
    std::vector<std::vector<std::string>> echantillon{};
    bool cle_nommee = false; ///< by its header or by --cle: a value met twice is worth saying
    std::size_t cle_ou_aucune() const { return cle.value_or(plan.colonnes.size()); }
};

/// Reads the header and a sample; guesses, then applies what the configuration says. Throws documents::FichierRefuse.
ListePreparee preparer_la_liste(std::string const& chemin, std::string const& cle_demandee,
                                rapprochement::FichierConfigure const& voulu = {});

/// What each may learn from the other, in `annee_courante`.
void accorder(ListePreparee& premiere, ListePreparee& seconde, int annee_courante);

documents::Source source_de_la_liste(std::string const& chemin);
/// Opened after the header, which is put in `en_tete`; `octets`: of its beginning only.
documents::LecteurCsv ouvrir_la_liste(std::string const& chemin, std::vector<std::string>& en_tete,
                                      std::optional<std::size_t> octets = {});

/// « a.csv : given_name → prénom (en-tête connu), … »: what is proposed, column by column, and what is left out.
std::string colonnes_en_clair(ListePreparee const& liste);
/// What follows the name of the list there.
constexpr std::string_view nom_et_suite = "\u00A0:";

[[noreturn]] void refuser_la_liste(std::string const& fichier, std::string message);
rapprochement::Configuration lire_la_configuration(std::string const& chemin);
void ecrire_la_configuration(std::string const& chemin, std::ostream& sortie, ListePreparee const& premiere,
                             ListePreparee const* seconde);

} // namespace app
