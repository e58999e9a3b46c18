#include "metier/pilotage/devinette.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace metier::pilotage {
namespace {

using Vecteur = std::vector<double>;

constexpr int tours_au_plus = 4'000;
constexpr double precision = 1e-10, immobile = 1e-5;

/// Une somme publiée, réduite à ce qu'elle a de caché : des inconnues et leurs coefficients.
using Equation = std::vector<std::pair<std::size_t, double>>;

struct Systeme {
    std::vector<std::size_t> inconnues; ///< rang de chaque inconnue parmi les nombres
    std::vector<Equation> equations;
};

/// Une somme qui a un reste que rien ne montre n'apprend rien : le reste peut tout prendre.
bool apprend(std::vector<Nombre> const& nombres, Relation const& r) {
    return std::ranges::none_of(r.parts, [&](auto i) { return nombres[i].reste; });
}

Systeme poser(std::vector<Nombre> const& nombres, std::vector<Relation> const& relations) {
    Systeme s;
    std::vector<std::size_t> rang(nombres.size(), Nombre::aucun);
    for (auto const& r : relations) {
        if (!apprend(nombres, r))
            continue;
        Equation e;
        auto mettre = [&](std::size_t i, double a) {
            if (!nombres[i].masque)
                return;
            if (rang[i] == Nombre::aucun) {
                rang[i] = s.inconnues.size();
                s.inconnues.push_back(i);
            }
            e.emplace_back(rang[i], a);
        };
        mettre(r.total, -1);
        for (auto i : r.parts)
            mettre(i, 1);
        if (!e.empty())
            s.equations.push_back(std::move(e));
    }
    return s;
}

Vecteur sommes(Systeme const& s, Vecteur const& x) {
    Vecteur y(s.equations.size());
    for (std::size_t e = 0; e < y.size(); ++e)
        for (auto [i, a] : s.equations[e])
            y[e] += a * x[i];
    return y;
}

Vecteur reports(Systeme const& s, Vecteur const& y) {
    Vecteur x(s.inconnues.size());
    for (std::size_t e = 0; e < y.size(); ++e)
        for (auto [i, a] : s.equations[e])
            x[i] += a * y[e];
    return x;
}

double produit(Vecteur const& a, Vecteur const& b) { return std::inner_product(a.begin(), a.end(), b.begin(), 0.0); }

/// L'écart le plus proche de `r` qui ne change aucune somme.
Vecteur projeter(Systeme const& s, Vecteur r) {
    auto erreur = sommes(s, r);
    Vecteur y(erreur.size());
    auto direction = erreur;
    auto norme = produit(erreur, erreur);
    auto const assez = norme * precision * precision;
    for (int tour = 0; tour < tours_au_plus && norme > assez; ++tour) {
        auto q = sommes(s, reports(s, direction));
        auto pas = norme / produit(direction, q);
        for (std::size_t e = 0; e < y.size(); ++e) {
            y[e] += pas * direction[e];
            erreur[e] -= pas * q[e];
        }
        auto suivante = produit(erreur, erreur);
        for (std::size_t e = 0; e < y.size(); ++e)
            direction[e] = erreur[e] + suivante / norme * direction[e];
        norme = suivante;
    }
    auto retranche = reports(s, y);
    for (std::size_t i = 0; i < r.size(); ++i)
        r[i] -= retranche[i];
    return r;
}

} // namespace

std::vector<std::size_t> devines(std::vector<Nombre> const& nombres, std::vector<Relation> const& relations,
                                 std::int64_t seuil) {
    auto s = poser(nombres, relations);
    std::mt19937_64 hasard{60}; // R-60 : le même tirage à chaque fois
    Vecteur ecart(s.inconnues.size());
    for (auto& x : ecart)
        x = 0.5 + static_cast<double>(hasard() >> 11) * 0x1p-53;
    ecart = projeter(s, std::move(ecart));
    std::vector<std::size_t> liste;
    for (std::size_t i = 0; i < ecart.size(); ++i)
        if (auto const& n = nombres[s.inconnues[i]].n; n > 0 && n < seuil && std::abs(ecart[i]) < immobile)
            liste.push_back(s.inconnues[i]);
    return liste;
}

} // namespace metier::pilotage
