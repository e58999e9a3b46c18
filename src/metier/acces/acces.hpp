#pragma once
// Ce que main appelle : les routes, les commandes, le premier démarrage. Les autres parties du métier utilisent
// contexte.hpp, routes.hpp, portee.hpp et comptes.hpp.
#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

#include "metier/acces/routes.hpp"

namespace metier::acces {

/// Ce qu'un agent tient encore en son nom, en clair (« 3 relais en cours ») : d'autres parties le savent.
using CeQuIlTient = std::function<std::vector<std::string>(storage::Reader&, Id<Agent>, Date)>;
/// Connexion, compte, comptes, journal, premier démarrage et pages publiques. Un compte qui tient encore quelque chose
/// ne se désactive pas.
void routes(Routes& r, CeQuIlTient tient = {});

/// Le code à donner dans le terminal quand aucun agent n'existe ; vide ensuite. Le même sur tous les serveurs.
std::string code_premier_demarrage(Environnement const& env);

/// raccroche compte creer|lister|desactiver|reinitialiser
int commande_compte(std::vector<std::string> const& args, Environnement& env, std::ostream& out, std::ostream& err);
/// raccroche journal verifier|exporter
int commande_journal(std::vector<std::string> const& args, Environnement& env, std::ostream& out, std::ostream& err);
/// raccroche droits : la matrice rôle × droit, en Markdown.
int commande_droits(std::vector<std::string> const& args, std::ostream& out, std::ostream& err);

} // namespace metier::acces
