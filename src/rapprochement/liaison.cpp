#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <numeric>
#include <optional>

#include "rapprochement/affectation.hpp"
#include "rapprochement/compte_rendu.hpp"
#include "rapprochement/depouillement.hpp"
#include "rapprochement/estimation.hpp"
#include "rapprochement/passes.hpp"
#include "rapprochement/population.hpp"
#include "rapprochement/repetitions.hpp"
#include "rapprochement/reprise.hpp"
#include "rapprochement/tri.hpp"
#include "rapprochement/un_a_un.hpp"

namespace rapprochement {
namespace {

constexpr int poids_retenu = -70; // below, not even a rival
constexpr std::size_t tranche = 1 << 14;
constexpr std::size_t proches_max = 8;

/// Files are read whole, and a wide pass costs less than that; against an index, nothing may cost what is known.
std::uint64_t paires_larges_contre_un_index(std::size_t nouvelles) {
    constexpr std::uint64_t par_fiche = 4'096, peu = 2'000'000;
    return std::max(peu, par_fiche * nouvelles);
}

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

/// Records of b by number: all of them; or, where an index knows millions, only those that pairs speak of, in the same
/// order, so that nothing is as big as what is known.
class Numerotation {
public:
    explicit Numerotation(std::size_t tous) : combien_{tous} {}
    template <class Paires>
    static Numerotation de(Paires const& paires) {
        Numerotation n{0};
        for (auto const& p : paires)
            n.presents_.push_back(p.b);
        std::ranges::sort(n.presents_);
        n.presents_.erase(std::unique(n.presents_.begin(), n.presents_.end()), n.presents_.end());
        n.combien_ = n.presents_.size();
        n.toutes_ = false;
        return n;
    }
    std::size_t combien() const { return combien_; }
    std::uint32_t numero(std::uint32_t b) const {
        return toutes_ ? b : static_cast<std::uint32_t>(std::ranges::lower_bound(presents_, b) - presents_.begin());
    }
    std::uint32_t fiche(std::uint32_t numero) const { return toutes_ ? numero : presents_[numero]; }

private:
    std::vector<std::uint32_t> presents_{};
    std::size_t combien_;
    bool toutes_ = true;
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
    Options sans_arret = [](Options o) {
        o.arret = nullptr;
        return o;
    }(options);
    Equipe pour_finir{sans_arret}; ///< once all pairs are scored, a second or two remain: they are not interrupted
    Connus const* connus = population.connus.get();
    Rangs a{equipe, population.codes, population.a};
    Rangs b = connus ? Rangs{connus->fiches} : Rangs{equipe, population.codes, population.b};
    Deux deux{.codes = population.codes,
              .a = a.fiches,
              .b = b.fiches,
              .decoupe = connus               ? connus->decoupe
                         : population.decoupe ? *population.decoupe
                                              : Decoupe::pour(std::max(a.fiches.size(), b.fiches.size()))};
    Fichiers fichiers{population.codes, a.fiches, b.fiches};
    Resultat resultat{};
    Proches proches{a.fiches.size(), options.proches};
    std::vector<char> ecarter_a = std::vector<char>(a.fiches.size());
    std::vector<char> ecarter_b = connus ? connus->ecartes() : std::vector<char>(b.fiches.size());
    std::optional<ConnusRestants> restants{};
    std::vector<PaireNotee> surs{}, reste{}; ///< links set aside; pairs still to be decided
    std::vector<Paire> paires{};             ///< those of `reste` once decided
    Repetitions repetees{};

    Resultat lier() {
        try {
            preparer();
            noter_les_paires();
        } catch (Interrompu const&) {
            garder();
            throw;
        }
        decider();
        rendre();
        return std::move(resultat);
    }

    Frequences const& frequences() const { return options.frequences ? *options.frequences : resultat.frequences; }

    bool reprend() const { return options.reprise && options.reprise->passes > 0; }

    void preparer() {
        if (!options.frequences && !connus)
            resultat.frequences = compter(population.codes, {&population.a, &population.b});
        if (reprend()) {
            resultat.modele = options.reprise->modele;
            surs = std::move(options.reprise->surs);
            reste = std::move(options.reprise->reste);
        } else if (garde())
            resultat.modele = part_attendue() > 0 ? adapter(*garde(), part_attendue() * petite(), fichiers) : *garde();
        else
            resultat.modele = estimer(fichiers, equipe, frequences(), resultat.remarques);
    }

    /// The model is not learned here.
    Modele const* garde() const { return options.modele ? options.modele : connus ? &connus->modele : nullptr; }
    double part_attendue() const { return options.modele ? options.part_attendue : connus ? connus->part_attendue : 0; }
    double petite() const { return static_cast<double>(std::min(a.fiches.size(), b.fiches.size())); }
    Notation notation() const {
        return connus && !options.frequences ? connus->notation(resultat.modele, population.codes)
                                             : Notation{resultat.modele, population.codes, &frequences()};
    }

    void noter_les_paires() {
        auto const notation = this->notation();
        Depouillement depouillement{equipe, deux, notation, poids_retenu, options.proches ? &proches : nullptr};
        auto de_a = numeros(a.fiches.size()), de_b = numeros(connus ? 0 : b.fiches.size());
        if (connus)
            deux.restants = &restants.emplace(ConnusRestants{*connus, ecarter_b, connus->combien()});
        auto const faites = reprend() ? options.reprise->passes : 0;
        for (unsigned passe = 0; passe < nombre_de_passes; ++passe) {
            if (passe == passes_sures) {
                surs.empty() ? mettre_a_part() : ecarter();
                std::erase_if(de_a, [&](auto i) { return ecarter_a[i]; });
                std::erase_if(de_b, [&](auto i) { return ecarter_b[i]; });
                if (restants)
                    restants->combien -= surs.size();
            }
            auto const jointure = ouvrir_la_passe(equipe, deux, passe, options, de_a, de_b, resultat);
            if (!jointure)
                continue;
            std::uint64_t comparees = 0;
            if (passe < faites) {
                comparees = options.reprise->comparees[passe];
                depouillement.passer(jointure);
            } else {
                auto const trouvees = depouillement.depouiller(jointure, comparees);
                reste.insert(reste.end(), trouvees.begin(), trouvees.end());
            }
            jointure->fermer();
            rendre_la_passe(resultat, passe_rendue(deux, *jointure, comparees));
        }
    }

    /// What is over, for another day.
    void garder() {
        if (!options.reprise || resultat.passes.empty())
            return;
        auto& r = *options.reprise;
        r.passes = static_cast<unsigned>(resultat.passes.size());
        r.modele = resultat.modele;
        r.comparees = paires_de(resultat.passes);
        r.surs = std::move(surs);
        r.reste = std::move(reste);
    }

    void ecarter() {
        for (auto const& p : surs)
            ecarter_a[p.a] = ecarter_b[p.b] = 1;
    }

    int marge() const { return static_cast<int>(std::lround(options.seuils.marge * 10)); }

    /// People that a file has several times: nothing is then sure before all of them are seen.
    bool des_repetitions() {
        if (connus)
            return false;
        auto const vues = repetitions(reste, a.fiches.size(), b.fiches.size(), surs.size());
        resultat.repetee_a = resultat.repetee_a || vues.de_a;
        resultat.repetee_b = resultat.repetee_b || vues.de_b;
        if (!options.plusieurs || vues.aucune())
            return false;
        repetees = vues;
        apprendre_avec_les_repetitions();
        for (auto [cote, repetee] : {std::pair{"première", repetees.de_a}, {"seconde", repetees.de_b}})
            if (repetee)
                resultat.remarques.push_back("La " + std::string(cote) +
                                             " liste porte plusieurs fiches pour une même personne : une fiche de "
                                             "l’autre peut y avoir plusieurs liens.");
        return true;
    }

    /// What was learned one to one took the twins of people linked for slips.
    void apprendre_avec_les_repetitions() {
        fichiers.repetees = true;
        std::vector<std::string> deja_dites;
        if (!garde())
            resultat.modele = estimer(fichiers, pour_finir, frequences(), deja_dites);
    }

    /// Sure links: best for both, far above the bar, no rival within the margin. Both records leave the passes.
    void mettre_a_part() {
        if (des_repetitions())
            return;
        auto const numerotation = connus ? Numerotation::de(reste) : Numerotation{b.fiches.size()};
        Meilleurs de_a{ecarter_a.size()}, de_b{numerotation.combien()};
        equipe.tranches("liens sûrs", reste.size(), tranche, [&](auto, auto debut, auto fin, unsigned) {
            for (auto k = debut; k < fin; ++k) {
                de_a.voir(reste[k].a, reste[k].dixiemes);
                de_b.voir(numerotation.numero(reste[k].b), reste[k].dixiemes);
            }
        });
        std::vector<PaireNotee> trouves;
        for (auto const& p : reste)
            if (p.sure && de_a.seul(p.a, p.dixiemes, marge()) &&
                de_b.seul(numerotation.numero(p.b), p.dixiemes, marge()))
                trouves.push_back(p);
        trier(equipe, std::span(trouves), avant);
        surs = std::move(trouves); // from here on nothing interrupts
        ecarter();
        std::erase_if(reste, [&](PaireNotee const& p) { return ecarter_a[p.a] || ecarter_b[p.b]; });
        reste.shrink_to_fit();
    }

    /// All passes together say better than the sample how many persons are in both files.
    double vraies() const {
        double total = static_cast<double>(surs.size());
        std::vector<float> de_b(repetees.aucune() ? 0 : b.fiches.size());
        for (std::size_t i = 0, j; i < reste.size(); i = j) {
            double d_une_fiche = 0;
            for (j = i; j < reste.size() && reste[j].a == reste[i].a; ++j)
                d_une_fiche += probabilite(reste[j].dixiemes);
            total += std::min(1.0, d_une_fiche);
        }
        if (repetees.aucune())
            return total;
        for (auto const& p : reste)
            de_b[p.b] += static_cast<float>(probabilite(p.dixiemes));
        double autre = 0; // persons, not records: the side that has fewer of them
        for (auto p : de_b)
            autre += std::min(1.F, p);
        return std::min(total, autre);
    }

    void reestimer_et_renoter() {
        if ((garde() && part_attendue() == 0) || a.fiches.empty() || b.fiches.empty())
            return;
        auto const avant_ = poids_a_priori(resultat.modele);
        resultat.modele =
            garde() ? adapter(*garde(), vraies(), fichiers) : reestimer(resultat.modele, vraies(), fichiers);
        auto const apres = poids_a_priori(resultat.modele);
        for (auto& p : surs) // nothing but the prior changes: their first names confirm each other
            p.dixiemes = static_cast<std::int16_t>(p.dixiemes + apres - avant_);
        renoter_le_reste();
    }

    void renoter(Notation const& notation, PaireNotee& p) const {
        p.dixiemes = static_cast<std::int16_t>(notation.total(a.fiches[p.a], b.fiches[p.b], p.motif, -100'000));
        p.garde = notation.garde_apprise(p.motif);
    }

    void renoter_le_reste() {
        auto const notation = this->notation();
        pour_finir.tranches("affectation", reste.size(), tranche, [&](auto, auto debut, auto fin, unsigned) {
            for (auto k = debut; k < fin; ++k)
                renoter(notation, reste[k]);
        });
        if (options.proches)
            for (std::uint32_t i = 0; i < a.fiches.size(); ++i)
                for (auto& p : proches.de(i))
                    renoter(notation, p);
    }

    /// With the model learned again.
    void renoter_avec_les_repetitions() {
        auto const notation = this->notation();
        for (auto& p : surs)
            renoter(notation, p);
        renoter_le_reste();
        reestimer_et_renoter();
    }

    void decider() {
        trier(pour_finir, std::span(reste), avant);
        if (repetees.aucune())
            reestimer_et_renoter();
        if (!repetees.aucune() || des_repetitions()) // where there is no date, no pass is sure
            renoter_avec_les_repetitions();
        paires.reserve(reste.size());
        std::vector<Motif> motifs;
        motifs.reserve(repetees.aucune() ? 0 : reste.size());
        for (auto const& p : reste) {
            paires.push_back(paire(p));
            if (!repetees.aucune())
                motifs.push_back(p.motif);
        }
        reste = {};
        auto const numerotation = connus ? Numerotation::de(paires) : Numerotation{b.fiches.size()};
        for (auto& p : paires)
            p.b = numerotation.numero(p.b);
        probabilites_un_a_un(paires, numerotation.combien(), repetees);
        if (repetees.aucune())
            affecter(paires, a.fiches.size(), numerotation.combien(), options.seuils, resultat.remarques);
        else
            affecter_plusieurs(paires, motifs, a.fiches.size(), numerotation.combien(), options.seuils, repetees);
        for (auto& p : paires)
            p.b = numerotation.fiche(p.b);
        trier(pour_finir, std::span(paires),
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
        rendre_la_perte();
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
        if (connus && !options.frequences)
            rendre_les_frequences();
    }

    /// Of the names of the pairs that may have to be explained.
    void rendre_les_frequences() {
        std::vector<std::uint32_t> codes;
        for (auto const& f : population.a.fiches)
            codes.insert(codes.end(), {f.nom, f.nom_usage, f.prenom});
        for (auto const* liste : {&resultat.liens, &resultat.douteux, &resultat.tous_proches})
            for (auto const& p : *liste)
                codes.insert(codes.end(), {b.fiches[p.b].nom, b.fiches[p.b].nom_usage, b.fiches[p.b].prenom});
        std::ranges::sort(codes);
        codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
        resultat.frequences = connus->frequences(codes);
    }

    void rendre_la_perte() {
        std::vector<std::uint32_t> lies;
        for (std::uint32_t k = 0; k < paires.size(); ++k)
            if (paires[k].decision == Decision::lien)
                lies.push_back(k);
        rendre_la_perte_de_blocage(resultat, deux, surs.size() + lies.size(), [&](std::size_t k) {
            if (k < surs.size())
                return std::pair(surs[k].a, surs[k].b);
            auto const& p = paires[lies[k - surs.size()]];
            return std::pair(p.a, p.b);
        });
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
    auto const& connus = population.interne().connus;
    if (connus && !connus->dessus.vivier && !bornees.paires_larges)
        bornees.paires_larges = paires_larges_contre_un_index(population.taille_a());
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

std::vector<Passe> prevoir(Population const& population, Options const& options) {
    Equipe const equipe{options};
    auto const& p = population.interne();
    bool const un_seul_fichier = !p.connus && p.fiches_b().empty(); // duplicates are looked for
    auto const b = un_seul_fichier ? std::span<FicheCodee const>(p.a.fiches) : p.fiches_b();
    auto const ecartes = p.connus ? p.connus->ecartes() : std::vector<char>{};
    std::optional<ConnusRestants> restants;
    if (p.connus)
        restants.emplace(ConnusRestants{*p.connus, ecartes, p.connus->combien()});
    auto bornees = options;
    if (p.connus && !bornees.paires_larges)
        bornees.paires_larges = paires_larges_contre_un_index(p.a.fiches.size());
    Deux const deux{.codes = p.codes,
                    .a = p.a.fiches,
                    .b = b,
                    .meme_fichier = un_seul_fichier,
                    .decoupe = p.connus ? p.connus->decoupe : Decoupe::pour(std::max(p.a.fiches.size(), b.size())),
                    .restants = restants ? &*restants : nullptr};
    auto const de_a = numeros(deux.a.size()), de_b = numeros(p.connus ? 0 : deux.b.size());
    auto const permises = paires_permises(bornees, de_a.size(), b.size());
    std::vector<Passe> passes;
    for (unsigned passe = 0; passe < nombre_de_passes; ++passe) {
        Jointure jointure{equipe, deux, passe, bornees.bloc_max, de_a, de_b};
        auto candidates = jointure.compter(equipe).candidates;
        if (large(passe)) // left out beyond
            candidates = std::min(candidates, permises);
        passes.push_back(passe_rendue(deux, jointure, candidates));
    }
    return passes;
}

} // namespace rapprochement
