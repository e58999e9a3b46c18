#pragma once
// What each pass did, for the report: its pairs, the blocks it refused and the value that caused it.
#include <memory>
#include <vector>

#include "rapprochement/jointure.hpp"
#include "rapprochement/rapprochement.hpp"

namespace rapprochement {

/// « DIALLO Awa 12/03/2008 »: what the records of a block have in common in this pass.
std::string valeur_de_la_cle(unsigned passe, Codes const& codes, FicheCodee const& fiche);
Passe passe_rendue(Deux const& deux, Jointure const& jointure, std::uint64_t paires);
/// With the bound of wide passes, where an index knows millions.
Options avec_les_passes_larges(Options options, Population const& population);
/// 0, 1, 2…: all the records of a side.
std::vector<std::uint32_t> numeros(std::size_t n);
/// Pairs that a wide pass may compare between files of these sizes.
std::uint64_t paires_permises(Options const& options, std::uint64_t fiches_a, std::uint64_t fiches_b);
/// A pass with its pairs counted; nothing when it would compare too many of them, which the result then says.
std::shared_ptr<Jointure> ouvrir_la_passe(Equipe const& equipe, Deux const& deux, unsigned passe,
                                          Options const& options, std::span<std::uint32_t const> de_a,
                                          std::span<std::uint32_t const> de_b, Resultat& resultat);
void rendre_la_passe(Resultat& resultat, Passe passe);

} // namespace rapprochement
