#pragma once
// The parameters of a linkage, learned from the two files themselves, without any known pair.
#include <span>
#include <string>
#include <vector>

#include "rapprochement/notations.hpp"
#include "rapprochement/parallele.hpp"
#include "rapprochement/population.hpp"

namespace rapprochement {

struct Fichiers {
    Codes const& codes;
    std::span<FicheCodee const> a, b;
    bool meme = false;     ///< looking for duplicates: b is a
    bool repetees = false; ///< a person may have several records on a side: pairs are more than the records they take
    double paires() const {
        auto const na = static_cast<double>(a.size()), nb = static_cast<double>(b.size());
        return meme ? na * (na - 1) / 2 : na * nb;
    }
};

Modele estimer(Fichiers const& fichiers, Equipe const& equipe, Notations& notations,
               std::vector<std::string>& remarques);
/// The same model, once all passes have shown how many true pairs there are.
Modele reestimer(Modele modele, double vraies, Fichiers const& fichiers);

/// Prior of a pair, in tenths of bits, where a record that has one counterpart may have others.
int sans_exclusion(Modele const& modele, Fichiers const& fichiers);
/// A model learned elsewhere, for files of these sizes where so many true pairs are expected.
Modele adapter(Modele modele, double vraies, Fichiers const& fichiers);
/// The other way: a model learned from these files, whatever the sizes.
Modele sans_les_tailles(Modele modele, Fichiers const& fichiers);
/// Chance agreements as these records show them.
Modele avec_le_hasard_de(Fichiers const& fichiers, Equipe const& equipe, Modele modele);

} // namespace rapprochement
