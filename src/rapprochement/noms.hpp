#pragma once
// The dictionary of names (last and first): what comparisons and keys need is worked out once per distinct name.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rapprochement/silhouette.hpp"
#include "rapprochement/textes.hpp"

namespace rapprochement {

/// One cache line: whatever is asked of a name, memory is waited for once.
struct alignas(64) Nom {
    std::uint64_t son;         ///< phonetic key of the whole, particles in front
    std::uint64_t son_premier; ///< phonetic key of the first word
    std::uint64_t compact;     ///< letters without blanks, particles in front: DELATOUR = DE LA TOUR = TOUR (DE LA)
    std::uint64_t mots;        ///< words in any order
    Silhouette silhouette;
    std::uint32_t prefixe; ///< first 4 letters after the particles
    std::uint32_t peut_etre_diminutif;
    std::uint64_t reserve;
};
static_assert(sizeof(Nom) == 64);

/// Normalised name; empty when the source means « unknown » (SNP, INCONNU, X…).
std::string nom_normalise(std::string_view nom);
bool est_une_particule(std::string_view mot);

class Equipe;

class Noms {
public:
    /// `fond`: names already studied, those of `textes`.
    explicit Noms(FondDeTextes textes = {}, std::span<Nom const> fond = aucun)
        : textes_{textes}, fond_{fond}, dernier_du_fond_{textes.dernier()}, noms_(1) {}
    std::uint32_t code(std::string_view normalise);
    /// The code here of a name of another dictionary, without studying it again.
    std::uint32_t reprendre(Noms const& autres, std::uint32_t code);
    /// Codes here of every text of another dictionary, by its code there.
    std::vector<std::uint32_t> accueillir(Textes const& autres, Equipe const& equipe);
    std::uint32_t chercher(std::string_view normalise) const { return textes_.chercher(normalise); }
    std::string_view texte(std::uint32_t code) const { return textes_.texte(code); }
    Nom const& operator[](std::uint32_t code) const {
        return code <= dernier_du_fond_ ? fond_[code] : noms_[code - dernier_du_fond_];
    }
    Textes const& textes() const { return textes_; }
    std::size_t taille() const { return dernier_du_fond_ + noms_.size(); }
    /// To be kept in a file; of a dictionary that has nothing under it.
    FondDeTextes textes_en_fond() const { return textes_.en_fond(); }
    std::span<Nom const> en_fond() const { return noms_; }

private:
    static constexpr std::array<Nom, 1> aucun{};
    Textes textes_;
    std::span<Nom const> fond_;
    std::uint32_t dernier_du_fond_;
    std::vector<Nom> noms_; ///< of the others; the first one is nobody's
};

/// Calls f with each word of a normalised text.
template <class F>
void chaque_mot(std::string_view texte, F f, char separateur = ' ') {
    while (!texte.empty()) {
        auto const fin = std::min(texte.find(separateur), texte.size());
        if (fin > 0)
            f(texte.substr(0, fin));
        texte.remove_prefix(std::min(fin + 1, texte.size()));
    }
}

} // namespace rapprochement
