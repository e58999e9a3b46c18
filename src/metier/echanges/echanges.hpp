#pragma once
// Les listes reçues (SIECLE, CFA, Affelnet, RIO, missions locales…) : détecter → lire → préparer → prévoir → appliquer.
// La page et la commande appellent les mêmes fonctions. Détail : README.md de ce dossier.
#include <iosfwd>
#include <map>
#include <string>
#include <vector>

#include "metier/acces/routes.hpp"
#include "storage/jobs.hpp"

namespace metier::agenda {
class Journee;
}
namespace metier::jeunes {
class Apports;
struct Jeune;
} // namespace metier::jeunes

namespace metier::echanges {

/// Pages /importations.
void routes(acces::Routes& r);
/// Événements « affectation » du dossier.
void apports(jeunes::Apports& a);
/// Sur la page où l'on vérifie un présumé : les lignes douteuses qui lui ressemblent, à trancher.
web::Html lignes_en_attente(acces::Contexte& cx, storage::Reader& db, Id<jeunes::Jeune> jeune);
/// « Ma journée » : les non affectés d'une liste, à convoquer.
void rubriques(agenda::Journee& journee);

/// Travaux longs à confier à storage::Ateliers : lire, prévoir, appliquer, effacer.
std::map<std::string, storage::FaireTravail> travaux(acces::Environnement const& env);

/// raccroche importer FICHIER… ; rend 0 (appliqué), 1 (des lignes refusées, les autres appliquées) ou 2 (fichier
/// refusé, rien d'écrit). `args` : sans le nom de la commande.
int commande_importer(std::vector<std::string> const& args, acces::Environnement& env, std::ostream& out,
                      std::ostream& err);

/// Efface le contenu des lignes qui ont fait leur temps et les fichiers abandonnés ; rend le nombre de listes touchées.
/// À faire chaque jour.
int effacer_le_perime(acces::Environnement const& env);
/// Ce que cette partie montre d'un jeune, et à qui.
void lectures(jeunes::Apports& apports);

} // namespace metier::echanges
