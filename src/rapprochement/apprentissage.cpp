// Expectation-maximisation on pattern counts: some thousands of patterns, whatever the number of pairs.
#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "rapprochement/modele.hpp"

namespace rapprochement {
namespace {

using Comptes = std::array<std::array<double, niveaux_max>, nombre_de_champs>;
constexpr double plancher = 1e-9;

bool compte(Apprentissage const& reglages, Champ champ) {
    return std::ranges::find(reglages.ignores, champ) == reglages.ignores.end();
}

/// Probability that a pair of this pattern is a true one.
double part_vraie(Modele const& m, Motif motif, Apprentissage const& reglages) {
    double bits = std::log2(m.lambda / (1 - m.lambda));
    for (std::size_t c = 0; c < nombre_de_champs; ++c) {
        auto const l = niveau(motif, Champ(c));
        auto const t = m.taux[c][l];
        if (l != 0 && compte(reglages, Champ(c)) && (t.m > 0 || t.u > 0))
            bits += std::log2(std::max(t.m, plancher) / std::max(t.u, plancher));
    }
    return 1 / (1 + std::exp2(-bits));
}

/// Shares of a field's levels; « absent » is no level. The starting model counts as `force` more pairs.
template <double Taux::*Part>
void etablir(Modele& m, Modele const& depart, Comptes const& comptes, std::size_t champ, double force) {
    double total = force, total_depart = 0;
    for (std::size_t l = 1; l < niveaux_max; ++l) {
        total += comptes[champ][l];
        total_depart += depart.taux[champ][l].*Part;
    }
    if (total <= 0 || total_depart <= 0)
        return;
    for (std::size_t l = 1; l < niveaux_max; ++l)
        m.taux[champ][l].*Part = (comptes[champ][l] + force * depart.taux[champ][l].*Part / total_depart) / total;
}

} // namespace

Modele apprendre(std::span<MotifCompte const> motifs, Modele const& depart, Apprentissage const& reglages) {
    if (!(depart.lambda > 0 && depart.lambda < 1))
        throw std::invalid_argument("La part de vraies paires (lambda) doit être entre 0 et 1.");
    Modele m = depart;
    double paires = 0;
    for (auto const& motif : motifs)
        paires += motif.paires;
    if (paires <= 0)
        return m;
    for (int tour = 0; tour < reglages.tours; ++tour) {
        Comptes vraies{}, fausses{};
        double total_vraies = 0;
        for (auto const& [motif, n] : motifs) {
            auto const p = part_vraie(m, motif, reglages);
            total_vraies += n * p;
            for (std::size_t c = 0; c < nombre_de_champs; ++c) {
                vraies[c][niveau(motif, Champ(c))] += n * p;
                fausses[c][niveau(motif, Champ(c))] += n * (1 - p);
            }
        }
        auto const lambda = std::clamp(total_vraies / paires, 1e-12, 1 - 1e-12);
        auto const ecart = std::abs(lambda - m.lambda);
        m.lambda = lambda;
        for (std::size_t c = 0; c < nombre_de_champs; ++c) {
            if (!compte(reglages, Champ(c)))
                continue;
            etablir<&Taux::m>(m, depart, vraies, c, reglages.force_a_priori);
            if (reglages.apprendre_u)
                etablir<&Taux::u>(m, depart, fausses, c, reglages.force_a_priori);
        }
        if (ecart < reglages.tolerance)
            break;
    }
    return m;
}

} // namespace rapprochement
