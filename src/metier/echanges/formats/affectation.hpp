#pragma once
// Ce qu'une décision d'affectation veut dire (formats.md §7.3).
#include <string_view>

#include "base/enumere.hpp"

namespace metier::echanges {

enum class Affectation { inconnue, affecte, non_affecte };
inline constexpr base::Entree<Affectation> affectations[] = {
    {Affectation::inconnue, "", "Décision inconnue"},
    {Affectation::affecte, "affecte", "Affecté"},
    {Affectation::non_affecte, "non_affecte", "Non affecté"},
};
constexpr std::span<base::Entree<Affectation> const> entrees(Affectation) { return affectations; }

/// « affecté », « refusé », « non classé », « liste supplémentaire »…
Affectation affectation(std::string_view decision);

} // namespace metier::echanges
