#include "metier/reperage/propositions.hpp"

#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "base/texte.hpp"
#include "metier/reperage/calcul.hpp"
#include "metier/reperage/deja_ecrit.hpp"
#include "rapprochement/vivier.hpp"

namespace metier::reperage {
namespace {

namespace moteur = rapprochement;

/// À augmenter quand une phrase écrite ici change : tout se récrit alors une fois.
constexpr std::uint64_t version_des_propositions = 1;

Id<Jeune> numero(std::string_view cle) { return Id<Jeune>{moteur::numero(cle)}; }

/// Pour chaque cherché, le nombre de dossiers que relient les liens et les doutes, moins un.
std::vector<std::int64_t> composantes(moteur::Population const& p, moteur::Resultat const& r) {
    auto const premier_b = p.taille_a();
    std::vector<std::size_t> chef(premier_b + p.taille_b()), taille(chef.size(), 1);
    std::iota(chef.begin(), chef.end(), std::size_t{0});
    auto trouver = [&](std::size_t x) {
        while (chef[x] != x)
            x = chef[x] = chef[chef[x]];
        return x;
    };
    for (auto const* paires : {&r.liens, &r.douteux})
        for (auto const& paire : *paires) {
            auto x = trouver(paire.a), y = trouver(premier_b + paire.b);
            if (x == y)
                continue;
            chef[y] = x;
            taille[x] += taille[y];
        }
    std::vector<std::int64_t> liste(premier_b);
    for (std::size_t a = 0; a < premier_b; ++a)
        liste[a] = std::max<std::int64_t>(1, static_cast<std::int64_t>(taille[trouver(a)]) - 1);
    return liste;
}

} // namespace

std::int64_t ecrit(Trouve const& t, bool retrouve) {
    return static_cast<std::int64_t>(t.empreinte << 1 | static_cast<std::uint64_t>(retrouve));
}

std::vector<Trouve> trouves(moteur::Population const& p, moteur::Resultat const& r) {
    std::vector<Trouve> liste(p.taille_a());
    auto const disputes = composantes(p, r);
    moteur::Empreintes const empreintes{p, r};
    for (std::size_t a = 0; a < liste.size(); ++a) {
        liste[a].jeune = numero(p.id_a(a));
        liste[a].composante = disputes[a];
        for (auto const& proche : r.proches(a))
            liste[a].proches.emplace_back(numero(p.id_b(proche.b)), proche);
    }
    for (auto const* paires : {&r.liens, &r.douteux})
        for (auto const& paire : *paires)
            liste[paire.a].paires.emplace_back(numero(p.id_b(paire.b)), paire);
    for (auto& t : liste) {
        t.empreinte = empreintes.depart(version_des_propositions << 32 | static_cast<std::uint64_t>(t.composante));
        for (auto const* suite : {&t.paires, &t.proches})
            for (auto const& [autre, paire] : *suite)
                t.empreinte = empreintes.suite(t.empreinte, paire);
    }
    return liste;
}

namespace {

using Fiches = std::unordered_map<std::int64_t, moteur::Fiche>;

Fiches lire_les_fiches(Reader& db, std::span<Trouve const> lot) {
    std::vector<std::int64_t> ids;
    for (auto const& t : lot) {
        ids.push_back(t.jeune.valeur);
        for (auto const* liste : {&t.paires, &t.proches})
            for (auto const& [autre, paire] : *liste)
                ids.push_back(autre.valeur);
    }
    std::ranges::sort(ids);
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    Fiches fiches;
    jeunes::fiches(db, ids, [&](Id<Jeune> id, moteur::Fiche&& f) { fiches.emplace(id.valeur, std::move(f)); });
    return fiches;
}

/// Les deux champs qui pèsent le plus contre : « pourquoi pas lui ».
std::string contre(moteur::Explication e) {
    std::ranges::stable_sort(e.lignes, {}, &moteur::Ligne::dixiemes);
    std::vector<std::string> phrases;
    for (auto const& l : e.lignes)
        if (l.dixiemes < 0 && phrases.size() < 2)
            phrases.push_back(l.phrase);
    return base::joint(phrases, " ; ");
}

std::string ecart_du_lot(moteur::Fiche const& a, moteur::Fiche const& b, moteur::Garde garde) {
    auto e = ecarts(a, b);
    return e && se_confirment_en_lot(*e, garde) ? ecrire(*e) : std::string{};
}

/// Tout ce qui se dit d'un cherché sans regarder la base : calculé une fois, hors de toute transaction.
struct Prepare {
    struct Possible {
        PaireProposee paire;
        std::string qui, poids; ///< « DIALLO Hugo », « + 31,2 »
    };
    Id<Jeune> jeune;
    Trouve const* trouve = nullptr;
    std::vector<Possible> possibles;
    std::vector<ProcheNote> proches; ///< « pourquoi » : la raison, puis ce qui pèse contre
    std::vector<std::string> contre; ///< de chaque proche
};

/// Rien s'il a été fusionné pendant le calcul.
std::optional<Prepare> preparer(Trouve const& t, Fiches const& fiches, moteur::Resultat const& r, Campagne const& c) {
    auto moi = fiches.find(t.jeune.valeur);
    if (moi == fiches.end())
        return std::nullopt;
    auto avec = [&](Id<Jeune> autre) {
        auto lui = fiches.find(autre.valeur);
        return lui == fiches.end() ? nullptr : &lui->second;
    };
    Prepare p{t.jeune, &t, {}, {}, {}};
    for (auto const& [autre, paire] : t.paires)
        if (auto const* lui = avec(autre)) {
            bool lien = paire.decision == moteur::Decision::lien && paire.garde == moteur::Garde::aucune;
            auto e = moteur::comparer(moi->second, *lui, r.modele, &r.frequences);
            p.possibles.push_back({{t.jeune, autre, c.id, lien, ecart_du_lot(moi->second, *lui, paire.garde),
                                    t.composante, paire.dixiemes, paire.probabilite, ecrire_explication(e)},
                                   lui->nom + " " + base::joint(lui->prenoms, " "),
                                   moteur::affiche_poids(paire.dixiemes)});
        }
    for (auto const& [autre, paire] : t.proches)
        if (auto const* lui = avec(autre)) {
            p.proches.push_back(
                {t.jeune, 0, autre, paire.dixiemes, paire.probabilite, std::string(moteur::phrase(paire.raison))});
            p.contre.push_back(contre(moteur::comparer(moi->second, *lui, r.modele, &r.frequences)));
        }
    return p;
}

/// La même chose une fois les décisions connues : ce qu'il faut voir écrit.
struct AEcrire {
    Id<Jeune> jeune;
    std::vector<PaireProposee const*> paires;
    bool retrouve = false;
    std::string motif; ///< de celui qu'on retrouve
    std::vector<ProcheNote> proches;
};

AEcrire conclure(Prepare const& p, DejaEcrit const& deja) {
    AEcrire a{p.jeune, {}, false, {}, {}};
    std::optional<Id<Jeune>> retrouve;
    for (auto const& x : p.possibles) {
        if (deja.decision(p.jeune, x.paire.b))
            continue;
        a.paires.push_back(&x.paire);
        if (x.paire.lien && !retrouve) {
            retrouve = x.paire.b;
            a.motif =
                "Sans doute la même personne que " + x.qui + ", vu cette année (poids " + x.poids + ") : à confirmer.";
        }
    }
    a.retrouve = retrouve.has_value();
    for (std::size_t i = 0; i < p.proches.size(); ++i) {
        auto n = p.proches[i];
        if (retrouve && n.proche == *retrouve)
            continue;
        n.rang = static_cast<std::int64_t>(a.proches.size()) + 1;
        if (deja.decision(p.jeune, n.proche) == DecisionDePaire::different)
            n.pourquoi = "Quelqu’un a décidé que ce sont deux personnes.";
        if (!p.contre[i].empty())
            n.pourquoi += " " + p.contre[i] + ".";
        a.proches.push_back(std::move(n));
    }
    return a;
}

bool dit_deja(AEcrire const& a, DejaEcrit const& deja) {
    auto const* place = deja.place(a.jeune);
    bool bien_place = !place || place->verifie ||
                      (a.retrouve ? place->caisse == Caisse::rapproche && place->motif == a.motif
                                  : place->caisse != Caisse::rapproche && place->en_psad);
    return bien_place && std::ranges::equal(deja.proches_de(a.jeune), a.proches) &&
           std::ranges::all_of(a.paires, [&](PaireProposee const* p) { return deja.propose(*p); });
}

/// Ce que les listes disent de lui, quand il n'est plus rapproché de personne.
void rendre_sa_place(Writer& db, Campagne const& c, Id<Jeune> jeune) {
    std::int64_t const un[] = {jeune.valeur};
    for (auto const& j : lire_le_lot(db, un, c.annee)) {
        auto const place = placer(j.faits, regles(db, c));
        db.run("update campagne_jeune set caisse = ?, motif = ? where campagne_id = ? and jeune_id = ? and "
               "verification_id is null",
               place.caisse, place.motif, c.id, jeune);
    }
}

void ecrire_la_place(Writer& db, Campagne const& c, AEcrire const& a, DejaEcrit const& deja) {
    auto const* place = deja.place(a.jeune);
    if (a.retrouve) {
        db.run("update campagne_jeune set caisse = 'rapproche', motif = ? where campagne_id = ? and jeune_id = ? and "
               "verification_id is null",
               a.motif, c.id, a.jeune);
        return;
    }
    if (place && place->caisse == Caisse::rapproche)
        rendre_sa_place(db, c, a.jeune);
    jeunes::entrer_en_psad(db, a.jeune, c.observation);
}

void ecrire_les_proches(Writer& db, Campagne const& c, AEcrire const& a, DejaEcrit const& deja) {
    auto const avant = deja.proches_de(a.jeune);
    if (std::ranges::equal(avant, a.proches))
        return;
    if (!avant.empty())
        db.run("delete from campagne_proche where campagne_id = ? and jeune_id = ?", c.id, a.jeune);
    for (auto const& n : a.proches)
        db.run("insert into campagne_proche (campagne_id, jeune_id, rang, proche_id, dixiemes, probabilite, pourquoi) "
               "values (?, ?, ?, ?, ?, ?, ?)",
               c.id, n.jeune, n.rang, n.proche, n.dixiemes, n.probabilite, n.pourquoi);
}

} // namespace

namespace {

bool deja_note(Prepare const& p, AEcrire const& a, DejaEcrit const& deja) {
    auto const* place = deja.place(a.jeune);
    return !place || place->verifie || place->moteur == ecrit(*p.trouve, a.retrouve);
}

void noter(Writer& db, Campagne const& c, Prepare const& p, AEcrire const& a) {
    db.run("update campagne_jeune set moteur = ? where campagne_id = ? and jeune_id = ? and verification_id is null",
           ecrit(*p.trouve, a.retrouve), c.id, a.jeune);
}

/// Les paires qu'on vient de récrire, les autres campagnes les reverront.
void faire_revoir_ailleurs(Writer& db, Campagne const& c, AEcrire const& a) {
    for (auto const* paire : a.paires)
        db.run("update campagne_jeune set moteur = null where jeune_id in (?, ?) and campagne_id <> ? and moteur is "
               "not null",
               paire->a, paire->b, c.id);
}

} // namespace

void Propositions::ecrire(std::span<Trouve const> lot) {
    std::vector<Prepare> prepares;
    {
        auto lease = base_.read();
        auto db = lease.reader();
        auto const fiches = lire_les_fiches(db, lot);
        for (auto const& t : lot)
            if (auto p = preparer(t, fiches, r_, c_))
                prepares.push_back(*std::move(p));
        if (etendue_ == Etendue::ce_qui_change) {
            auto const deja = lire_ce_qui_est_ecrit(db, c_, lot);
            std::erase_if(prepares, [&](Prepare const& p) {
                auto const a = conclure(p, deja);
                return dit_deja(a, deja) && deja_note(p, a, deja);
            });
        }
    }
    if (prepares.empty())
        return;
    storage::Transaction tx{base_};
    auto& db = tx.writer();
    std::vector<Trouve> restes;
    for (auto const& t : lot)
        if (std::ranges::binary_search(prepares, t.jeune, {}, &Prepare::jeune))
            restes.push_back(t);
    auto const deja = lire_ce_qui_est_ecrit(db, c_, restes);
    for (auto const& p : prepares) {
        auto const a = conclure(p, deja);
        if (etendue_ == Etendue::tout || !dit_deja(a, deja)) {
            for (auto const* paire : a.paires)
                deja.connait(paire->a, paire->b) ? proposer(db, maintenant_, *paire)
                                                 : proposer_jamais_vue(db, maintenant_, *paire);
            ecrire_la_place(db, c_, a, deja);
            ecrire_les_proches(db, c_, a, deja);
            faire_revoir_ailleurs(db, c_, a);
        }
        noter(db, c_, p, a);
    }
    tx.commit();
}

} // namespace metier::reperage
