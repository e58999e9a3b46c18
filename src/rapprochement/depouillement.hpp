#pragma once
// The pairs of a pass, scored: the inner loop of linkage. No allocation per pair, no lock.
#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "rapprochement/comparaison.hpp"
#include "rapprochement/jointure.hpp"
#include "rapprochement/notation.hpp"
#include "rapprochement/rencontres.hpp"

namespace rapprochement {

/// By rank. Sixteen bytes: there are as many as persons.
struct PaireNotee {
    std::uint32_t a = 0, b = 0;
    Motif motif = 0;
    std::int16_t dixiemes = 0;
    Garde garde = Garde::aucune;
    bool sure = false; ///< may be a link without looking any further
};

/// By record of a, then of b.
struct Avant {
    template <class P>
    bool operator()(P const& x, P const& y) const {
        return x.a != y.a ? x.a < y.a : x.b < y.b;
    }
};
inline constexpr Avant avant{};

/// Best candidates of each record of a (of b, where the two lists were turned round), kept while pairs come in any
/// order.
class Proches {
public:
    Proches(std::size_t fiches, unsigned combien, bool de_b = false);
    void voir(std::span<PaireNotee const> paires);
    std::span<PaireNotee const> de(std::uint32_t fiche) const;
    std::span<PaireNotee> de(std::uint32_t fiche) {
        return std::span(places_).subspan(std::size_t{fiche} * combien_, combien_ ? nombres_[fiche] : 0);
    }

private:
    bool meilleure(PaireNotee const& x, PaireNotee const& y) const;
    unsigned combien_;
    bool de_b_;
    std::vector<PaireNotee> places_;
    std::vector<std::uint8_t> nombres_;
    mutable std::mutex verrou_;
};

/// What one thread uses again from part to part.
struct Atelier {
    Memoire memoire{};
    Jointure::Atelier jointure{};
    struct Rencontre {
        std::uint32_t a, b;
        std::uint64_t cle;
    };
    std::vector<Rencontre> lot{};
    std::vector<PaireNotee> vues{};
};

class Depouillement {
public:
    /// Keeps the pairs from `plancher` tenths of bits up, and those that a person must see.
    Depouillement(Equipe const& equipe, Deux const& deux, Notation const& notation, int plancher,
                  Proches* proches = nullptr);
    /// Pairs that no earlier pass compared; `comparees` counts them. Passes come in order.
    std::vector<PaireNotee> depouiller(std::shared_ptr<Jointure const> jointure, std::uint64_t& comparees);

    /// A pass whose pairs are already known.
    void passer(std::shared_ptr<Jointure const> jointure) {
        auto const passe = jointure->passe();
        faites_[passe] = std::move(jointure);
        deja_faites_ |= Passes{1} << passe;
    }

private:
    bool deja_comparee(Jointure const& jointure, Atelier::Rencontre const& r) const;
    void noter(Jointure const& jointure, Atelier& atelier, std::vector<PaireNotee>& retenues,
               std::uint64_t& comparees) const;
    Equipe const& equipe_;
    Deux const& deux_;
    Notation const& notation_;
    int plancher_;
    Proches* proches_;
    std::vector<Atelier> ateliers_;
    std::array<std::shared_ptr<Jointure const>, nombre_de_passes> faites_{};
    Passes deja_faites_ = 0;
};

} // namespace rapprochement
