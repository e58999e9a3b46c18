#include "rapprochement/jointure.hpp"

#include <algorithm>

#include "rapprochement/index_commun.hpp"

namespace rapprochement {
namespace {

/// Beyond, name and first name alone say nothing: one chance in fifty at best.
constexpr std::uint32_t homonymes_max = 50;

} // namespace

Jointure::Jointure(Equipe const& equipe, Deux const& deux, unsigned passe, std::uint32_t bloc_max,
                   std::span<std::uint32_t const> de_a, std::span<std::uint32_t const> de_b)
    : deux_{deux}, passe_{passe}, a_{partition_de(equipe, passe, deux.decoupe, deux.codes, deux.a, de_a)},
      b_{partition_de(equipe, passe, deux.decoupe, deux.codes, deux.b,
                      deux.meme_fichier ? std::span<std::uint32_t const>{} : de_b)} {
    auto const borne = std::uint64_t{passe == nom_et_prenom_seuls ? std::min(bloc_max, homonymes_max) : bloc_max};
    produit_max_ = passe == toutes_les_paires ? ~0ULL : borne * borne;
}

BilanDePasse const& Jointure::compter(Equipe const& equipe) {
    std::vector<Atelier> ateliers(equipe.fils());
    std::vector<BilanDePasse> bilans(parts());
    equipe.tranches(noms_des_passes[passe_], parts(), 1, [&](std::size_t part, auto, auto, unsigned fil) {
        auto& b = bilans[part];
        chaque_bloc(part, ateliers[fil], [&](auto const& blocs_a, auto const&, auto fiche, Bloc bloc) {
            auto const combien = paires(bloc.fin_a - bloc.a, bloc.fin_b - bloc.b);
            if (!bloc.refuse) {
                b.candidates += combien;
                return;
            }
            ++b.blocs_refuses;
            b.paires_refusees += combien;
            if (combien > b.plus_gros_refus) {
                b.plus_gros_refus = combien;
                b.exemple = fiche(blocs_a[bloc.a]);
            }
        });
    });
    for (auto const& b : bilans) {
        bilan_.candidates += b.candidates;
        bilan_.blocs_refuses += b.blocs_refuses;
        bilan_.paires_refusees += b.paires_refusees;
        if (b.plus_gros_refus > bilan_.plus_gros_refus) {
            bilan_.plus_gros_refus = b.plus_gros_refus;
            bilan_.exemple = b.exemple;
        }
    }
    bilan_.blocs_subdivises = subdivisees_.size();
    std::ranges::sort(subdivisees_);
    std::ranges::sort(refusees_);
    comptee_ = true;
    return bilan_;
}

void Jointure::fermer() {
    a_ = {};
    b_ = {};
}

void Jointure::subdiviser(std::span<Entree const> entrees, std::span<FicheCodee const> fiches,
                          std::vector<std::pair<std::uint64_t, std::uint32_t>>& sous) const {
    sous.clear();
    for (auto e : entrees)
        sous.emplace_back(cle_de_subdivision(deux_.codes, fiches[fiche_de(e)]), fiche_de(e));
    std::ranges::sort(sous);
}

void Jointure::noter_subdivision(std::uint64_t cle) const {
    if (comptee_)
        return;
    std::lock_guard const garde{verrou_};
    subdivisees_.push_back(cle);
}

void Jointure::noter_refus(std::uint64_t cle, std::uint64_t sous_cle) const {
    if (comptee_)
        return;
    std::lock_guard const garde{verrou_};
    refusees_.push_back(combine(cle, sous_cle));
}

std::uint64_t Jointure::premiere_cle(std::uint32_t a, std::uint32_t b) const {
    auto const &x = deux_.a[a], &y = deux_.b[b];
    auto const lieu = cle_de_subdivision(deux_.codes, x);
    bool const meme_lieu = lieu == cle_de_subdivision(deux_.codes, y);
    auto premiere = aucune;
    cles_de_la_passe(passe_, deux_.codes, x, [&](std::uint64_t cle_a) {
        auto const cle = deux_.decoupe.commune(cle_a);
        cles_de_la_passe(passe_, deux_.codes, y, [&](std::uint64_t cle_b) {
            if (deux_.decoupe.commune(cle_b) != cle || cle >= premiere)
                return;
            bool const subdivisee = std::ranges::binary_search(subdivisees_, cle);
            if (!subdivisee || (meme_lieu && !std::ranges::binary_search(refusees_, combine(cle, lieu))))
                premiere = cle;
        });
    });
    return premiere;
}

} // namespace rapprochement
