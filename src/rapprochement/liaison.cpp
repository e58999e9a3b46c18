#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <numeric>

#include "rapprochement/affectation.hpp"
#include "rapprochement/compte_rendu.hpp"
#include "rapprochement/depouillement.hpp"
#include "rapprochement/estimation.hpp"
#include "rapprochement/passes.hpp"
#include "rapprochement/population.hpp"
#include "rapprochement/tri.hpp"
#include "rapprochement/un_a_un.hpp"

namespace rapprochement {
namespace {

constexpr int poids_retenu = -70; // below, not even a rival
constexpr std::size_t tranche = 1 << 14;
constexpr std::size_t proches_max = 8;

bool avant(PaireNotee const& x, PaireNotee const& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; }

Paire paire(PaireNotee const& p) {
    return {.a = p.a, .b = p.b, .dixiemes = p.dixiemes, .garde = p.garde, .probabilite = probabilite(p.dixiemes)};
}

/// Best and second best weight of each record, whatever the order in which they are seen.
class Meilleurs {
public:
    explicit Meilleurs(std::size_t fiches) : deux_(fiches) {}
    void voir(std::uint32_t fiche, int dixiemes) {
        std::atomic_ref<std::uint32_t> const place{deux_[fiche]};
        auto const vu = static_cast<std::uint32_t>(dixiemes + decalage);
        auto avant_ = place.load(std::memory_order_relaxed);
        for (;;) {
            auto const premier = std::max(avant_ >> 16, vu);
            auto const second = std::max(avant_ & 0xFFFFU, std::min(avant_ >> 16, vu));
            if (place.compare_exchange_weak(avant_, premier << 16 | second, std::memory_order_relaxed))
                return;
        }
    }
    bool seul(std::uint32_t fiche, int dixiemes, int marge) const {
        auto const vu = dixiemes + decalage;
        return vu == static_cast<int>(deux_[fiche] >> 16) && vu >= static_cast<int>(deux_[fiche] & 0xFFFFU) + marge;
    }

private:
    static constexpr int decalage = 16'384;
    std::vector<std::uint32_t> deux_;
};

std::vector<std::uint32_t> numeros(std::size_t n) {
    std::vector<std::uint32_t> tous(n);
    std::iota(tous.begin(), tous.end(), 0U);
    return tous;
}

struct Liaison {
    Population::Interne const& population;
    Options const& options;
    Equipe equipe{options};
    Rangs a{equipe, population.codes, population.a}, b{equipe, population.codes, population.b};
    Deux deux{.codes = population.codes,
              .a = a.fiches,
              .b = b.fiches,
              .decoupe = Decoupe::pour(std::max(a.fiches.size(), b.fiches.size()))};
    Resultat resultat{};
    Proches proches{a.fiches.size(), options.proches};
    std::vector<char> ecarter_a = std::vector<char>(a.fiches.size()), ecarter_b = std::vector<char>(b.fiches.size());
    std::vector<PaireNotee> surs{}, reste{}; ///< links set aside; pairs still to be decided
    std::vector<Paire> paires{};             ///< those of `reste` once decided

    Resultat lier() {
        preparer();
        noter_les_paires();
        decider();
        rendre();
        return std::move(resultat);
    }

    Frequences const& frequences() const { return options.frequences ? *options.frequences : resultat.frequences; }

    void preparer() {
        if (!options.frequences)
            resultat.frequences = compter(population.codes, {&population.a, &population.b});
        resultat.modele =
            options.modele ? *options.modele
                           : estimer({population.codes, a.fiches, b.fiches}, equipe, frequences(), resultat.remarques);
    }

    void noter_les_paires() {
        Notation const notation{resultat.modele, population.codes, &frequences()};
        Depouillement depouillement{equipe, deux, notation, poids_retenu, options.proches ? &proches : nullptr};
        auto de_a = numeros(a.fiches.size()), de_b = numeros(b.fiches.size());
        std::vector<PaireNotee> premieres;
        for (unsigned passe = 0; passe < nombre_de_passes; ++passe) {
            auto const jointure = std::make_shared<Jointure>(equipe, deux, passe, options.bloc_max, de_a, de_b);
            jointure->compter(equipe);
            std::uint64_t comparees = 0;
            auto trouvees = depouillement.depouiller(jointure, comparees);
            jointure->fermer();
            rendre_la_passe(resultat, deux, *jointure, comparees);
            auto& liste = passe < passes_sures ? premieres : reste;
            liste.insert(liste.end(), trouvees.begin(), trouvees.end());
            if (passe + 1 == passes_sures) {
                mettre_a_part(premieres);
                premieres = {};
                std::erase_if(de_a, [&](auto i) { return ecarter_a[i]; });
                std::erase_if(de_b, [&](auto i) { return ecarter_b[i]; });
            }
        }
    }

    int marge() const { return static_cast<int>(std::lround(options.seuils.marge * 10)); }

    /// Sure links: best for both, far above the bar, no rival within the margin. Both records leave the passes.
    void mettre_a_part(std::vector<PaireNotee> const& premieres) {
        Meilleurs de_a{ecarter_a.size()}, de_b{ecarter_b.size()};
        equipe.tranches("liens sûrs", premieres.size(), tranche, [&](auto, auto debut, auto fin, unsigned) {
            for (auto k = debut; k < fin; ++k) {
                de_a.voir(premieres[k].a, premieres[k].dixiemes);
                de_b.voir(premieres[k].b, premieres[k].dixiemes);
            }
        });
        for (auto const& p : premieres)
            if (p.sure && de_a.seul(p.a, p.dixiemes, marge()) && de_b.seul(p.b, p.dixiemes, marge())) {
                ecarter_a[p.a] = ecarter_b[p.b] = 1;
                surs.push_back(p);
            }
        for (auto const& p : premieres)
            if (!ecarter_a[p.a] && !ecarter_b[p.b])
                reste.push_back(p);
        trier(equipe, std::span(surs), avant);
    }

    void decider() {
        trier(equipe, std::span(reste), avant);
        paires.reserve(reste.size());
        for (auto const& p : reste)
            paires.push_back(paire(p));
        reste = {};
        probabilites_un_a_un(paires, b.fiches.size());
        affecter(paires, a.fiches.size(), b.fiches.size(), options.seuils, resultat.remarques);
        trier(equipe, std::span(paires),
              [](Paire const& x, Paire const& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; });
    }

    static Paire lien_sur(PaireNotee const& p) {
        auto lien = paire(p);
        lien.decision = Decision::lien;
        lien.raison = Raison::lien;
        return lien;
    }

    /// From ranks to positions in the files as given; what a person reads.
    void rendre() {
        rendre_les_erreurs_attendues(resultat, paires);
        for (auto const& p : surs)
            resultat.faux_attendus += 1 - probabilite(p.dixiemes);
        resultat.liens.reserve(surs.size() + paires.size() / 2);
        auto sur = surs.begin();
        auto rendue = [&](Paire p) {
            p.a = a.position(p.a);
            p.b = b.position(p.b);
            return p;
        };
        for (auto const& p : paires) {
            for (; sur != surs.end() && sur->a < p.a; ++sur)
                resultat.liens.push_back(rendue(lien_sur(*sur)));
            if (p.decision != Decision::refus)
                (p.decision == Decision::lien ? resultat.liens : resultat.douteux).push_back(rendue(p));
        }
        for (; sur != surs.end(); ++sur)
            resultat.liens.push_back(rendue(lien_sur(*sur)));
        if (options.proches)
            rendre_les_proches();
    }

    void rendre_les_proches() {
        resultat.debut_proches.assign(a.fiches.size() + 1, 0);
        for (std::uint32_t i = 0; i < a.fiches.size(); ++i)
            resultat.debut_proches[a.position(i) + 1] = proches.de(i).size();
        std::partial_sum(resultat.debut_proches.begin(), resultat.debut_proches.end(), resultat.debut_proches.begin());
        resultat.tous_proches.resize(resultat.debut_proches.back());
        for (std::uint32_t i = 0; i < a.fiches.size(); ++i) {
            auto place = resultat.debut_proches[a.position(i)];
            for (auto const& p : proches.de(i)) {
                auto rendu = decidee(p);
                rendu.a = a.position(rendu.a);
                rendu.b = b.position(rendu.b);
                resultat.tous_proches[place++] = rendu;
            }
        }
    }

    /// The pair with what became of it.
    Paire decidee(PaireNotee const& p) const {
        auto proche = paire(p);
        if (ecarter_a[p.a] || ecarter_b[p.b]) {
            auto const sur = std::ranges::lower_bound(surs, p, avant);
            if (sur != surs.end() && sur->a == p.a && sur->b == p.b)
                return lien_sur(p);
            proche.raison = ecarter_a[p.a] ? Raison::pris_par_un_meilleur : Raison::meilleur_ailleurs;
            return proche;
        }
        auto const decidee = std::ranges::lower_bound(paires, std::pair(p.a, p.b), {},
                                                      [](Paire const& x) { return std::pair(x.a, x.b); });
        return decidee != paires.end() && decidee->a == p.a && decidee->b == p.b ? *decidee : proche;
    }
};

} // namespace

Resultat lier(Population const& population, Options const& options) {
    auto const debut = std::chrono::steady_clock::now();
    auto bornees = options;
    bornees.proches = static_cast<unsigned>(std::min<std::size_t>(options.proches, proches_max));
    auto resultat = Liaison{.population = population.interne(), .options = bornees}.lier();
    resultat.secondes = std::chrono::duration<double>(std::chrono::steady_clock::now() - debut).count();
    return resultat;
}

Resultat lier(std::span<Fiche const> a, std::span<Fiche const> b, Options const& options) {
    Population p;
    for (auto const& fiche : a)
        p.ajouter_a(fiche);
    for (auto const& fiche : b)
        p.ajouter_b(fiche);
    return lier(p, options);
}

} // namespace rapprochement
