#include "metier/reperage/calcul.hpp"

#include <algorithm>
#include <iterator>

#include "metier/reperage/revoir.hpp"
#include "metier/territoire/parametres.hpp"
#include "storage/among.hpp"
#include "storage/assemble.hpp"

namespace metier::reperage {
namespace {

constexpr std::size_t par_lot = 500;
constexpr std::string_view sans_verification_qui_vaille =
    "not exists (select 1 from verification v where v.id = p.verification_id and v.jeune_id = p.jeune_id and "
    "v.annulee_le is null)";

bool suivre(Suivi const& suivi, std::int64_t fait, std::int64_t total, std::string const& etape) {
    return suivi && suivi(fait, total, etape);
}

/// Où l'on a cherché : chaque source qui a parlé de cette année ou de la précédente, et quand on l'a entendue.
struct SourceEntendue {
    Id<Source> source;
    base::AnneeScolaire annee;
    std::int64_t personnes = 0;
    Instant vue_le;
};

std::vector<SourceEntendue> sources_entendues(storage::Database& base, Campagne const& c) {
    auto lease = base.read();
    auto db = lease.reader();
    auto liste = db.all<SourceEntendue>(
        "select source_id, annee, count(distinct jeune_id), max(vue_le) from inscription where annee in (?, ?) and "
        "source_id in (select id from source where genre not in ('siei', 'affelnet')) group by source_id, annee order "
        "by "
        "source_id, annee",
        c.annee, c.annee.precedente());
    for (auto const& s : db.all<SourceEntendue>(
             "select i.source_id, cast(? as bigint), count(distinct i.jeune_id), max(i.vue_le) from identite i join "
             "source s on s.id = i.source_id where s.genre in ('mission_locale', 'siei') group by i.source_id order by "
             "i.source_id",
             c.annee))
        if (std::ranges::none_of(liste, [&](auto const& x) { return x.source == s.source && x.annee == s.annee; }))
            liste.push_back(s);
    return liste;
}

void conclure(storage::Database& base, Instant maintenant, Campagne const& c, std::string const& empreinte) {
    auto const sources = sources_entendues(base, c); // lues avant : une page n'attend pas qu'on les compte
    storage::Transaction tx{base};
    auto& db = tx.writer();
    if (db.run("update campagne set calcul_fini = ?, calculee_le = ?, regles = ?, version = version + 1 where id = ? "
               "and calcul_fini < ?",
               c.calcul, maintenant, empreinte, c.id, c.calcul) == 0)
        return; // déjà conclu
    db.run("delete from campagne_source where campagne_id = ?", c.id);
    for (auto const& s : sources)
        db.run("insert into campagne_source (campagne_id, source_id, annee, personnes, vue_le) values (?, ?, ?, ?, ?)",
               c.id, s.source, s.annee, s.personnes, s.vue_le);
    acces::consigner(db, maintenant, {}, "", acces::Acte::campagne_calculee,
                     {{}, "campagne/" + std::to_string(c.id.valeur), "calcul " + std::to_string(c.calcul), ""});
    tx.commit();
}

/// Ceux qui ne relèvent plus de la campagne la quittent, sauf si quelqu'un les a vérifiés.
void oublier(storage::Database& base, Campagne const& c, std::vector<std::int64_t> const& partis) {
    for (std::size_t debut = 0; debut < partis.size(); debut += par_lot) {
        storage::Transaction tx{base};
        for (auto id : std::span{partis}.subspan(debut, std::min(par_lot, partis.size() - debut)))
            tx.writer().run("delete from campagne_jeune where campagne_id = ? and jeune_id = ? and verification_id is "
                            "null",
                            c.id, id);
        tx.commit();
    }
}

/// Une vérification annulée, ou partie avec un dossier qu'une fusion défaite a rendu, ne vaut plus pour cette place.
void rendre_a_verifier(storage::Database& base, Reader& db, Campagne const& c, std::span<std::int64_t const> lot) {
    auto const parmi = storage::among(lot);
    auto perdues = db.all<std::int64_t>(
        storage::assemble({"select p.jeune_id from campagne_jeune p where p.campagne_id = ? and p.jeune_id ", parmi.sql,
                           " and p.verification_id is not null and ", sans_verification_qui_vaille}),
        c.id, parmi.params);
    if (perdues.empty())
        return;
    storage::Transaction tx{base};
    for (auto id : perdues)
        tx.writer().run("update campagne_jeune set verification_id = null where campagne_id = ? and jeune_id = ?", c.id,
                        id);
    tx.commit();
}

std::vector<std::int64_t> places_tenues(Reader& db, Campagne const& c) {
    return db.all<std::int64_t>(
        "select jeune_id from campagne_jeune where campagne_id = ? and verification_id is null order by jeune_id",
        c.id);
}

bool classer(storage::Database& base, Campagne const& c, Releve const& releve, Suivi const& suivi, Etendue etendue) {
    auto lease = base.read();
    auto db = lease.reader();
    auto const r = regles(db, c);
    auto const ids =
        releve.tout ? population(db, c.territoire, c.annee) : population(db, c.territoire, c.annee, releve.revus);
    bool const relire_ce_qui_est_ecrit = etendue == Etendue::ce_qui_change && c.calcul_fini > 0;
    for (std::size_t debut = 0; debut < ids.size(); debut += par_lot) {
        if (suivre(suivi, static_cast<std::int64_t>(debut), static_cast<std::int64_t>(ids.size()),
                   "Recherche de chacun dans les listes de l’année"))
            return false;
        auto const qui = std::span{ids}.subspan(debut, std::min(par_lot, ids.size() - debut));
        if (c.calcul_fini > 0)
            rendre_a_verifier(base, db, c, qui);
        auto lot = lire_le_lot(db, qui, c.annee);
        if (relire_ce_qui_est_ecrit)
            lot = a_ecrire(db, c, std::move(lot), r);
        if (lot.empty())
            continue;
        storage::Transaction tx{base};
        ecrire_les_places(tx.writer(), c, c.calcul, lot, r);
        tx.commit();
    }
    auto const presents = releve.tout ? places_tenues(db, c) : releve.revus;
    std::vector<std::int64_t> partis;
    std::ranges::set_difference(presents, ids, std::back_inserter(partis));
    oublier(base, c, partis);
    return true;
}

} // namespace

void demander_les_calculs(Writer& db, Instant maintenant, std::optional<Id<acces::Agent>> agent,
                          base::AnneeScolaire annee) {
    for (auto id :
         db.all<Id<Campagne>>("select id from campagne where annee = ? and close_le is null and calcul_fini > "
                              "0 order by id",
                              annee))
        demander_le_calcul(db, maintenant, agent, id);
}

Id<storage::Tache> demander_le_calcul(Writer& db, Instant maintenant, std::optional<Id<acces::Agent>> agent,
                                      Id<Campagne> id) {
    auto cle = "reperage.campagne/" + std::to_string(id.valeur);
    auto tache = storage::demander(db, maintenant, "reperage.campagne", std::to_string(id.valeur), cle,
                                   agent ? std::optional{agent->valeur} : std::nullopt);
    // Celui qui se fait a peut-être déjà lu ce qui vient de changer : il recommencera.
    bool se_fait = db.one<std::string>("select etat from tache where id = ?", tache) == "en_cours";
    db.run("update campagne set calcul = case when calcul = calcul_fini then calcul + 1 else calcul end, tache_id = ?, "
           "redemande = ?, version = version + 1 where id = ?",
           tache, se_fait, id);
    return tache;
}

ReglesDeCampagne regles(Reader& db, Campagne const& c) {
    return {c.annee,
            c.observation,
            {territoire::entier(db, "decrocheur.age_minimal", c.observation),
             territoire::vrai(db, "definition.locale.cap_compte", c.observation)}};
}

void reclasser(Writer& db, Id<Jeune> jeune) {
    db.run(storage::assemble({"update campagne_jeune as p set verification_id = null where p.jeune_id = ? and "
                              "p.verification_id is not null and ",
                              sans_verification_qui_vaille,
                              " and p.campagne_id in (select id from campagne where close_le is null)"}),
           jeune);
    for (auto id :
         db.all<Id<Campagne>>("select j.campagne_id from campagne_jeune j join campagne c on c.id = j.campagne_id "
                              "where j.jeune_id = ? and j.verification_id is null and c.close_le is null",
                              jeune)) {
        auto c = trouver_campagne_sans_portee(db, id);
        std::int64_t const un[] = {jeune.valeur};
        auto lot = lire_le_lot(db, un, c->annee);
        if (lot.empty())
            continue;
        auto place = placer(lot.front().faits, regles(db, *c));
        if (place.caisse == Caisse::presume)
            if (auto autre = db.all<std::string>("select j.nom || ' ' || j.prenom from paire_membre a join paire p on "
                                                 "p.id = a.paire_id join paire_membre b "
                                                 "on b.paire_id = p.id and b.cote = 1 join jeune j on j.id = "
                                                 "b.jeune_id where a.jeune_id = ? and a.cote = 0 "
                                                 "and p.genre = 'lien' and p.decision = '' and b.jeune_id <> "
                                                 "a.jeune_id order by p.dixiemes desc limit 1",
                                                 jeune);
                !autre.empty()) {
                place.caisse = Caisse::rapproche;
                place.motif = "Sans doute la même personne que " + autre.front() + ", vu cette année : à confirmer.";
            }
        db.run("update campagne_jeune set caisse = ?, motif = ?, legale = ?, siei = ?, locale = ?, pourquoi_legale = "
               "?, pourquoi_siei = ?, pourquoi_locale = ?, verification_id = ?, "
               "version = version + 1 where campagne_id = ? and jeune_id = ?",
               place.caisse, place.motif, place.definitions[0].decrocheur, place.definitions[1].decrocheur,
               place.definitions[2].decrocheur, place.definitions[0].pourquoi, place.definitions[1].pourquoi,
               place.definitions[2].pourquoi, place.caisse == Caisse::presume ? lot.front().verification : std::nullopt,
               id, jeune);
        if (place.caisse == Caisse::presume)
            jeunes::entrer_en_psad(db, jeune, c->observation);
    }
}

void absorber_dans_les_campagnes(Writer& db, Id<Jeune> absorbe) {
    db.run("update campagne_jeune set caisse = 'inscrit', motif = 'Même personne qu’un autre dossier, où ses deux "
           "places sont réunies.', version = version + 1 "
           "where jeune_id = ? and verification_id is null",
           absorbe);
}

namespace {

std::optional<Campagne> commencer(storage::Database& base, Id<Campagne> id) {
    storage::Transaction tx{base};
    auto& db = tx.writer();
    db.run("update campagne set redemande = 0, calcul = case when calcul = calcul_fini and tache_id is null then "
           "calcul + 1 else calcul end where id = ?",
           id);
    auto c = trouver_campagne_sans_portee(db, id);
    tx.commit();
    return c;
}

/// Une liste est arrivée pendant le calcul : il y en a un autre à faire.
bool redemande(storage::Database& base, Id<Campagne> id) {
    storage::Transaction tx{base};
    bool encore = tx.writer().run("update campagne set redemande = 0, calcul = calcul + 1 where id = ? and redemande = "
                                  "1 and calcul = calcul_fini and close_le is null",
                                  id) > 0;
    tx.commit();
    return encore;
}

Releve releve(storage::Database& base, Campagne const& c, Etendue etendue, std::string const& empreinte) {
    repartir_les_changements(base);
    auto revus = a_revoir(base, c);
    auto lease = base.read();
    auto avant = lease.reader().one<std::string>("select regles from campagne where id = ?", c.id);
    bool tout = etendue == Etendue::tout || c.calcul_fini == 0 || avant != empreinte;
    return {tout, std::move(revus)};
}

} // namespace

bool calculer(storage::Database& base, Instant maintenant, Id<Campagne> id, Suivi const& suivi, Etendue etendue,
              Reserve const& reserve) {
    auto const c = commencer(base, id);
    ensure(c.has_value(), "calcul d’une campagne inconnue");
    if (c->calcul == c->calcul_fini || c->close_le)
        return true; // déjà fait, ou close entre-temps
    std::string empreinte;
    {
        auto lease = base.read();
        auto db = lease.reader();
        empreinte = empreinte_des_regles(db, *c, regles(db, *c));
    }
    auto const qui = releve(base, *c, etendue, empreinte);
    if (!classer(base, *c, qui, suivi, etendue) || !rapprocher(base, maintenant, *c, qui, suivi, etendue, reserve))
        return false;
    oublier_les_revus(base, *c);
    conclure(base, maintenant, *c, empreinte);
    return true;
}

std::map<std::string, storage::FaireTravail> travaux(acces::Environnement const& env) {
    std::map<std::string, storage::FaireTravail> genres;
    genres["reperage.campagne"] = [&env](storage::Travail& t) -> std::optional<std::string> {
        Id<Campagne> const id{std::stoll(t.tache().parametres)};
        auto suivi = [&t](std::int64_t fait, std::int64_t total, std::string const& etape) {
            t.avance(fait, total, etape);
            return t.arret();
        };
        do {
            if (!calculer(env.base, env.horloge.instant(), id, suivi, Etendue::ce_qui_change, {env.dossier}))
                return std::nullopt;
        } while (redemande(env.base, id));
        return "Campagne calculée.";
    };
    return genres;
}

} // namespace metier::reperage
