#include "app/coeur/commandes.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iomanip>

#include "base/commande.hpp"
#include "metier/acces/acces.hpp"
#include "metier/conservation/conservation.hpp"
#include "metier/demonstration/demonstration.hpp"
#include "metier/demonstration/pays/pays.hpp"
#include "metier/echanges/echanges.hpp"

#include "app/coeur/commande_rapprocher.hpp"

namespace app {
namespace {

using metier::acces::Environnement;

int commande_routes(std::vector<std::string> const& arguments, std::ostream& sortie, std::ostream& erreurs) {
    CLI::App cli{"Toutes les adresses : la méthode, l’adresse, le droit qu’elle exige.", "raccroche routes"};
    base::en_francais(cli);
    if (auto fini = base::lire_arguments(cli, arguments, sortie, erreurs))
        return *fini;
    Branchements branchements;
    metier::acces::Routes routes;
    branchements.routes(routes);
    for (auto const& r : routes.liste())
        sortie << std::left << std::setw(5) << r.methode << std::setw(56) << r.patron << base::code(r.droit) << "\n";
    return 0;
}

/// A folder for the time of a command.
struct DossierPassager {
    std::filesystem::path chemin;
    std::string creer() {
        if (chemin.empty())
            chemin = std::filesystem::temp_directory_path() / ("raccroche-" + base::jeton(9));
        return chemin.string();
    }
    ~DossierPassager() {
        std::error_code rien; // nothing to say if it is not there
        if (!chemin.empty())
            std::filesystem::remove_all(chemin, rien);
    }
};

/// A command that works on the data folder: opened for the time of the command.
Commande
sur_la_base(std::function<int(std::vector<std::string> const&, Environnement&, std::ostream&, std::ostream&)> faire) {
    return [faire = std::move(faire)](std::vector<std::string> arguments, std::ostream& sortie, std::ostream& erreurs) {
        auto reglages = reglages_de(arguments);
        base::HorlogeSysteme horloge;
        DossierPassager passager; // dire l'aide n'ouvre ni ne crée le dossier de qui la demande
        for (auto const* mot : {"--aide", "--help", "-h"})
            if (std::ranges::find(arguments, mot) != arguments.end())
                reglages.base = "sqlite::memory:", reglages.dossier = passager.creer();
        App app{reglages, horloge, [&](std::string const& message) { erreurs << message << "\n"; }};
        return faire(arguments, app.env(), sortie, erreurs);
    };
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
    using namespace metier;
    return {
        {"importer", "Importer une ou plusieurs listes (SIECLE, CFA, Affelnet, RIO…)",
         sur_la_base(echanges::commande_importer)},
        {"rapprocher", "Rapprocher deux fichiers CSV quelconques", commande_rapprocher},
        {"compte", "Créer, lister, désactiver un compte", sur_la_base(acces::commande_compte)},
        {"journal", "Vérifier ou exporter le journal", sur_la_base(acces::commande_journal)},
        {"conservation", "Dossiers à la fin de leur conservation : dire, sans rien écrire",
         sur_la_base(conservation::commande_conservation)},
        {"droits", "Afficher la matrice des droits",
         [](auto const& a, auto& s, auto& e) { return acces::commande_droits(a, s, e); }},
        {"routes", "Lister les routes et le droit de chacune", commande_routes},
        {"demonstration", "Créer une académie fictive dans une base vide",
         sur_la_base(demonstration::commande_demonstration)},
        {"donnees", "Fabriquer un pays d’élèves fictifs, évaluer des liens", demonstration::commande_donnees},
    };
}

void annoncer_premier_demarrage(App& app, std::ostream& sortie) {
    auto code = metier::acces::code_premier_demarrage(app.env());
    if (!code.empty())
        sortie << "Aucun compte encore. Ouvrez /premier-demarrage et donnez ce code : " << code << std::endl;
}

} // namespace app
