#pragma once
// Ce qu'un échantillon relu permet de dire, avec son incertitude (rapprochement.md §9). Pur.
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace metier::reperage {

/// Une part et son intervalle à 95 %.
struct Part {
    std::int64_t succes = 0, total = 0;
    double valeur = 0, bas = 0, haut = 1;
};
/// Intervalle de Wilson (E. Wilson, 1927) : juste aussi pour peu de cas, ou pour 0 et 100 %.
Part wilson(std::int64_t succes, std::int64_t total);

/// Régression isotonique pondérée (bloc des voisins fautifs, PAVA) : les valeurs croissantes les plus proches.
std::vector<double> isotonique(std::span<double const> valeurs, std::span<double const> poids);

/// Accord de deux lecteurs au-delà du hasard (J. Cohen, 1960), erreur type de Fleiss, Cohen et Everitt (1969).
struct Kappa {
    std::int64_t paires = 0;
    double accord = 0; ///< part d'accord observée
    double valeur = 0, bas = -1, haut = 1;
};
/// `table[i][j]` : le premier a dit i, le second j. Rien sans paire, ou si les deux ont toujours dit la même seule
/// chose.
std::optional<Kappa> kappa(std::vector<std::vector<std::int64_t>> const& table);

} // namespace metier::reperage
