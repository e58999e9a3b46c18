#pragma once
// The command line in French: help, labels and error messages of CLI11, and the exit codes we promise.
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace base {

/// To be called before options and subcommands are added: they inherit it. `pied`: last lines of the help.
void en_francais(CLI::App& commande, std::string const& pied = "");
/// « --donnees » et « --base », que lit le programme lui-même avant la commande.
extern char const* const pied_des_donnees;
/// Reads the arguments; the exit code when nothing is left to do: 0 help was asked, 2 the arguments are wrong.
std::optional<int> lire_arguments(CLI::App& commande, std::vector<std::string> const& arguments, std::ostream& sortie,
                                  std::ostream& erreurs);

} // namespace base
