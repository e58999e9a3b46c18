#pragma once
// The dictionary of names (last and first): what comparisons and keys need is worked out once per distinct name.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rapprochement/textes.hpp"

namespace rapprochement {

struct Nom {
    std::uint64_t son;         ///< phonetic key of the whole, particles in front
    std::uint64_t son_premier; ///< phonetic key of the first word
    std::uint64_t compact;     ///< letters without blanks, particles in front: DELATOUR = DE LA TOUR = TOUR (DE LA)
    std::uint64_t mots;        ///< words in any order
    std::uint32_t prefixe = 0; ///< first 4 letters after the particles
    std::uint32_t nombre_de_mots = 0;
};

/// Normalised name; empty when the source means « unknown » (SNP, INCONNU, X…).
std::string nom_normalise(std::string_view nom);
bool est_une_particule(std::string_view mot);

class Equipe;

class Noms {
public:
    Noms() : noms_(1) {}
    std::uint32_t code(std::string_view normalise);
    /// Codes here of every text of another dictionary, by its code there.
    std::vector<std::uint32_t> accueillir(Textes const& autres, Equipe const& equipe);
    std::uint32_t chercher(std::string_view normalise) const { return textes_.chercher(normalise); }
    std::string_view texte(std::uint32_t code) const { return textes_.texte(code); }
    Nom const& operator[](std::uint32_t code) const { return noms_[code]; }
    std::size_t taille() const { return noms_.size(); }

private:
    Textes textes_;
    std::vector<Nom> noms_;
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
