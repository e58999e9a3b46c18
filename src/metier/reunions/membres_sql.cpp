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
    db.run_versioned("update reunion_membre set fonction = ?, presence = ?, part_a = ?, version = version + 1 where id "
                     "= ? and version = ? and retire_le is null",
                     m.fonction, m.presence, m.part_a, m.id, m.version);
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
    // Ceux qui tiennent un rôle sur le terrain, sur ce qui le contient ou sur une plateforme du même bassin.
    return db.all<AgentOffert>(
        "select a.id, a.prenom || ' ' || a.nom, a.courriel, min(t.role) from reunion q join serie s on s.id = "
        "q.serie_id join role_tenu t on t.du <= ? and (t.au is null or t.au >= ?) and t.role not in ('dpd', "
        "'administrateur') join agent a on a.id = t.agent_id where q.id = ? and a.desactive_le is null and "
        "(t.etablissement_id = s.etablissement_id or exists (select 1 from repere_bassin rb where rb.role_tenu_id = "
        "t.id and t.etablissement_id is null and rb.territoire_id in (select e.territoire_id from etablissement e "
        "where e.id = s.etablissement_id union all select b.territoire_id from reseau_bassin b where b.reseau_id = "
        "s.reseau_id union all select c.descendant_id from territoire_contient c where c.ancetre_id = "
        "s.territoire_id)) or (s.etablissement_id is null and exists (select 1 from repere_bassin rb where "
        "rb.role_tenu_id = t.id and rb.territoire_id in (select b.territoire_id from reseau_bassin b where b.reseau_id "
        "= s.reseau_id union all select c.descendant_id from territoire_contient c where c.ancetre_id = "
        "s.territoire_id)))) and not exists (select 1 from reunion_membre m where m.reunion_id = q.id and m.agent_id = "
        "a.id and m.retire_le is null) group by a.id, a.prenom, a.nom, a.courriel, a.cle_tri order by a.cle_tri, a.id",
        jour, jour, id);
}

} // namespace metier::reunions
