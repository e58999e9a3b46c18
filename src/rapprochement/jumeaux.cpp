#include "rapprochement/jumeaux.hpp"

#include <algorithm>
#include <cmath>

#include "rapprochement/niveaux.hpp"
#include "rapprochement/notation.hpp"

namespace rapprochement {
namespace {

bool deux_prenoms(Motif motif) {
    auto const prenom = niveau(motif, Champ::prenom);
    return prenom == nom_ressemblant || prenom == nom_different;
}

} // namespace

double part_d_orphelins(double vraies, std::size_t taille_a, std::size_t taille_b) {
    constexpr std::size_t assez = 1000;
    if (std::min(taille_a, taille_b) < assez)
        return 1;
    auto absents = [&](std::size_t n) { return std::max(0.01, 1 - vraies / static_cast<double>(n)); };
    return absents(taille_a) * absents(taille_b);
}

/// Records that another one confirms are seen as often as people come twice: of two twins, with that share squared.
JumeauxVus jumeaux_vus(Fichiers const& fichiers, std::span<Observation const> observations) {
    if (!fichiers.meme)
        return {};
    auto const confirmees = fiches_confirmees(fichiers, observations);
    auto const pas = pas_du_tirage(fichiers);
    double tirees = 0, avec_une_autre = 0, vraies = 0, de_jumeaux = 0;
    for (std::size_t i = 0; i < fichiers.a.size(); i += pas)
        if (fichiers.a[i].nom && fichiers.a[i].prenom && fichiers.a[i].date) {
            ++tirees;
            avec_une_autre += confirmees[i];
        }
    for (auto const& o : observations) {
        vraies += prenom_confirme(o.motif);
        if ((o.blocages & (1U << nom_et_date | autre_enfant)) && deux_prenoms(o.motif) && o.b % pas == 0)
            de_jumeaux += confirmees[o.a] && confirmees[o.b];
    }
    auto const part = tirees > 0 ? avec_une_autre / tirees : 0;
    auto const tirage = static_cast<double>(pas); // a pair is seen from its two records, where both are drawn
    return {.paires = de_jumeaux * tirage / 2, .exposition = part * part * vraies / 2};
}

double part_de_jumeaux(Modele const& m, std::span<Observation const> observations, JumeauxVus const& vus) {
    constexpr double force = 20;
    auto const defaut = modele_par_defaut(1, 1).jumeaux; // not what an earlier round learned
    double part = defaut;
    for (int tour = 0; tour < 30; ++tour) {
        double vraies = 0, de_jumeaux = 0;
        for (auto const& o : observations) {
            if (!(o.blocages & (1U << nom_et_date | autre_enfant)))
                continue;
            auto const bits = contre_des_jumeaux(m, o.motif);
            auto const contre = bits ? part * std::exp2(-*bits) : 0;
            int dixiemes = poids_a_priori(m);
            for (std::size_t c = 0; c < nombre_de_champs; ++c)
                dixiemes += poids(m, Champ(c), niveau(o.motif, Champ(c)));
            auto const total = 1 + contre + std::exp2(-dixiemes / 10.0);
            vraies += 1 / total;
            de_jumeaux += contre / total;
        }
        part = (de_jumeaux + force * defaut) / (vraies + force);
    }
    return vus.corriger(part);
}

} // namespace rapprochement
