#include <algorithm>
#include <chrono>
#include <map>

#include "rapprochement/balayage.hpp"
#include "rapprochement/compte_rendu.hpp"
#include "rapprochement/estimation.hpp"
#include "rapprochement/population.hpp"

namespace rapprochement {
namespace {

constexpr std::size_t tranche = 512;
constexpr std::size_t groupe_max = 50;

struct Dedoublonnage {
    Population::Interne const& population;
    Options const& options;
    Equipe equipe{options};
    Rangs a = ranger(population.a);
    Resultat resultat{};
    std::vector<Paire> paires{};
    std::vector<std::uint32_t> groupe_de{}; ///< rank → group
    std::vector<std::vector<std::uint32_t>> groupes{};

    Resultat dedoublonner() {
        if (!options.frequences)
            resultat.frequences = compter(population.codes, {&population.a});
        auto const& frequences = options.frequences ? *options.frequences : resultat.frequences;
        resultat.modele = options.modele ? *options.modele
                                         : estimer({population.codes, a.fiches, a.fiches, true}, equipe, frequences,
                                                   resultat.remarques);
        Notation const notation{resultat.modele, population.codes, &frequences};
        chercher(notation);
        grouper(notation);
        rendre();
        return std::move(resultat);
    }

    void chercher(Notation const& notation) {
        auto const blocs = construire_les_blocs(equipe, nombre_de_passes, population.codes, a.fiches, options.bloc_max);
        Balayage const balayage{population.codes, a.fiches, a.fiches, blocs, notation, true};
        std::vector<std::vector<Paire>> parts((a.fiches.size() + tranche - 1) / tranche);
        std::vector<ComptesDePasses> comptes(parts.size());
        std::vector<Atelier> ateliers(equipe.fils());
        equipe.tranches("comparaison", a.fiches.size(), tranche, [&](auto t, auto debut, auto fin, unsigned fil) {
            for (auto i = static_cast<std::uint32_t>(debut); i < fin; ++i) {
                balayage.candidats(i, ateliers[fil], comptes[t]);
                for (auto const& c : ateliers[fil].candidats)
                    if (auto const p = juger(i, c); p.decision != Decision::refus)
                        parts[t].push_back(p);
            }
        });
        ComptesDePasses total;
        for (std::size_t t = 0; t < parts.size(); ++t) {
            paires.insert(paires.end(), parts[t].begin(), parts[t].end());
            total.ajouter(comptes[t]);
        }
        rendre_les_passes(resultat, total, blocs, 0, nombre_de_passes);
    }

    Paire juger(std::uint32_t i, Candidat const& c) const {
        Paire p{.a = i,
                .b = c.b,
                .dixiemes = c.dixiemes,
                .probabilite = probabilite(c.dixiemes),
                .garde = garde(resultat.modele, c.motif)};
        if (p.probabilite >= options.seuils.lien && !relecture_obligatoire(p.garde))
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
        if (x.size() + y.size() > groupe_max)
            return false;
        return std::ranges::all_of(x, [&](auto i) {
            return std::ranges::all_of(y, [&](auto j) {
                auto const m = motif(population.codes, a.fiches[i], a.fiches[j], memoire);
                return notation.noter(a.fiches[i], a.fiches[j], m).total >= 0;
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

    void rendre() {
        std::ranges::sort(paires, [](Paire const& x, Paire const& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; });
        for (auto& p : paires) {
            auto& liste = p.decision == Decision::lien ? resultat.liens : resultat.douteux;
            if (p.decision == Decision::lien)
                resultat.faux_attendus += 1 - p.probabilite;
            else
                resultat.manques_attendus += p.probabilite;
            p.a = a.position[p.a];
            p.b = a.position[p.b];
            liste.push_back(p);
        }
        for (auto& groupe : groupes)
            std::ranges::sort(groupe);
        std::ranges::sort(groupes);
        for (auto& groupe : groupes) {
            if (groupe.size() < 2)
                continue;
            for (auto& i : groupe)
                i = a.position[i];
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
