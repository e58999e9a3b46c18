#pragma once
// People already known, prepared once and kept in a file: linking a few hundred new records against millions of known
// ones then only looks at those that share a key. Same links, same weights as lier() on both files with the same model.
#include <memory>
#include <string>
#include <string_view>

#include "rapprochement/rapprochement.hpp"
#include "rapprochement/sections.hpp" // IndexRefuse

namespace rapprochement {

struct Preparation {
    std::string notice{};           ///< what the file says of itself: the name of the list, what its columns are…
    Modele const* modele = nullptr; ///< kept as it is; otherwise see preparer_l_index()
    double part_attendue = 0.85;    ///< share of new records expected among the known ones; a start only
};

/// Writes the `b` side of the population as an index. The model is learned by linking `a` to it when there is an `a`
/// (an earlier list, say); otherwise it is the French one, with chance agreements measured on the known people.
/// Throws IndexRefuse when the file cannot be written. The same records make the same bytes.
void preparer_l_index(Population const& population, std::string const& chemin, Preparation const& preparation = {},
                      Options const& options = {});

struct Connus;

class Index {
public:
    /// Mapped in memory once its sums are verified. Throws IndexRefuse: another file, cut short, damaged, of another
    /// version. May be shared by threads.
    static Index ouvrir(std::string const& chemin, Options const& options = {});
    std::size_t taille() const;
    std::string_view id(std::size_t connu) const;
    std::string_view notice() const;
    std::uint64_t octets() const;
    /// The model kept; lier() with it, `part_attendue()` and `frequences()` gives what interroger() gives.
    Modele const& modele() const;
    double part_attendue() const;
    Frequences frequences() const;

    /// A population whose `b` side is what is known: fill in `a`, then lier() or prevoir().
    Population population() const;
    Resultat interroger(std::span<Fiche const> nouvelles, Options const& options = {}) const;

private:
    std::shared_ptr<Connus const> connus_;
};

} // namespace rapprochement
