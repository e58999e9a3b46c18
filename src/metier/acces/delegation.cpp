#include "metier/acces/delegation.hpp"

#include <algorithm>

#include "base/articles.hpp"

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

std::string a_la_place_de(storage::Reader& db, Id<RoleTenu> role, Date jour) {
    struct Absent {
        std::string nom;
        Date au{};
    };
    std::string dit;
    for (auto const& x : db.all<Absent>("select a.prenom || ' ' || a.nom, d.au from delegation d join agent a on a.id "
                                        "= d.de_agent_id where d.role_tenu_id = ? and d.du <= ? and d.au >= ? order "
                                        "by d.au, d.id",
                                        role, jour, jour))
        dit += (dit.empty() ? "à la place " + base::de_ce_lieu(x.nom) : " et " + base::de_ce_lieu(x.nom)) +
               ", jusqu’au " + base::affiche(x.au);
    return dit;
}

bool par_urgence(storage::Reader& db, Portee const& portee, Id<jeunes::Jeune> jeune) {
    return motif(db, portee, jeune) == "urgence";
}

bool lit_seulement(storage::Reader& db, Portee const& portee, Id<jeunes::Jeune> jeune) {
    auto titre = motif(db, portee, jeune);
    if (titre == "urgence")
        return true;
    if (titre != "suivi")
        return false;
    auto encore = est_a_lui(portee, "c.agent_id");
    if (db.one<std::int64_t>("select count(*) from cercle c where c.jeune_id = ? and c.au is null and " + encore.sql,
                             jeune, encore.p) > 0)
        return false;
    return !vu_autrement(db, portee, jeune, "suivi");
}

namespace {

/// Rien tant qu'il suit ce jeune ; sinon, le dernier jour où il lit encore.
std::optional<Date> fin_de_lecture(storage::Reader& db, Portee const& portee, Id<jeunes::Jeune> jeune) {
    auto suit = db.one<std::int64_t>("select count(*) from cercle where jeune_id = ? and agent_id = ? and au is null",
                                     jeune, portee.agent) > 0;
    return suit ? std::nullopt
                : db.one<std::optional<Date>>("select max(visible_jusqu_au) from cercle where jeune_id = ? and "
                                              "agent_id = ?",
                                              jeune, portee.agent);
}

} // namespace

std::string pourquoi(storage::Reader& db, Portee const& portee, Id<jeunes::Jeune> jeune, std::string_view titre,
                     std::string_view perimetre) {
    if (titre == "suivi")
        if (auto fin = fin_de_lecture(db, portee, jeune)) {
            if (auto autre = motif_sauf(db, portee, jeune, "suivi"))
                return pourquoi(*autre, portee.role, perimetre);
            return "Vous voyez encore ce dossier parce que vous avez suivi ce jeune : il vous reste ouvert, en lecture "
                   "seule, jusqu’au " +
                   base::affiche(*fin) + ".";
        }
    if (auto absent = titre == "remplacement" ? pour_qui(db, portee) : std::string{}; !absent.empty())
        return "Vous voyez ce dossier parce que vous remplacez, le temps de son absence, " + absent +
               ", du cercle qui suit ce jeune.";
    return pourquoi(titre, portee.role, perimetre);
}

} // namespace metier::acces
