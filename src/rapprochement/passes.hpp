#pragma once
// What each pass did, for the report: its pairs, the blocks it refused and the value that caused it.
#include "rapprochement/jointure.hpp"
#include "rapprochement/rapprochement.hpp"

namespace rapprochement {

/// « DIALLO Awa 12/03/2008 »: what the records of a block have in common in this pass.
std::string valeur_de_la_cle(unsigned passe, Codes const& codes, FicheCodee const& fiche);
Passe passe_rendue(Deux const& deux, Jointure const& jointure, std::uint64_t paires);
void rendre_la_passe(Resultat& resultat, Passe passe);

} // namespace rapprochement
