// raccroche: web server, command line and background worker in one program.
#include <CLI/CLI.hpp>

#include <cstdlib>
#include <iostream>

#include "app/coeur/app.hpp"
#include "app/coeur/commandes.hpp"
#include "app/coeur/journal_technique.hpp"
#include "app/coeur/servir.hpp"
#include "app/coeur/version.hpp"
#include "base/commande.hpp"

int main(int argc, char** argv) try {
    CLI::App cli{"Raccroche : chaque jeune retrouvé, suivi, raccroché.", "raccroche"};
    base::en_francais(cli, "L’aide de chacune : raccroche COMMANDE --aide");
    cli.set_version_flag("--version", std::string("raccroche ") + app::version, "Afficher la version");
    cli.require_subcommand(1);

    app::Reglages reglages;
    if (char const* dossier = std::getenv("RACCROCHE_DONNEES"))
        reglages.dossier = dossier;
    if (char const* base = std::getenv("RACCROCHE_BASE"))
        reglages.base = base;
    if (char const* adresse = std::getenv("RACCROCHE_ADRESSE"))
        reglages.adresse = adresse;
    auto communes = [&](CLI::App* commande) {
        commande->add_option("--donnees", reglages.dossier,
                             "Dossier où tout est gardé (sinon RACCROCHE_DONNEES, sinon ./donnees)");
        commande->add_option("--base", reglages.base, "Base : sqlite:CHEMIN ou postgresql://… (sinon RACCROCHE_BASE)");
    };

    app::ReglagesDuServeur serveur;
    std::string journal;
    auto* servir = cli.add_subcommand("servir", "Démarrer le serveur")->group("Commandes");
    communes(servir);
    servir->add_option("--adresse", serveur.adresse, "Adresse d’écoute")->capture_default_str();
    servir->add_option("--port", serveur.port, "Port d’écoute")->capture_default_str();
    servir->add_option("--fils", serveur.fils, "Requêtes traitées en même temps")->capture_default_str();
    servir->add_option("--mandataire", serveur.mandataires, "Adresse d’un mandataire de confiance (répétable)");
    servir->add_option("--journal", journal, "Fichier du journal technique (sinon DOSSIER/raccroche.log)");

    std::vector<std::pair<CLI::App*, app::Commande>> deleguees;
    for (auto const& [nom, aide, faire] : app::commandes()) {
        auto* commande = cli.add_subcommand(nom, aide)->group("Commandes");
        commande->prefix_command();
        commande->set_help_flag();
        deleguees.emplace_back(commande, faire);
    }

    if (auto fini = base::lire_arguments(cli, {argv + 1, argv + argc}, std::cout, std::cerr))
        return *fini;
    for (auto const& [commande, faire] : deleguees)
        if (*commande)
            return faire(commande->remaining(), std::cout, std::cerr);

    base::HorlogeSysteme horloge;
    app::App programme{reglages, horloge, app::noter};
    app::ouvrir_journal_technique(journal.empty()  ? reglages.dossier + "/raccroche.log"
                                  : journal == "-" ? ""
                                                   : journal);
    app::servir(programme, serveur, [&](unsigned short port) {
        std::cout << "Raccroche écoute sur http://" << (serveur.adresse == "127.0.0.1" ? "localhost" : serveur.adresse)
                  << ":" << port << std::endl;
        app::annoncer_premier_demarrage(programme, std::cout);
    });
    return 0;
} catch (std::exception const& e) { // last resort: say it and leave
    std::cerr << "raccroche : " << e.what() << "\n";
    return 1;
}
