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

/// Un nombre de personnes, publié en une page ou plusieurs, pour qui n'ouvre pas les lignes.
struct Nombre {
    static constexpr auto aucun = static_cast<std::size_t>(-1);
    std::int64_t n = 0;
    bool masque = false;
    std::size_t porteur = aucun; ///< celui sans lequel il ne se montre pas : son dénominateur
    bool reste = false;          ///< ce qui manque aux autres parts d'une somme, et d'une seule
};
/// La même chose plus sévère : aucun nombre de 1 à seuil - 1 ne se montre ni ne se retrouve, numérateurs et compléments
/// compris, même en combinant toutes les sommes. Masqué d'avance : jamais publié nulle part, mais présent dans les
/// sommes.
void masquer(std::vector<Nombre>& nombres, std::vector<Relation> const& relations, std::int64_t seuil);

} // namespace metier::pilotage
