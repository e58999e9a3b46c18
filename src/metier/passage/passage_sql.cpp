#include "metier/acces/comptes.hpp"
#include "metier/passage/passage.hpp"

namespace metier::passage {
namespace {

constexpr auto choisir = "select d.id, d.de_agent_id, d.a_agent_id, x.prenom || ' ' || x.nom, y.prenom || ' ' || "
                         "y.nom, d.role_tenu_id, d.du, "
                         "d.au, d.motif, d.version from delegation d join agent x on x.id = d.de_agent_id join agent y "
                         "on y.id = d.a_agent_id ";

} // namespace

std::vector<Charge> charges(Reader& db, Id<acces::RoleTenu> role, Date jour) {
    return db.all<Charge>(
        "select a.id, a.prenom || ' ' || a.nom, (select count(*) from cercle c join jeune j on j.id = c.jeune_id where "
        "c.agent_id = a.id and c.fonction = 'referent' and c.au is null and j.fusionne_dans is null), (select count(*) "
        "from "
        "echeance e where e.agent_id = a.id and e.faite_le is null) from agent a where a.desactive_le is null and a.id "
        "in "
        "(select t.agent_id from role_tenu t join territoire_contient k on k.descendant_id = t.territoire_id join "
        "role_tenu "
        "m on m.territoire_id = k.ancetre_id where m.id = ? and t.role = 'coordonnateur' and t.du <= ? and (t.au is "
        "null or "
        "t.au >= ?)) order by a.cle_tri, a.id",
        role, jour, jour);
}

std::vector<Suivi> suivis(Reader& db, Id<acces::Agent> agent) {
    return db.all<Suivi>(
        "select j.id, j.nom, j.nom_usage, j.prenom, (select count(*) from echeance e where e.jeune_id = j.id and "
        "e.agent_id = ? and e.faite_le is null) from cercle c join jeune j on j.id = c.jeune_id where c.agent_id = ? "
        "and "
        "c.fonction = 'referent' and c.au is null and j.fusionne_dans is null order by j.nom, j.prenom, j.id",
        agent, agent);
}

std::vector<std::vector<Id<Jeune>>> repartir(std::vector<Id<Jeune>> const& quoi, std::size_t parts) {
    std::vector<std::vector<Id<Jeune>>> lots(parts);
    for (std::size_t i = 0, debut = 0; i < parts; ++i) {
        auto n = quoi.size() / parts + (i < quoi.size() % parts ? 1 : 0);
        lots[i].assign(quoi.begin() + static_cast<std::ptrdiff_t>(debut),
                       quoi.begin() + static_cast<std::ptrdiff_t>(debut + n));
        debut += n;
    }
    return lots;
}

std::vector<Delegation> delegations(Reader& db, Id<acces::Agent> agent, Date jour) {
    return db.all<Delegation>(std::string(choisir) +
                                  "where (d.de_agent_id = ? or d.a_agent_id = ?) and d.au >= ? order by "
                                  "d.du, d.id",
                              agent, agent, jour);
}

std::optional<Delegation> trouver(Reader& db, Id<Delegation> id) {
    return db.maybe<Delegation>(std::string(choisir) + "where d.id = ?", id);
}

Delegable delegable(Reader& db, Id<acces::RoleTenu> role) {
    return {db.one<std::int64_t>("select count(*) from delegation where role_tenu_id = ?", role) > 0,
            db.one<std::optional<Date>>("select au from role_tenu where id = ?", role)};
}

Id<Delegation> deleguer(Writer& db, Instant instant, Id<acces::Agent> de, Id<acces::RoleTenu> role, Id<acces::Agent> a,
                        Date du, Date au, std::string const& motif) {
    if (auto deja =
            db.maybe<Id<Delegation>>("select max(id) from delegation where de_agent_id = ? and a_agent_id = ? and du = "
                                     "? and au = ? having count(*) > 0",
                                     de, a, du, au)) // le même formulaire, renvoyé
        return *deja;
    struct Role {
        acces::Role role = acces::Role::coordonnateur;
        std::optional<Id<territoire::Territoire>> territoire;
        std::optional<Id<territoire::Etablissement>> etablissement;
        std::optional<Id<territoire::Reseau>> reseau;
        std::optional<Id<territoire::Structure>> structure;
    };
    auto r = db.one<Role>(
        "select role, territoire_id, etablissement_id, reseau_id, structure_id from role_tenu where id = ? "
        "and agent_id = ?",
        role, de);
    auto donne =
        acces::donner_role(db, instant, a, r.role, {r.territoire, r.etablissement, r.reseau, r.structure}, du, au);
    return db.one<Id<Delegation>>(
        "insert into delegation (de_agent_id, a_agent_id, role_tenu_id, du, au, motif, creee_le) "
        "values (?, ?, ?, ?, ?, ?, ?) returning id",
        de, a, donne, du, au, motif, instant);
}

void finir(Writer& db, Delegation const& d, Date jour) {
    auto dernier = base::plus_jours(jour, -1);
    acces::retirer_role(db, d.a, d.role_tenu, dernier);
    if (dernier < d.du)
        db.run("delete from delegation where id = ?", d.id);
    else
        db.run("update delegation set au = ?, version = version + 1 where id = ?", dernier, d.id);
}

} // namespace metier::passage
