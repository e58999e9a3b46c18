#include "rapprochement/hasards.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "rapprochement/comparaison.hpp"
#include "rapprochement/hachage.hpp"
#include "rapprochement/niveaux.hpp"
#include "rapprochement/observations.hpp"

namespace rapprochement {
namespace {

constexpr std::size_t paires_au_hasard = 400'000;
constexpr double peu_d_observations = 10; // fewer random pairs at a level say little about it

struct Hasards {
    Fichiers const& fichiers;
    Equipe const& equipe;
    std::array<double, nombre_de_champs> hasards{};

    /// u: pairs drawn at random, those that look like true ones left out (in small files there are some).
    void apprendre_u(Modele& m) {
        auto const na = fichiers.a.size(), nb = fichiers.b.size();
        auto const n = static_cast<std::size_t>(std::min<double>(paires_au_hasard, 4 * fichiers.paires()));
        std::vector<Motif> motifs(n);
        std::vector<std::uint8_t> cles(n);
        std::vector<Memoire> memoires(equipe.fils());
        equipe.tranches("paires au hasard", n, 16'384, [&](auto, std::size_t debut, std::size_t fin, unsigned fil) {
            struct Tiree {
                std::size_t k, a, b;
            };
            std::vector<Tiree> tirees;
            tirees.reserve(fin - debut);
            for (auto k = debut; k < fin; ++k) {
                auto const i = melange(2 * k + 1) % na;
                auto j = melange(2 * k + 2) % nb;
                if (fichiers.meme && i == j)
                    j = (j + 1) % nb;
                tirees.push_back({k, i, j});
            }
            chaque_paire(fichiers.codes, fichiers.a, fichiers.b, tirees, [&](Tiree const& t) {
                motifs[t.k] = motif(fichiers.codes, fichiers.a[t.a], fichiers.b[t.b], memoires[fil]);
                cles[t.k] = valeurs_egales(fichiers.a[t.a], fichiers.b[t.b]);
            });
        });
        mesurer_les_hasards(m, motifs, cles);
        std::array<std::array<double, niveaux_max>, nombre_de_champs> vus{};
        Lieux lieux;
        for (auto const& [motif, paires] : compter(std::move(motifs))) {
            if (ressemble_a_une_vraie(m, motif))
                continue;
            for (std::size_t c = 0; c < nombre_de_champs; ++c)
                vus[c][niveau(motif, Champ(c))] += paires;
            lieux.voir(motif, paires);
        }
        for (std::size_t c = 0; c < nombre_de_champs; ++c)
            etablir_u(m.taux[c], vus[c]);
        m.lieux_ensemble = lieux.ensemble();
    }

    /// Birthplaces and communes of random pairs, where both are said.
    struct Lieux {
        double paires = 0, meme_lieu = 0, meme_commune = 0, les_deux = 0;
        void voir(Motif motif, double n) {
            auto const lieu = niveau(motif, Champ::lieu_naissance), commune = niveau(motif, Champ::commune);
            if (lieu == lieu_absent || commune == commune_absente)
                return;
            paires += n;
            meme_lieu += lieu == lieu_egal ? n : 0;
            meme_commune += commune == commune_egale ? n : 0;
            les_deux += memes_lieux(motif) ? n : 0;
        }
        double ensemble() const {
            auto const attendues = paires > 0 ? meme_lieu * meme_commune / paires : 0;
            return std::max(0.0, std::log2((les_deux + peu_d_observations) / (attendues + peu_d_observations)));
        }
    };

    static bool ressemble_a_une_vraie(Modele const& m, Motif motif) {
        int total = poids_a_priori(m);
        for (std::size_t c = 0; c < nombre_de_champs; ++c)
            total += poids(m, Champ(c), niveau(motif, Champ(c)));
        return total > 0;
    }

    static constexpr std::array champs_des_cles = {Champ::nom, Champ::prenom, Champ::naissance, Champ::commune};
    std::uint8_t valeurs_egales(FicheCodee const& a, FicheCodee const& b) const {
        unsigned egales = 0;
        for (std::size_t k = 0; k < champs_des_cles.size(); ++k)
            if (auto const v = valeur(champs_des_cles[k], fichiers.codes, a);
                v && v == valeur(champs_des_cles[k], fichiers.codes, b))
                egales |= 1U << k;
        return static_cast<std::uint8_t>(egales);
    }
    void mesurer_les_hasards(Modele const& m, std::vector<Motif> const& motifs, std::vector<std::uint8_t> const& cles) {
        double fausses = 0;
        for (std::size_t i = 0; i < motifs.size(); ++i) {
            if (cles[i] && ressemble_a_une_vraie(m, motifs[i]))
                continue;
            ++fausses;
            for (std::size_t k = 0; k < champs_des_cles.size(); ++k)
                hasards[static_cast<std::size_t>(champs_des_cles[k])] += cles[i] >> k & 1;
        }
        for (auto& h : hasards)
            h /= std::max(1.0, fausses);
    }

    static void etablir_u(std::array<Taux, niveaux_max>& taux, std::array<double, niveaux_max> const& vus) {
        double total = 0;
        for (unsigned l = 1; l < niveaux_max; ++l)
            total += vus[l];
        if (total <= 0)
            return;
        for (unsigned l = 1; l < niveaux_max; ++l) {
            if (taux[l].u <= 0)
                continue;
            auto const vu = vus[l] / total;
            auto const part = std::min(1.0, vus[l] / peu_d_observations); // trust in what was seen
            auto const sinon = std::min(taux[l].u, (vus[l] + peu_d_observations) / total);
            taux[l].u = part * vu + (1 - part) * sinon;
        }
    }
};

} // namespace

std::array<double, nombre_de_champs> apprendre_les_hasards(Modele& m, Fichiers const& fichiers, Equipe const& equipe) {
    Hasards h{fichiers, equipe};
    h.apprendre_u(m);
    return h.hasards;
}

} // namespace rapprochement
