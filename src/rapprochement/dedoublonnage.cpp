#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>

#include "rapprochement/compte_rendu.hpp"
#include "rapprochement/depouillement.hpp"
#include "rapprochement/estimation.hpp"
#include "rapprochement/niveaux.hpp"
#include "rapprochement/passes.hpp"
#include "rapprochement/population.hpp"
#include "rapprochement/repetitions.hpp"
#include "rapprochement/reprise.hpp"

namespace rapprochement {
namespace {

constexpr std::size_t groupe_max = 50;

struct Dedoublonnage {
    Population::Interne const& population;
    Options const& options;
    Equipe equipe{options};
    Rangs a{equipe, population.codes, population.a};
    Deux deux{.codes = population.codes,
              .a = a.fiches,
              .b = a.fiches,
              .meme_fichier = true,
              .decoupe = Decoupe::pour(a.fiches.size())};
    Resultat resultat{};
    std::vector<PaireNotee> notees{}; ///< pairs found, before all of them have said how many are true
    std::vector<Paire> paires{};
    std::vector<std::uint32_t> groupe_de{}; ///< rank → group
    std::vector<std::vector<std::uint32_t>> groupes{};

    Resultat dedoublonner() {
        if (!options.frequences)
            resultat.frequences = compter(population.codes, {&population.a});
        Notations notations{population.codes, options.frequences ? options.frequences : &resultat.frequences};
        if (reprend()) {
            resultat.modele = options.reprise->modele;
            notees = std::move(options.reprise->reste);
        } else
            resultat.modele = options.modele ? *options.modele
                                             : estimer({population.codes, a.fiches, a.fiches, true}, equipe, notations,
                                                       resultat.remarques);
        auto const notation = notations.avec(resultat.modele);
        try {
            chercher(notation);
        } catch (Interrompu const&) {
            garder();
            throw;
        }
        if (!options.modele && !a.fiches.empty())
            reestimer_le_modele();
        auto const reestimee = notations.avec(resultat.modele);
        juger(reestimee);
        grouper(reestimee);
        rendre();
        return std::move(resultat);
    }

    bool reprend() const { return options.reprise && options.reprise->passes > 0; }

    /// What is over, for another day.
    void garder() {
        if (options.reprise && !resultat.passes.empty())
            *options.reprise = {.passes = static_cast<unsigned>(resultat.passes.size()),
                                .modele = resultat.modele,
                                .comparees = paires_de(resultat.passes),
                                .reste = std::move(notees)};
    }

    void chercher(Notation const& notation) {
        auto const plancher =
            static_cast<int>(std::floor(10 * std::log2(options.seuils.douteux / (1 - options.seuils.douteux)))) - 20;
        Depouillement depouillement{equipe, deux, notation, plancher};
        std::vector<std::uint32_t> toutes(a.fiches.size());
        std::iota(toutes.begin(), toutes.end(), 0U);
        auto const faites = reprend() ? options.reprise->passes : 0;
        for (unsigned passe = 0; passe < nombre_de_passes; ++passe) {
            auto const jointure = ouvrir_la_passe(equipe, deux, passe, options, toutes, toutes, resultat);
            if (!jointure)
                continue;
            std::uint64_t comparees = 0;
            if (passe < faites) {
                comparees = options.reprise->comparees[passe];
                depouillement.passer(jointure);
            } else {
                auto const trouvees = depouillement.depouiller(jointure, comparees);
                notees.insert(notees.end(), trouvees.begin(), trouvees.end());
            }
            jointure->fermer();
            rendre_la_passe(resultat, passe_rendue(deux, *jointure, comparees));
        }
    }

    /// All passes together say better than the sample how many pairs there are.
    void reestimer_le_modele() {
        double vraies = 0;
        for (auto const& p : notees)
            vraies += probabilite(p.dixiemes);
        resultat.modele = reestimer(resultat.modele, vraies, {population.codes, a.fiches, a.fiches, true});
    }

    void juger(Notation const& notation) {
        for (auto notee : notees) {
            notee.dixiemes =
                static_cast<std::int16_t>(notation.total(a.fiches[notee.a], a.fiches[notee.b], notee.motif, -100'000));
            notee.garde = notation.garde_apprise(notee.motif);
            if (auto const p = juger(notee); p.decision != Decision::refus)
                paires.push_back(p);
        }
        notees = {};
    }

    /// In tenths of bits, as weights are.
    int seuil_de_lien() const {
        return static_cast<int>(std::lround(10 * std::log2(options.seuils.lien / (1 - options.seuils.lien))));
    }

    Paire juger(PaireNotee const& notee) const {
        Paire p{.a = notee.a,
                .b = notee.b,
                .dixiemes = notee.dixiemes,
                .garde = notee.garde,
                .probabilite = probabilite(notee.dixiemes)};
        if (p.dixiemes >= seuil_de_lien() && !relecture_obligatoire(p.garde))
            p.decision = Decision::lien;
        else if (p.probabilite >= options.seuils.douteux || p.garde == Garde::ine_partage)
            p.decision = Decision::douteux;
        p.raison = p.decision == Decision::lien ? Raison::lien : Raison::douteux;
        return p;
    }

    /// Best pairs first; two groups merge only if each record of one may be the person of the other: a single false
    /// link must not melt dozens of people together.
    void grouper(Notation const& notation) {
        std::ranges::sort(paires, [](Paire const& x, Paire const& y) {
            return x.dixiemes != y.dixiemes ? x.dixiemes > y.dixiemes : x.a != y.a ? x.a < y.a : x.b < y.b;
        });
        groupes.resize(a.fiches.size());
        groupe_de.resize(a.fiches.size());
        for (std::uint32_t i = 0; i < groupes.size(); ++i) {
            groupes[i] = {i};
            groupe_de[i] = i;
        }
        Memoire memoire;
        for (auto& p : paires) {
            if (p.decision != Decision::lien || groupe_de[p.a] == groupe_de[p.b])
                continue;
            if (compatibles(notation, memoire, groupes[groupe_de[p.a]], groupes[groupe_de[p.b]]))
                fondre(groupe_de[p.a], groupe_de[p.b]);
            else {
                p.decision = Decision::douteux;
                p.raison = Raison::douteux;
            }
        }
    }

    bool compatibles(Notation const& notation, Memoire& memoire, std::vector<std::uint32_t> const& x,
                     std::vector<std::uint32_t> const& y) const {
        if (x.size() + y.size() > groupe_max || deux_enfants(memoire, x, y))
            return false;
        int ensemble = 0;
        return std::ranges::all_of(x,
                                   [&](auto i) {
                                       return std::ranges::all_of(y, [&](auto j) {
                                           auto const m = motif(population.codes, a.fiches[i], a.fiches[j], memoire);
                                           auto const note = notation.noter(a.fiches[i], a.fiches[j], m);
                                           ensemble += note.total;
                                           // Two records that say little of each other are no contradiction; two
                                           // brothers are one.
                                           return note.total >= (note.correction ? 0 : note.a_priori);
                                       });
                                   }) &&
               ensemble >= 0;
    }

    /// Several records say one first name, several others another, and none says both: no slip is made twice.
    bool deux_enfants(Memoire& memoire, std::vector<std::uint32_t> const& x,
                      std::vector<std::uint32_t> const& y) const {
        auto nommees = [&](auto const& groupe) {
            return std::ranges::count_if(groupe, [&](auto i) { return a.fiches[i].prenom != 0; });
        };
        return nommees(x) >= 2 && nommees(y) >= 2 && std::ranges::none_of(x, [&](auto i) {
                   return std::ranges::any_of(y, [&](auto j) {
                       auto const m = motif(population.codes, a.fiches[i], a.fiches[j], memoire);
                       return niveau(m, Champ::prenom) != nom_absent && !autre_prenom(m);
                   });
               });
    }

    void fondre(std::uint32_t x, std::uint32_t y) {
        if (groupes[x].size() < groupes[y].size())
            std::swap(x, y);
        for (auto i : groupes[y])
            groupe_de[i] = x;
        groupes[x].insert(groupes[x].end(), groupes[y].begin(), groupes[y].end());
        groupes[y].clear();
    }

    void rendre_la_perte() {
        std::vector<std::uint32_t> lies;
        for (std::uint32_t k = 0; k < paires.size(); ++k)
            if (paires[k].decision == Decision::lien)
                lies.push_back(k);
        rendre_la_perte_de_blocage(resultat, deux, lies.size(),
                                   [&](std::size_t k) { return std::pair(paires[lies[k]].a, paires[lies[k]].b); });
    }

    void rendre() {
        std::ranges::sort(paires, [](Paire const& x, Paire const& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; });
        rendre_la_perte();
        for (auto& p : paires) {
            auto& liste = p.decision == Decision::lien ? resultat.liens : resultat.douteux;
            if (p.decision == Decision::lien)
                resultat.faux_attendus += 1 - p.probabilite;
            else
                resultat.manques_attendus += p.probabilite;
            p.a = a.position(p.a);
            p.b = a.position(p.b);
            liste.push_back(p);
        }
        for (auto& groupe : groupes)
            std::ranges::sort(groupe);
        std::ranges::sort(groupes);
        for (auto& groupe : groupes) {
            if (groupe.size() < 2)
                continue;
            for (auto& i : groupe)
                i = a.position(i);
            resultat.groupes.push_back(std::move(groupe));
        }
    }
};

} // namespace

Resultat dedoublonner(Population const& population, Options const& options) {
    auto const debut = std::chrono::steady_clock::now();
    auto resultat = Dedoublonnage{.population = population.interne(), .options = options}.dedoublonner();
    resultat.secondes = std::chrono::duration<double>(std::chrono::steady_clock::now() - debut).count();
    return resultat;
}

Resultat dedoublonner(std::span<Fiche const> fiches, Options const& options) {
    Population p;
    for (auto const& fiche : fiches)
        p.ajouter_a(fiche);
    return dedoublonner(p, options);
}

} // namespace rapprochement
