#pragma once
// The records of one pass by key. A block too big is subdivided by the place; refused if that is not enough.
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "rapprochement/cles.hpp"

namespace rapprochement {

class Blocs {
public:
    struct Entree {
        std::uint64_t cle;
        std::uint32_t fiche;
    };
    Blocs() = default;
    Blocs(std::vector<Entree> entrees, std::uint32_t bloc_max, Codes const& codes, std::span<FicheCodee const> fiches);
    /// Records under this key, in increasing order; `sous_cle` serves when the block was subdivided.
    std::span<std::uint32_t const> chercher(std::uint64_t cle, std::uint64_t sous_cle) const;
    /// Size of the block if it was refused, else 0.
    std::uint32_t refuse(std::uint64_t cle, std::uint64_t sous_cle) const;
    std::uint64_t subdivises() const { return subdivises_; }
    std::uint64_t refuses() const { return refuses_; }

private:
    struct Bloc {
        std::uint64_t cle = 0;
        std::uint32_t debut = 0, nombre = 0;
    };
    Bloc const* trouver(std::uint64_t cle) const;
    Bloc const* feuille(std::uint64_t cle, std::uint64_t sous_cle) const;
    void inserer(Bloc bloc);
    std::vector<std::uint32_t> fiches_;
    std::vector<Bloc> table_;
    std::uint64_t subdivises_ = 0, refuses_ = 0;
};

} // namespace rapprochement
