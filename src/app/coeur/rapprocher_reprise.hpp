#pragma once
// An interrupted linkage, kept beside the output file until the same lists are given again.
#include <string>

#include "rapprochement/reprise.hpp"

namespace app {

/// What the two lists are today: names, sizes, dates of change.
std::string empreinte_des_fichiers(std::string const& a, std::string const& b);
/// True, and `reprise` filled, when the file is there and was made from these lists.
bool lire_la_reprise(std::string const& chemin, std::string const& empreinte, rapprochement::Reprise& reprise);
/// False when it could not be written.
bool ecrire_la_reprise(std::string const& chemin, std::string const& empreinte, rapprochement::Reprise const& reprise);

} // namespace app
