#pragma once
// The rows behind a result, read once more: those to show, those to count by kind of person, what blocking may have
// missed.
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "app/coeur/rapprocher_lecture.hpp"
#include "rapprochement/rapprochement.hpp"

namespace app {

/// One kind of person of the first file, and what became of it.
struct Strate {
    std::string nom{};
    std::uint64_t fiches = 0, liees = 0, douteuses = 0;
    double faux_attendus = 0;
};

/// Capture-recapture between the pass on the INE and all the others, on a sample of the links.
struct PerteDeBlocage {
    std::uint64_t liens = 0, par_ine = 0, par_le_reste = 0, par_les_deux = 0;
    bool estimable() const { return par_les_deux > 0; }
    double part() const; ///< of the true pairs, found by neither
};

struct Echantillon {
    std::vector<rapprochement::Paire> surs{}, faibles{}, douteux{};   ///< to show, a few of each
    std::unordered_map<std::uint32_t, rapprochement::Fiche> a{}, b{}; ///< by position in the population
    std::vector<Strate> strates{};
    PerteDeBlocage perte{};
};
Echantillon relire(ListePreparee const& premiere, ListePreparee const* seconde,
                   rapprochement::Population const& population, rapprochement::Resultat const& r);

/// The lines of a pair. What an index knows is weighed as it was, and shown as it is compared.
rapprochement::Explication expliquer(rapprochement::Population const& population, rapprochement::Paire const& paire,
                                     rapprochement::Fiche const& a, rapprochement::Fiche const& b,
                                     rapprochement::Resultat const& r);

using Fiches = std::unordered_map<std::uint32_t, rapprochement::Fiche>;
/// Fills in these records, by their position in the population: they are found in the file by their key.
void lire_ces_fiches(ListePreparee const& liste, rapprochement::Population const& population, bool dans_b,
                     Fiches& fiches);

} // namespace app
