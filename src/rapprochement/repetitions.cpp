#include "rapprochement/repetitions.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "rapprochement/niveaux.hpp"
#include "rapprochement/notation.hpp"

namespace rapprochement {
namespace {

constexpr double presque_sure = 0.9;  // a counterpart
constexpr double trop_souvent = 0.02; // of the records that have one: two namesakes of one day are far rarer
constexpr std::int16_t aucune = -30'000;
constexpr std::uint32_t quelques = 10; // nothing is said of a few

/// `par_hasard`: strangers expected among the counterparts, who give two to people who come once.
bool souvent_deux(std::vector<std::uint8_t> const& vues, std::size_t seules, double par_hasard) {
    constexpr double bien_plus = 5;
    auto const une =
        static_cast<double>(seules) + static_cast<double>(std::ranges::count_if(vues, [](auto n) { return n >= 1; }));
    auto const deux = static_cast<double>(std::ranges::count_if(vues, [](auto n) { return n >= 2; }));
    return deux >= quelques && deux > trop_souvent * une && deux > bien_plus * par_hasard;
}

/// Best and second best weight of each record, and its best pair.
struct Meilleure {
    int premier = -100'000, second = -100'000;
    std::size_t paire = 0;
    void voir(int dixiemes, std::size_t k) {
        if (dixiemes > premier) {
            second = premier;
            premier = dixiemes;
            paire = k;
        } else
            second = std::max(second, dixiemes);
    }
};

/// Its name and first name are those of the record: no brother, no twin.
bool bien_nomme(Motif motif) {
    auto const nom = niveau(motif, Champ::nom), prenom = niveau(motif, Champ::prenom);
    return nom != nom_absent && nom <= nom_permute && prenom != nom_absent && prenom <= nom_permute;
}

/// Another name, another year, or a first name that a slip would make: a record may say so of the same person.
bool autrement(Motif motif) {
    auto const prenom = niveau(motif, Champ::prenom);
    return niveau(motif, Champ::nom) >= nom_ressemblant || niveau(motif, Champ::naissance) >= date_annee ||
           prenom == nom_quasi || prenom == nom_voisin;
}

/// Pairs that say otherwise what their records find far better elsewhere. A slip makes one record of a pair unlike all
/// the others: where both have better, they are two people. A first name is enough when one of them has: twins.
std::vector<bool> de_deux_personnes(std::span<Paire const> paires, std::span<Motif const> motifs, std::size_t taille_a,
                                    std::size_t taille_b) {
    constexpr int de_loin = 150; // tenths of bits
    struct Mieux {
        int du_prenom = aucune, du_reste = aucune;
        void voir(Motif motif, int dixiemes) {
            if (autre_prenom(motif))
                return;
            du_prenom = std::max(du_prenom, dixiemes);
            if (!autrement(motif))
                du_reste = std::max(du_reste, dixiemes);
        }
    };
    std::vector<Mieux> de_a(taille_a), de_b(taille_b);
    for (std::size_t k = 0; k < paires.size(); ++k)
        if (paires[k].garde != Garde::ine_partage) {
            de_a[paires[k].a].voir(motifs[k], paires[k].dixiemes);
            de_b[paires[k].b].voir(motifs[k], paires[k].dixiemes);
        }
    std::vector<bool> deux(paires.size());
    for (std::size_t k = 0; k < paires.size(); ++k) {
        auto const &a = de_a[paires[k].a], &b = de_b[paires[k].b];
        auto const seuil = paires[k].dixiemes + de_loin;
        deux[k] = (autre_prenom(motifs[k]) && std::max(a.du_prenom, b.du_prenom) >= seuil) ||
                  (autrement(motifs[k]) && std::min(a.du_reste, b.du_reste) >= seuil);
    }
    return deux;
}

} // namespace

bool autre_prenom(Motif motif) {
    auto const l = niveau(motif, Champ::prenom);
    return l >= nom_ressemblant && l != nom_diminutif;
}

Repetitions repetitions(std::span<PaireNotee const> paires, std::size_t taille_a, std::size_t taille_b,
                        std::size_t seules, int sans_exclure) {
    constexpr int aussi_bien = 60; // tenths of bits under the best of both: the margin of rivals
    std::vector<std::int16_t> mieux_a(taille_a, aucune), mieux_b(taille_b, aucune);
    for (auto const& p : paires) {
        mieux_a[p.a] = std::max(mieux_a[p.a], p.dixiemes);
        mieux_b[p.b] = std::max(mieux_b[p.b], p.dixiemes);
    }
    std::vector<std::uint8_t> de_a(taille_a), de_b(taille_b);
    double par_hasard = 0;
    auto voir = [](std::uint8_t& n) { n = std::min<std::uint8_t>(2, static_cast<std::uint8_t>(n + 1)); };
    for (auto const& p : paires) {
        if (probabilite(p.dixiemes) < presque_sure || !bien_nomme(p.motif))
            continue;
        par_hasard += 1 - probabilite(p.dixiemes + sans_exclure);
        if (p.dixiemes + aussi_bien > mieux_a[p.a])
            voir(de_a[p.a]);
        if (p.dixiemes + aussi_bien > mieux_b[p.b])
            voir(de_b[p.b]);
    }
    return {.de_a = souvent_deux(de_b, seules, par_hasard), .de_b = souvent_deux(de_a, seules, par_hasard)};
}

void affecter_plusieurs(std::vector<Paire>& paires, std::span<Motif const> motifs, std::size_t taille_a,
                        std::size_t taille_b, Seuils const& seuils, Repetitions repetitions) {
    auto const deux_personnes = de_deux_personnes(paires, motifs, taille_a, taille_b);
    auto const marge = static_cast<int>(std::lround(seuils.marge * 10));
    std::vector<Meilleure> de_a(taille_a), de_b(taille_b);
    for (std::size_t k = 0; k < paires.size(); ++k) {
        if (paires[k].garde == Garde::ine_partage)
            continue;
        de_a[paires[k].a].voir(paires[k].dixiemes, k);
        de_b[paires[k].b].voir(paires[k].dixiemes, k);
    }
    for (std::size_t k = 0; k < paires.size(); ++k) {
        auto& p = paires[k];
        bool possible = p.probabilite >= seuils.douteux, conteste = false;
        for (auto const& [repetee, meilleure] :
             {std::pair{repetitions.de_b, &de_a[p.a]}, {repetitions.de_a, &de_b[p.b]}}) {
            if (repetee)
                continue;
            conteste =
                conteste || (meilleure->paire == k ? meilleure->second : meilleure->premier) + marge > p.dixiemes;
            if (meilleure->paire != k && meilleure->premier >= p.dixiemes + marge)
                possible = false;
        }
        if (!possible && p.garde != Garde::ine_partage) {
            p.raison = p.probabilite >= seuils.douteux ? Raison::pris_par_un_meilleur : Raison::poids_insuffisant;
            continue;
        }
        bool const sur =
            p.probabilite >= seuils.lien && !conteste && !deux_personnes[k] && !relecture_obligatoire(p.garde);
        p.decision = sur ? Decision::lien : Decision::douteux;
        p.raison = sur ? Raison::lien : Raison::douteux;
    }
}

} // namespace rapprochement
