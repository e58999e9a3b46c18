#include "rapprochement/jumeaux.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "rapprochement/hachage.hpp"
#include "rapprochement/niveaux.hpp"
#include "rapprochement/notation.hpp"

namespace rapprochement {
namespace {

bool deux_prenoms(Motif motif) {
    auto const prenom = niveau(motif, Champ::prenom);
    return prenom == nom_ressemblant || prenom == nom_different;
}

/// Records of a list by home and name, some names of it where it is long; only if most of them say where they live and
/// they were born over several years: brothers and sisters would show.
struct Foyers {
    Fichiers const& fichiers;
    std::vector<std::pair<std::uint64_t, std::uint32_t>> fiches{}; ///< key of the home, rank
    double tirage = 1;
    bool montrent_les_fratries = false;

    explicit Foyers(Fichiers const& lus) : fichiers{lus} {
        constexpr std::uint64_t assez = 100'000;
        constexpr std::uint32_t plusieurs_annees = 4;
        auto const pas = std::max<std::uint64_t>(1, fichiers.a.size() / assez);
        tirage = static_cast<double>(pas);
        std::size_t tirees = 0;
        std::vector<std::uint32_t> annees;
        for (std::uint32_t i = 0; i < fichiers.a.size(); ++i) {
            auto const& f = fichiers.a[i];
            if (!f.nom || melange(f.nom) % pas != 0)
                continue;
            ++tirees;
            if (!f.adresse || !f.prenom || !f.date)
                continue;
            fiches.emplace_back(
                melange(melange(f.nom) ^ melange(valeur(Champ::commune, fichiers.codes, f)) ^ f.adresse), i);
            annees.push_back(annee(f.date));
        }
        if (fiches.size() * 2 < tirees || annees.empty())
            return;
        std::ranges::sort(fiches);
        std::ranges::sort(annees);
        montrent_les_fratries = annees[annees.size() * 9 / 10] - annees[annees.size() / 10] >= plusieurs_annees;
    }

    /// Pairs of another first name and another year in one home.
    double fratries() const {
        constexpr std::size_t famille_max = 30; // beyond, a home that is none
        double paires = 0;
        for (std::size_t i = 0, j; i < fiches.size(); i = j) {
            for (j = i + 1; j < fiches.size() && fiches[j].first == fiches[i].first;)
                ++j;
            for (auto k = i; k < j && j - i <= famille_max; ++k)
                for (auto l = k + 1; l < j; ++l)
                    paires += freres(fichiers.a[fiches[k].second], fichiers.a[fiches[l].second]);
        }
        return paires * tirage;
    }

    bool freres(FicheCodee const& x, FicheCodee const& y) const {
        return annee(x.date) != annee(y.date) &&
               valeur(Champ::prenom, fichiers.codes, x) != valeur(Champ::prenom, fichiers.codes, y);
    }
};

/// Twins for one true pair, as the siblings of the file allow; several times as many as usual are still believed.
double au_plus_d_apres_les_fratries(Fichiers const& fichiers, double vraies) {
    constexpr double prudence = 4;
    Foyers const foyers{fichiers};
    if (!foyers.montrent_les_fratries || vraies <= 0)
        return 1;
    return prudence * (1 + foyers.fratries()) / fratries_pour_des_jumeaux / vraies;
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
    return {.paires = de_jumeaux * tirage / 2,
            .exposition = part * part * vraies / 2,
            .au_plus = au_plus_d_apres_les_fratries(fichiers, vraies * tirage / 2)};
}

double part_changee(Modele const& m, Champ champ) {
    auto const& taux = m.taux[static_cast<std::size_t>(champ)];
    return taux[nom_ressemblant].m + taux[nom_different].m;
}

double prenoms_changes_en_trop(std::span<MotifCompte const> motifs, double noms_changes) {
    constexpr double prudence = 2;
    double dits = 0, changes = 0;
    for (auto const& [motif, paires] : motifs)
        if (niveau(motif, Champ::prenom) != nom_absent) {
            dits += paires;
            changes += deux_prenoms(motif) ? paires : 0;
        }
    dits /= 2; // a pair is seen from its two records
    auto const fautes = prudence * noms_changes * dits;
    return dits > 0 ? std::max(0.0, changes / 2 - fautes - std::sqrt(fautes)) / dits : 0;
}

double part_de_jumeaux(Modele const& m, std::span<Observation const> observations, JumeauxVus const& vus) {
    constexpr double force = 20;
    auto const defaut = modele_par_defaut(1, 1).jumeaux; // not what an earlier round learned
    double part = defaut;
    struct Contre {
        double des_jumeaux, inconnus; ///< odds against « same person »
    };
    std::vector<Contre> paires;
    for (auto const& o : observations) {
        if (!(o.blocages & (1U << nom_et_date | autre_enfant)))
            continue;
        auto const bits = contre_des_jumeaux(m, o.motif);
        int dixiemes = poids_a_priori(m) - (memes_lieux(o.motif) ? static_cast<int>(10 * m.lieux_ensemble) : 0);
        for (std::size_t c = 0; c < nombre_de_champs; ++c)
            dixiemes += poids(m, Champ(c), niveau(o.motif, Champ(c)));
        paires.push_back({bits ? std::exp2(-*bits) : 0, std::exp2(-dixiemes / 10.0)});
    }
    for (int tour = 0; tour < 30; ++tour) {
        double vraies = 0, de_jumeaux = 0;
        for (auto const& p : paires) {
            auto const contre = part * p.des_jumeaux;
            auto const total = 1 + contre + p.inconnus;
            vraies += 1 / total;
            de_jumeaux += contre / total;
        }
        part = (de_jumeaux + force * defaut) / (vraies + force);
    }
    return vus.corriger(part);
}

Modele avec_les_jumeaux_restants(Notation const& notation, Fichiers const& fichiers,
                                 std::span<PaireNotee const> reste) {
    constexpr double force = 20, au_moins = 0.25;
    constexpr int tours = 100;
    auto m = notation.modele();
    std::vector<std::int16_t> meilleures(fichiers.b.size(), std::numeric_limits<std::int16_t>::min());
    for (auto const& p : reste)
        meilleures[p.b] = std::max(meilleures[p.b], p.dixiemes);
    std::vector<Notation::Rivales> candidats;
    for (std::size_t i = 0, j; i < reste.size(); i = j) {
        auto k = i;
        for (j = i; j < reste.size() && reste[j].a == reste[i].a; ++j)
            k = reste[j].dixiemes > reste[k].dixiemes ? j : k;
        auto const& p = reste[k];
        if (p.dixiemes < meilleures[p.b] || niveau(p.motif, Champ::naissance) != date_egale ||
            niveau(p.motif, Champ::sexe) == sexe_different) // those weigh too little: not all of them are left
            continue;
        if (auto const r = notation.rivales(fichiers.a[p.a], fichiers.b[p.b], p.motif))
            candidats.push_back(*r);
    }
    auto const tous = m.jumeaux, freres = m.fratries * m.jumeaux;
    for (int tour = 0; tour < tours; ++tour) {
        double de_jumeaux = 0, parents = 0;
        for (auto const& r : candidats) {
            auto const contre = m.jumeaux * r.jumeaux, total = 1 + r.inconnus + contre;
            de_jumeaux += contre / total;
            parents += (1 + contre) / total;
        }
        auto const vus = de_jumeaux / part_du_meme_sexe / std::max(1.0, m.vraies);
        auto const avant = m.jumeaux;
        m.jumeaux = std::clamp((parents * vus + force * tous) / (parents + force), au_moins * tous, tous);
        if (std::abs(m.jumeaux - avant) <= 1e-3 * avant)
            break;
    }
    m.fratries = m.jumeaux > 0 ? freres / m.jumeaux : m.fratries;
    return m;
}

} // namespace rapprochement
