#pragma once
// The list of commands of the program. Each reads its own arguments and returns its exit status.
#include <functional>
#include <ostream>
#include <string>
#include <vector>

#include "app/coeur/app.hpp"

namespace app {

using Commande = std::function<int(std::vector<std::string> arguments, std::ostream& sortie, std::ostream& erreurs)>;
struct CommandeConnue {
    std::string nom, aide;
    Commande faire;
};
std::vector<CommandeConnue> commandes();

/// Takes --donnees and --base out of the arguments of a command, and opens the program on them.
Reglages reglages_de(std::vector<std::string>& arguments);

/// An empty base: says how to begin.
void annoncer_premier_demarrage(App& app, std::ostream& sortie);

} // namespace app
