#include <algorithm>
#include <numeric>
#include <set>
#include <unordered_map>

#include "base/texte.hpp"
#include "metier/reperage/calcul.hpp"
#include "metier/reperage/paires.hpp"
#include "metier/territoire/parametres.hpp"
#include "rapprochement/rapprochement.hpp"

namespace metier::reperage {
namespace {

namespace moteur = rapprochement;
constexpr std::size_t assez_pour_apprendre =
    2'000; // en dessous, les poids de référence valent mieux que l'apprentissage
constexpr std::size_t par_lot = 200;

/// Les cherchés (a), et tous ceux que l'on voit cette année où que ce soit (b), en forme compacte.
moteur::Population charger(Reader& db, Campagne const& c) {
    moteur::Population p;
    std::vector<std::int64_t> cherches;
    std::vector<storage::Param> qui{storage::to_param(c.id)};
    jeunes::fiches(db,
                   "select jeune_id from campagne_jeune where campagne_id = ? and caisse in ('presume', "
                   "'rapproche') and verification_id is null",
                   qui, [&](Id<Jeune> id, moteur::Fiche&& f) {
                       cherches.push_back(id.valeur);
                       p.ajouter_a(f);
                   });
    if (cherches.empty())
        return p;
    auto jour = storage::to_param(c.observation);
    std::vector<storage::Param> ou{storage::to_param(c.annee), jour, jour, jour, jour};
    jeunes::fiches(db,
                   "select jeune_id from inscription where annee = ? and du <= ? and (au is null or au >= ?) and "
                   "sans_classe = 0 union "
                   "select jeune_id from situation where du <= ? and (au is null or au >= ?) and genre not in "
                   "('sans_solution', 'inconnue')",
                   ou, [&](Id<Jeune> id, moteur::Fiche&& f) {
                       if (!std::ranges::binary_search(cherches, id.valeur))
                           p.ajouter_b(f);
                   });
    return p;
}

Id<Jeune> numero(std::string_view id) { return Id<Jeune>{std::stoll(std::string(id))}; }

/// Ce que le moteur dit d'un cherché : le lien ou les doutes, et les plus proches qu'il n'a pas pris.
struct Trouve {
    Id<Jeune> jeune;
    std::vector<std::pair<Id<Jeune>, moteur::Paire>> paires, proches;
    std::int64_t composante = 1; ///< dossiers qui se disputent, moins un
};

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

std::vector<Trouve> trouves(moteur::Population const& p, moteur::Resultat const& r) {
    std::vector<Trouve> liste(p.taille_a());
    auto const disputes = composantes(p, r);
    for (std::size_t a = 0; a < liste.size(); ++a) {
        liste[a].jeune = numero(p.id_a(a));
        liste[a].composante = disputes[a];
        for (auto const& proche : r.proches(a))
            liste[a].proches.emplace_back(numero(p.id_b(proche.b)), proche);
    }
    for (auto const* paires : {&r.liens, &r.douteux})
        for (auto const& paire : *paires)
            liste[paire.a].paires.emplace_back(numero(p.id_b(paire.b)), paire);
    return liste;
}

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
    std::vector<storage::Param> p(ids.begin(), ids.end());
    jeunes::fiches(db, "select id from jeune where id in (" + storage::placeholders(ids.size()) + ")", p,
                   [&](Id<Jeune> id, moteur::Fiche&& f) { fiches.emplace(id.valeur, std::move(f)); });
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

/// Un dossier proche, et pourquoi on ne l'a pas pris : une ligne de campagne_proche.
struct ProcheNote {
    Id<Jeune> jeune;
    std::int64_t rang = 0;
    Id<Jeune> proche;
    std::int64_t dixiemes = 0;
    double probabilite = 0;
    std::string pourquoi;
    friend bool operator==(ProcheNote const&, ProcheNote const&) = default;
};

/// Ce que la base sait déjà d'un lot : lu en deux requêtes, pour n'écrire que ce qui change.
struct DejaEcrit {
    std::vector<ProcheNote> proches;                  ///< par jeune, puis rang
    std::set<std::pair<Id<Jeune>, Id<Jeune>>> paires; ///< proposées ou décidées un jour, petit numéro d'abord

    std::span<ProcheNote const> de(Id<Jeune> jeune) const {
        auto [debut, fin] = std::ranges::equal_range(proches, jeune, {}, &ProcheNote::jeune);
        return {debut, fin};
    }
    bool connait(Id<Jeune> a, Id<Jeune> b) const { return paires.contains(std::minmax(a, b)); }
};

DejaEcrit deja_ecrit(Reader& db, Campagne const& c, std::span<Trouve const> lot) {
    std::vector<storage::Param> ids;
    for (auto const& t : lot)
        ids.push_back(storage::to_param(t.jeune));
    auto const parmi = "(" + storage::placeholders(ids.size()) + ")";
    DejaEcrit d;
    d.proches = db.all<ProcheNote>("select jeune_id, rang, proche_id, dixiemes, probabilite, pourquoi from "
                                   "campagne_proche where campagne_id = ? and jeune_id in " +
                                       parmi + " order by jeune_id, rang",
                                   c.id, ids);
    struct Deux {
        Id<Jeune> a, b;
    };
    for (auto const& x : db.all<Deux>("select ma.jeune_id, mb.jeune_id from paire_membre ma join paire_membre mb on "
                                      "mb.paire_id = ma.paire_id and mb.cote <> ma.cote where ma.jeune_id in " +
                                          parmi,
                                      ids))
        d.paires.insert(std::minmax(x.a, x.b));
    return d;
}

class Ecriture {
public:
    Ecriture(Writer& db, Instant maintenant, Campagne const& c, moteur::Resultat const& r, Fiches const& fiches,
             DejaEcrit const& deja, Etendue etendue)
        : db_{db}, maintenant_{maintenant}, c_{c}, r_{r}, fiches_{fiches}, deja_{deja}, etendue_{etendue} {}

    void ecrire(Trouve const& t) {
        auto moi = fiches_.find(t.jeune.valeur);
        if (moi == fiches_.end()) // fusionné pendant le calcul
            return;
        auto retrouve = proposer_les_paires(t, moi->second);
        std::vector<ProcheNote> notes;
        for (auto const& [autre, paire] : t.proches)
            if (autre != retrouve)
                noter_un_proche(notes, t.jeune, moi->second, autre, paire);
        ecrire_les_proches(t.jeune, notes);
        if (!retrouve)
            jeunes::entrer_en_psad(db_, t.jeune, c_.observation);
    }

private:
    std::optional<Id<Jeune>> proposer_les_paires(Trouve const& t, moteur::Fiche const& moi) {
        std::optional<Id<Jeune>> retrouve;
        for (auto const& [autre, paire] : t.paires) {
            auto lui = fiches_.find(autre.valeur);
            if (lui == fiches_.end())
                continue;
            bool lien = paire.decision == moteur::Decision::lien && paire.garde == moteur::Garde::aucune;
            auto e = moteur::comparer(moi, lui->second, r_.modele, &r_.frequences);
            PaireProposee p{t.jeune,
                            autre,
                            c_.id,
                            lien,
                            ecart_du_lot(moi, lui->second, paire.garde),
                            t.composante,
                            paire.dixiemes,
                            paire.probabilite,
                            ecrire_explication(e)};
            bool a_proposer = deja_.connait(t.jeune, autre) ? proposer(db_, maintenant_, p)
                                                            : proposer_jamais_vue(db_, maintenant_, p);
            if (a_proposer && lien && !retrouve) {
                retrouve = autre;
                db_.run("update campagne_jeune set caisse = 'rapproche', motif = ? where campagne_id = ? and jeune_id "
                        "= ? and verification_id is null",
                        "Sans doute la même personne que " + lui->second.nom + " " +
                            base::joint(lui->second.prenoms, " ") + ", vu cette année (poids " +
                            moteur::affiche_poids(paire.dixiemes) + ") : à confirmer.",
                        c_.id, t.jeune);
            }
        }
        return retrouve;
    }

    void noter_un_proche(std::vector<ProcheNote>& notes, Id<Jeune> jeune, moteur::Fiche const& moi, Id<Jeune> autre,
                         moteur::Paire const& paire) {
        auto lui = fiches_.find(autre.valeur);
        if (lui == fiches_.end())
            return;
        std::string pourquoi{moteur::phrase(paire.raison)};
        if (deja_.connait(jeune, autre) && decision_connue(db_, jeune, autre) == DecisionDePaire::different)
            pourquoi = "Quelqu’un a décidé que ce sont deux personnes.";
        auto details = contre(moteur::comparer(moi, lui->second, r_.modele, &r_.frequences));
        notes.push_back({jeune, static_cast<std::int64_t>(notes.size()) + 1, autre, paire.dixiemes, paire.probabilite,
                         details.empty() ? pourquoi : pourquoi + " " + details + "."});
    }

    void ecrire_les_proches(Id<Jeune> jeune, std::vector<ProcheNote> const& notes) {
        auto const avant = deja_.de(jeune);
        if (etendue_ == Etendue::ce_qui_change && std::ranges::equal(avant, notes))
            return;
        if (!avant.empty())
            db_.run("delete from campagne_proche where campagne_id = ? and jeune_id = ?", c_.id, jeune);
        for (auto const& n : notes)
            db_.run("insert into campagne_proche (campagne_id, jeune_id, rang, proche_id, dixiemes, probabilite, "
                    "pourquoi) values (?, ?, ?, ?, ?, ?, ?)",
                    c_.id, n.jeune, n.rang, n.proche, n.dixiemes, n.probabilite, n.pourquoi);
    }

    Writer& db_;
    Instant maintenant_;
    Campagne const& c_;
    moteur::Resultat const& r_;
    Fiches const& fiches_;
    DejaEcrit const& deja_;
    Etendue etendue_;
};

/// Rien si `suivi` a demandé l'arrêt.
std::optional<moteur::Resultat> lier(Reader& db, Campagne const& c, moteur::Population const& p, Suivi const& suivi) {
    moteur::Options o;
    o.seuils = moteur::seuils_par_couts(territoire::entier(db, "rapprochement.cout_cache", c.observation), 1);
    auto reference = moteur::aux_communes_de(p, moteur::modele_par_defaut(std::max<std::size_t>(p.taille_a(), 1'000),
                                                                          std::max<std::size_t>(p.taille_b(), 1'000)));
    if (std::min(p.taille_a(), p.taille_b()) < assez_pour_apprendre)
        o.modele = &reference;
    std::atomic<bool> arret{false};
    o.arret = &arret;
    o.progres = [&](moteur::Avancement const& a) {
        if (suivi && suivi(static_cast<std::int64_t>(a.part * 100), 100, "Rapprochement : " + std::string(a.etape)))
            arret = true;
    };
    try {
        return moteur::lier(p, o);
    } catch (moteur::Interrompu const&) { // le programme s'arrête : la tâche sera reprise
        return std::nullopt;
    }
}

void garder_le_modele(storage::Database& base, Campagne const& c, moteur::Resultat const& r) {
    storage::Transaction tx{base};
    auto remarques = r.remarques;
    remarques.push_back("Liens sans doute faux : " + std::to_string(static_cast<int>(r.faux_attendus + 0.5)) +
                        " ; liens sans doute manqués : " + std::to_string(static_cast<int>(r.manques_attendus + 0.5)) +
                        ".");
    tx.writer().run("update campagne set modele = ?, remarques = ? where id = ?", moteur::ecrire(r.modele),
                    base::joint(remarques, "\n"), c.id);
    tx.commit();
}

} // namespace

bool rapprocher(storage::Database& base, Instant maintenant, Campagne const& c, Suivi const& suivi, Etendue etendue) {
    auto lease = base.read();
    auto db = lease.reader();
    if (suivi && suivi(0, 0, "Lecture des dossiers à rapprocher"))
        return false;
    auto population = charger(db, c);
    if (population.taille_a() == 0)
        return true;
    auto resultat = lier(db, c, population, suivi);
    if (!resultat)
        return false;
    auto const liste = trouves(population, *resultat);
    for (std::size_t debut = 0; debut < liste.size(); debut += par_lot) {
        if (suivi && suivi(static_cast<std::int64_t>(debut), static_cast<std::int64_t>(liste.size()), "Propositions"))
            return false;
        auto lot = std::span{liste}.subspan(debut, std::min(par_lot, liste.size() - debut));
        auto const fiches = lire_les_fiches(db, lot);
        storage::Transaction tx{base};
        auto const deja = deja_ecrit(tx.writer(), c, lot);
        Ecriture ecriture{tx.writer(), maintenant, c, *resultat, fiches, deja, etendue};
        for (auto const& t : lot)
            ecriture.ecrire(t);
        tx.commit();
    }
    garder_le_modele(base, c, *resultat);
    return true;
}

} // namespace metier::reperage
