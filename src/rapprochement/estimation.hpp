#pragma once
// The parameters of a linkage, learned from the two files themselves, without any known pair.
#include <span>
#include <string>
#include <vector>

#include "rapprochement/parallele.hpp"
#include "rapprochement/population.hpp"

namespace rapprochement {

struct Fichiers {
    Codes const& codes;
    std::span<FicheCodee const> a, b;
    bool meme = false; ///< looking for duplicates: b is a
    double paires() const {
        auto const na = static_cast<double>(a.size()), nb = static_cast<double>(b.size());
        return meme ? na * (na - 1) / 2 : na * nb;
    }
};

Modele estimer(Fichiers const& fichiers, Equipe const& equipe, Frequences const& frequences,
               std::vector<std::string>& remarques);
/// The same model, once all passes have shown how many true pairs there are.
Modele reestimer(Modele modele, double vraies, Fichiers const& fichiers);

} // namespace rapprochement
