#include "rapprochement/cohortes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace rapprochement {
namespace {

constexpr std::uint32_t porteurs_au_moins = 50;
constexpr unsigned generations_max = 40;
constexpr double supposees = 200; // people of a class that are supposed to bear names as everybody does

std::int8_t dixiemes(double rapport) {
    constexpr int au_plus = 60, au_moins = -30;
    return static_cast<std::int8_t>(
        std::clamp(static_cast<int>(std::lround(10 * std::log2(rapport))), au_moins, au_plus));
}

struct Annees {
    unsigned premiere = std::numeric_limits<unsigned>::max(), derniere = 0;
};

Annees annees(std::span<std::span<FicheCodee const> const> cotes) {
    Annees a;
    for (auto cote : cotes)
        for (auto const& f : cote)
            if (f.date) {
                a.premiere = std::min(a.premiere, annee(f.date));
                a.derniere = std::max(a.derniere, annee(f.date));
            }
    return a;
}

} // namespace

Cohortes Cohortes::compter(std::span<std::span<FicheCodee const> const> cotes, std::span<std::uint32_t const> porteurs,
                           double parts) {
    Cohortes c;
    c.places_.resize(porteurs.size());
    std::vector<double> tous{0};
    for (std::uint32_t k = 1; k < porteurs.size() && tous.size() < std::numeric_limits<std::uint16_t>::max(); ++k)
        if (porteurs[k] >= porteurs_au_moins * parts) {
            c.places_[k] = static_cast<std::uint16_t>(tous.size());
            tous.push_back(porteurs[k]);
        }
    if (auto const a = annees(cotes); a.derniere) {
        auto const combien = std::min((a.derniere - a.premiere) / annees_par_generation + 1, generations_max);
        c.generations_ = combien;
        c.debut_ = a.derniere + 1 - std::min(a.derniere + 1, combien * annees_par_generation);
    }
    auto const largeur = c.generations_ + 1;
    std::vector<std::uint32_t> comptes(tous.size() * sexes * largeur), classes(std::size_t{sexes} * largeur);
    double total = 0;
    for (auto cote : cotes)
        for (auto const& f : cote) {
            if (!f.prenom)
                continue;
            ++total;
            auto const an = f.date ? annee(f.date) : 0;
            auto const g =
                an < c.debut_ ? c.generations_ : std::min((an - c.debut_) / annees_par_generation, c.generations_);
            auto const sexe = static_cast<unsigned>(f.code_sexe) % sexes;
            auto const place = std::size_t{c.places_[f.prenom]};
            auto compter_une = [&](unsigned s, unsigned generation) {
                ++classes[s * largeur + generation];
                ++comptes[(place * sexes + s) * largeur + generation];
            };
            compter_une(0, c.generations_); // everybody
            if (g != c.generations_)
                compter_une(0, g);
            if (sexe)
                compter_une(sexe, c.generations_);
            if (sexe && g != c.generations_)
                compter_une(sexe, g);
        }
    c.ecarts_.resize((tous.size() - 1) * sexes * largeur);
    for (std::size_t place = 1; place < tous.size(); ++place)
        for (unsigned s = 0; s < sexes; ++s) {
            auto const part = [&](std::size_t ici, unsigned generation, double sinon) {
                auto const vus = std::max(0.0, comptes[(ici * sexes + s) * largeur + generation] / parts - 1);
                return (vus + supposees * sinon) / (classes[s * largeur + generation] / parts + supposees);
            };
            auto const commune = tous[place] / std::max(1.0, total);
            auto const du_sexe = part(place, c.generations_, commune);
            for (unsigned g = 0; g < largeur; ++g)
                c.ecarts_[((place - 1) * sexes + s) * largeur + g] =
                    dixiemes((g == c.generations_ ? du_sexe : part(place, g, du_sexe)) / commune);
        }
    for (unsigned s = 1; s < sexes; ++s)
        if (auto const n = classes[s * largeur + c.generations_]; n > supposees)
            c.rares_[s] = dixiemes(total / static_cast<double>(n));
    if (tous.size() == 1 && !c.rares_[1] && !c.rares_[2])
        return {};
    return c;
}

} // namespace rapprochement
