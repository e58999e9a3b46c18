#pragma once
// The keys of one pass over one file, cut in parts by their high bits: only parts of the same number can meet, and
// each fits in a cache. Nothing here is bigger than eight bytes a key.
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "rapprochement/parallele.hpp"

namespace rapprochement {

/// Two keys are the same when their first 32 + bits bits are: a chance meeting only costs one comparison.
struct Decoupe {
    unsigned bits = 0; ///< 2^bits parts
    std::size_t parts() const { return std::size_t{1} << bits; }
    std::uint64_t part(std::uint64_t cle) const { return bits == 0 ? 0 : cle >> (64 - bits); }
    std::uint32_t reste(std::uint64_t cle) const { return static_cast<std::uint32_t>(cle >> (32 - bits)); }
    /// Key without the bits that are not looked at.
    std::uint64_t commune(std::uint64_t cle) const { return cle >> (32 - bits); }
    static Decoupe pour(std::size_t fiches);
};

/// Low half: the record; high half: what is left of the key.
using Entree = std::uint64_t;
constexpr std::uint32_t cle_de(Entree e) { return static_cast<std::uint32_t>(e >> 32); }
constexpr std::uint32_t fiche_de(Entree e) { return static_cast<std::uint32_t>(e); }

class Partition {
public:
    Partition() = default;
    /// cles(record, donner) gives the keys of one of the `lesquelles` (increasing); annoncer_fiche(record), then
    /// annoncer_noms(record), say some records before that it will be looked at.
    template <class F, class G, class H>
    Partition(Equipe const& equipe, std::string_view etape, Decoupe decoupe, std::span<std::uint32_t const> lesquelles,
              F cles, G annoncer_fiche, H annoncer_noms)
        : tranches_((lesquelles.size() + taille_de_tranche - 1) / taille_de_tranche) {
        equipe.tranches(etape, lesquelles.size(), taille_de_tranche,
                        [&](std::size_t t, std::size_t debut, std::size_t fin, unsigned) {
                            std::vector<std::uint64_t> trouvees;
                            std::vector<std::uint32_t> fiches;
                            for (auto k = debut; k < fin; ++k) {
                                if (k + 3 * avance < fin)
                                    annoncer_fiche(lesquelles[k + 3 * avance]);
                                if (k + avance < fin)
                                    annoncer_noms(lesquelles[k + avance]);
                                cles(lesquelles[k], [&](std::uint64_t cle) {
                                    trouvees.push_back(cle);
                                    fiches.push_back(lesquelles[k]);
                                });
                            }
                            tranches_[t] = decouper(decoupe, trouvees, fiches);
                        });
    }
    /// Entries of one part in increasing order, each once.
    void rassembler(std::size_t part, std::vector<Entree>& entrees, std::vector<Entree>& tampon) const;

private:
    static constexpr std::size_t taille_de_tranche = 1 << 16, avance = 12;
    struct Tranche {
        std::vector<Entree> entrees;
        std::vector<std::uint32_t> debuts;
    };
    static Tranche decouper(Decoupe decoupe, std::span<std::uint64_t const> cles,
                            std::span<std::uint32_t const> fiches);
    std::vector<Tranche> tranches_;
};

} // namespace rapprochement
