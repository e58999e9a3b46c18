#include "base/commande.hpp"

#include <CLI/CLI.hpp>

#include <ostream>

namespace base {
namespace {

/// CLI11 says it in English, the name of what is wrong first or last.
std::string en_clair(CLI::Error const& e) {
    std::string const quoi = e.what();
    auto avant = [&](char const* suite) { return quoi.substr(0, quoi.find(suite)); };
    auto apres = [&] {
        auto i = quoi.find(": ");
        return i == std::string::npos ? quoi : quoi.substr(i + 2);
    };
    auto nom = e.get_name();
    if (nom == "RequiredError" && quoi.find(" is required") != std::string::npos)
        return quoi.starts_with("A subcommand") ? "Il manque une commande."
                                                : "Il manque " + avant(" is required") + ".";
    if (quoi.find("not expected") != std::string::npos)
        return "Argument inattendu : " + apres() + ".";
    if (nom == "ArgumentMismatch")
        return avant(": ") + " attend une valeur.";
    if (nom == "ConversionError" && quoi.find(" = ") != std::string::npos)
        return "Valeur incomprise : " + apres() + ".";
    if (nom == "ValidationError") {
        auto option = avant(": "), valeur = apres();
        return option + " : « " + valeur.substr(0, valeur.find(' ')) + " » ne convient pas.";
    }
    return "Arguments incompris : " + quoi;
}

} // namespace

char const* const pied_des_donnees =
    "Aussi, pour toute commande :\n"
    "  --donnees DOSSIER           Dossier où tout est gardé (sinon RACCROCHE_DONNEES, sinon ./donnees)\n"
    "  --base ADRESSE              sqlite:CHEMIN ou postgresql://… (sinon RACCROCHE_BASE)";

void en_francais(CLI::App& commande, std::string const& pied) {
    commande.set_help_flag("-h,--help,--aide", "Afficher cette aide");
    commande.footer(pied);
    for (auto const& [mot, traduit] : {std::pair{"Usage", "Emploi"},
                                       {"Positionals", "Arguments"},
                                       {"SUBCOMMAND", "COMMANDE"},
                                       {"SUBCOMMANDS", "COMMANDES"},
                                       {"REQUIRED", "(obligatoire)"},
                                       {"TEXT", "TEXTE"},
                                       {"INT", "NOMBRE"},
                                       {"UINT", "NOMBRE"},
                                       {"FLOAT", "NOMBRE"}})
        commande.get_formatter()->label(mot, traduit);
    commande.failure_message([](CLI::App const* app, CLI::Error const& e) {
        return en_clair(e) + "\nL’aide : " + app->get_name() + " --aide\n";
    });
}

std::optional<int> lire_arguments(CLI::App& commande, std::vector<std::string> const& arguments, std::ostream& sortie,
                                  std::ostream& erreurs) {
    try {
        commande.parse(std::vector<std::string>{arguments.rbegin(), arguments.rend()}); // it wants them reversed
        return std::nullopt;
    } catch (CLI::ParseError const& e) { // the library's way to stop becomes our exit code
        return commande.exit(e, sortie, erreurs) == 0 ? 0 : 2;
    }
}

} // namespace base
