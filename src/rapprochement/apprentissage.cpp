// Expectation-maximisation on pattern counts: some thousands of patterns, whatever the number of pairs.
#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "rapprochement/modele.hpp"
#include "rapprochement/notation.hpp"

namespace rapprochement {
namespace {

using Comptes = std::array<std::array<double, niveaux_max>, nombre_de_champs>;
constexpr double plancher = 1e-9;
constexpr double force_des_jumeaux = 20; // true pairs that the starting share of twins is worth

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
    if (memes_lieux(motif))
        bits -= m.lieux_ensemble;
    return 1 / (1 + std::exp2(-bits));
}

/// Probability that a pair of this pattern is one of twins, knowing what it would be without them.
double part_de_jumeaux(Modele const& m, Motif motif, double vraie) {
    auto const bits = contre_des_jumeaux(m, motif);
    auto const contre = bits ? m.jumeaux * std::exp2(-*bits) * vraie : 0;
    return contre / (1 + contre);
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

/// How much one round changed: where lambda is held by its bounds, the shares of the levels still move.
double ecart(Modele const& m, Modele const& avant) {
    double plus_grand = std::abs(m.lambda - avant.lambda);
    for (std::size_t c = 0; c < nombre_de_champs; ++c)
        for (std::size_t l = 1; l < niveaux_max; ++l)
            plus_grand = std::max(plus_grand, std::abs(m.taux[c][l].m - avant.taux[c][l].m));
    return plus_grand;
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
        double total_vraies = 0, total_jumeaux = 0;
        for (auto const& [motif, n] : motifs) {
            auto const seules = part_vraie(m, motif, reglages);
            auto const de_jumeaux = reglages.jumeaux ? part_de_jumeaux(m, motif, seules) : 0;
            auto const p = seules * (1 - de_jumeaux);
            total_vraies += n * p;
            total_jumeaux += n * de_jumeaux;
            for (std::size_t c = 0; c < nombre_de_champs; ++c) {
                vraies[c][niveau(motif, Champ(c))] += n * p;
                fausses[c][niveau(motif, Champ(c))] += n * (1 - p - de_jumeaux);
            }
        }
        auto const lambda =
            std::clamp(total_vraies / paires, std::max(1e-12, reglages.lambda_min - total_jumeaux / paires),
                       std::min(1 - 1e-12, reglages.lambda_max));
        auto const avant = m;
        m.lambda = lambda;
        if (reglages.jumeaux)
            m.jumeaux = reglages.vus.corriger((total_jumeaux + force_des_jumeaux * depart.jumeaux) /
                                              (total_vraies + force_des_jumeaux));
        for (std::size_t c = 0; c < nombre_de_champs; ++c) {
            if (!compte(reglages, Champ(c)))
                continue;
            etablir<&Taux::m>(m, depart, vraies, c, reglages.force_a_priori);
            if (reglages.apprendre_u)
                etablir<&Taux::u>(m, depart, fausses, c, reglages.force_a_priori);
        }
        if (ecart(m, avant) < reglages.tolerance)
            break;
    }
    return m;
}

} // namespace rapprochement
