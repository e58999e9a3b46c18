#include "app/coeur/commandes.hpp"

#include <cstdlib>
#include <iomanip>

#include "app/coeur/commande_rapprocher.hpp"

namespace app {
namespace {

int commande_routes(std::vector<std::string> const&, std::ostream& sortie, std::ostream&) {
    metier::acces::Routes routes;
    toutes_les_routes(routes);
    for (auto const& r : routes.liste())
        sortie << std::left << std::setw(5) << r.methode << std::setw(52) << r.patron << base::code(r.droit) << "\n";
    return 0;
}

} // namespace

Reglages reglages_de(std::vector<std::string>& arguments) {
    Reglages reglages;
    if (char const* dossier = std::getenv("RACCROCHE_DONNEES"))
        reglages.dossier = dossier;
    if (char const* adresse = std::getenv("RACCROCHE_BASE"))
        reglages.base = adresse;
    for (std::size_t i = 0; i + 1 < arguments.size();)
        if (arguments[i] == "--donnees" || arguments[i] == "--base") {
            (arguments[i] == "--donnees" ? reglages.dossier : reglages.base) = arguments[i + 1];
            arguments.erase(arguments.begin() + static_cast<long>(i), arguments.begin() + static_cast<long>(i) + 2);
        } else
            ++i;
    return reglages;
}

std::vector<CommandeConnue> commandes() {
    return {
        {"rapprocher", "Rapprocher deux listes de personnes (CSV)", commande_rapprocher},
        {"routes", "Lister les routes et le droit de chacune", commande_routes},
    };
}

void annoncer_premier_demarrage(App&, std::ostream&) {}

} // namespace app
