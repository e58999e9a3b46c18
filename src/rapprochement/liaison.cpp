#include <algorithm>
#include <chrono>
#include <cmath>

#include "base/texte.hpp"
#include "rapprochement/affectation.hpp"
#include "rapprochement/balayage.hpp"
#include "rapprochement/compte_rendu.hpp"
#include "rapprochement/estimation.hpp"
#include "rapprochement/niveaux.hpp"
#include "rapprochement/population.hpp"

namespace rapprochement {
namespace {

constexpr int poids_retenu = -70; // below, not even a rival
constexpr int barre_des_liens_surs = 100;
constexpr std::size_t tranche = 1024;
constexpr std::size_t proches_max = 8;

Paire paire(Modele const& modele, std::uint32_t a, Candidat const& c) {
    return {.a = a,
            .b = c.b,
            .dixiemes = c.dixiemes,
            .probabilite = probabilite(c.dixiemes),
            .garde = garde(modele, c.motif)};
}

bool a_retenir(Paire const& p) { return p.dixiemes >= poids_retenu || p.garde == Garde::ine_partage; }

/// Nothing in the records speaks against it: no name, date or number that differs.
bool sans_contradiction(Motif m) {
    auto const nom = niveau(m, Champ::nom), prenom = niveau(m, Champ::prenom), ine = niveau(m, Champ::ine);
    return nom != nom_absent && nom <= nom_contenu && prenom != nom_absent && prenom <= nom_contenu &&
           niveau(m, Champ::naissance) == date_egale && (ine == ine_absent || ine == ine_egal);
}

/// Pairs found for a slice of a, in the order of a.
struct Recolte {
    std::vector<Paire> retenues;
    std::vector<char> surs; ///< for each pair: could be a sure link
    std::vector<Paire> proches;
    ComptesDePasses comptes;
};

std::vector<Recolte> recolter(Equipe const& equipe, std::string_view etape, Balayage const& balayage,
                              std::vector<char> const& ecarter, unsigned proches) {
    auto const n = balayage.a.size();
    std::vector<Recolte> recoltes((n + tranche - 1) / tranche);
    std::vector<Atelier> ateliers(equipe.fils());
    equipe.tranches(etape, n, tranche, [&](std::size_t t, std::size_t debut, std::size_t fin, unsigned fil) {
        auto& [retenues, surs, plus_proches, comptes] = recoltes[t];
        auto& atelier = ateliers[fil];
        for (auto i = static_cast<std::uint32_t>(debut); i < fin; ++i) {
            if (!ecarter.empty() && ecarter[i])
                continue;
            balayage.candidats(i, atelier, comptes);
            for (auto const& c : atelier.candidats)
                if (auto const p = paire(balayage.notation.modele(), i, c); a_retenir(p)) {
                    retenues.push_back(p);
                    surs.push_back(c.dixiemes >= barre_des_liens_surs && sans_contradiction(c.motif));
                }
            auto const garder = std::min<std::size_t>(proches, atelier.candidats.size());
            std::ranges::partial_sort(atelier.candidats,
                                      atelier.candidats.begin() + static_cast<std::ptrdiff_t>(garder),
                                      [](Candidat const& x, Candidat const& y) {
                                          return x.dixiemes != y.dixiemes ? x.dixiemes > y.dixiemes : x.b < y.b;
                                      });
            for (std::size_t k = 0; k < garder; ++k)
                plus_proches.push_back(paire(balayage.notation.modele(), i, atelier.candidats[k]));
        }
    });
    return recoltes;
}

struct Meilleurs {
    int premier = -100'000, second = -100'000;
    void voir(int dixiemes) {
        second = std::max(second, std::min(premier, dixiemes));
        premier = std::max(premier, dixiemes);
    }
};

/// Sure links: best for both, far above the bar, no rival within the margin. Marks both records.
void mettre_a_part(std::vector<Recolte>& recoltes, int marge, std::vector<char>& ecarter_a,
                   std::vector<char>& ecarter_b) {
    std::vector<Meilleurs> de_a(ecarter_a.size()), de_b(ecarter_b.size());
    for (auto const& r : recoltes)
        for (auto const& p : r.retenues) {
            de_a[p.a].voir(p.dixiemes);
            de_b[p.b].voir(p.dixiemes);
        }
    for (auto& r : recoltes)
        for (std::size_t i = 0; i < r.retenues.size(); ++i) {
            auto& p = r.retenues[i];
            auto seul = [&](Meilleurs const& m) { return p.dixiemes == m.premier && p.dixiemes >= m.second + marge; };
            if (!r.surs[i] || !seul(de_a[p.a]) || !seul(de_b[p.b]))
                continue;
            p.decision = Decision::lien;
            p.raison = Raison::lien;
            ecarter_a[p.a] = ecarter_b[p.b] = 1;
        }
}

struct Liaison {
    Population::Interne const& population;
    Options const& options;
    Equipe equipe{options};
    Rangs a = ranger(population.a), b = ranger(population.b);
    Resultat resultat{};
    std::vector<char> ecarter_a = std::vector<char>(a.fiches.size()), ecarter_b = std::vector<char>(b.fiches.size());
    std::vector<Paire> paires{};  ///< decided, by rank
    std::vector<Paire> proches{}; ///< by rank of a, best first

    Resultat lier() {
        preparer();
        Notation const notation{resultat.modele, population.codes, &frequences()};
        auto surs = liens_surs(notation);
        auto reste = le_reste(notation);
        decider(surs, reste);
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

    std::vector<Recolte> liens_surs(Notation const& notation) {
        auto const blocs = construire_les_blocs(equipe, passes_sures, population.codes, b.fiches, options.bloc_max);
        Balayage const balayage{population.codes, a.fiches, b.fiches, blocs, notation};
        auto recoltes = recolter(equipe, "liens sûrs", balayage, {}, options.proches);
        mettre_a_part(recoltes, marge(), ecarter_a, ecarter_b);
        ComptesDePasses comptes;
        for (auto const& r : recoltes)
            comptes.ajouter(r.comptes);
        rendre_les_passes(resultat, comptes, blocs, 0, passes_sures);
        return recoltes;
    }

    std::vector<Recolte> le_reste(Notation const& notation) {
        auto const blocs =
            construire_les_blocs(equipe, nombre_de_passes, population.codes, b.fiches, options.bloc_max, ecarter_b);
        Balayage const balayage{population.codes, a.fiches, b.fiches, blocs, notation};
        auto recoltes = recolter(equipe, "comparaison", balayage, ecarter_a, options.proches);
        ComptesDePasses comptes;
        for (auto const& r : recoltes)
            comptes.ajouter(r.comptes);
        rendre_les_passes(resultat, comptes, blocs, passes_sures, nombre_de_passes);
        return recoltes;
    }

    int marge() const { return static_cast<int>(std::lround(options.seuils.marge * 10)); }

    void decider(std::vector<Recolte>& surs, std::vector<Recolte>& reste) {
        for (auto& r : reste) {
            paires.insert(paires.end(), r.retenues.begin(), r.retenues.end());
            r.retenues = {};
        }
        affecter(paires, a.fiches.size(), b.fiches.size(), options.seuils, resultat.remarques);
        for (auto& r : surs)
            for (auto p : r.retenues) {
                if (p.decision != Decision::lien && ecarter_a[p.a])
                    p.raison = Raison::pris_par_un_meilleur;
                else if (p.decision != Decision::lien && ecarter_b[p.b])
                    p.raison = Raison::meilleur_ailleurs;
                else if (p.decision != Decision::lien)
                    continue; // scored again with the rest
                paires.push_back(p);
            }
        std::ranges::sort(paires, [](Paire const& x, Paire const& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; });
        rassembler_les_proches(surs, reste);
    }

    /// Those of the rest, and those of the first passes that were set aside.
    void rassembler_les_proches(std::vector<Recolte>& surs, std::vector<Recolte>& reste) {
        for (auto& r : reste) {
            proches.insert(proches.end(), r.proches.begin(), r.proches.end());
            r.proches = {};
        }
        for (auto& r : surs)
            for (auto const& p : r.proches)
                if (ecarter_a[p.a] || ecarter_b[p.b])
                    proches.push_back(p);
        std::ranges::sort(proches, [](Paire const& x, Paire const& y) {
            return x.a != y.a ? x.a < y.a : x.dixiemes != y.dixiemes ? x.dixiemes > y.dixiemes : x.b < y.b;
        });
        std::size_t garde = 0;
        for (std::size_t i = 0, vus = 0; i < proches.size(); ++i) {
            vus = i > 0 && proches[i].a == proches[i - 1].a ? vus + 1 : 0;
            auto p = proches[i];
            if (vus < options.proches)
                proches[garde++] = p;
        }
        proches.resize(garde);
        for (auto& p : proches) {
            auto const decidee = std::ranges::lower_bound(paires, std::pair(p.a, p.b), {},
                                                          [](Paire const& x) { return std::pair(x.a, x.b); });
            if (decidee != paires.end() && decidee->a == p.a && decidee->b == p.b)
                p = *decidee;
        }
    }

    /// From ranks to positions in the files as given; what a person reads.
    void rendre() {
        rendre_les_erreurs_attendues(resultat, paires);
        for (auto const& p : paires) {
            if (p.decision == Decision::refus)
                continue;
            auto rendue = p;
            rendue.a = a.position[p.a];
            rendue.b = b.position[p.b];
            (p.decision == Decision::lien ? resultat.liens : resultat.douteux).push_back(rendue);
        }
        resultat.debut_proches.assign(a.fiches.size() + 1, 0);
        for (auto& p : proches) {
            p.a = a.position[p.a];
            p.b = b.position[p.b];
            ++resultat.debut_proches[p.a + 1];
        }
        for (std::size_t i = 1; i < resultat.debut_proches.size(); ++i)
            resultat.debut_proches[i] += resultat.debut_proches[i - 1];
        std::ranges::stable_sort(proches, {}, &Paire::a);
        resultat.tous_proches = std::move(proches);
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
