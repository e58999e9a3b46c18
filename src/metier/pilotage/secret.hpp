#pragma once
// Secret statistique: cacher les petits nombres, et ce qui permettrait de les retrouver par soustraction. Pur.
#include <cstdint>
#include <vector>

namespace metier::pilotage {

/// Une case publiée ou cachée : son dénominateur, les numérateurs qui en sont une part, les nombres qui n'en sont pas
/// une.
struct Case {
    std::int64_t d = 0;
    std::vector<std::int64_t> n = {};
    std::vector<std::int64_t> autres = {};
    bool masquee = false;
};
/// La case `total` est la somme des cases `parts` : ce qu'un lecteur peut soustraire.
struct Relation {
    std::size_t total = 0;
    std::vector<std::size_t> parts;
};
/// Cache les cases de dénominateur 1 à seuil - 1 (primaire), puis d'autres, les plus petites d'abord, jusqu'à ce
/// qu'aucune relation ne rende une case cachée (secondaire). Ce qui est déjà caché le reste. Un dénominateur nul
/// n'apprend rien.
void masquer(std::vector<Case>& cases, std::vector<Relation> const& relations, std::int64_t seuil);

} // namespace metier::pilotage
