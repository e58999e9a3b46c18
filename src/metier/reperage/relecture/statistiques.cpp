#include "metier/reperage/relecture/statistiques.hpp"

#include <algorithm>
#include <cmath>

namespace metier::reperage {
namespace {

constexpr double z = 1.959963984540054; // 95 %

} // namespace

Part wilson(std::int64_t succes, std::int64_t total) {
    Part part{succes, total};
    if (total <= 0)
        return part;
    auto n = static_cast<double>(total), p = static_cast<double>(succes) / n;
    auto milieu = (p + z * z / (2 * n)) / (1 + z * z / n);
    auto demi = z / (1 + z * z / n) * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    part.valeur = p;
    part.bas = succes == 0 ? 0 : std::max(0.0, milieu - demi);
    part.haut = succes == total ? 1 : std::min(1.0, milieu + demi);
    return part;
}

std::vector<double> isotonique(std::span<double const> valeurs, std::span<double const> poids) {
    struct Bloc {
        double somme, poids;
        std::size_t places;
        double moyenne() const { return somme / poids; }
    };
    std::vector<Bloc> blocs;
    for (std::size_t i = 0; i < valeurs.size(); ++i) {
        blocs.push_back({valeurs[i] * poids[i], poids[i], 1});
        while (blocs.size() > 1 && blocs[blocs.size() - 2].moyenne() >= blocs.back().moyenne()) {
            auto dernier = blocs.back();
            blocs.pop_back();
            blocs.back().somme += dernier.somme;
            blocs.back().poids += dernier.poids;
            blocs.back().places += dernier.places;
        }
    }
    std::vector<double> croissantes;
    for (auto const& b : blocs)
        croissantes.insert(croissantes.end(), b.places, b.moyenne());
    return croissantes;
}

std::optional<Kappa> kappa(std::vector<std::vector<std::int64_t>> const& table) {
    auto const k = table.size();
    std::vector<double> lignes(k), colonnes(k);
    double n = 0;
    for (std::size_t i = 0; i < k; ++i)
        for (std::size_t j = 0; j < k; ++j) {
            auto x = static_cast<double>(table[i][j]);
            n += x, lignes[i] += x, colonnes[j] += x;
        }
    double observe = 0, attendu = 0;
    for (std::size_t i = 0; i < k && n > 0; ++i) {
        observe += static_cast<double>(table[i][i]) / n;
        attendu += lignes[i] / n * (colonnes[i] / n);
    }
    if (n <= 0 || attendu >= 1)
        return std::nullopt;
    auto valeur = (observe - attendu) / (1 - attendu);
    double diagonale = 0, ailleurs = 0;
    for (std::size_t i = 0; i < k; ++i) {
        auto ecart = 1 - (lignes[i] + colonnes[i]) / n * (1 - valeur);
        diagonale += static_cast<double>(table[i][i]) / n * ecart * ecart;
        for (std::size_t j = 0; j < k; ++j)
            if (i != j)
                ailleurs += static_cast<double>(table[i][j]) / n * std::pow((lignes[j] + colonnes[i]) / n, 2);
    }
    auto reste = valeur - attendu * (1 - valeur);
    auto variance =
        (diagonale + (1 - valeur) * (1 - valeur) * ailleurs - reste * reste) / (n * (1 - attendu) * (1 - attendu));
    auto demi = z * std::sqrt(std::max(0.0, variance));
    return Kappa{static_cast<std::int64_t>(n), observe, valeur, std::max(-1.0, valeur - demi),
                 std::min(1.0, valeur + demi)};
}

} // namespace metier::reperage
