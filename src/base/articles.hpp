#pragma once
// L'article d'un lieu dont on a le nom : « du lycée Zola », « à l’école Jules-Ferry », « d’Amiens ».
#include <string>
#include <string_view>

namespace base {

/// « Lycée Zola » dans une phrase : « lycée Zola ». Un sigle garde ses majuscules : « CPE ou professeur principal ».
std::string dans_une_phrase(std::string_view nom);
/// « du lycée Zola », « de la mission locale », « de l’école », « d’Amiens », « du Havre ». Un nom de personne : « de
/// Jean ».
std::string de_ce_lieu(std::string_view nom);
/// « au lycée Zola », « à la mission locale », « à l’école », « à Amiens », « au Havre ».
std::string a_ce_lieu(std::string_view nom);
/// « Académie de Rennes », « Réseau FOQUALE – Pays de Vitré » : le genre, si le nom ne le dit pas déjà.
std::string genre_et_nom(std::string_view genre, std::string_view nom, std::string_view entre);

} // namespace base
