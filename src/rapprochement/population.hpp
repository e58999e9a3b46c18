#pragma once
// Both files in compact form, and the order in which they are processed: that of the keys, so that the order of the
// rows never shows in the result.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rapprochement/codage.hpp"
#include "rapprochement/rapprochement.hpp"

namespace rapprochement {

struct Cote {
    std::vector<FicheCodee> fiches;
    std::string cles;
    std::vector<std::uint64_t> fins;
    std::string_view id(std::size_t i) const {
        auto const debut = i == 0 ? 0 : fins[i - 1];
        return std::string_view(cles).substr(debut, fins[i] - debut);
    }
    void ajouter(Fiche const& fiche, Codes& codes);
};

struct Population::Interne {
    Codes codes;
    Cote a, b;
};

/// Records sorted by key: `fiches[r]` is the record of rank r, `position[r]` its place in the file as given.
struct Rangs {
    std::vector<FicheCodee> fiches;
    std::vector<std::uint32_t> position;
};
Rangs ranger(Cote const& cote);

/// Counts of names, over these records.
Frequences compter(Codes const& codes, std::vector<Cote const*> const& cotes);

} // namespace rapprochement
