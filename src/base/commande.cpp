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
