#pragma once
// Files where one person has several records: what shows it, and links that are then not one to one.
#include <span>
#include <vector>

#include "rapprochement/depouillement.hpp"
#include "rapprochement/rapprochement.hpp"

namespace rapprochement {

struct Repetitions {
    bool de_a = false, de_b = false; ///< several records of that side for one person
    bool aucune() const { return !de_a && !de_b; }
};

/// From the pairs that the sure passes found: records with two sure counterparts are then more than chance.
Repetitions repetitions(std::span<PaireNotee const> paires, std::size_t taille_a, std::size_t taille_b);

/// Decides `paires`, sorted by a, then b: a record keeps the best of a side where people are there once, and all those
/// of a side where they are not.
void affecter_plusieurs(std::vector<Paire>& paires, std::size_t taille_a, std::size_t taille_b, Seuils const& seuils,
                        Repetitions repetitions);

} // namespace rapprochement
