#pragma once
// À qui écrire au sujet d'un jeune : une lettre par foyer.
#include "metier/jeunes/jeunes.hpp"

namespace metier::jeunes {

/// Des parents qui vivent à deux adresses ne lisent pas l'adresse l'un de l'autre.
struct Foyer {
    std::string nom; ///< « M. Diallo et Mme Diallo »
    std::vector<std::string> lignes;
    bool eleve = false; ///< le jeune lui-même, majeur
};
/// Les représentants légaux que l'on peut joindre (C-25), par adresse ; d'abord le jeune s'il est majeur.
std::vector<Foyer> foyers(Jeune const& j, std::vector<ResponsableVu> const& responsables, Date jour);
bool est_majeur(Jeune const& j, Date jour);

} // namespace metier::jeunes
