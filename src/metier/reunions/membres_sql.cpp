#include "base/texte.hpp"
#include "metier/reunions/reunions_sql.hpp"

namespace metier::reunions {

namespace {

constexpr std::string_view choix =
    "select id, agent_id, nom, courriel, fonction, presence, part_a, version from reunion_membre ";

} // namespace

Id<Membre> ajouter_membre(Writer& db, Id<Reunion> reunion, Membre const& m) {
    auto courriel = base::minuscules(base::propre(m.courriel));
    if (auto deja = db.maybe<Id<Membre>>("select id from reunion_membre where reunion_id = ? and courriel = ?", reunion,
                                         courriel)) {
        db.run("update reunion_membre set retire_le = null, fonction = ?, version = version + 1 where id = ? and "
               "retire_le is not null",
               m.fonction, *deja);
        return *deja;
    }
    return db.one<Id<Membre>>("insert into reunion_membre (reunion_id, agent_id, nom, courriel, fonction, part_a) "
                              "values (?, ?, ?, ?, ?, ?) returning id",
                              reunion, m.agent, base::propre(m.nom), courriel, m.fonction, m.part_a);
}

std::vector<Membre> membres(Reader& db, Id<Reunion> id) {
    return db.all<Membre>(
        std::string(choix) +
            "where reunion_id = ? and retire_le is null order by case fonction when 'anime' then 0 when 'membre' then "
            "1 else 2 end, nom, id",
        id);
}

std::optional<Membre> membre(Reader& db, Id<Reunion> reunion, Id<Membre> id) {
    return db.maybe<Membre>(std::string(choix) + "where reunion_id = ? and id = ? and retire_le is null", reunion, id);
}

void noter_presence(Writer& db, Id<Membre> id, Presence presence) {
    db.run("update reunion_membre set presence = ?, version = version + 1 where id = ?", presence, id);
}

void retirer_membre(Writer& db, Id<Membre> id, std::int64_t version, Instant le) {
    db.run_versioned("update reunion_membre set retire_le = ?, version = version + 1 where id = ? and version = ?", le,
                     id, version);
}

void modifier_membre(Writer& db, Membre const& m) {
    db.run_versioned(
        "update reunion_membre set fonction = ?, presence = ?, part_a = ?, courriel = ?, version = version "
        "+ 1 where id = ? and version = ? and retire_le is null",
        m.fonction, m.presence, m.part_a, m.courriel, m.id, m.version);
}

void reprendre_les_membres(Writer& db, Id<Reunion> de, Id<Reunion> vers) {
    for (auto m : membres(db, de)) {
        m.part_a = "";
        ajouter_membre(db, vers, m);
    }
}

std::optional<Membre> comme_membre(Reader& db, Id<acces::Agent> agent) {
    struct Ligne {
        std::string nom, courriel;
    };
    auto l = db.maybe<Ligne>("select prenom || ' ' || nom, courriel from agent where id = ? and desactive_le is null",
                             agent);
    if (!l)
        return std::nullopt;
    Membre m;
    m.agent = agent;
    m.nom = l->nom;
    m.courriel = l->courriel;
    return m;
}

std::vector<AgentOffert> agents_du_terrain(Reader& db, Id<Reunion> id, Date jour) {
    // Ceux du terrain, de ce qui le contient, d'une plateforme du même bassin ; d'un réseau ou d'un bassin, aussi ceux
    // de ses établissements.
    return db.all<AgentOffert>(
        "with ici as (select s.etablissement_id, s.reseau_id, s.territoire_id from reunion q join serie s on s.id = "
        "q.serie_id where q.id = ?), bassins as (select e.territoire_id as id from ici join etablissement e on e.id = "
        "ici.etablissement_id union all select b.territoire_id from ici join reseau_bassin b on b.reseau_id = "
        "ici.reseau_id union all select c.descendant_id from ici join territoire_contient c on c.ancetre_id = "
        "ici.territoire_id) select a.id, a.prenom || ' ' || a.nom, a.courriel, min(t.role) from role_tenu t join agent "
        "a on a.id = t.agent_id where t.du <= ? and (t.au is null or t.au >= ?) and t.role not in ('dpd', "
        "'administrateur') and a.desactive_le is null and (t.etablissement_id in (select etablissement_id from ici) or "
        "t.territoire_id in (select c.ancetre_id from bassins b join territoire_contient c on c.descendant_id = b.id) "
        "or t.reseau_id in (select r.reseau_id from bassins b join reseau_bassin r on r.territoire_id = b.id) or "
        "t.etablissement_id in (select e.id from ici join bassins b on ici.etablissement_id is null join etablissement "
        "e on e.territoire_id = b.id)) and not exists (select 1 from reunion_membre m where m.reunion_id = ? and "
        "m.agent_id = a.id and m.retire_le is null) group by a.id, a.prenom, a.nom, a.courriel, a.cle_tri order by "
        "a.cle_tri, a.id",
        id, jour, jour, id);
}

} // namespace metier::reunions
