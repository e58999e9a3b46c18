#pragma once
// [["nom", "valeur"]…] en JSON : champs propres d'un entretien, versions, brouillons.
#include <string>
#include <utility>
#include <vector>

namespace metier::suivi {

using Paires = std::vector<std::pair<std::string, std::string>>;
std::string ecrire_paires(Paires const& paires);
/// Lève Defaut si le texte n'en est pas.
Paires lire_paires(std::string const& json);
/// Ce que brouillon.mjs attend : {"enregistre": "…", "champs": [["nom", "valeur"]…]}
std::string json_du_brouillon(std::string const& enregistre, Paires const& champs);
/// Ce que mots_sensibles.mjs attend : [{"mot": "…", "conseil": "…"}…]
std::string json_des_mots(Paires const& mots);

} // namespace metier::suivi
