#pragma once
// Files where one person has several records: what shows it, and links that are then not one to one.
#include <span>
#include <vector>

#include "rapprochement/depouillement.hpp"
#include "rapprochement/rapprochement.hpp"

namespace rapprochement {

/// A first name that no slip would make of the other.
bool autre_prenom(Motif motif);

struct Repetitions {
    bool de_a = false, de_b = false; ///< several records of that side for one person
    bool aucune() const { return !de_a && !de_b; }
};

/// Records with two sure counterparts, too many to be namesakes. `seules`: links already set aside, of records that
/// have one each.
Repetitions repetitions(std::span<PaireNotee const> paires, std::size_t taille_a, std::size_t taille_b,
                        std::size_t seules = 0, int sans_exclure = 0);

/// Decides `paires`, sorted by a, then b: a record keeps the best of a side where people are there once, and all those
/// of a side where they are not. A pair of two first names is left to a person where one of its records is far better
/// with another of its own first name (twins), as is one of two names, spellings or years where both are. `motifs`: one
/// a pair.
void affecter_plusieurs(std::vector<Paire>& paires, std::span<Motif const> motifs, std::size_t taille_a,
                        std::size_t taille_b, Seuils const& seuils, Repetitions repetitions);

} // namespace rapprochement
