#pragma once
// What « at most one record on each side » does to the probability of a pair that others dispute.
#include <cstddef>
#include <span>

#include "rapprochement/rapprochement.hpp"
#include "rapprochement/repetitions.hpp"

namespace rapprochement {

/// Sets the probability of each pair; `paires` are sorted by a and hold every candidate that weighs something. The
/// prior already weighs « these two are one person » against « neither is in the other file »; where there are rivals,
/// each record is as free for the pair as its other candidates are not for it: with o the odds and f how free a record
/// is, f_a = 1 / (1 + Σ o f_b) over its other candidates, and p = o f_a f_b / (1 + o f_a f_b). Two candidates as good
/// share what one would have; a rival that has a far better match elsewhere takes nothing. On a side where one person
/// has several records, these are no rivals.
void probabilites_un_a_un(std::span<Paire> paires, std::size_t taille_b, Repetitions repetitions = {});

/// All passes together say better than a sample how many persons are in both files; `paires` sorted by a, `sures` links
/// already set aside.
double personnes_communes(std::size_t sures, std::span<PaireNotee const> paires, std::size_t taille_b,
                          Repetitions repetitions);

} // namespace rapprochement
