#include "rapprochement/groupement.hpp"

#include <algorithm>
#include <chrono>
#include <numeric>
#include <tuple>
#include <utility>

#include "base/ensure.hpp"
#include "rapprochement/comparaison.hpp"
#include "rapprochement/niveaux.hpp"
#include "rapprochement/notation.hpp"
#include "rapprochement/population.hpp"

namespace rapprochement {

struct Sources::Interne {
    Population population{};
    std::vector<std::string> noms{};
    std::vector<Cote> cotes{};
    std::vector<std::vector<std::uint32_t>> positions{}; ///< empty: as given
};

Sources::Sources() : interne_{std::make_unique<Interne>()} {}
Sources::~Sources() = default;
Sources::Sources(Sources&&) noexcept = default;
Sources& Sources::operator=(Sources&&) noexcept = default;

Population& Sources::population() { return interne_->population; }
std::size_t Sources::combien() const { return interne_->noms.size(); }
std::string const& Sources::nom(std::size_t source) const { return interne_->noms[source]; }
std::size_t Sources::taille(std::size_t source) const { return interne_->cotes[source].fiches.size(); }
std::string_view Sources::id(std::size_t source, std::uint32_t fiche) const {
    return interne_->cotes[source].id(fiche);
}
std::uint32_t Sources::position(std::size_t source, std::uint32_t fiche) const {
    auto const& positions = interne_->positions[source];
    return positions.empty() ? fiche : positions[fiche];
}

namespace {

Cote extrait(Cote const& cote, std::span<std::uint32_t const> fiches) {
    Cote c;
    for (auto i : fiches) {
        c.fiches.push_back(cote.fiches[i]);
        c.ajouter_cle(cote.id(i));
    }
    c.en_ordre = true;
    return c;
}

} // namespace

void Sources::ranger(std::string nom, Options const& options) {
    auto& [population, noms, cotes, positions] = *interne_;
    auto& interne = population.interne();
    auto cote = std::exchange(interne.a, {});
    std::vector<std::uint32_t> ordre;
    if (!cote.en_ordre) {
        ordre = ordre_des_cles(Equipe{options}, interne.codes, cote);
        cote = extrait(cote, ordre);
    }
    auto const place = std::ranges::lower_bound(noms, nom) - noms.begin();
    ensure(place == std::ssize(noms) || noms[static_cast<std::size_t>(place)] != nom,
           "rapprochement: two sources of one name");
    noms.insert(noms.begin() + place, std::move(nom));
    cotes.insert(cotes.begin() + place, std::move(cote));
    positions.insert(positions.begin() + place, std::move(ordre));
}

namespace {

/// f(population) with this source as `a`, and that one as `b` if they are two; put back whatever happens.
template <class F>
auto avec_ces_sources(Population& population, Cote& a, Cote& b, F f) {
    struct Pret {
        Population::Interne& population;
        Cote &a, &b;
        void echanger() const {
            std::swap(population.a, a);
            if (&a != &b)
                std::swap(population.b, b);
        }
        Pret(Population::Interne& p, Cote& x, Cote& y) : population{p}, a{x}, b{y} { echanger(); }
        ~Pret() { echanger(); }
        Pret(Pret const&) = delete;
        Pret& operator=(Pret const&) = delete;
    } const pret{population.interne(), a, b};
    return f(population);
}

unsigned champs_remplis(FicheCodee const& f) {
    return (f.nom != 0) + (f.prenom != 0) + (f.date != 0) + (f.ine != 0) + (f.code_sexe != 0) + (f.lieu != 0) +
           (f.adresse != 0) + (f.commune != 0) + (f.code_postal != 0) + f.joignable + (f.nom_usage != 0);
}

} // namespace

namespace {

/// Neither the name nor the first name, nor a number, says that they are one.
bool deux_inconnus(Motif motif) {
    auto autre = [&](Champ champ) {
        auto const n = niveau(motif, champ);
        return n == nom_ressemblant || n == nom_different;
    };
    return autre(Champ::nom) && autre(Champ::prenom) && niveau(motif, Champ::ine) != ine_egal;
}

} // namespace

struct Grouper {
    Sources& sources;
    Options options;
    Doublons doublons;
    Groupement rendu{};
    std::vector<std::vector<std::uint32_t>> representants{};   ///< by source: the records that are linked
    std::vector<std::vector<std::uint32_t>> representant_de{}; ///< by source, by record: its place among them
    std::vector<Cote> cotes{};                                 ///< of the representatives, where some records are not

    struct Noeud {
        std::uint32_t source, fiche; ///< among the representatives
    };
    std::vector<std::size_t> debuts{}; ///< first node of each source
    std::vector<std::uint32_t> groupe_de{};
    std::vector<std::vector<Noeud>> groupes{};
    std::vector<Notation> notations{}; ///< of each couple
    std::vector<bool> repetees{};      ///< by source: a person is there several times

    Groupement grouper() {
        rendu.frequences = frequences();
        options.frequences = &rendu.frequences;
        options.proches = 0;
        repetees.resize(sources.combien());
        options.plusieurs = false; // those of one source are one beforehand, or not at all
        for (std::size_t s = 0; s < sources.combien(); ++s)
            choisir_les_representants(s);
        for (std::size_t a = 0; a < sources.combien(); ++a)
            for (auto b = a + 1; b < sources.combien(); ++b)
                lier_deux_sources(a, b);
        dire_les_repetitions();
        for (auto const& couple : rendu.couples)
            notations.emplace_back(couple.resultat.modele, codes(), &rendu.frequences);
        regrouper();
        decider();
        numeroter();
        return std::move(rendu);
    }

    Population::Interne& interne() { return sources.population().interne(); }
    Codes const& codes() { return interne().codes; }

    Frequences frequences() {
        std::vector<Cote const*> tous;
        for (auto const& cote : sources.interne().cotes)
            tous.push_back(&cote);
        return tous.empty() ? Frequences{} : compter(codes(), tous);
    }

    /// Of the records of one person in a source, the one that says most.
    void choisir_les_representants(std::size_t s) {
        auto const& cote = sources.interne().cotes[s];
        auto& de = representant_de.emplace_back(cote.fiches.size());
        std::iota(de.begin(), de.end(), 0U);
        if (doublons == Doublons::chercher) {
            auto seules = options;
            seules.frequences = nullptr; // there, a person counts once
            auto& la_source = sources.interne().cotes[s];
            auto const r = avec_ces_sources(sources.population(), la_source, la_source,
                                            [&](auto& p) { return dedoublonner(p, seules); });
            std::size_t en_double = 0;
            for (auto const& groupe : r.groupes) {
                auto const meilleur = *std::ranges::max_element(groupe, [&](auto x, auto y) {
                    auto const nx = champs_remplis(cote.fiches[x]), ny = champs_remplis(cote.fiches[y]);
                    return nx != ny ? nx < ny : x > y;
                });
                for (auto i : groupe)
                    de[i] = meilleur;
                en_double += groupe.size() - 1;
            }
            rendu.en_double.push_back(en_double);
        }
        auto& choisis = representants.emplace_back();
        std::vector<std::uint32_t> place(de.size());
        for (std::uint32_t i = 0; i < de.size(); ++i)
            if (de[i] == i) {
                place[i] = static_cast<std::uint32_t>(choisis.size());
                choisis.push_back(i);
            }
        for (auto& i : de)
            i = place[i];
        cotes.push_back(choisis.size() == de.size() ? Cote{} : extrait(cote, choisis));
    }

    /// The records of a source that are linked.
    Cote& cote(std::size_t s) {
        return representants[s].size() == representant_de[s].size() ? sources.interne().cotes[s] : cotes[s];
    }

    void lier_deux_sources(std::size_t a, std::size_t b) {
        auto r = avec_ces_sources(sources.population(), cote(a), cote(b), [&](auto& p) { return lier(p, options); });
        for (auto const& remarque : r.remarques)
            rendu.remarques.push_back(sources.nom(a) + " et " + sources.nom(b) + "\u00A0: " + remarque);
        repetees[a] = repetees[a] || r.repetee_a;
        repetees[b] = repetees[b] || r.repetee_b;
        rendu.couples.push_back({.a = a, .b = b, .resultat = std::move(r)});
    }

    /// Its second record of a person has nobody left to be linked to.
    void dire_les_repetitions() {
        for (std::size_t s = 0; s < sources.combien(); ++s)
            if (repetees[s] && doublons == Doublons::aucun)
                rendu.remarques.push_back(sources.nom(s) +
                                          "\u00A0: cette liste porte plusieurs fiches pour une même personne, et une "
                                          "seule est réunie à celles des autres listes. Avec --doublons, elles "
                                          "comptent pour une.");
    }

    std::size_t couple(std::size_t a, std::size_t b) const {
        auto const n = sources.combien();
        return a * (2 * n - a - 1) / 2 + (b - a - 1);
    }
    std::uint32_t noeud(std::size_t source, std::uint32_t fiche) const {
        return static_cast<std::uint32_t>(debuts[source] + fiche);
    }

    /// Best links first. Two groups become one only if they hold no source in common and if each record of one may be
    /// the person of each record of the other.
    void regrouper() {
        std::size_t n = 0;
        for (auto const& choisis : representants) {
            debuts.push_back(n);
            n += choisis.size();
        }
        ensure(n < 0xFFFFFFFF, "rapprochement: too many records");
        groupe_de.resize(n);
        std::iota(groupe_de.begin(), groupe_de.end(), 0U);
        groupes.resize(n);
        for (std::uint32_t s = 0; s < representants.size(); ++s)
            for (std::uint32_t i = 0; i < representants[s].size(); ++i)
                groupes[noeud(s, i)] = {{s, i}};
        struct Lien {
            std::int32_t dixiemes;
            std::uint32_t couple, a, b;
        };
        std::vector<Lien> liens;
        for (std::uint32_t c = 0; c < rendu.couples.size(); ++c)
            for (auto const& p : rendu.couples[c].resultat.liens)
                liens.push_back({p.dixiemes, c, p.a, p.b});
        std::ranges::sort(liens, [](Lien const& x, Lien const& y) {
            return std::tuple(-x.dixiemes, x.couple, x.a, x.b) < std::tuple(-y.dixiemes, y.couple, y.a, y.b);
        });
        Memoire memoire;
        for (auto const& lien : liens) {
            auto const& c = rendu.couples[lien.couple];
            auto const x = groupe_de[noeud(c.a, lien.a)], y = groupe_de[noeud(c.b, lien.b)];
            if (x != y && compatibles(groupes[x], groupes[y], memoire))
                fondre(x, y);
        }
    }

    bool compatibles(std::vector<Noeud> const& x, std::vector<Noeud> const& y, Memoire& memoire) {
        int ensemble = 0;
        for (auto i : x)
            for (auto j : y) {
                if (i.source == j.source)
                    return false;
                auto const premier = i.source < j.source ? i : j, second = i.source < j.source ? j : i;
                auto const &a = cote(premier.source).fiches[premier.fiche],
                           &b = cote(second.source).fiches[second.fiche];
                auto const m = motif(codes(), a, b, memoire);
                auto const note = notations[couple(premier.source, second.source)].noter(a, b, m);
                // Two records that say little of each other are no contradiction; two brothers are one, and so are
                // two people who have in common nothing but a day and a place.
                if (note.total < (note.correction ? 0 : note.a_priori) || deux_inconnus(m))
                    return false;
                ensemble += note.total;
            }
        return ensemble >= 0;
    }

    void fondre(std::uint32_t x, std::uint32_t y) {
        if (groupes[x].size() < groupes[y].size())
            std::swap(x, y);
        for (auto n : groupes[y])
            groupe_de[noeud(n.source, n.fiche)] = x;
        groupes[x].insert(groupes[x].end(), groupes[y].begin(), groupes[y].end());
        groupes[y] = {};
    }

    /// What each pair becomes once all sources have spoken.
    void decider() {
        for (auto& c : rendu.couples) {
            auto& r = c.resultat;
            auto ensemble = [&](Paire const& p) { return groupe_de[noeud(c.a, p.a)] == groupe_de[noeud(c.b, p.b)]; };
            std::vector<Paire> liens, douteux;
            for (auto* liste : {&r.liens, &r.douteux})
                for (auto& p : *liste) {
                    bool const etait_lien = p.decision == Decision::lien, lien = ensemble(p);
                    c.coupes += etait_lien && !lien;
                    c.confirmes += !etait_lien && lien;
                    if (etait_lien != lien) {
                        auto const change = (lien ? -1 : 1) * p.probabilite;
                        r.faux_attendus += (lien ? 1 : -1) * (1 - p.probabilite);
                        r.manques_attendus = std::max(0.0, r.manques_attendus + change);
                    }
                    p.decision = lien ? Decision::lien : Decision::douteux;
                    p.raison = lien ? Raison::lien : etait_lien ? Raison::contredit : Raison::douteux;
                    p.a = representants[c.a][p.a];
                    p.b = representants[c.b][p.b];
                    (lien ? liens : douteux).push_back(p);
                }
            for (auto* liste : {&liens, &douteux})
                std::ranges::sort(
                    *liste, [](Paire const& x, Paire const& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); });
            r.liens = std::move(liens);
            r.douteux = std::move(douteux);
            rendu.coupes += c.coupes;
            rendu.confirmes += c.confirmes;
            rendu.faux_attendus += r.faux_attendus;
            rendu.manques_attendus += r.manques_attendus;
        }
    }

    /// In the order of the sources, then of the keys.
    void numeroter() {
        constexpr std::uint32_t sans = 0xFFFFFFFF;
        std::vector<std::uint32_t> numero(groupe_de.size(), sans);
        rendu.par_sources.resize(sources.combien() + 1);
        for (std::size_t s = 0; s < sources.combien(); ++s) {
            auto& de = rendu.groupe_de.emplace_back();
            for (auto representant : representant_de[s]) {
                auto const g = groupe_de[noeud(s, representant)];
                if (numero[g] == sans) {
                    numero[g] = static_cast<std::uint32_t>(rendu.groupes++);
                    ++rendu.par_sources[groupes[g].size()];
                }
                de.push_back(numero[g]);
            }
        }
    }
};

std::vector<Prevision> prevoir(Sources& sources, Options const& options, Doublons doublons) {
    std::vector<Prevision> previsions;
    auto& cotes = sources.interne().cotes;
    for (std::size_t a = 0; a < cotes.size(); ++a)
        for (auto b = doublons == Doublons::chercher ? a : a + 1; b < cotes.size(); ++b)
            previsions.push_back({a, b, avec_ces_sources(sources.population(), cotes[a], cotes[b], [&](auto& p) {
                                      return prevoir(p, options);
                                  })});
    return previsions;
}

Groupement grouper(Sources& sources, Options const& options, Doublons doublons) {
    auto const debut = std::chrono::steady_clock::now();
    auto rendu = Grouper{.sources = sources, .options = options, .doublons = doublons}.grouper();
    rendu.secondes = std::chrono::duration<double>(std::chrono::steady_clock::now() - debut).count();
    return rendu;
}

} // namespace rapprochement
