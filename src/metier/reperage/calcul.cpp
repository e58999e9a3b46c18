#include "metier/reperage/calcul.hpp"

#include <algorithm>
#include <array>

#include "metier/territoire/parametres.hpp"

namespace metier::reperage {
namespace {

constexpr std::size_t par_lot = 500;
constexpr int colonnes = 23;

std::vector<storage::Param> parametres(Campagne const& c, std::int64_t calcul, JeuneDuLot const& j, Place const& p) {
    using storage::to_param;
    auto const& [legale, siei, locale] = p.definitions;
    return {to_param(c.id),
            to_param(j.id),
            to_param(calcul),
            to_param(p.caisse),
            to_param(p.motif),
            to_param(legale.decrocheur),
            to_param(siei.decrocheur),
            to_param(locale.decrocheur),
            to_param(legale.pourquoi),
            to_param(siei.pourquoi),
            to_param(locale.pourquoi),
            to_param(j.origine),
            to_param(j.source),
            to_param(j.nom),
            to_param(j.prenom),
            to_param(j.naissance),
            to_param(j.sexe),
            to_param(j.bassin),
            to_param(j.etablissement),
            to_param(j.classe),
            to_param(j.formation),
            to_param(j.cle_tri),
            to_param(p.caisse == Caisse::presume ? j.verification : std::nullopt)};
}

std::string insertion(std::size_t n) {
    std::string une = "(" + storage::placeholders(colonnes) + ")";
    std::string sql = "insert into campagne_jeune (campagne_id, jeune_id, calcul, caisse, motif, legale, siei, locale, "
                      "pourquoi_legale, pourquoi_siei, "
                      "pourquoi_locale, origine, source_id, nom, prenom, naissance, sexe, territoire_id, "
                      "etablissement_id, classe, formation, cle_tri, verification_id) values ";
    for (std::size_t i = 0; i < n; ++i)
        sql += (i ? ", " : "") + une;
    auto garde = [](std::string const& champ) {
        return champ +
               " = case when campagne_jeune.verification_id is not null or (campagne_jeune.caisse = 'presume' and "
               "excluded.caisse in ('inscrit', 'en_solution')) "
               "then campagne_jeune." +
               champ + " else excluded." + champ + " end";
    };
    return sql +
           " on conflict (campagne_id, jeune_id) do update set calcul = excluded.calcul, legale = excluded.legale, "
           "siei = excluded.siei, locale = excluded.locale, "
           "pourquoi_legale = excluded.pourquoi_legale, pourquoi_siei = excluded.pourquoi_siei, pourquoi_locale = "
           "excluded.pourquoi_locale, "
           "origine = excluded.origine, source_id = excluded.source_id, "
           "verification_id = coalesce(campagne_jeune.verification_id, excluded.verification_id), " +
           garde("motif") + ", " + garde("caisse");
}

bool suivre(Suivi const& suivi, std::int64_t fait, std::int64_t total, std::string const& etape) {
    return suivi && suivi(fait, total, etape);
}

/// Où l'on a cherché : chaque source qui a parlé de cette année ou de la précédente, et quand on l'a entendue.
void noter_les_sources(Writer& db, Campagne const& c) {
    db.run("delete from campagne_source where campagne_id = ?", c.id);
    db.run("insert into campagne_source (campagne_id, source_id, annee, personnes, vue_le) "
           "select cast(? as bigint), source_id, annee, count(distinct jeune_id), max(vue_le) from inscription "
           "where annee in (?, ?) and source_id is not null group by source_id, annee",
           c.id, c.annee, c.annee.precedente());
    db.run("insert into campagne_source (campagne_id, source_id, annee, personnes, vue_le) "
           "select cast(? as bigint), i.source_id, cast(? as bigint), count(distinct i.jeune_id), max(i.vue_le) from "
           "identite i join source s on s.id = i.source_id "
           "where s.genre in ('mission_locale', 'siei') group by i.source_id on conflict (campagne_id, source_id, "
           "annee) do nothing",
           c.id, c.annee);
}

void conclure(storage::Database& base, Instant maintenant, Campagne const& c) {
    storage::Transaction tx{base};
    auto& db = tx.writer();
    if (db.run("update campagne set calcul_fini = ?, calculee_le = ?, version = version + 1 where id = ? and "
               "calcul_fini < ?",
               c.calcul, maintenant, c.id, c.calcul) == 0)
        return; // déjà conclu
    noter_les_sources(db, c);
    acces::consigner(db, maintenant, {}, "", acces::Acte::campagne_calculee,
                     {{}, "campagne/" + std::to_string(c.id.valeur), "calcul " + std::to_string(c.calcul), ""});
    tx.commit();
}

/// Ce qui est écrit d'un jeune dans la campagne, hors identité figée.
struct PlaceEcrite {
    Id<Jeune> jeune;
    Caisse caisse = Caisse::presume;
    std::string motif;
    std::array<bool, 3> definitions{};
    std::array<std::string, 3> pourquoi;
    std::string origine;
    std::optional<Id<Source>> source;
    std::optional<Id<Verification>> verification;
};

std::vector<PlaceEcrite> places_ecrites(Reader& db, Campagne const& c, std::span<JeuneDuLot const> lot) {
    struct Ligne {
        Id<Jeune> jeune;
        Caisse caisse = Caisse::presume;
        std::string motif;
        bool legale = false, siei = false, locale = false;
        std::string pourquoi_legale, pourquoi_siei, pourquoi_locale, origine;
        std::optional<Id<Source>> source;
        std::optional<Id<Verification>> verification;
    };
    std::vector<storage::Param> ids;
    for (auto const& j : lot)
        ids.push_back(storage::to_param(j.id));
    std::vector<PlaceEcrite> liste;
    db.each<Ligne>(
        "select jeune_id, caisse, motif, legale, siei, locale, pourquoi_legale, pourquoi_siei, pourquoi_locale, "
        "origine, source_id, verification_id from campagne_jeune where campagne_id = ? and jeune_id in (" +
            storage::placeholders(ids.size()) + ") order by jeune_id",
        [&](Ligne&& l) {
            liste.push_back({l.jeune,
                             l.caisse,
                             std::move(l.motif),
                             {l.legale, l.siei, l.locale},
                             {std::move(l.pourquoi_legale), std::move(l.pourquoi_siei), std::move(l.pourquoi_locale)},
                             std::move(l.origine),
                             l.source,
                             l.verification});
        },
        c.id, ids);
    return liste;
}

/// Écrire cette place ne changerait rien : la même règle que l'insertion (`garde`).
bool dit_deja(PlaceEcrite const& e, JeuneDuLot const& j, Place const& p) {
    bool gardee = e.verification ||
                  (e.caisse == Caisse::presume && (p.caisse == Caisse::inscrit || p.caisse == Caisse::en_solution));
    if (!gardee && (e.caisse != p.caisse || e.motif != p.motif))
        return false;
    for (std::size_t d = 0; d < p.definitions.size(); ++d)
        if (e.definitions[d] != p.definitions[d].decrocheur || e.pourquoi[d] != p.definitions[d].pourquoi)
            return false;
    bool verification_de_plus = !e.verification && p.caisse == Caisse::presume && j.verification;
    return !verification_de_plus && e.origine == j.origine && e.source == j.source;
}

/// Ceux dont la place a changé depuis le calcul d'avant, ou qui n'en avaient pas.
std::vector<JeuneDuLot> a_ecrire(Reader& db, Campagne const& c, std::vector<JeuneDuLot> lot,
                                 ReglesDeCampagne const& r) {
    auto const ecrites = lot.empty() ? std::vector<PlaceEcrite>{} : places_ecrites(db, c, lot);
    if (!ecrites.empty())
        std::erase_if(lot, [&](JeuneDuLot const& j) {
            auto e = std::ranges::lower_bound(ecrites, j.id, {}, &PlaceEcrite::jeune);
            return e != ecrites.end() && e->jeune == j.id && dit_deja(*e, j, placer(j.faits, r));
        });
    return lot;
}

/// Ceux qui ne relèvent plus de la campagne la quittent, sauf si quelqu'un les a vérifiés. `ids` : numéros croissants.
void oublier_les_autres(storage::Database& base, Campagne const& c, std::span<std::int64_t const> ids) {
    storage::Transaction tx{base};
    auto& db = tx.writer();
    std::vector<std::int64_t> partis;
    db.each<std::int64_t>(
        "select jeune_id from campagne_jeune where campagne_id = ? and verification_id is null order by jeune_id",
        [&](std::int64_t id) {
            if (!std::ranges::binary_search(ids, id))
                partis.push_back(id);
        },
        c.id);
    for (auto id : partis)
        db.run("delete from campagne_jeune where campagne_id = ? and jeune_id = ? and verification_id is null", c.id,
               id);
    tx.commit();
}

bool classer(storage::Database& base, Campagne const& c, Suivi const& suivi, Etendue etendue) {
    auto lease = base.read();
    auto db = lease.reader();
    auto const r = regles(db, c);
    auto const ids = population(db, c.territoire, c.annee);
    for (std::size_t debut = 0; debut < ids.size(); debut += par_lot) {
        if (suivre(suivi, static_cast<std::int64_t>(debut), static_cast<std::int64_t>(ids.size()),
                   "Recherche de chacun dans les listes de l’année"))
            return false;
        auto lot = lire_le_lot(db, std::span{ids}.subspan(debut, std::min(par_lot, ids.size() - debut)), c.annee);
        if (etendue == Etendue::ce_qui_change)
            lot = a_ecrire(db, c, std::move(lot), r);
        if (lot.empty())
            continue;
        storage::Transaction tx{base};
        ecrire_les_places(tx.writer(), c, c.calcul, lot, r);
        tx.commit();
    }
    oublier_les_autres(base, c, ids);
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
    db.run("update campagne set calcul = case when calcul = calcul_fini then calcul + 1 else calcul end, tache_id = ?, "
           "version = version + 1 where id = ?",
           tache, id);
    return tache;
}

ReglesDeCampagne regles(Reader& db, Campagne const& c) {
    return {c.annee,
            c.observation,
            {territoire::entier(db, "decrocheur.age_minimal", c.observation),
             territoire::vrai(db, "definition.locale.cap_compte", c.observation)}};
}

void ecrire_les_places(Writer& db, Campagne const& c, std::int64_t calcul, std::vector<JeuneDuLot> const& lot,
                       ReglesDeCampagne const& r) {
    constexpr std::size_t par_ordre = 50;
    for (std::size_t debut = 0; debut < lot.size(); debut += par_ordre) {
        auto const n = std::min(par_ordre, lot.size() - debut);
        std::vector<storage::Param> p;
        p.reserve(n * colonnes);
        for (auto const& j : std::span{lot}.subspan(debut, n))
            for (auto& v : parametres(c, calcul, j, placer(j.faits, r)))
                p.push_back(std::move(v));
        db.connection().execute(insertion(n), p, {});
    }
}

void reclasser(Writer& db, Id<Jeune> jeune) {
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
               "?, pourquoi_siei = ?, pourquoi_locale = ?, "
               "version = version + 1 where campagne_id = ? and jeune_id = ?",
               place.caisse, place.motif, place.definitions[0].decrocheur, place.definitions[1].decrocheur,
               place.definitions[2].decrocheur, place.definitions[0].pourquoi, place.definitions[1].pourquoi,
               place.definitions[2].pourquoi, id, jeune);
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

bool calculer(storage::Database& base, Instant maintenant, Id<Campagne> id, Suivi const& suivi, Etendue etendue) {
    std::optional<Campagne> c;
    {
        storage::Transaction tx{base};
        tx.writer().run(
            "update campagne set calcul = calcul + 1 where id = ? and calcul = calcul_fini and tache_id is null", id);
        c = trouver_campagne_sans_portee(tx.writer(), id);
        tx.commit();
    }
    ensure(c.has_value(), "calcul d’une campagne inconnue");
    if (c->calcul == c->calcul_fini || c->close_le)
        return true; // déjà fait, ou close entre-temps
    if (!classer(base, *c, suivi, etendue) || !rapprocher(base, maintenant, *c, suivi, etendue))
        return false;
    conclure(base, maintenant, *c);
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
        if (!calculer(env.base, env.horloge.instant(), id, suivi))
            return std::nullopt;
        return "Campagne calculée.";
    };
    return genres;
}

} // namespace metier::reperage
