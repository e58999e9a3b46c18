#pragma once
// Ce qu'une colonne « Diplôme obtenu » veut dire: pur, sans base.
#include <optional>
#include <string_view>

#include "metier/echanges/formats/controle.hpp"
#include "metier/jeunes/jeunes.hpp"

namespace metier::echanges {

/// « CAP cuisine », « Bac pro », « IV », « niveau 3 » ; rien pour « aucun », « sans diplôme » ou un niveau qui n'en est
/// pas un.
std::optional<jeunes::Diplome> diplome_lu(std::string_view texte);
/// Niveau du diplôme que prépare cette formation, par son MEF (BCN), à défaut par son nom ; 4 si rien ne le dit : un
/// CAP obtenu en cours de baccalauréat professionnel n'est pas le diplôme du cursus (metier.md §2.1).
int niveau_du_cursus(std::string_view mef, std::string_view formation);
/// Le diplôme que dit la ligne, du cursus suivi s'il en a le niveau ; ce cursus est celui de la ligne, à défaut de la
/// dernière inscription connue.
std::optional<jeunes::Diplome> diplome_de(storage::Reader& db, FicheLue const& fiche, Id<jeunes::Jeune> jeune);

} // namespace metier::echanges
