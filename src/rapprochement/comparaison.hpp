#pragma once
// The level reached by each field of a pair of coded records. Pure; judged pairs of names are remembered.
#include <cstdint>
#include <vector>

#include "rapprochement/codage.hpp"
#include "rapprochement/modele.hpp"

namespace rapprochement {

/// Pairs of names already judged, one for each thread. A direct-mapped table: a collision only costs time.
class Memoire {
public:
    Memoire() : cases_(std::size_t{1} << 14) {}
    template <class F>
    unsigned niveau(std::uint32_t a, std::uint32_t b, F juger) {
        auto const cle = std::uint64_t{a} << 32 | b;
        auto& c = cases_[(cle * 0x9E3779B97F4A7C15ULL) >> 50];
        if (c.cle != cle)
            c = {cle, juger()};
        return c.niveau;
    }

private:
    struct Case {
        std::uint64_t cle = 0;
        unsigned niveau = 0;
    };
    std::vector<Case> cases_;
};

/// Level of two names (egal, permute, contenu, genre, quasi, voisin, initiale, ressemblant, different).
unsigned niveau_de_noms(Noms const& noms, std::uint32_t a, std::uint32_t b);
/// Level of two dates AAAAMMJJ.
unsigned niveau_de_dates(std::uint32_t a, std::uint32_t b);
Motif motif(Codes const& codes, FicheCodee const& a, FicheCodee const& b, Memoire& memoire);

} // namespace rapprochement
