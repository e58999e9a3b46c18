#pragma once
// What was decided, from ranks to positions in the files as given: what a person reads.
#include <vector>

#include "rapprochement/depouillement.hpp"
#include "rapprochement/population.hpp"
#include "rapprochement/rapprochement.hpp"

namespace rapprochement {

/// Not yet decided.
Paire paire(PaireNotee const& p);

struct Rendu {
    Equipe const& equipe;
    Rangs const &premiere, &seconde; ///< as given
    bool retournee = false;          ///< the ranks a of the pairs are those of the second one
    std::vector<PaireNotee> const& surs;
    std::vector<Paire> const& paires;
    std::vector<char> const &ecarter_a, &ecarter_b;

    void rendre(Resultat& resultat, Proches const* proches) const;

private:
    void rendre_les_paires(Resultat& resultat) const;
    void rendre_les_proches(Resultat& resultat, Proches const& proches) const;
    Paire decidee(PaireNotee const& p) const;
    Paire retourner(Paire p) const;
    Paire aux_positions(Paire p) const;
};

} // namespace rapprochement
