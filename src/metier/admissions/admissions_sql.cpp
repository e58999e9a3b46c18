#include <algorithm>
#include <set>

#include "metier/admissions/admissions.hpp"
#include "metier/agenda/agenda.hpp"

namespace metier::admissions {
namespace {

constexpr auto choisir_action =
    "select a.id, a.intitule, a.type, a.territoire_id, a.etablissement_id, coalesce(e.nom, ''), a.places, a.du, a.au, "
    "a.age_de, a.age_a, a.ordre, a.close_le, a.version from action_mlds a left join etablissement e on e.id = "
    "a.etablissement_id ";
constexpr auto choisir = "select c.id, c.action_id, c.jeune_id, j.nom, j.nom_usage, j.prenom, j.naissance, "
                         "c.demandee_le, nullif(c.recevabilite, "
                         "''), nullif(c.decision, ''), c.motif, c.decidee_le, c.promue_le, c.version from candidature "
                         "c join jeune j on j.id = "
                         "c.jeune_id ";

void decider(Writer& db, Instant instant, Id<acces::Agent> par, Candidature const& c, std::optional<Recevabilite> r,
             std::optional<Issue> issue, std::string const& motif) {
    db.run_versioned(
        "update candidature set recevabilite = ?, decision = ?, motif = ?, decidee_le = ?, decidee_par = ?, "
        "version = version + 1 where id = ? and version = ?",
        r ? base::code(*r) : std::string_view{}, issue ? base::code(*issue) : std::string_view{}, motif,
        base::a_paris(instant).jour, par, c.id, c.version);
}

/// Fait entrer qui le peut, dans l'ordre ; qui attendait est à prévenir. `jugee` : celle qu'on juge à l'instant.
std::vector<Candidature> faire_entrer(Writer& db, Instant instant, Id<acces::Agent> par, Action const& a,
                                      Id<Candidature> jugee = {}) {
    auto jour = base::a_paris(instant).jour;
    auto entrent = peuvent_entrer(a, candidatures(db, a.id));
    for (auto const& c : entrent) {
        bool attendait = c.id != jugee;
        db.run("update candidature set decision = 'admis', decidee_le = ?, decidee_par = ?, promue_le = ?, version = "
               "version + 1 where id = ?",
               jour, par, attendait ? std::optional{jour} : std::nullopt, c.id);
        if (!attendait)
            continue;
        auto referent = jeunes::referent(db, c.jeune);
        agenda::creer(db, instant, par,
                      {.jeune = c.jeune,
                       .agent = referent ? std::optional{referent->agent} : std::nullopt,
                       .genre = "place_liberee",
                       .objet = "Une place s’est libérée : le prévenir (" + a.intitule + ")",
                       .pour_le = jour,
                       .origine = "candidature/" + std::to_string(c.id.valeur)});
    }
    return entrent;
}

} // namespace

std::optional<Action> trouver(Reader& db, Id<Action> id) {
    return db.maybe<Action>(std::string(choisir_action) + "where a.id = ?", id);
}

std::vector<Action> actions(Reader& db, acces::Portee const& portee) {
    return db.all<Action>(
        std::string(choisir_action) +
            "where a.territoire_id in (select c.descendant_id from role_tenu r left join reseau_bassin b on "
            "b.reseau_id = "
            "r.reseau_id join territoire_contient c on c.ancetre_id = coalesce(r.territoire_id, b.territoire_id) where "
            "r.id = ?) or a.etablissement_id in (select etablissement_id from role_tenu where id = ?) or "
            "a.territoire_id "
            "in (select x.territoire_id from role_tenu r join etablissement x on x.id = r.etablissement_id where r.id "
            "= "
            "?) order by case when a.close_le is null then 0 else 1 end, a.du, a.id",
        portee.role_tenu, portee.role_tenu, portee.role_tenu);
}

Id<Action> enregistrer(Writer& db, Instant instant, Action const& a, Id<acces::Agent> par) {
    if (a.id == Id<Action>{})
        return db.one<Id<Action>>(
            "insert into action_mlds (intitule, type, territoire_id, etablissement_id, places, du, au, age_de, age_a, "
            "ordre, cree_par) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id",
            a.intitule, a.type, a.territoire, a.etablissement, a.places, a.du, a.au, a.age_de, a.age_a, a.ordre, par);
    db.run_versioned(
        "update action_mlds set intitule = ?, type = ?, etablissement_id = ?, places = ?, du = ?, au = ?, "
        "age_de = ?, age_a = ?, ordre = ?, close_le = ?, version = version + 1 where id = ? and version = ?",
        a.intitule, a.type, a.etablissement, a.places, a.du, a.au, a.age_de, a.age_a, a.ordre, a.close_le, a.id,
        a.version);
    faire_entrer(db, instant, par, a); // des places de plus
    return a.id;
}

std::vector<Candidature> candidatures(Reader& db, Id<Action> action) {
    return db.all<Candidature>(std::string(choisir) + "where c.action_id = ? order by c.demandee_le, c.id", action);
}

std::set<Id<Jeune>> visibles(Reader& db, acces::Portee const& portee, Id<Action> action) {
    auto v = acces::est_visible(portee, "j");
    auto lus = db.all<Id<Jeune>>(
        "select j.id from candidature c join jeune j on j.id = c.jeune_id where c.action_id = ? and " + v.sql, action,
        v.p);
    return {lus.begin(), lus.end()};
}

std::optional<Candidature> trouver(Reader& db, Id<Candidature> id) {
    return db.maybe<Candidature>(std::string(choisir) + "where c.id = ?", id);
}

std::vector<Candidature> du_jeune(Reader& db, Id<Jeune> jeune) {
    return db.all<Candidature>(std::string(choisir) + "where c.jeune_id = ? order by c.demandee_le desc, c.id desc",
                               jeune);
}

Presentee presenter(Writer& db, Instant instant, Id<Action> action, Id<Jeune> jeune, Date demandee_le) {
    if (auto deja =
            db.maybe<Id<Candidature>>("select id from candidature where action_id = ? and jeune_id = ?", action, jeune))
        return {*deja, false};
    auto id = db.one<Id<Candidature>>(
        "insert into candidature (action_id, jeune_id, demandee_le, cree_le) values (?, ?, ?, ?) "
        "returning id",
        action, jeune, demandee_le, instant);
    return {id, true};
}

void juger(Writer& db, Instant instant, Id<acces::Agent> par, Action const& a, Candidature const& c, Recevabilite r,
           std::string const& motif) {
    std::optional<Issue> issue;
    if (r == Recevabilite::non_recevable)
        issue = Issue::refuse;
    else if (r == Recevabilite::recevable)
        issue = c.issue == Issue::admis ? Issue::admis : Issue::liste_attente;
    decider(db, instant, par, c, r, issue, motif);
    faire_entrer(db, instant, par, a, c.id);
}

void refuser(Writer& db, Instant instant, Id<acces::Agent> par, Action const& a, Candidature const& c,
             std::string const& motif) {
    decider(db, instant, par, c, c.recevabilite, Issue::refuse, motif);
    faire_entrer(db, instant, par, a);
}

std::vector<Candidature> desister(Writer& db, Instant instant, Id<acces::Agent> par, Action const& a,
                                  Candidature const& c, std::string const& motif) {
    decider(db, instant, par, c, c.recevabilite, Issue::desiste, motif);
    return faire_entrer(db, instant, par, a);
}

} // namespace metier::admissions
