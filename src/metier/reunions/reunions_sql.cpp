#include "metier/reunions/reunions_sql.hpp"

#include <algorithm>

#include "base/texte.hpp"
#include "metier/acces/delegation.hpp"

namespace metier::reunions {

namespace {

/// Le rôle `t` tient le terrain de la série `s`.
constexpr std::string_view tenu_sql =
    "(t.etablissement_id = s.etablissement_id or t.reseau_id = s.reseau_id"
    " or t.territoire_id in (select c.ancetre_id from etablissement e join territoire_contient c on c.descendant_id = "
    "e.territoire_id where e.id = s.etablissement_id)"
    " or t.territoire_id in (select c.ancetre_id from reseau_bassin b join territoire_contient c on c.descendant_id = "
    "b.territoire_id where b.reseau_id = s.reseau_id)"
    " or t.territoire_id in (select c.ancetre_id from territoire_contient c where c.descendant_id = s.territoire_id)"
    " or t.reseau_id in (select b.reseau_id from reseau_bassin b where b.territoire_id = s.territoire_id))";

/// « s.genre in ('gpds', …) » : ce que ce rôle peut conduire.
std::string conduit_sql(acces::Role role) {
    std::string liste = "''";
    for (auto g : conduits_par(role))
        liste += ", '" + std::string(code(g)) + "'";
    return "s.genre in (" + liste + ")";
}

std::string cle(Serie const& s) {
    auto ou = s.etablissement ? "e" + std::to_string(s.etablissement->valeur)
              : s.reseau      ? "r" + std::to_string(s.reseau->valeur)
                              : "t" + std::to_string(s.territoire.value_or(Id<territoire::Territoire>{}).valeur);
    return std::string(code(s.genre)) + "/" + ou + "/" + base::cle_d_en_tete(s.titre);
}

constexpr std::string_view jointures =
    "from reunion r join serie s on s.id = r.serie_id left join etablissement e on e.id = s.etablissement_id left join "
    "reseau x on x.id = s.reseau_id left join territoire w on w.id = s.territoire_id ";

} // namespace

Id<Serie> serie(Writer& db, Instant maintenant, Id<acces::Agent> par, Serie const& s) {
    if (auto deja = db.maybe<Id<Serie>>("select id from serie where cle = ?", cle(s))) {
        db.run("update serie set rythme = ?, zone = ? where id = ?", s.rythme, s.zone, *deja);
        return *deja;
    }
    return db.one<Id<Serie>>("insert into serie (genre, etablissement_id, reseau_id, territoire_id, titre, rythme, "
                             "zone, cle, creee_le, creee_par) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id",
                             s.genre, s.etablissement, s.reseau, s.territoire, base::propre(s.titre), s.rythme, s.zone,
                             cle(s), maintenant, par);
}

Serie sur(Genre genre, std::int64_t terrain) {
    Serie s;
    s.genre = genre;
    switch (type_de(genre).terrain) {
    case Terrain::etablissement: s.etablissement = Id<territoire::Etablissement>{terrain}; break;
    case Terrain::reseau_foquale:
    case Terrain::psad: s.reseau = Id<territoire::Reseau>{terrain}; break;
    case Terrain::bassin:
    case Terrain::departement: s.territoire = Id<territoire::Territoire>{terrain}; break;
    }
    return s;
}

std::vector<TerrainOffert> terrains(Reader& db, acces::Portee const& portee, Terrain genre) {
    auto en = [&](std::string const& sql) { return db.all<TerrainOffert>(sql, portee.role_tenu); };
    switch (genre) {
    case Terrain::etablissement:
        return en("select e.id, e.nom || ', ' || e.commune from etablissement e join role_tenu t on t.id = ? where "
                  "e.ferme_le is null and e.genre <> 'cio' and (t.etablissement_id = e.id or exists (select 1 from "
                  "territoire_contient c where c.ancetre_id = t.territoire_id and c.descendant_id = e.territoire_id)) "
                  "order by e.cle_tri, e.id");
    case Terrain::reseau_foquale:
    case Terrain::psad:
        return en("select x.id, x.nom from reseau x join role_tenu t on t.id = ? where x.ferme_le is null and x.genre "
                  "= '" +
                  std::string(genre == Terrain::psad ? "psad" : "foquale") +
                  "' and (t.reseau_id = x.id or exists (select 1 from reseau_bassin b join territoire_contient c on "
                  "c.descendant_id = b.territoire_id where b.reseau_id = x.id and c.ancetre_id = t.territoire_id)) "
                  "order by x.cle_tri, x.id");
    case Terrain::bassin:
        return en("select w.id, w.nom from territoire w join role_tenu t on t.id = ? where w.genre = 'bassin' and "
                  "w.ferme_le is null and (exists (select 1 from territoire_contient c where c.ancetre_id = "
                  "t.territoire_id and c.descendant_id = w.id) or exists (select 1 from reseau_bassin b where "
                  "b.reseau_id = t.reseau_id and b.territoire_id = w.id)) order by w.cle_tri, w.id");
    case Terrain::departement:
        return en("select w.id, w.nom from territoire w join role_tenu t on t.id = ? where w.genre = 'departement' and "
                  "w.ferme_le is null and exists (select 1 from territoire_contient c where c.ancetre_id = "
                  "t.territoire_id and c.descendant_id = w.id) order by w.cle_tri, w.id");
    }
    return {};
}

std::optional<Reunion> trouver(Reader& db, Id<Reunion> id) {
    return db.maybe<Reunion>(
        "select r.id, r.serie_id, s.genre, s.titre, coalesce(e.nom, x.nom, w.nom, ''), r.debut, "
        "r.duree, r.lieu, r.public, r.supports, r.ordre_manuel, r.sequence, r.ouverte_le, "
        "r.close_le, r.annulee_le, r.annule_motif, r.version, s.etablissement_id, r.ouverte_motif " +
            std::string(jointures) + "where r.id = ?",
        id);
}

std::optional<Place> place(Reader& db, acces::Portee const& portee, Id<Reunion> id) {
    struct Ligne {
        bool tient = false;
        std::optional<Fonction> fonction;
    };
    // Qui l'on remplace compte comme soi : sa place la plus haute d'abord, « anime » avant « membre ».
    auto sien = acces::est_a_lui(portee, "m.agent_id");
    auto l = db.maybe<Ligne>(
        "select case when exists (select 1 from role_tenu t where t.id = ? and " + conduit_sql(portee.role) + " and " +
            std::string(tenu_sql) +
            ") then 1 else 0 end, (select m.fonction from reunion_membre m where m.reunion_id = r.id and " + sien.sql +
            " and m.retire_le is null order by case m.fonction when 'anime' then 0 else 1 end limit 1) from reunion r "
            "join serie s on s.id = r.serie_id where r.id = ?",
        portee.role_tenu, sien.p, id);
    if (!l || (!l->tient && !l->fonction))
        return std::nullopt;
    return Place{l->tient || l->fonction == Fonction::anime, l->fonction.has_value()};
}

std::vector<LigneDeCalendrier> calendrier(Reader& db, acces::Portee const& portee, Periode const& p) {
    // Deux ensembles, lus une fois chacun : une académie tient des milliers de réunions par an.
    auto sien = acces::est_a_lui(portee, "m.agent_id");
    std::string ou =
        "r.id in (select m.reunion_id from reunion_membre m where " + sien.sql + " and m.retire_le is null)";
    auto valeurs = sien.p;
    valeurs.insert(valeurs.end(), {storage::to_param(p.de), storage::to_param(p.a)});
    valeurs.insert(valeurs.end(), sien.p.begin(), sien.p.end());
    if (!p.attendu_seulement) {
        ou = "(" + ou + " or r.serie_id in (select s.id from serie s join role_tenu t on t.id = ? where " +
             conduit_sql(portee.role) + " and " + std::string(tenu_sql) + "))";
        valeurs.push_back(storage::to_param(portee.role_tenu));
    }
    valeurs.emplace_back(std::int64_t{p.nombre});
    return db.all_with<LigneDeCalendrier>(
        "select r.id, s.genre, s.titre, coalesce(e.nom, x.nom, w.nom, ''), r.debut, r.duree, r.lieu, r.ouverte_le, "
        "r.close_le, r.annulee_le, (select count(*) from reunion_point q where q.reunion_id = r.id and q.retire_le is "
        "null), (select count(*) from reunion_membre m where m.reunion_id = r.id and m.retire_le is null), case when "
        "exists (select 1 from reunion_membre m where m.reunion_id = r.id and " +
            sien.sql +
            " and m.retire_le is null) "
            "then 1 else 0 end, (select count(*) from reunion_membre m where m.reunion_id = r.id and m.retire_le is "
            "null and m.presence = 'excuse') " +
            std::string(jointures) + "where r.debut >= ? and r.debut < ? and " + ou + " order by r.debut" +
            (p.a_rebours ? " desc, r.id desc" : ", r.id") + " limit ?",
        valeurs);
}

std::vector<ATerminer> a_terminer(Reader& db, acces::Portee const& portee, Instant maintenant, int nombre) {
    auto sien = acces::est_a_lui(portee, "m.agent_id");
    auto liste = db.all<ATerminer>(
        "select r.id, s.genre, coalesce(e.nom, x.nom, w.nom, ''), r.debut, r.duree, r.ouverte_le " +
            std::string(jointures) + "where r.id in (select m.reunion_id from reunion_membre m where " + sien.sql +
            " and m.retire_le is null and m.fonction = 'anime') and r.close_le is null and r.annulee_le is null and "
            "coalesce(r.ouverte_le, r.debut) < ? order by r.debut desc, r.id desc limit ?",
        sien.p, maintenant, nombre);
    std::erase_if(liste, [&](auto const& l) {
        return l.ouverte_le.value_or(l.debut) + std::chrono::minutes{l.duree} > maintenant;
    });
    return liste;
}

std::string uid_de_calendrier(base::Coffre const& coffre, Id<Reunion> id) {
    return "reunion-" + std::to_string(id.valeur) + "@" + coffre.empreinte("calendrier").substr(0, 12) + ".raccroche";
}

std::vector<Vacances> vacances(Reader& db, Zone zone, Date de, Date a) {
    return db.all<Vacances>(
        "select nom, du, au from vacances where zone in ('*', ?) and au >= ? and du <= ? order by du", zone, de, a);
}

std::string meme_instance_sql(Genre genre) {
    if (!type_de(genre).une_seule_par_terrain)
        return "r.serie_id = ?";
    return "r.serie_id in (select b.id from serie a join serie b on b.genre = a.genre and (b.etablissement_id = "
           "a.etablissement_id or b.reseau_id = a.reseau_id or b.territoire_id = a.territoire_id) where a.id = ?)";
}

Voisines voisines(Reader& db, Reunion const& r) {
    auto une = [&](std::string const& suite) {
        return db.maybe<Id<Reunion>>("select r.id from reunion r where " + meme_instance_sql(r.genre) +
                                         " and r.annulee_le is null and " + suite + " limit 1",
                                     r.serie, r.debut);
    };
    return {une("r.debut < ? order by r.debut desc, r.id desc"), une("r.debut > ? order by r.debut, r.id")};
}

std::vector<Id<Reunion>> suivantes(Reader& db, Reunion const& r) {
    return db.all<Id<Reunion>>("select id from reunion where serie_id = ? and debut > ? and close_le is null and "
                               "annulee_le is null order by debut",
                               r.serie, r.debut);
}

std::optional<Id<Reunion>> prevoir(Writer& db, Id<Serie> serie, Instant debut, std::int64_t duree,
                                   std::string const& lieu) {
    if (db.maybe<Id<Reunion>>("select id from reunion where serie_id = ? and debut = ?", serie, debut))
        return std::nullopt;
    return db.one<Id<Reunion>>("insert into reunion (serie_id, debut, duree, lieu) values (?, ?, ?, ?) returning id",
                               serie, debut, duree, base::propre(lieu));
}

void deplacer(Writer& db, Id<Reunion> id, std::int64_t version, Instant debut, std::int64_t duree,
              std::string const& lieu) {
    db.run_versioned("update reunion set debut = ?, duree = ?, lieu = ?, sequence = sequence + 1, version = version + "
                     "1 where id = ? and version = ? and close_le is null and annulee_le is null",
                     debut, duree, base::propre(lieu), id, version);
}

void annuler(Writer& db, Id<Reunion> id, std::int64_t version, Id<acces::Agent> par, Instant le,
             std::string const& motif) {
    db.run_versioned("update reunion set annulee_le = ?, annulee_par = ?, annule_motif = ?, sequence = sequence + 1, "
                     "version = version + 1 where id = ? and version = ? and ouverte_le is null and annulee_le is null",
                     le, par, motif, id, version);
}

void presenter(Writer& db, Id<Reunion> id, std::int64_t version, std::string const& publics,
               std::string const& supports) {
    db.run_versioned("update reunion set public = ?, supports = ?, version = version + 1 where id = ? and version = ?",
                     publics, supports, id, version);
}

void ouvrir(Writer& db, Id<Reunion> id, Id<acces::Agent> par, Instant le, std::string const& motif) {
    db.run("update reunion set ouverte_le = ?, ouverte_par = ?, ouverte_motif = ?, version = version + 1 where id = ? "
           "and ouverte_le is "
           "null and annulee_le is null",
           le, par, motif, id);
}

void clore(Writer& db, Id<Reunion> id, Id<acces::Agent> par, Instant le) {
    db.run("update reunion set close_le = ?, close_par = ?, version = version + 1 where id = ? and ouverte_le is not "
           "null and close_le is null",
           le, par, id);
}

Zone zone_proposee(Reader& db, acces::Portee const& portee) {
    auto academies = db.all<std::string>(
        "select distinct a.nom from territoire a join territoire_contient c on c.ancetre_id = a.id join "
        "repere_bassin b on b.territoire_id = c.descendant_id where b.role_tenu_id = ? and a.genre = 'academie'",
        portee.role_tenu);
    if (academies.empty())
        return Zone::aucune;
    return base::lire_code<Zone>(territoire::zone_de_l_academie(db, academies.front())).value_or(Zone::aucune);
}

acces::Condition du_terrain(Reader& db, Id<Reunion> id, Date jour) {
    struct Ligne {
        std::optional<std::int64_t> etablissement, reseau, territoire;
        Genre genre = Genre::gpds;
    };
    auto l = db.one<Ligne>("select s.etablissement_id, s.reseau_id, s.territoire_id, s.genre from reunion r join serie "
                           "s on s.id = r.serie_id where r.id = ?",
                           id);
    if (l.etablissement)
        return {"exists (select 1 from inscription ti where ti.jeune_id = j.id and ti.etablissement_id = ? and "
                "ti.visible_jusqu_au >= ?)",
                {storage::to_param(l.etablissement), storage::to_param(jour)}};
    if (l.reseau)
        return {std::string(l.genre == Genre::psad ? "j.psad_depuis is not null and " : "") +
                    "j.bassin_id in (select tc.descendant_id from reseau_bassin tb join territoire_contient tc on "
                    "tc.ancetre_id = tb.territoire_id where tb.reseau_id = ?)",
                {storage::to_param(l.reseau)}};
    return {"j.bassin_id in (select tc.descendant_id from territoire_contient tc where tc.ancetre_id = ?)",
            {storage::to_param(l.territoire)}};
}

} // namespace metier::reunions
