#include "base/commande.hpp"

#include <CLI/CLI.hpp>

#include <ostream>

namespace base {
namespace {

/// What a value of this option must be, from the English name of its type (« FLOAT:POSITIVE », « TEXT:{a,b} »).
std::string attendu(CLI::Option const& option) {
    auto const type = option.get_type_name();
    auto dit = [&](char const* mot) { return type.find(mot) != std::string::npos; };
    if (auto const debut = type.find('{'), fin = type.find('}');
        debut != std::string::npos && fin != std::string::npos) {
        auto choix = type.substr(debut + 1, fin - debut - 1);
        for (auto i = choix.find(','); i != std::string::npos; i = choix.find(',', i + 2))
            choix.insert(i + 1, " ");
        return "l’un de ces mots : " + choix;
    }
    if (auto const debut = type.find(" in ["); debut != std::string::npos) { // « INT in [1 - 500] »
        auto bornes = type.substr(debut + 5, type.find(']') - debut - 5);
        auto const entre = bornes.find(" - ");
        return "un nombre de " + bornes.substr(0, entre) + " à " + bornes.substr(entre + 3);
    }
    if (option.get_type_size() == 0)
        return "cette option sans valeur";
    if (dit("POSITIVE"))
        return "un nombre plus grand que 0";
    if (dit("UINT"))
        return "un nombre entier, 0 ou plus";
    if (dit("INT"))
        return "un nombre entier";
    return dit("FLOAT") ? "un nombre" : "un texte";
}

CLI::Option const* option_nommee(CLI::App const& commande, std::string const& nom) {
    if (auto const* option = commande.get_option_no_throw(nom))
        return option;
    for (auto const* sous : commande.get_subcommands([](CLI::App const*) { return true; }))
        if (auto const* option = option_nommee(*sous, nom))
            return option;
    return nullptr;
}

/// The option, what was read, what was expected.
std::string valeur_refusee(CLI::App const& commande, std::string const& nom, std::string const& lu) {
    auto const* option = option_nommee(commande, nom);
    return nom + " : « " + lu + " » ne convient pas" + (option ? ". Il faut " + attendu(*option) : std::string{}) + ".";
}

std::string valeurs_manquantes(CLI::App const& commande, std::string const& nom) {
    auto const* option = option_nommee(commande, nom);
    if (!option)
        return nom + " attend une valeur.";
    auto const combien = option->get_items_expected_min();
    return nom + (combien > 1 ? " attend " + std::to_string(combien) + " valeurs."
                              : " attend une valeur : " + attendu(*option) + ".");
}

/// CLI11 says it in English, the name of what is wrong first or last.
std::string en_clair(CLI::App const& commande, CLI::Error const& e) {
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
        return valeurs_manquantes(commande, avant(": "));
    if (auto const i = quoi.find(" = "); nom == "ConversionError" && i != std::string::npos) {
        auto const option = apres();
        return valeur_refusee(commande, option.substr(0, option.find(" = ")), quoi.substr(i + 3));
    }
    if (nom == "ValidationError") {
        auto valeur = apres();
        if (valeur.starts_with("Value ")) // « Value abc not in range… »
            valeur.erase(0, 6);
        return valeur_refusee(commande, avant(": "), valeur.substr(0, valeur.find(' ')));
    }
    return "Arguments incompris : " + quoi;
}

/// L'aide de CLI11, avec la ponctuation du français et sans les noms anglais de ses contrôles (« TEXT:{a,b} »).
class AideEnFrancais : public CLI::Formatter {
public:
    std::string make_help(CLI::App const* app, std::string nom, CLI::AppFormatMode mode) const override {
        auto aide = CLI::Formatter::make_help(app, std::move(nom), mode);
        for (std::string const mot : {"Emploi", "Options", "Arguments", "Commandes"})
            for (auto i = aide.find(mot + ":"); i != aide.npos; i = aide.find(mot + ":", i + mot.size()))
                if (i == 0 || aide[i - 1] == '\n')
                    aide.insert(i + mot.size(), " ");
        return aide;
    }
    std::string make_option_opts(CLI::Option const* option) const override {
        if (option->get_type_size() == 0)
            return {};
        auto type = option->get_type_name();
        auto const texte = " " + get_label(type.substr(0, type.find(':')));
        auto const defaut = option->get_default_str().empty() ? "" : "=" + option->get_default_str();
        bool const plusieurs = option->get_expected_max() == CLI::detail::expected_max_vector_size;
        return texte + defaut + (plusieurs ? " …" : "") +
               (option->get_required() ? " " + get_label("REQUIRED") : std::string{});
    }
};

} // namespace

char const* const pied_des_donnees =
    "Aussi, pour toute commande :\n"
    "  --donnees DOSSIER           Dossier où tout est gardé (sinon RACCROCHE_DONNEES, sinon ./donnees)\n"
    "  --base ADRESSE              sqlite:CHEMIN ou postgresql://… (sinon RACCROCHE_BASE)";

void en_francais(CLI::App& commande, std::string const& pied) {
    commande.set_help_flag("-h,--help,--aide", "Afficher cette aide");
    commande.footer(pied);
    commande.formatter(std::make_shared<AideEnFrancais>());
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
        return en_clair(*app, e) + "\nL’aide : " + app->get_name() + " --aide\n";
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
