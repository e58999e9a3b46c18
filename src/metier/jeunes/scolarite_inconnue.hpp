#pragma once
// On ne sait pas où il était scolarisé : décrocheur ou non, ce n'est ni oui, ni non.
#include <string_view>

namespace metier::jeunes {

inline constexpr std::string_view scolarite_inconnue =
    "Dernière scolarité inconnue : à demander à qui l’a désigné, ou au jeune.";

} // namespace metier::jeunes
