#include "rapprochement/rendu.hpp"

#include <algorithm>
#include <numeric>

#include "rapprochement/tri.hpp"

namespace rapprochement {
namespace {

Paire lien_sur(PaireNotee const& p) {
    auto lien = paire(p);
    lien.decision = Decision::lien;
    lien.raison = Raison::lien;
    return lien;
}

} // namespace

Paire paire(PaireNotee const& p) {
    return {.a = p.a, .b = p.b, .dixiemes = p.dixiemes, .garde = p.garde, .probabilite = probabilite(p.dixiemes)};
}

void Rendu::rendre(Resultat& resultat, Proches const* proches) const {
    rendre_les_paires(resultat);
    if (proches)
        rendre_les_proches(resultat, *proches);
}

Paire Rendu::retourner(Paire p) const {
    if (!retournee)
        return p;
    std::swap(p.a, p.b);
    if (p.raison == Raison::pris_par_un_meilleur)
        p.raison = Raison::meilleur_ailleurs;
    else if (p.raison == Raison::meilleur_ailleurs)
        p.raison = Raison::pris_par_un_meilleur;
    return p;
}

Paire Rendu::aux_positions(Paire p) const {
    p.a = premiere.position(p.a);
    p.b = seconde.position(p.b);
    return p;
}

void Rendu::rendre_les_paires(Resultat& resultat) const {
    resultat.liens.reserve(surs.size() + paires.size() / 2);
    auto sur = surs.begin();
    for (auto const& p : paires) {
        for (; sur != surs.end() && sur->a < p.a; ++sur)
            resultat.liens.push_back(retourner(lien_sur(*sur)));
        if (p.decision != Decision::refus)
            (p.decision == Decision::lien ? resultat.liens : resultat.douteux).push_back(retourner(p));
    }
    for (; sur != surs.end(); ++sur)
        resultat.liens.push_back(retourner(lien_sur(*sur)));
    for (auto* liste : {&resultat.liens, &resultat.douteux}) {
        if (retournee)
            trier(equipe, std::span(*liste), avant);
        for (auto& p : *liste)
            p = aux_positions(p);
    }
}

void Rendu::rendre_les_proches(Resultat& resultat, Proches const& proches) const {
    auto const fiches = static_cast<std::uint32_t>(premiere.fiches.size());
    resultat.debut_proches.assign(fiches + 1, 0);
    for (std::uint32_t i = 0; i < fiches; ++i)
        resultat.debut_proches[premiere.position(i) + 1] = proches.de(i).size();
    std::partial_sum(resultat.debut_proches.begin(), resultat.debut_proches.end(), resultat.debut_proches.begin());
    resultat.tous_proches.resize(resultat.debut_proches.back());
    for (std::uint32_t i = 0; i < fiches; ++i) {
        auto place = resultat.debut_proches[premiere.position(i)];
        for (auto const& p : proches.de(i))
            resultat.tous_proches[place++] = aux_positions(retourner(decidee(p)));
    }
}

/// The pair with what became of it.
Paire Rendu::decidee(PaireNotee const& p) const {
    auto proche = paire(p);
    if (ecarter_a[p.a] || ecarter_b[p.b]) {
        auto const sur = std::ranges::lower_bound(surs, p, avant);
        if (sur != surs.end() && sur->a == p.a && sur->b == p.b)
            return lien_sur(p);
        bool const par_a = retournee ? !ecarter_b[p.b] : ecarter_a[p.a] != 0; // where both are taken: that of the first
        proche.raison = par_a ? Raison::pris_par_un_meilleur : Raison::meilleur_ailleurs;
        return proche;
    }
    auto const decidee =
        std::ranges::lower_bound(paires, std::pair(p.a, p.b), {}, [](Paire const& x) { return std::pair(x.a, x.b); });
    return decidee != paires.end() && decidee->a == p.a && decidee->b == p.b ? *decidee : proche;
}

} // namespace rapprochement
