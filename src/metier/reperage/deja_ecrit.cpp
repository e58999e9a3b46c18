#include "metier/reperage/deja_ecrit.hpp"

#include <algorithm>

#include "storage/among.hpp"
#include "storage/assemble.hpp"

namespace metier::reperage {

PlaceTenue const* DejaEcrit::place(Id<Jeune> jeune) const {
    auto p = std::ranges::lower_bound(places, jeune, {}, &PlaceTenue::jeune);
    return p != places.end() && p->jeune == jeune ? &*p : nullptr;
}

std::span<ProcheNote const> DejaEcrit::proches_de(Id<Jeune> jeune) const {
    auto [debut, fin] = std::ranges::equal_range(proches, jeune, {}, &ProcheNote::jeune);
    return {debut, fin};
}

std::optional<DecisionDePaire> DejaEcrit::decision(Id<Jeune> a, Id<Jeune> b) const {
    auto d = decisions.find(std::minmax(a, b));
    return d == decisions.end() ? std::nullopt : std::optional{d->second};
}

bool DejaEcrit::propose(PaireProposee const& p) const {
    auto deux = paires.find(std::minmax(p.a, p.b));
    if (deux == paires.end() || !std::ranges::all_of(deux->second, [](auto const& e) { return e.decision.empty(); }))
        return false;                     // jamais proposée, ou à reposer parce que l'identité a changé
    auto const& e = deux->second.front(); // celle que `proposer` récrirait
    return e.genre == (p.lien ? "lien" : "douteux") && e.ecart == p.ecart && e.composante == p.composante &&
           e.dixiemes == p.dixiemes && e.probabilite == p.probabilite && e.explication == p.explication &&
           e.campagne == p.campagne;
}

DejaEcrit lire_ce_qui_est_ecrit(Reader& db, Campagne const& c, std::span<Trouve const> lot) {
    std::vector<std::int64_t> ids;
    std::vector<DejaEcrit::Deux> en_cause;
    for (auto const& t : lot) {
        ids.push_back(t.jeune.valeur);
        for (auto const* liste : {&t.paires, &t.proches})
            for (auto const& [autre, paire] : *liste)
                en_cause.push_back(std::minmax(t.jeune, autre));
    }
    std::ranges::sort(ids);
    std::ranges::sort(en_cause);
    auto const parmi = storage::among(ids);
    DejaEcrit d;
    d.places = db.all<PlaceTenue>(
        storage::assemble(
            {"select p.jeune_id, p.caisse, p.motif, case when p.verification_id is null then 0 else 1 "
             "end, case when j.psad_depuis is null then 0 else 1 end, p.moteur from campagne_jeune p join jeune j "
             "on j.id = p.jeune_id where p.campagne_id = ? and p.jeune_id ",
             parmi.sql, " order by p.jeune_id"}),
        c.id, parmi.params);
    d.proches = db.all<ProcheNote>(
        storage::assemble({"select jeune_id, rang, proche_id, dixiemes, probabilite, pourquoi from campagne_proche "
                           "where campagne_id = ? and jeune_id ",
                           parmi.sql, " order by jeune_id, rang"}),
        c.id, parmi.params);
    db.each<PaireEcrite>(
        storage::assemble({"select ma.jeune_id, mb.jeune_id, p.decision, p.genre, p.ecart, p.explication, "
                           "p.composante, p.dixiemes, p.probabilite, p.campagne_id from paire_membre ma join "
                           "paire_membre mb on mb.paire_id = ma.paire_id and mb.cote <> ma.cote join paire p on p.id = "
                           "ma.paire_id where ma.jeune_id ",
                           parmi.sql, " order by p.id"}),
        [&](PaireEcrite&& p) { d.paires[std::minmax(p.a, p.b)].push_back(std::move(p)); }, parmi.params);
    for (auto const& [deux, ecrites] : d.paires)
        if (std::ranges::any_of(ecrites, [](auto const& e) { return !e.decision.empty(); }) &&
            std::ranges::binary_search(en_cause, deux))
            if (auto decision = decision_connue(db, deux.first, deux.second))
                d.decisions.emplace(deux, *decision);
    return d;
}

} // namespace metier::reperage
