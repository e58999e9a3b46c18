#pragma once
// How many people bear each name, and the correction this makes to the weight of an agreement.
#include <vector>

#include "rapprochement/cohortes.hpp"
#include "rapprochement/modele.hpp"
#include "rapprochement/rapprochement.hpp"
#include "rapprochement/textes.hpp"

namespace rapprochement {

struct Frequences::Tables {
    struct Table {
        Textes textes;
        std::vector<double> effectifs{0};
        double total = 0;
        void ajouter(std::string_view normalise, double effectif);
        double effectif(std::string_view normalise) const;
    };
    Table noms, prenoms;
    Cohortes cohortes; ///< by code of `prenoms.textes`
};

/// log2(u(equal) / f(v)), in tenths of bits, where f counts half a bearer more: a small file says little.
int rarete(double effectif, double total, double u_egal);

} // namespace rapprochement
