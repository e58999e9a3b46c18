#pragma once
// What « at most one record on each side » does to the probability of a pair that others dispute.
#include <cstddef>
#include <span>

#include "rapprochement/rapprochement.hpp"
#include "rapprochement/repetitions.hpp"

namespace rapprochement {

/// Sets the probability of each pair; `paires` are sorted by a and hold every candidate that weighs something. The
/// prior already weighs « these two are one person » against « neither is in the other file »; where there are rivals,
/// the pair also stands against « a is another record of b » and « b is another record of a »: with o its odds and S
/// the sum of those of the rivals of each of its two records, p = o / (o + (1 + S_a)(1 + S_b)). Two candidates as good
/// share what one would have. On a side where one person has several records, these are no rivals.
void probabilites_un_a_un(std::span<Paire> paires, std::size_t taille_b, Repetitions repetitions = {});

/// All passes together say better than a sample how many persons are in both files; `paires` sorted by a, `sures` links
/// already set aside.
double personnes_communes(std::size_t sures, std::span<PaireNotee const> paires, std::size_t taille_b,
                          Repetitions repetitions);

} // namespace rapprochement
