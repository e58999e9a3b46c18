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
    /// 2^bits places: a single pair needs no more than a few, and emptying the usual quarter of a megabyte for each
    /// explanation took more time than explaining.
    explicit Memoire(unsigned bits = 14) : decalage_{64 - bits}, cases_(std::size_t{1} << bits) {}
    template <class F>
    unsigned niveau(std::uint32_t a, std::uint32_t b, F juger) {
        auto const cle = std::uint64_t{a} << 32 | b;
        auto& c = cases_[(cle * 0x9E3779B97F4A7C15ULL) >> decalage_];
        if (c.cle != cle)
            c = {cle, juger()};
        return c.niveau;
    }

private:
    struct Case {
        std::uint64_t cle = 0;
        unsigned niveau = 0;
    };
    unsigned decalage_;
    std::vector<Case> cases_;
};

/// Level of two names (egal, permute, contenu, genre, quasi, voisin, initiale, ressemblant, different).
unsigned niveau_de_noms(Noms const& noms, std::uint32_t a, std::uint32_t b);
/// Level of two dates AAAAMMJJ.
unsigned niveau_de_dates(std::uint32_t a, std::uint32_t b);
Motif motif(Codes const& codes, FicheCodee const& a, FicheCodee const& b, Memoire& memoire);

} // namespace rapprochement
