#pragma once
// Candidates of each record, pass by pass, scored: the inner loop of linkage.
#include <array>
#include <cstdint>
#include <vector>

#include "rapprochement/blocs.hpp"
#include "rapprochement/comparaison.hpp"
#include "rapprochement/notation.hpp"
#include "rapprochement/parallele.hpp"

namespace rapprochement {

struct Candidat {
    std::uint32_t b = 0;
    int dixiemes = 0;
    Motif motif = 0;
};

struct ComptesDePasses {
    std::array<std::uint64_t, nombre_de_passes> paires{}, refusees{};
    void ajouter(ComptesDePasses const& autres) {
        for (unsigned p = 0; p < nombre_de_passes; ++p) {
            paires[p] += autres.paires[p];
            refusees[p] += autres.refusees[p];
        }
    }
};

/// What one thread uses again from record to record.
struct Atelier {
    Memoire memoire;
    std::vector<std::uint64_t> trouves;
    std::vector<Candidat> candidats;
};

struct Balayage {
    Codes const& codes;
    std::vector<FicheCodee> const& a;
    std::vector<FicheCodee> const& b;
    std::vector<Blocs> const& blocs; ///< of the first passes, as many as wanted
    Notation const& notation;
    bool meme_fichier = false; ///< then only pairs a < b

    /// Scored candidates of record i of a, in the order of b. The pair counts for the first pass that brings it.
    void candidats(std::uint32_t i, Atelier& atelier, ComptesDePasses& comptes) const;
};

/// Blocks of the first `passes` passes over b, built side by side.
std::vector<Blocs> construire_les_blocs(Equipe const& equipe, unsigned passes, Codes const& codes,
                                        std::vector<FicheCodee> const& fiches, std::uint32_t bloc_max,
                                        std::vector<char> const& ecarter = {});

} // namespace rapprochement
