#include <algorithm>

#include "metier/acces/comptes.hpp"
#include "metier/passage/passage.hpp"

namespace metier::passage {
namespace {

constexpr auto choisir =
    "select d.id, d.de_agent_id, d.a_agent_id, x.prenom || ' ' || x.nom, y.prenom || ' ' || "
    "y.nom, d.role_tenu_id, d.du, "
    "d.au, d.motif, d.version, d.vue_le from delegation d join agent x on x.id = d.de_agent_id join agent y "
    "on y.id = d.a_agent_id ";

const std::string choisir_charge =
    "select a.id, a.prenom || ' ' || a.nom, (select count(*) from cercle c join jeune j on j.id = c.jeune_id where "
    "c.agent_id = a.id and c.fonction = 'referent' and c.au is null and j.fusionne_dans is null), (select count(*) "
    "from echeance e where e.agent_id = a.id and e.faite_le is null)";

} // namespace

std::vector<Charge> charges(Reader& db, Id<acces::RoleTenu> role, Date jour) {
    // Là aujourd'hui ; ou parti : son compte est fermé, ou il n'est plus coordonnateur nulle part.
    auto d_ici = [](std::string const& quand) {
        return "exists (select 1 from role_tenu t join territoire_contient k on k.descendant_id = t.territoire_id join "
               "role_tenu m on m.territoire_id = k.ancetre_id where t.agent_id = a.id and m.id = ? and t.role = "
               "'coordonnateur' and t.du <= ?" +
               quand + ")";
    };
    std::string const encore = " and (t.au is null or t.au >= ?)";
    auto la = "a.desactive_le is null and " + d_ici(encore);
    return db.all<Charge>(
        choisir_charge + ", case when " + la + " then 0 else 1 end from agent a where (" + la + ") or (" + d_ici("") +
            " and (a.desactive_le is not null or not exists (select 1 from role_tenu t where t.agent_id = a.id and "
            "t.role = 'coordonnateur' and t.du <= ?" +
            encore + "))) order by a.cle_tri, a.id",
        role, jour, jour, role, jour, jour, role, jour, jour, jour);
}

std::vector<Charge> du_meme_role(Reader& db, Id<acces::RoleTenu> role, Id<acces::Agent> sauf, Date jour) {
    return db.all<Charge>(choisir_charge +
                              ", 0 from agent a where a.desactive_le is null and a.id <> ? and a.id in (select "
                              "t.agent_id from role_tenu t where t.role = (select role from role_tenu where id = ?) "
                              "and t.du <= ? and (t.au is null or t.au >= ?)) order by a.cle_tri, a.id",
                          sauf, role, jour, jour);
}

std::optional<Depart> depart(Reader& db, Id<acces::Agent> agent, Date jour) {
    auto de = db.maybe<Charge>(choisir_charge + ", 0 from agent a where a.id = ?", agent);
    if (!de)
        return std::nullopt;
    // Le même rôle, au même endroit ou sur un territoire qui contient le sien ; à défaut de suivis, son chef. Un rôle
    // tenu pour un absent ne donne ni ne reçoit ; de qui s'en va, ceux d'aujourd'hui, ou les derniers qu'il a tenus.
    auto a_soi = [](std::string const& r) {
        return " and not exists (select 1 from delegation d where d.role_tenu_id = " + r + ".id)";
    };
    auto autres = db.all<Charge>(
        choisir_charge +
            ", 0 from agent a where a.desactive_le is null and a.id <> ? and a.id in (select t.agent_id from role_tenu "
            "t join role_tenu s on s.agent_id = ? where t.du <= ? and (t.au is null or t.au >= ?)" +
            a_soi("t") + a_soi("s") +
            " and s.du <= ? and (s.au is null or s.au >= ? or not exists (select 1 from role_tenu u where u.agent_id = "
            "s.agent_id and u.du <= ? and (u.au is null or u.au >= ?)" +
            a_soi("u") +
            ")) and ((t.role = "
            "s.role and (t.reseau_id = s.reseau_id or t.etablissement_id = s.etablissement_id or exists (select 1 from "
            "territoire_contient k where k.ancetre_id = t.territoire_id and k.descendant_id = s.territoire_id))) or "
            "(? = 0 and t.role = 'chef_etablissement' and t.etablissement_id = s.etablissement_id))) order by "
            "a.cle_tri, a.id",
        agent, agent, jour, jour, jour, jour, jour, jour, de->suivis);
    return Depart{*de, autres};
}

std::vector<Suivi> suivis(Reader& db, Id<acces::Agent> agent) {
    return db.all<Suivi>(
        "select j.id, j.nom, j.nom_usage, j.prenom, (select count(*) from echeance e where e.jeune_id = j.id and "
        "e.agent_id = ? and e.faite_le is null) from cercle c join jeune j on j.id = c.jeune_id where c.agent_id = ? "
        "and "
        "c.fonction = 'referent' and c.au is null and j.fusionne_dans is null order by j.nom, j.prenom, j.id",
        agent, agent);
}

std::vector<std::vector<Id<Jeune>>> repartir(std::vector<Id<Jeune>> const& quoi, std::vector<std::int64_t> charges) {
    std::vector<std::size_t> tailles(charges.size());
    for (std::size_t i = 0; i < quoi.size(); ++i) {
        auto moins = static_cast<std::size_t>(std::ranges::min_element(charges) - charges.begin());
        ++charges[moins];
        ++tailles[moins];
    }
    std::vector<std::vector<Id<Jeune>>> lots;
    auto debut = quoi.begin();
    for (auto n : tailles) {
        auto fin = debut + static_cast<std::ptrdiff_t>(n);
        lots.emplace_back(debut, fin);
        debut = fin;
    }
    return lots;
}

std::set<Id<acces::Agent>> d_ailleurs(Reader& db, Id<acces::RoleTenu> role, std::vector<Charge> const& eux, Date jour) {
    std::set<Id<acces::Agent>> ailleurs;
    for (auto const& c : eux)
        ailleurs.insert(c.agent);
    for (auto id : db.all<Id<acces::Agent>>(
             "select t.agent_id from role_tenu t join role_tenu s on s.id = ? and t.role = s.role where t.du <= ? and "
             "(t.au is null or t.au >= ?) and (t.reseau_id = s.reseau_id or t.etablissement_id = s.etablissement_id or "
             "t.structure_id = s.structure_id or exists (select 1 from territoire_contient k where k.ancetre_id = "
             "t.territoire_id and k.descendant_id = s.territoire_id))",
             role, jour, jour))
        ailleurs.erase(id);
    return ailleurs;
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

std::vector<Id<acces::RoleTenu>> roles_a_confier(Reader& db, Id<acces::RoleTenu> departement, Id<acces::Agent> absent,
                                                 Date jour) {
    return db.all<Id<acces::RoleTenu>>(
        "select t.id from role_tenu t join territoire_contient k on k.descendant_id = t.territoire_id join role_tenu m "
        "on m.territoire_id = k.ancetre_id and m.id = ? where t.agent_id = ? and t.role = 'coordonnateur' and t.du <= "
        "? "
        "and (t.au is null or t.au >= ?) and not exists (select 1 from delegation d where d.role_tenu_id = t.id) order "
        "by t.id",
        departement, absent, jour, jour);
}

Id<Delegation> deleguer(Writer& db, Instant instant, Id<acces::Agent> de, Id<acces::RoleTenu> role, Id<acces::Agent> a,
                        Date du, Date au, std::string const& motif) {
    if (auto deja = db.maybe<Id<Delegation>>(
            "select max(d.id) from delegation d join role_tenu t on t.id = d.role_tenu_id join "
            "role_tenu s on s.id = ? and s.role = t.role and coalesce(s.territoire_id, 0) = "
            "coalesce(t.territoire_id, 0) where d.de_agent_id = ? and d.a_agent_id = ? and "
            "d.du = ? and d.au = ? having count(*) > 0",
            role, de, a, du, au)) // le même formulaire, renvoyé
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

void noter_vue(Writer& db, Instant instant, Id<Delegation> id) {
    db.run("update delegation set vue_le = ? where id = ? and vue_le is null", instant, id);
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
