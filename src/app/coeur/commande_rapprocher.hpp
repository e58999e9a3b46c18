#pragma once
// raccroche rapprocher a.csv b.csv -o liens.csv : any two lists, without a base and without any setting.
#include <ostream>
#include <string>
#include <vector>

namespace app {

/// Exit status: 0 done, 2 a file or an option is refused (said on `erreurs`, nothing written).
int commande_rapprocher(std::vector<std::string> const& arguments, std::ostream& sortie, std::ostream& erreurs);

} // namespace app
