#include "metier/jeunes/demandes.hpp"

namespace metier::jeunes {
namespace {

acces::Condition en_attente(acces::Portee const& portee) {
    auto v = acces::est_visible(portee, "j");
    return {"select d.id, d.jeune_id, j.nom, j.nom_usage, j.prenom, a.prenom || ' ' || a.nom, r.role, d.motif, "
            "d.demandee_le "
            "from demande_acces d "
            "join jeune j on j.id = d.jeune_id join role_tenu r on r.id = d.role_tenu_id join agent a on a.id = "
            "r.agent_id "
            "where d.reponse is null and r.agent_id <> ? and " +
                v.sql,
            storage::params_of(portee.agent, v.p)};
}

} // namespace

Id<DemandeDAcces> demander_acces(Writer& db, Id<Jeune> jeune, Id<acces::RoleTenu> role_tenu, std::string_view motif,
                                 Instant maintenant) {
    if (auto deja = db.maybe<Id<DemandeDAcces>>("select id from demande_acces where jeune_id = ? and role_tenu_id = ? "
                                                "and reponse is null order by id limit 1",
                                                jeune, role_tenu))
        return *deja;
    return db.one<Id<DemandeDAcces>>(
        "insert into demande_acces (jeune_id, role_tenu_id, motif, demandee_le) values (?, ?, ?, ?) returning id",
        jeune, role_tenu, motif, maintenant);
}

std::vector<DemandeVue> demandes_en_attente(Reader& db, acces::Portee const& portee) {
    auto demandes = en_attente(portee);
    return db.all<DemandeVue>(demandes.sql + " order by d.id limit 200", demandes.p);
}

std::optional<DemandeVue> demande_en_attente(Reader& db, acces::Portee const& portee, Id<DemandeDAcces> id) {
    auto demandes = en_attente(portee);
    return db.maybe<DemandeVue>(demandes.sql + " and d.id = ?", demandes.p, id);
}

void repondre(Writer& db, Id<DemandeDAcces> id, bool acceptee, std::optional<Date> jusqu_au, Id<acces::Agent> agent,
              Instant maintenant) {
    db.run_versioned("update demande_acces set reponse = ?, repondue_le = ?, repondue_par = ?, jusqu_au = ? where id = "
                     "? and reponse is null",
                     acceptee ? "acceptee" : "refusee", maintenant, agent, acceptee ? jusqu_au : std::nullopt, id);
}

std::vector<ReponseVue> reponses_recues(Reader& db, acces::Portee const& portee, Instant depuis) {
    return db.all<ReponseVue>(
        "select j.id, j.nom, j.nom_usage, j.prenom, case when d.reponse = 'acceptee' then 1 else 0 end, d.repondue_le, "
        "d.jusqu_au from demande_acces d join jeune j on j.id = d.jeune_id "
        "where d.role_tenu_id = ? and d.reponse is not null and d.repondue_le >= ? "
        "and (d.jusqu_au is null or d.jusqu_au >= ?) order by d.repondue_le desc, d.id desc limit 20",
        portee.role_tenu, depuis, portee.jour);
}

} // namespace metier::jeunes
