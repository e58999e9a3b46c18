// Une décision est une tâche de l'agenda : ouverte tant que la tâche l'est, close d'où qu'on la close.
#include <algorithm>

#include "metier/acces/sessions.hpp"
#include "metier/agenda/agenda.hpp"
#include "metier/reunions/points_sql.hpp"

namespace metier::reunions {

namespace {

struct Contexte_ {
    Id<Reunion> reunion;
    std::optional<Id<Jeune>> jeune;
};

/// Dans l'un de ses rôles de ce jour, il voit le jeune et lit ce qui se décide.
bool peut_tenir(Reader& db, Id<acces::Agent> agent, std::optional<Id<Jeune>> jeune, acces::Visibilite lecteurs,
                Date jour) {
    if (!jeune)
        return true;
    return std::ranges::any_of(acces::roles_du_jour(db, agent, jour), [&](auto const& r) {
        auto lus = acces::lisibles(r.role);
        return acces::a_le_droit(r.role, acces::Droit::lire_dossier) && std::ranges::find(lus, lecteurs) != lus.end() &&
               acces::motif(db, {agent, r.id, r.role, jour}, *jeune).has_value();
    });
}

} // namespace

DecisionPrise decider(Writer& db, Instant le, acces::Portee const& par, NouvelleDecision const& d) {
    if (!d.saisie.empty())
        if (auto deja = db.maybe<Id<Decision_>>("select id from reunion_decision where saisie = ?", d.saisie))
            return {*deja, false};
    auto c = db.one<Contexte_>("select reunion_id, jeune_id from reunion_point where id = ?", d.point);
    db.run("update reunion set version = version where id = ?", c.reunion); // deux décisions, deux numéros
    auto m = membre(db, c.reunion, d.qui);
    ensure(m.has_value(), "une décision a quelqu'un pour la tenir");
    bool sienne = m->agent && peut_tenir(db, *m->agent, c.jeune, d.lecteurs, par.jour);
    std::optional<std::string> saisie;
    if (!d.saisie.empty())
        saisie = d.saisie;
    auto id = db.one<Id<Decision_>>(
        "insert into reunion_decision (reunion_id, point_id, jeune_id, numero, quoi, membre_id, pour_le, visibilite, "
        "echeance_id, prise_le, prise_par, saisie) select ?, ?, ?, coalesce(max(numero), 0) + 1, ?, ?, ?, ?, 0, ?, ?, "
        "? from reunion_decision where reunion_id = ? returning id",
        c.reunion, d.point, c.jeune, d.quoi, d.qui, d.quand, d.lecteurs, le, par.agent, saisie, c.reunion);
    auto tache = agenda::creer(db, le, par.agent,
                               {.jeune = c.jeune,
                                .agent = sienne ? *m->agent : par.agent,
                                .genre = "decision",
                                .objet = d.quoi,
                                .pour_le = d.quand,
                                .attend = sienne ? "" : m->nom,
                                .origine = "decision/" + std::to_string(id.valeur),
                                .visibilite = c.jeune ? std::optional{d.lecteurs} : std::nullopt});
    db.run("update reunion_decision set echeance_id = ? where id = ?", tache, id);
    examiner(db, d.point, le);
    return {id, !sienne};
}

void clore_decision(Writer& db, Instant le, Id<acces::Agent> par, DecisionVue const& d, std::int64_t version,
                    std::string const& issue) {
    auto tache = db.one<Id<agenda::Echeance>>("select echeance_id from reunion_decision where id = ?", d.id);
    agenda::clore(db, le, par, tache, version, issue);
}

} // namespace metier::reunions
