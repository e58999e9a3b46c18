#pragma once
// One pass over two files: the records that share a key, block by block. A block too big is subdivided by the place;
// refused if that is not enough, and what it was is kept to be said.
#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <span>
#include <vector>

#include "rapprochement/cles.hpp"
#include "rapprochement/connus.hpp"
#include "rapprochement/partition.hpp"

namespace rapprochement {

struct Deux {
    Codes const& codes;
    std::span<FicheCodee const> a, b;
    bool meme_fichier = false; ///< then b is a, and only pairs a < b are wanted
    Decoupe decoupe{};
    ConnusRestants const* restants = nullptr; ///< b is what an index knows
};

struct BilanDePasse {
    std::uint64_t candidates = 0; ///< pairs that share a key and are compared, known before any comparison
    std::uint64_t blocs_subdivises = 0, blocs_refuses = 0, paires_refusees = 0;
    std::uint64_t plus_gros_refus = 0;
    std::uint32_t exemple = 0; ///< a record of a in the biggest block refused
};

class Jointure {
public:
    struct Atelier {
        std::vector<Entree> a, b, tampon;
        std::vector<std::pair<std::uint64_t, std::uint32_t>> sous_a, sous_b;
    };

    Jointure(Equipe const& equipe, Deux const& deux, unsigned passe, std::uint32_t bloc_max,
             std::span<std::uint32_t const> de_a, std::span<std::uint32_t const> de_b);
    unsigned passe() const { return passe_; }
    std::size_t parts() const { return deux_.decoupe.parts(); }
    /// Counts Σ c_A·c_B and notes what is subdivided or refused; to be called first.
    BilanDePasse const& compter(Equipe const& equipe);
    BilanDePasse const& bilan() const { return bilan_; }
    /// Keys are no longer needed.
    void fermer();

    /// f(a, b, key) for each pair of a part. Records with several keys may meet several times.
    template <class F>
    void visiter(std::size_t part, Atelier& atelier, F f) const {
        chaque_bloc(part, atelier, [&](auto const& blocs_a, auto const& blocs_b, auto fiche, Bloc bloc) {
            if (bloc.refuse)
                return;
            for (auto i = bloc.a; i < bloc.fin_a; ++i)
                for (auto j = bloc.b; j < bloc.fin_b; ++j)
                    if (!deux_.meme_fichier || fiche(blocs_a[i]) < fiche(blocs_b[j]))
                        f(fiche(blocs_a[i]), fiche(blocs_b[j]), bloc.cle);
        });
    }
    static constexpr std::uint64_t aucune = ~0ULL;
    /// Smallest common key under which this pair is compared; a key whose block was refused does not count.
    std::uint64_t premiere_cle(std::uint32_t a, std::uint32_t b) const;
    /// Was this pair, known to share a key of this pass, really compared?
    bool comparee(std::uint32_t a, std::uint32_t b) const {
        return subdivisees_.empty() || premiere_cle(a, b) != aucune;
    }

private:
    struct Bloc {
        std::size_t a, fin_a, b, fin_b;
        std::uint64_t cle;
        bool refuse;
    };
    std::uint64_t paires(std::size_t a, std::size_t b) const { return deux_.meme_fichier ? a * (a - 1) / 2 : a * b; }
    bool trop_gros(std::size_t a, std::size_t b) const { return std::uint64_t{a} * b > produit_max_; }

    template <class Liste, class Cle, class F>
    static void chaque_egalite(Liste const& a, Liste const& b, Cle cle, F f) {
        for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
            auto const x = cle(a[i]), y = cle(b[j]);
            if (x < y)
                ++i;
            else if (y < x)
                ++j;
            else {
                auto const i0 = i, j0 = j;
                while (i < a.size() && cle(a[i]) == x)
                    ++i;
                while (j < b.size() && cle(b[j]) == x)
                    ++j;
                f(i0, i, j0, j);
            }
        }
    }

    template <class F>
    void chaque_bloc(std::size_t part, Atelier& w, F f) const {
        a_.rassembler(part, w.a, w.tampon);
        if (deux_.restants)
            deux_.restants->rassembler(passe_, part, w.a, w.b);
        else if (!deux_.meme_fichier)
            b_.rassembler(part, w.b, w.tampon);
        auto const& entrees_b = deux_.meme_fichier ? w.a : w.b;
        chaque_egalite(w.a, entrees_b, cle_de, [&](auto i0, auto i, auto j0, auto j) {
            auto const cle = std::uint64_t{part} << 32 | cle_de(w.a[i0]);
            if (!trop_gros(i - i0, j - j0))
                return f(w.a, entrees_b, fiche_de, Bloc{i0, i, j0, j, cle, false});
            noter_subdivision(cle);
            subdiviser(std::span(w.a).subspan(i0, i - i0), deux_.a, w.sous_a);
            subdiviser(std::span(entrees_b).subspan(j0, j - j0), deux_.b, w.sous_b);
            auto const fiche = [](auto const& x) { return x.second; };
            chaque_egalite(
                w.sous_a, w.sous_b, [](auto const& x) { return x.first; },
                [&](auto k0, auto k, auto l0, auto l) {
                    bool const refuse = trop_gros(k - k0, l - l0);
                    if (refuse)
                        noter_refus(cle, w.sous_a[k0].first);
                    f(w.sous_a, w.sous_b, fiche, Bloc{k0, k, l0, l, cle, refuse});
                });
        });
    }
    void subdiviser(std::span<Entree const> entrees, std::span<FicheCodee const> fiches,
                    std::vector<std::pair<std::uint64_t, std::uint32_t>>& sous) const;
    void noter_subdivision(std::uint64_t cle) const;
    void noter_refus(std::uint64_t cle, std::uint64_t sous_cle) const;

    Deux deux_;
    unsigned passe_;
    std::uint64_t produit_max_;
    Partition a_, b_;
    BilanDePasse bilan_{};
    bool comptee_ = false;
    mutable std::mutex verrou_;
    mutable std::vector<std::uint64_t> subdivisees_, refusees_; ///< sorted once counted
};

} // namespace rapprochement
