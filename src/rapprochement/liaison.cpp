// Two files linked: passes, sure links, what all the pairs teach together, decisions.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>

#include "rapprochement/affectation.hpp"
#include "rapprochement/compte_rendu.hpp"
#include "rapprochement/depouillement.hpp"
#include "rapprochement/estimation.hpp"
#include "rapprochement/jumeaux.hpp"
#include "rapprochement/liens_surs.hpp"
#include "rapprochement/passes.hpp"
#include "rapprochement/population.hpp"
#include "rapprochement/rendu.hpp"
#include "rapprochement/repetitions.hpp"
#include "rapprochement/reprise.hpp"
#include "rapprochement/tri.hpp"
#include "rapprochement/un_a_un.hpp"

namespace rapprochement {
namespace {

constexpr int poids_retenu = -70; // below, not even a rival
constexpr std::size_t tranche = 1 << 14;
constexpr std::size_t proches_max = 8;

/// Everything is done on the two lists in an order of their own, whichever was given first: `a` is the shorter one.
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
    Rangs premiere{equipe, population.codes, population.a}; ///< as given
    Rangs seconde = connus ? Rangs{connus->fiches} : Rangs{equipe, population.codes, population.b};
    bool retournee = !connus && !options.dans_cet_ordre &&
                     devant(population.codes, {population.b, seconde}, {population.a, premiere});
    Rangs const &a = retournee ? seconde : premiere, &b = retournee ? premiere : seconde;
    Deux deux{.codes = population.codes,
              .a = a.fiches,
              .b = b.fiches,
              .decoupe = connus               ? connus->decoupe
                         : population.decoupe ? *population.decoupe
                                              : Decoupe::pour(std::max(a.fiches.size(), b.fiches.size()))};
    Fichiers fichiers{population.codes, a.fiches, b.fiches};
    Resultat resultat{};
    std::optional<Notations> notations{};
    Proches proches{premiere.fiches.size(), options.proches, retournee};
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
        notations.emplace(population.codes, &frequences());
        if (reprend()) {
            resultat.modele = options.reprise->modele;
            surs = std::move(options.reprise->surs);
            reste = std::move(options.reprise->reste);
        } else if (garde())
            resultat.modele = part_attendue() > 0 ? adapter(*garde(), part_attendue() * petite(), fichiers) : *garde();
        else
            resultat.modele = estimer(fichiers, equipe, *notations, resultat.remarques);
    }

    /// The model is not learned here.
    Modele const* garde() const { return options.modele ? options.modele : connus ? &connus->modele : nullptr; }
    double part_attendue() const { return options.modele ? options.part_attendue : connus ? connus->part_attendue : 0; }
    double petite() const { return static_cast<double>(std::min(a.fiches.size(), b.fiches.size())); }
    Notation notation() {
        return connus && !options.frequences ? connus->notation(resultat.modele, population.codes)
                                             : notations->avec(resultat.modele);
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
        auto const vues = repetitions(reste, a.fiches.size(), b.fiches.size(), surs.size(),
                                      sans_exclusion(resultat.modele, fichiers) - poids_a_priori(resultat.modele));
        resultat.repetee_a = resultat.repetee_a || vues.de_a;
        resultat.repetee_b = resultat.repetee_b || vues.de_b;
        if (!options.plusieurs || vues.aucune())
            return false;
        repetees = vues;
        apprendre_avec_les_repetitions();
        for (auto [cote, repetee] : {std::pair{"première", retournee ? repetees.de_b : repetees.de_a},
                                     {"seconde", retournee ? repetees.de_a : repetees.de_b}})
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
            resultat.modele = estimer(fichiers, pour_finir, *notations, deja_dites);
    }

    /// Sure links: best for both, far above the bar, no rival within the margin. Both records leave the passes.
    void mettre_a_part() {
        if (des_repetitions())
            return;
        auto const numerotation = connus ? Numerotation::de(reste) : Numerotation{b.fiches.size()};
        auto trouves = liens_surs(equipe, reste, ecarter_a.size(), numerotation, marge());
        surs = std::move(trouves); // from here on nothing interrupts
        ecarter();
        std::erase_if(reste, [&](PaireNotee const& p) { return ecarter_a[p.a] || ecarter_b[p.b]; });
        reste.shrink_to_fit();
    }

    double vraies() const { return personnes_communes(surs.size(), reste, b.fiches.size(), repetees); }

    void reestimer_et_renoter() {
        if ((garde() && part_attendue() == 0) || a.fiches.empty() || b.fiches.empty())
            return;
        auto const avant_ = poids_a_priori(resultat.modele);
        resultat.modele =
            garde() ? adapter(*garde(), vraies(), fichiers) : reestimer(resultat.modele, vraies(), fichiers);
        if (!garde() && repetees.aucune())
            resultat.modele = avec_les_jumeaux_restants(notation(), fichiers, reste);
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
            for (std::uint32_t i = 0; i < premiere.fiches.size(); ++i)
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

    void rendre() {
        rendre_les_erreurs_attendues(resultat, paires);
        for (auto const& p : surs)
            resultat.faux_attendus += 1 - probabilite(p.dixiemes);
        rendre_la_perte();
        Rendu{.equipe = pour_finir,
              .premiere = premiere,
              .seconde = seconde,
              .retournee = retournee,
              .surs = surs,
              .paires = paires,
              .ecarter_a = ecarter_a,
              .ecarter_b = ecarter_b}
            .rendre(resultat, options.proches ? &proches : nullptr);
        if (retournee)
            std::swap(resultat.repetee_a, resultat.repetee_b);
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
};

} // namespace

Resultat lier(Population const& population, Options const& options) {
    auto const debut = std::chrono::steady_clock::now();
    auto bornees = avec_les_passes_larges(options, population);
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
