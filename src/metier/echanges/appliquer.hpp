#pragma once
// Écrire ce que le plan annonce, par petites transactions, chaque ligne une seule fois quoi qu'il arrive.
#include <functional>

#include "metier/acces/contexte.hpp"
#include "metier/echanges/lignes_sql.hpp"

namespace metier::echanges {

/// Où l'on en est ; rend vrai s'il faut s'arrêter (le travail sera repris).
using Suivi = std::function<bool(std::int64_t fait, std::int64_t total, std::string const& etape)>;

/// Applique toutes les lignes prêtes ; faux si l'on s'est arrêté avant la fin. Rejouable.
bool appliquer(acces::Environnement const& env, Id<Importation> id, Suivi const& suivi);

/// Tranche une ligne douteuse : la même personne que `jeune` (sans lui, que la ligne à laquelle on la compare), ou une
/// autre. Si la liste est déjà appliquée, la ligne l'est aussitôt. Rend le dossier retenu.
enum class Reponse { meme, different };
std::optional<Id<jeunes::Jeune>> trancher(Writer& db, acces::Environnement const& env, Importation const& i,
                                          LigneImport const& ligne, Reponse reponse,
                                          std::optional<Id<jeunes::Jeune>> jeune, Id<acces::Agent> agent);

/// « Même personne » n'en était pas une, et la ligne est appliquée : un autre dossier naît, ce qu'elle avait apporté le
/// suit. Les coordonnées que le dossier avait prises d'elle y restent : à relire.
Id<jeunes::Jeune> separer(Writer& db, acces::Environnement const& env, Importation const& i, LigneImport const& ligne,
                          Id<acces::Agent> agent);

} // namespace metier::echanges
