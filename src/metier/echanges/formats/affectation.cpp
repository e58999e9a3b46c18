#include "metier/echanges/formats/affectation.hpp"

#include <algorithm>

#include "base/texte.hpp"

namespace metier::echanges {
namespace {

/// Débuts de mots, en majuscules sans accents. Les refus d'abord : « non affecté » contient « affecté ».
constexpr std::string_view refus[] = {" NON AFFECT",    " PAS AFFECT",    " SANS AFFECT",   " NON CLASS",
                                      " NON RETENU",    " NON ADMIS",     " REFUS",         " SANS PLACE",
                                      " LISTE SUPPLEM", " LISTE COMPLEM", " LISTE D ATTEN", " EN ATTENTE"};
constexpr std::string_view accords[] = {" AFFECT", " ADMIS", " RETENU", " ACCEPT"};

} // namespace

Affectation affectation(std::string_view decision) {
    auto mots = " " + base::normalise(decision);
    auto dit = [&](std::string_view debut) { return mots.find(debut) != std::string::npos; };
    if (std::ranges::any_of(refus, dit))
        return Affectation::non_affecte;
    return std::ranges::any_of(accords, dit) ? Affectation::affecte : Affectation::inconnue;
}

} // namespace metier::echanges
