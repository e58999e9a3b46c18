#pragma once
// Both files in compact form, and the order in which they are processed: that of the keys, so that the order of the
// rows never shows in the result.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rapprochement/codage.hpp"
#include "rapprochement/connus.hpp"
#include "rapprochement/parallele.hpp"
#include "rapprochement/rapprochement.hpp"

namespace rapprochement {

struct Cote {
    std::vector<FicheCodee> fiches;
    std::string cles;
    std::vector<std::uint32_t> fins;
    bool en_ordre = false; ///< already sorted by key
    std::string_view id(std::size_t i) const {
        auto const debut = i == 0 ? 0 : fins[i - 1];
        return std::string_view(cles).substr(debut, fins[i] - debut);
    }
    void ajouter(Fiche const& fiche, Codes& codes);
    void ajouter_cle(std::string_view cle);
};

struct Population::Interne {
    Codes codes{};
    Cote a{}, b{};
    std::shared_ptr<Connus const> connus{}; ///< then b is empty: the other side is what an index knows
    std::optional<Decoupe> decoupe{};       ///< of the keys; otherwise as the sizes say
    std::span<FicheCodee const> fiches_b() const { return connus ? connus->fiches : std::span(b.fiches); }
    std::string_view id_b(std::size_t i) const { return connus ? connus->id(i) : b.id(i); }
};

/// Positions in the order of the keys; equal keys in the order of their content.
std::vector<std::uint32_t> ordre_des_cles(Equipe const& equipe, Codes const& codes, Cote const& cote);

/// Records sorted by key: `fiches[r]` is the record of rank r, `position(r)` its place in the file as given.
class Rangs {
public:
    Rangs(Equipe const& equipe, Codes const& codes, Cote const& cote);
    /// Already in order.
    explicit Rangs(std::span<FicheCodee const> rangees) : fiches{rangees} {}
    Rangs(Rangs const&) = delete;
    Rangs& operator=(Rangs const&) = delete;
    std::uint32_t position(std::uint32_t rang) const { return positions_.empty() ? rang : positions_[rang]; }

private:
    std::vector<std::uint32_t> positions_;
    std::vector<FicheCodee> copie_;

public:
    std::span<FicheCodee const> fiches;
};

/// A list and its order.
struct Liste {
    Cote const& cote;
    Rangs const& rangs;
};
/// Of two lists, the one that goes first whichever was given first: the shorter, then by keys and contents.
bool devant(Codes const& codes, Liste const& x, Liste const& y);

/// Counts of names, over records where a person is in as many `parts`, and counted so many times too often.
Frequences compter(Codes const& codes, std::span<std::span<FicheCodee const> const> fiches, double parts,
                   double repetitions);
/// The same over these files.
Frequences compter(Codes const& codes, std::vector<Cote const*> const& cotes);

} // namespace rapprochement
