#include <algorithm>
#include <set>

#include "metier/admissions/admissions.hpp"
#include "metier/agenda/agenda.hpp"
#include "metier/jeunes/regles.hpp"

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

/// Fait entrer le premier de la liste s'il y a une place.
std::optional<Candidature> promouvoir(Writer& db, Instant instant, Id<acces::Agent> par, Action const& a) {
    auto toutes = candidatures(db, a.id);
    auto attente = liste_d_attente(a, toutes);
    if (attente.empty() || admis(toutes) >= a.places)
        return {};
    auto const& premier = attente.front();
    auto jour = base::a_paris(instant).jour;
    db.run("update candidature set decision = 'admis', decidee_le = ?, decidee_par = ?, promue_le = ?, version = "
           "version + "
           "1 where id = ?",
           jour, par, jour, premier.id);
    auto referent = jeunes::referent(db, premier.jeune);
    agenda::creer(db, instant, par,
                  {.jeune = premier.jeune,
                   .agent = referent ? std::optional{referent->agent} : std::nullopt,
                   .genre = "place_liberee",
                   .objet = "Une place s’est libérée : le prévenir (" + a.intitule + ")",
                   .pour_le = jour,
                   .origine = "candidature/" + std::to_string(premier.id.valeur)});
    return premier;
}

} // namespace

std::string doute(Action const& a, std::optional<Date> naissance) {
    if (!a.age_de && !a.age_a)
        return {};
    if (!naissance)
        return "Date de naissance inconnue : l’âge est à vérifier.";
    auto ans = base::age(*naissance, a.du);
    auto lu = std::to_string(ans) + " ans au " + base::affiche(a.du);
    if (a.age_de && ans < *a.age_de)
        return lu + ", il en faut " + std::to_string(*a.age_de) + ".";
    if (a.age_a && ans > *a.age_a)
        return lu + ", " + std::to_string(*a.age_a) + " au plus.";
    return {};
}

std::vector<Candidature> liste_d_attente(Action const& a, std::vector<Candidature> const& toutes) {
    std::vector<Candidature> attente;
    std::ranges::copy_if(toutes, std::back_inserter(attente),
                         [](auto const& c) { return c.issue == Issue::liste_attente; });
    auto rang = [&](Candidature const& c) {
        bool soumis = a.ordre == Ordre::obligation && jeunes::soumis_a_obligation(c.naissance, a.du);
        return std::tuple{soumis ? 0 : 1, c.demandee_le, c.id};
    };
    std::ranges::sort(attente, {}, rang);
    return attente;
}

std::int64_t admis(std::vector<Candidature> const& toutes) {
    return std::ranges::count_if(toutes, [](auto const& c) { return c.issue == Issue::admis; });
}

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

Id<Action> enregistrer(Writer& db, Action const& a, Id<acces::Agent> par) {
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

Id<Candidature> presenter(Writer& db, Instant instant, Id<Action> action, Id<Jeune> jeune, Date demandee_le) {
    if (auto deja =
            db.maybe<Id<Candidature>>("select id from candidature where action_id = ? and jeune_id = ?", action, jeune))
        return *deja;
    return db.one<Id<Candidature>>(
        "insert into candidature (action_id, jeune_id, demandee_le, cree_le) values (?, ?, ?, ?) "
        "returning id",
        action, jeune, demandee_le, instant);
}

void juger(Writer& db, Instant instant, Id<acces::Agent> par, Action const& a, Candidature const& c, Recevabilite r,
           std::string const& motif) {
    bool reste = admis(candidatures(db, a.id)) < a.places && liste_d_attente(a, candidatures(db, a.id)).empty();
    auto issue = r != Recevabilite::recevable ? std::nullopt
                 : reste                      ? std::optional{Issue::admis}
                                              : std::optional{Issue::liste_attente};
    if (r == Recevabilite::non_recevable)
        issue = Issue::refuse;
    decider(db, instant, par, c, r, issue, motif);
    if (c.issue == Issue::admis && issue != Issue::admis)
        promouvoir(db, instant, par, a);
}

void refuser(Writer& db, Instant instant, Id<acces::Agent> par, Action const& a, Candidature const& c,
             std::string const& motif) {
    decider(db, instant, par, c, c.recevabilite, Issue::refuse, motif);
    if (c.issue == Issue::admis)
        promouvoir(db, instant, par, a);
}

std::optional<Candidature> desister(Writer& db, Instant instant, Id<acces::Agent> par, Action const& a,
                                    Candidature const& c, std::string const& motif) {
    decider(db, instant, par, c, c.recevabilite, Issue::desiste, motif);
    return c.issue == Issue::admis ? promouvoir(db, instant, par, a) : std::nullopt;
}

} // namespace metier::admissions
