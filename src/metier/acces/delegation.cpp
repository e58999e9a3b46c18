#include "metier/acces/delegation.hpp"

#include <algorithm>

namespace metier::acces {

Condition est_a_lui(Portee const& portee, std::string_view colonne) {
    return {std::string(colonne) + " in (select cast(? as bigint) union all select d.de_agent_id from delegation d "
                                   "where d.role_tenu_id = ? and d.du <= ? and d.au >= ?)",
            storage::params_of(portee.agent, portee.role_tenu, portee.jour, portee.jour)};
}

std::vector<Id<Agent>> agit_pour(storage::Reader& db, Portee const& portee) {
    auto liste = db.all<Id<Agent>>("select distinct d.de_agent_id from delegation d where d.role_tenu_id = ? and "
                                   "d.a_agent_id = ? and d.du <= ? and d.au >= ? order by 1",
                                   portee.role_tenu, portee.agent, portee.jour, portee.jour);
    liste.insert(liste.begin(), portee.agent);
    return liste;
}

bool est_a_lui(storage::Reader& db, Portee const& portee, Id<Agent> agent) {
    return agent == portee.agent || std::ranges::count(agit_pour(db, portee), agent) > 0;
}

std::string pour_qui(storage::Reader& db, Portee const& portee) {
    std::string noms;
    for (auto const& nom : db.all<std::string>(
             "select distinct a.prenom || ' ' || a.nom from delegation d join agent a on a.id = d.de_agent_id where "
             "d.role_tenu_id = ? and d.a_agent_id = ? and d.du <= ? and d.au >= ? order by 1",
             portee.role_tenu, portee.agent, portee.jour, portee.jour))
        noms += (noms.empty() ? "" : " et ") + nom;
    return noms;
}

bool lit_seulement(storage::Reader& db, Portee const& portee, Id<jeunes::Jeune> jeune) {
    if (motif(db, portee, jeune) != "suivi")
        return false;
    auto encore = est_a_lui(portee, "c.agent_id");
    if (db.one<std::int64_t>("select count(*) from cercle c where c.jeune_id = ? and c.au is null and " + encore.sql,
                             jeune, encore.p) > 0)
        return false;
    return !vu_autrement(db, portee, jeune, "suivi");
}

} // namespace metier::acces
