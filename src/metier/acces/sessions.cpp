#include "metier/acces/sessions.hpp"

#include <algorithm>

#include "base/secret.hpp"
#include "base/texte.hpp"
#include "metier/acces/comptes.hpp"

namespace metier::acces {
namespace {

std::string const nom_du_perimetre{nom_du_perimetre_sql};
std::string const jointures{jointures_du_perimetre_sql};

} // namespace

std::string ouvrir_session(storage::Writer& db, Instant maintenant, Id<Agent> agent, bool second_facteur_attendu,
                           DureesDeSession const& durees) {
    db.run("delete from session where expire_le < ?", maintenant);
    auto jeton = base::jeton();
    auto roles = roles_du_jour(db, agent, base::a_paris(maintenant).jour);
    auto role = roles.empty() ? std::optional<Id<RoleTenu>>{} : std::optional{roles.front().id};
    db.run("insert into session (empreinte, agent_id, role_tenu_id, csrf, etape, creee_le, vue_le, expire_le) values "
           "(?, ?, ?, ?, ?, ?, ?, ?)",
           base::sha256(jeton), agent, role, base::jeton(24), second_facteur_attendu ? "second_facteur" : "ouverte",
           maintenant, maintenant, maintenant + durees.totale);
    return jeton;
}

std::optional<Session> trouver_session(storage::Reader& db, std::string_view jeton, Instant maintenant, Date jour,
                                       DureesDeSession const& durees) {
    struct Lue {
        Id<Agent> agent;
        std::optional<Id<RoleTenu>> role_tenu;
        std::string csrf, etape;
        Instant creee_le, vue_le, expire_le;
        std::string nom, prenom, courriel;
        std::optional<Role> role;
        std::string perimetre;
        bool totp, provisoire;
        std::string second_facteur_impose_a;
        std::int64_t roles;
    };
    static std::string const sql =
        std::string("select z.agent_id, r.id, z.csrf, z.etape, z.creee_le, z.vue_le, z.expire_le, a.nom, a.prenom, "
                    "a.courriel, r.role, ") +
        nom_du_perimetre +
        ", case when a.totp is null then 0 else 1 end, a.mot_de_passe_provisoire, "
        "coalesce((select p.valeur from parametre p where p.code = 'acces.second_facteur' and p.du <= ? order by p.du "
        "desc "
        "limit 1), ''), (select count(*) from role_tenu t where t.agent_id = a.id and t.du <= ? and (t.au is null or "
        "t.au >= ?)) + (select count(*) from delegation v where v.role_tenu_id = r.id) from session z join agent a on "
        "a.id = z.agent_id"
        " left join role_tenu r on r.id = z.role_tenu_id and r.agent_id = a.id and r.du <= ? and (r.au is null or r.au "
        ">= ?)" +
        jointures + "where z.empreinte = ? and z.expire_le >= ? and z.vue_le >= ? and a.desactive_le is null";
    auto l = db.maybe<Lue>(sql, jour, jour, jour, jour, jour, base::sha256(jeton), maintenant,
                           maintenant - durees.inactivite);
    if (!l)
        return std::nullopt;
    auto imposes = base::decoupe(l->second_facteur_impose_a, ',');
    bool impose = l->role && std::ranges::find(imposes, base::code(*l->role)) != imposes.end();
    return Session{
        l->agent,  l->role_tenu, l->csrf, l->etape,     l->creee_le, l->vue_le,     l->expire_le,       l->nom,
        l->prenom, l->courriel,  l->role, l->perimetre, l->totp,     l->provisoire, impose && !l->totp, l->roles > 1};
}

void prolonger_session(storage::Writer& db, std::string_view jeton, Instant maintenant) {
    db.run("update session set vue_le = ? where empreinte = ?", maintenant, base::sha256(jeton));
}

std::string ouvrir_apres_second_facteur(storage::Writer& db, std::string_view jeton, Id<Agent> agent) {
    auto nouveau = base::jeton();
    auto ouvertes =
        db.run("update session set etape = 'ouverte', empreinte = ?, csrf = ? where empreinte = ? and agent_id = ?",
               base::sha256(nouveau), base::jeton(24), base::sha256(jeton), agent);
    ensure(ouvertes == 1, "la session attendait son second facteur");
    return nouveau;
}

void fermer_session(storage::Writer& db, std::string_view jeton) {
    db.run("delete from session where empreinte = ?", base::sha256(jeton));
}

void fermer_toutes(storage::Writer& db, Id<Agent> agent) { db.run("delete from session where agent_id = ?", agent); }

void fermer_les_autres(storage::Writer& db, Id<Agent> agent, std::string_view jeton) {
    db.run("delete from session where agent_id = ? and empreinte <> ?", agent, base::sha256(jeton));
}

std::vector<SessionOuverte> sessions_de(storage::Reader& db, Id<Agent> agent, std::string_view jeton,
                                        Instant maintenant, DureesDeSession const& durees) {
    return db.all<SessionOuverte>("select creee_le, vue_le, case when empreinte = ? then 1 else 0 end from session "
                                  "where agent_id = ? and etape = 'ouverte' and expire_le >= ? and vue_le >= ? "
                                  "order by vue_le desc, creee_le desc",
                                  base::sha256(jeton), agent, maintenant, maintenant - durees.inactivite);
}

bool choisir_role(storage::Writer& db, std::string_view jeton, Id<Agent> agent, Id<RoleTenu> role, Date jour) {
    return db.run("update session set role_tenu_id = ? where empreinte = ? and exists (select 1 from role_tenu r where "
                  "r.id = ? "
                  "and r.agent_id = ? and r.du <= ? and (r.au is null or r.au >= ?))",
                  role, base::sha256(jeton), role, agent, jour, jour) == 1;
}

std::vector<RoleOffert> roles_du_jour(storage::Reader& db, Id<Agent> agent, Date jour) {
    return db.all<RoleOffert>(
        std::string("select r.id, r.role, ") + nom_du_perimetre + ", r.du, r.au from role_tenu r" + jointures +
            "where r.agent_id = ? and r.du <= ? and (r.au is null or r.au >= ?) order by (select count(*) from "
            "delegation v where v.role_tenu_id = r.id), r.du desc, r.id",
        agent, jour, jour);
}

} // namespace metier::acces
