#include "rapprochement/affinage.hpp"

#include <algorithm>

#include "rapprochement/niveaux.hpp"

namespace rapprochement {
namespace {

constexpr unsigned blocs_d_identite = 1U << prenom_et_date | 1U << nom_et_date | 1U << nom_et_prenom;

/// A slip that leaves the sound of a name as it was is seen whatever the block; `libre` is the field that the block
/// does not hold. How often both are wrong, either, or none.
struct Croise {
    unsigned bloc;
    Champ libre, tenu;
    std::array<std::array<double, 2>, 2> paires{};
};

bool faux(Motif motif, Champ champ) { return niveau(motif, champ) > nom_egal; }

} // namespace

std::vector<double> parts_vraies(Notation const& notation, Fichiers const& fichiers,
                                 std::span<Observation const> observations) {
    std::vector<double> parts;
    parts.reserve(observations.size());
    for (auto const& o : observations)
        parts.push_back(probabilite(notation.noter(fichiers.a[o.a], fichiers.b[o.b], o.motif).total));
    for (std::size_t i = 0, j; i < parts.size() && !fichiers.meme; i = j) {
        double d_une_fiche = 0;
        for (j = i; j < parts.size() && observations[j].a == observations[i].a; ++j)
            d_une_fiche += parts[j];
        for (auto k = i; k < j && d_une_fiche > 1; ++k)
            parts[k] /= d_une_fiche;
    }
    return parts;
}

double fautes_exclusives(std::span<Observation const> observations, std::span<double const> parts) {
    constexpr double quelques = 3, au_hasard = 0.7, jamais = 0.2; // odds ratio of Mantel and Haenszel
    std::array croises = {
        Croise{prenom_et_date, Champ::nom, Champ::prenom}, Croise{nom_et_date, Champ::prenom, Champ::nom},
        Croise{nom_et_prenom, Champ::naissance, Champ::nom}, Croise{nom_et_prenom, Champ::naissance, Champ::prenom}};
    for (std::size_t i = 0; i < observations.size(); ++i) {
        auto const& o = observations[i];
        for (auto& c : croises)
            if (o.blocages >> c.bloc & 1 && niveau(o.motif, c.libre) != 0)
                c.paires[faux(o.motif, c.libre)][faux(o.motif, c.tenu)] += parts[i];
    }
    double ensemble = quelques, separement = quelques;
    for (auto const& [bloc, libre, tenu, n] : croises) {
        auto const total = n[0][0] + n[0][1] + n[1][0] + n[1][1];
        if (total <= 0)
            continue;
        ensemble += n[0][0] * n[1][1] / total;
        separement += n[0][1] * n[1][0] / total;
    }
    return std::clamp((au_hasard - ensemble / separement) / (au_hasard - jamais), 0.0, 1.0);
}

void rapprocher_de_l_ensemble(Modele& m, std::span<Observation const> observations, std::span<double const> parts,
                              double exclusives) {
    constexpr double force = 30;
    auto const defaut = modele_par_defaut(1, 1);
    std::array<std::array<double, niveaux_max>, nombre_de_champs> comptes{};
    for (std::size_t i = 0; i < observations.size(); ++i)
        if (observations[i].blocages & blocs_d_identite)
            for (std::size_t c = 0; c < nombre_de_champs; ++c)
                comptes[c][niveau(observations[i].motif, Champ(c))] += parts[i];
    for (std::size_t c = 0; c < nombre_de_champs; ++c) {
        double total = force, par_defaut = 0;
        for (unsigned l = 1; l < niveaux_max; ++l) {
            total += comptes[c][l];
            par_defaut += defaut.taux[c][l].m;
        }
        for (unsigned l = 1; l < niveaux_max && par_defaut > 0; ++l) {
            auto const vu = (comptes[c][l] + force * defaut.taux[c][l].m / par_defaut) / total;
            m.taux[c][l].m += exclusives * (vu - m.taux[c][l].m);
        }
    }
}

} // namespace rapprochement
