#include "rapprochement/depouillement.hpp"

#include <algorithm>
#include <bit>

#include "rapprochement/niveaux.hpp"

namespace rapprochement {
namespace {

constexpr std::size_t lot_plein = 1024; // pairs looked at together, for memory to bring each before its turn
constexpr int barre_des_liens_surs = 100;

/// Nothing in the records speaks against it: no name, date or number that differs.
bool sans_contradiction(Motif m) {
    auto const nom = niveau(m, Champ::nom), prenom = niveau(m, Champ::prenom), ine = niveau(m, Champ::ine);
    return nom != nom_absent && nom <= nom_contenu && prenom != nom_absent && prenom <= nom_contenu &&
           niveau(m, Champ::naissance) == date_egale && (ine == ine_absent || ine == ine_egal);
}

} // namespace

Proches::Proches(std::size_t fiches, unsigned combien, bool de_b)
    : combien_{combien}, de_b_{de_b}, places_(fiches * combien), nombres_(combien ? fiches : 0) {}

bool Proches::meilleure(PaireNotee const& x, PaireNotee const& y) const {
    if (x.dixiemes != y.dixiemes)
        return x.dixiemes > y.dixiemes;
    return de_b_ ? x.a < y.a : x.b < y.b;
}

void Proches::voir(std::span<PaireNotee const> paires) {
    if (combien_ == 0)
        return;
    std::lock_guard const garde{verrou_};
    for (auto const& p : paires) {
        auto const fiche = de_b_ ? p.b : p.a;
        auto* const debut = places_.data() + std::size_t{fiche} * combien_;
        auto& nombre = nombres_[fiche];
        if (nombre == combien_ && !meilleure(p, debut[nombre - 1]))
            continue;
        std::size_t place = nombre < combien_ ? nombre++ : nombre - 1U;
        for (; place > 0 && meilleure(p, debut[place - 1]); --place)
            debut[place] = debut[place - 1];
        debut[place] = p;
    }
}

std::span<PaireNotee const> Proches::de(std::uint32_t fiche) const {
    if (combien_ == 0)
        return {};
    return std::span(places_).subspan(std::size_t{fiche} * combien_, nombres_[fiche]);
}

Depouillement::Depouillement(Equipe const& equipe, Deux const& deux, Notation const& notation, int plancher,
                             Proches* proches)
    : equipe_{equipe}, deux_{deux}, notation_{notation}, plancher_{plancher}, proches_{proches},
      ateliers_(equipe.fils()) {}

std::vector<PaireNotee> Depouillement::depouiller(std::shared_ptr<Jointure const> jointure, std::uint64_t& comparees) {
    auto const passe = jointure->passe();
    std::vector<std::vector<PaireNotee>> parts(jointure->parts());
    std::vector<std::uint64_t> comptes(jointure->parts());
    equipe_.tranches(noms_des_passes[passe], parts.size(), 1, [&](std::size_t part, auto, auto, unsigned fil) {
        auto& atelier = ateliers_[fil];
        jointure->visiter(part, atelier.jointure, [&](std::uint32_t a, std::uint32_t b, std::uint64_t cle) {
            atelier.lot.push_back({a, b, cle});
            if (atelier.lot.size() == lot_plein)
                noter(*jointure, atelier, parts[part], comptes[part]);
        });
        noter(*jointure, atelier, parts[part], comptes[part]);
    });
    std::vector<PaireNotee> toutes;
    std::size_t combien = 0;
    for (auto const& part : parts)
        combien += part.size();
    toutes.reserve(combien);
    for (auto& part : parts) {
        toutes.insert(toutes.end(), part.begin(), part.end());
        part = {};
    }
    for (auto n : comptes)
        comparees += n;
    passer(std::move(jointure));
    return toutes;
}

void Depouillement::noter(Jointure const& jointure, Atelier& atelier, std::vector<PaireNotee>& retenues,
                          std::uint64_t& comparees) const {
    atelier.vues.clear();
    chaque_paire(deux_.codes, deux_.a, deux_.b, atelier.lot, [&](Atelier::Rencontre const& rencontre) {
        if (deja_comparee(jointure, rencontre))
            return;
        auto const [a, b, cle] = rencontre;
        auto const &x = deux_.a[a], &y = deux_.b[b];
        ++comparees;
        auto const m = motif(deux_.codes, x, y, atelier.memoire);
        auto const garde = notation_.garde_apprise(m);
        auto const total = notation_.total(x, y, m, proches_ ? -100'000 : plancher_);
        PaireNotee const p{
            a, b, m, static_cast<std::int16_t>(total), garde, total >= barre_des_liens_surs && sans_contradiction(m)};
        if (total >= plancher_ || garde == Garde::ine_partage)
            retenues.push_back(p);
        if (proches_)
            atelier.vues.push_back(p);
    });
    atelier.lot.clear();
    if (proches_)
        proches_->voir(atelier.vues);
}

/// In an earlier pass, or under another key of this one.
bool Depouillement::deja_comparee(Jointure const& jointure, Atelier::Rencontre const& r) const {
    auto const &x = deux_.a[r.a], &y = deux_.b[r.b];
    auto const passe = jointure.passe();
    auto const avant_celle_ci = deja_faites_ & ((Passes{1} << passe) - 1);
    for (auto passes = passes_communes(deux_.codes, x, y, avant_celle_ci); passes; passes &= passes - 1)
        if (faites_[static_cast<std::size_t>(std::countr_zero(passes))]->comparee(r.a, r.b))
            return true;
    bool const plusieurs_cles = (passe == 0 && x.autres_ine && y.autres_ine) ||
                                (passe == 2 && x.nom_usage && y.nom_usage) ||
                                ((passe == 8 || passe == 18) && x.joignable && y.joignable);
    return plusieurs_cles && jointure.premiere_cle(r.a, r.b) != r.cle;
}

} // namespace rapprochement
