#pragma once
// The level reached by each field of a pair of coded records. Pure; judged pairs of names are remembered.
#include <cstdint>
#include <vector>

#include "rapprochement/attente.hpp"
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
/// Surely nom_different, as their studies alone show; a few different names are not seen.
bool rien_de_commun(Nom const& a, Nom const& b);
/// Level of two dates AAAAMMJJ.
unsigned niveau_de_dates(std::uint32_t a, std::uint32_t b);
Motif motif(Codes const& codes, FicheCodee const& a, FicheCodee const& b, Memoire& memoire);

/// f(pair) for each pair of a batch (`a` and `b`: records), whose records, then names, memory is asked for some pairs
/// before: waiting for it is most of what comparing costs.
template <class Paires, class F>
void chaque_paire(Codes const& codes, std::span<FicheCodee const> a, std::span<FicheCodee const> b,
                  Paires const& paires, F f) {
    constexpr std::size_t avance_des_fiches = 48, avance_des_noms = 16;
    auto fiches = [&](std::size_t k) {
        annoncer_tout(a[paires[k].a]);
        annoncer_tout(b[paires[k].b]);
    };
    auto noms = [&](std::size_t k) {
        for (auto const* fiche : {&a[paires[k].a], &b[paires[k].b]}) {
            annoncer(&codes.noms[fiche->nom]);
            annoncer(&codes.noms[fiche->prenom]);
        }
    };
    auto const n = paires.size();
    for (std::size_t k = 0; k < n + avance_des_fiches; ++k) {
        if (k < n)
            fiches(k);
        if (auto const j = k - (avance_des_fiches - avance_des_noms); j < n)
            noms(j);
        if (auto const i = k - avance_des_fiches; i < n)
            f(paires[i]);
    }
}

} // namespace rapprochement
