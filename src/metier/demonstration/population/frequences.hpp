#pragma once
// Prénoms selon le sexe et l'année, noms selon leur poids : seules des fréquences publiques, aucune personne.
#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "metier/demonstration/population/hasard.hpp"
#include "metier/demonstration/population/population.hpp"

namespace metier::demonstration {

/// Tirage en temps constant selon des poids (méthode de Walker et Vose).
class Tirage {
public:
    Tirage() = default;
    explicit Tirage(std::vector<double> const& poids);
    bool vide() const { return seuils_.empty(); }
    std::size_t un(Hasard& hasard) const {
        auto const i = hasard.entier(static_cast<std::uint32_t>(seuils_.size()));
        return hasard.reel() < seuils_[i] ? i : autres_[i];
    }

private:
    std::vector<float> seuils_;
    std::vector<std::uint32_t> autres_;
};

class Frequences {
public:
    explicit Frequences(std::filesystem::path const& data);
    std::string_view nom(Hasard& hasard) const;
    /// Avant 2012 le fichier écrit mal les accents : ils sont rendus selon l'usage des années suivantes.
    std::string_view prenom(Hasard& hasard, Sexe sexe, int annee) const;

private:
    static constexpr int debut = 1950, fin = 2021;
    struct Annee {
        std::vector<std::uint32_t> rangs;
        Tirage tirage;
    };
    struct Accent {
        std::uint32_t accentue = 0;
        float part = 0;
    };
    void lire_noms(std::filesystem::path const& fichier);
    void lire_prenoms(std::filesystem::path const& fichier);
    void rendre_les_accents(std::array<std::vector<double>, 2> const& recents);
    std::uint32_t rang(std::string_view prenom);

    std::vector<std::string> noms_, prenoms_;
    Tirage tirage_des_noms_;
    std::array<std::array<Annee, fin - debut + 1>, 2> annees_;
    std::array<std::vector<Accent>, 2> accents_; ///< par rang de prénom sans accent
    std::unordered_map<std::string, std::uint32_t> rangs_;
};

/// « Maëlys » donne « Maelys » : lettres latines de l'INSEE seulement, assez vite pour 400 000 prénoms.
std::string sans_accent(std::string_view utf8);

} // namespace metier::demonstration
