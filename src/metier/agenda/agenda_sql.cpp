#include "metier/agenda/agenda.hpp"

#include <algorithm>
#include <set>

#include "metier/acces/delegation.hpp"
#include "metier/acces/sessions.hpp"

namespace metier::agenda {
namespace {

constexpr auto choix = "select e.id, e.jeune_id, e.agent_id, e.genre, e.objet, e.pour_le, e.attend, e.origine, "
                       "e.faite_le, e.issue, e.version, "
                       "coalesce(j.nom || ' ' || j.prenom, ''), coalesce(a.prenom || ' ' || a.nom, '') "
                       "from echeance e left join jeune j on j.id = e.jeune_id left join agent a on a.id = e.agent_id ";

/// « e.visibilite in ('', 'equipe'…) » : ce que l'un de ces rôles lit.
std::string lisible_sql(std::vector<acces::Role> const& roles) {
    std::set<acces::Visibilite> lues;
    for (auto role : roles)
        for (auto v : acces::lisibles(role))
            lues.insert(v);
    std::string liste = "''";
    for (auto v : lues)
        liste += ", '" + std::string(base::code(v)) + "'";
    return "e.visibilite in (" + liste + ")";
}

/// Elle se lit comme l'écrit dont elle naît ; celui qui doit agir la lit toujours.
std::string lisible_ou_a_faire_sql(acces::Portee const& portee) {
    return "(e.agent_id = ? or " + lisible_sql({portee.role}) + ")";
}

} // namespace

Id<Echeance> creer(storage::Writer& db, Instant instant, std::optional<Id<acces::Agent>> par,
                   NouvelleEcheance const& e) {
    auto visibilite = e.visibilite ? std::string(base::code(*e.visibilite)) : "";
    if (auto deja = db.maybe<Id<Echeance>>("select id from echeance where origine = ? and genre = ? and pour_le = ?",
                                           e.origine, e.genre, e.pour_le)) {
        db.run("update echeance set faite_le = null, faite_par = null, issue = '', reglee_par = '', objet = ?, attend "
               "= ?, agent_id = "
               "?, visibilite = ?, version = version + 1 where id = ? and faite_le is not null",
               e.objet, e.attend, e.agent, visibilite, *deja);
        return *deja;
    }
    return db.one<Id<Echeance>>(
        "insert into echeance (jeune_id, agent_id, genre, objet, pour_le, attend, origine, creee_le, creee_par, "
        "visibilite) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id",
        e.jeune, e.agent, e.genre, e.objet, e.pour_le, e.attend, e.origine, instant, par, visibilite);
}

void clore(storage::Writer& db, Instant instant, Id<acces::Agent> par, Id<Echeance> id, std::int64_t version,
           std::string const& issue) {
    db.run_versioned("update echeance set faite_le = ?, faite_par = ?, issue = ?, version = version + 1 "
                     "where id = ? and version = ? and faite_le is null",
                     instant, par, issue, id, version);
    clore_celles_de(db, instant, par, origine_de(id), issue);
}

std::string origine_de(Id<Echeance> id) { return "echeance/" + std::to_string(id.valeur); }

void rendre(storage::Writer& db, Id<Echeance> id, std::int64_t version, Id<acces::Agent> a) {
    db.run_versioned(
        "update echeance set attend = '', agent_id = ?, version = version + 1 where id = ? and version = ? "
        "and faite_le is null",
        a, id, version);
}

void clore_celles_de(storage::Writer& db, Instant instant, std::optional<Id<acces::Agent>> par,
                     std::string const& origine, std::string const& issue, std::string const& genre,
                     std::string const& reglee_par) {
    std::string sql = "update echeance set faite_le = ?, faite_par = ?, issue = ?, reglee_par = ?, version = version + "
                      "1 where origine = ? and faite_le is null";
    if (genre.empty())
        db.run(sql, instant, par, issue, reglee_par, origine);
    else
        db.run(sql + " and genre = ?", instant, par, issue, reglee_par, origine, genre);
}

void rouvrir_ce_que_reglait(storage::Writer& db, std::string const& acte, std::string const& genre) {
    db.run("update echeance set faite_le = null, faite_par = null, issue = '', reglee_par = '', version = version + 1 "
           "where reglee_par = ? and (genre = ? or ? = '')",
           acte, genre, genre);
}

void rouvrir(storage::Writer& db, std::string const& origine, std::string const& genre, std::string const& issue) {
    db.run("update echeance set faite_le = null, faite_par = null, issue = '', version = version + 1 where origine = ? "
           "and "
           "genre = ? and issue = ? and faite_le is not null",
           origine, genre, issue);
}

void redire(storage::Writer& db, Id<Echeance> id, std::int64_t version, NouvelleEcheance const& e) {
    db.run_versioned("update echeance set objet = ?, agent_id = ?, pour_le = ?, attend = ?, visibilite = ?, version = "
                     "version + 1 where id = ? and version = ? and faite_le is null",
                     e.objet, e.agent, e.pour_le, e.attend, e.visibilite ? std::string(base::code(*e.visibilite)) : "",
                     id, version);
}

void clore_pour(storage::Writer& db, Instant instant, std::optional<Id<acces::Agent>> par, Id<jeunes::Jeune> jeune,
                std::string const& genre, std::string const& issue, std::string const& reglee_par) {
    db.run("update echeance set faite_le = ?, faite_par = ?, issue = ?, reglee_par = ?, version = version + 1 "
           "where jeune_id = ? and genre = ? and faite_le is null",
           instant, par, issue, reglee_par, jeune, genre);
}

void clore_reglees(storage::Writer& db, Instant instant, std::optional<Id<acces::Agent>> par, Id<jeunes::Jeune> jeune,
                   std::string const& genre, std::string const& issue, Date fait_le, Date nees_avant,
                   std::string const& reglee_par) {
    db.run("update echeance set faite_le = ?, faite_par = ?, issue = ?, reglee_par = ?, version = version + 1 "
           "where jeune_id = ? and genre = ? and faite_le is null and (pour_le <= ? or creee_le < ?)",
           instant, par, issue, reglee_par, jeune, genre, fait_le, base::depuis_paris(nees_avant, 0, 0));
}

void accorder(storage::Writer& db, std::string const& origine, std::string const& genre, std::string const& objet,
              acces::Visibilite visibilite, Id<acces::Agent> agent) {
    db.run("update echeance set objet = ?, visibilite = ?, agent_id = ? where origine = ? and genre = ?", objet,
           visibilite, agent, origine, genre);
}

namespace {

/// Celle dont elle est née attend désormais celui-là.
void attendre_de(storage::Writer& db, std::string const& origine, Id<acces::Agent> a) {
    constexpr std::string_view d_une_autre = "echeance/";
    if (origine.starts_with(d_une_autre))
        db.run("update echeance set attend = (select prenom || ' ' || nom from agent where id = ?) where id = ? and "
               "attend <> '' and faite_le is null",
               a, std::stoll(origine.substr(d_une_autre.size())));
}

/// Un autre attend qu'elle soit faite, et elle ne nomme personne : elle ne reste pas chez qui s'en va.
constexpr auto nee_d_une_autre = "e.origine like 'echeance/%'";

/// Chacune garde qui l'avait.
std::int64_t passer_celles(storage::Writer& db, Instant instant, Id<acces::Agent> par, Id<acces::Agent> de,
                           Id<acces::Agent> a, acces::Condition const& quelles) {
    if (de == a)
        return 0;
    std::vector<acces::Role> roles;
    for (auto const& r : acces::roles_du_jour(db, a, base::a_paris(instant).jour))
        roles.push_back(r.role);
    struct Passee {
        Id<Echeance> id;
        std::string origine;
    };
    auto passees = db.all<Passee>("update echeance as e set agent_id = ?, version = version + 1 where agent_id = "
                                  "? and faite_le is null and " +
                                      std::string("(") + lisible_sql(roles) + " or " + nee_d_une_autre + ") and " +
                                      quelles.sql + " returning id, origine",
                                  a, de, quelles.p);
    for (auto const& [id, origine] : passees) {
        db.run("insert into echeance_relais (echeance_id, de_agent_id, a_agent_id, le, par) values (?, ?, ?, ?, ?)", id,
               de, a, instant, par);
        attendre_de(db, origine, a);
    }
    return static_cast<std::int64_t>(passees.size());
}

constexpr auto hors_de_ses_dossiers_sql =
    "e.agent_id = ? and e.faite_le is null and (e.visibilite <> 'privee' or e.origine like 'echeance/%') and not "
    "exists (select 1 from cercle c where "
    "c.jeune_id = e.jeune_id and c.agent_id = e.agent_id and c.fonction = 'referent' and c.au is null)";

} // namespace

std::int64_t passer(storage::Writer& db, Instant instant, Id<acces::Agent> par, Id<jeunes::Jeune> jeune,
                    Id<acces::Agent> de, Id<acces::Agent> a, std::string const& sauf) {
    return passer_celles(db, instant, par, de, a, {"jeune_id = ? and genre <> ?", storage::params_of(jeune, sauf)});
}

std::int64_t hors_de_ses_dossiers(storage::Reader& db, Id<acces::Agent> de) {
    return db.one<std::int64_t>(std::string("select count(*) from echeance e where ") + hors_de_ses_dossiers_sql, de);
}

std::int64_t passer_hors_de_ses_dossiers(storage::Writer& db, Instant instant, Id<acces::Agent> par,
                                         Id<acces::Agent> de, Id<acces::Agent> a) {
    struct Ligne {
        Id<Echeance> id;
        std::optional<Id<acces::Agent>> referent;
    };
    std::int64_t passees = 0;
    for (auto const& l : db.all<Ligne>(
             std::string("select e.id, (select min(c.agent_id) from cercle c where c.jeune_id = e.jeune_id and "
                         "c.fonction = 'referent' and c.au is null) from echeance e where ") +
                 hors_de_ses_dossiers_sql + " order by e.id",
             de))
        passees += passer_celles(db, instant, par, de, l.referent.value_or(a), {"id = ?", storage::params_of(l.id)});
    return passees;
}

std::vector<RelaisVu> relais(storage::Reader& db, Id<Echeance> id) {
    return db.all<RelaisVu>("select de.prenom || ' ' || de.nom, a.prenom || ' ' || a.nom, r.le from echeance_relais r "
                            "join agent de on de.id = r.de_agent_id join agent a on a.id = r.a_agent_id "
                            "where r.echeance_id = ? order by r.id desc",
                            id);
}

std::optional<Echeance> trouver(storage::Reader& db, acces::Portee const& portee, Id<Echeance> id) {
    auto e = db.maybe<Echeance>(std::string(choix) + "where e.id = ? and " + lisible_ou_a_faire_sql(portee), id,
                                portee.agent);
    if (!e)
        return std::nullopt;
    bool visible = e->jeune ? acces::motif(db, portee, *e->jeune).has_value()
                            : (e->agent && acces::est_a_lui(db, portee, *e->agent));
    return visible ? e : std::nullopt;
}

std::vector<Echeance> du_jeune(storage::Reader& db, Id<jeunes::Jeune> jeune) {
    return db.all<Echeance>(std::string(choix) + "where e.jeune_id = ? and e.faite_le is null order by e.pour_le, e.id",
                            jeune);
}

std::vector<Echeance> du_jeune(storage::Reader& db, acces::Portee const& portee, Id<jeunes::Jeune> jeune) {
    return db.all<Echeance>(std::string(choix) + "where e.jeune_id = ? and e.faite_le is null and " +
                                lisible_ou_a_faire_sql(portee) + " order by e.pour_le, e.id",
                            jeune, portee.agent);
}

std::vector<Echeance> du_jeune_pour_un_collegue(storage::Reader& db, acces::Portee const& portee,
                                                Id<jeunes::Jeune> jeune) {
    return db.all<Echeance>(std::string(choix) + "where e.jeune_id = ? and e.faite_le is null and " +
                                lisible_sql({portee.role}) + " order by e.pour_le, e.id",
                            jeune);
}

namespace {

/// Une échéance dont le jeune a quitté le secteur n'est plus la sienne.
acces::Condition visible(acces::Portee const& portee) {
    auto c = acces::est_visible(portee, "j");
    return {" and (e.jeune_id is null or " + c.sql + ")", c.p};
}

/// Les genres sont des mots du programme, jamais de la saisie.
std::string parmi(std::string const& comment, std::vector<std::string> const& genres) {
    if (genres.empty())
        return {};
    std::string liste;
    for (auto const& g : genres) {
        ensure(g.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string::npos, "genre d'échéance inattendu");
        liste += (liste.empty() ? "'" : ", '") + g + "'";
    }
    return " and e.genre" + comment + "(" + liste + ")";
}

/// Celles de l'agent et de qui il remplace, sauf les écrits privés de celui-ci ; pour un coordonnateur, aussi celles de
/// son secteur qui n'ont pas d'agent.
std::vector<Echeance> lister(storage::Reader& db, acces::Portee const& portee, std::string const& filtre, Date borne,
                             int nombre) {
    auto v = visible(portee);
    auto a_qui = acces::est_a_lui(portee, "e.agent_id");
    auto siennes =
        db.all<Echeance>(std::string(choix) + "where " + a_qui.sql + " and " + lisible_ou_a_faire_sql(portee) +
                             " and e.faite_le is null and " + filtre + v.sql + " order by e.pour_le, e.id limit ?",
                         a_qui.p, portee.agent, borne, v.p, nombre);
    if (portee.role != acces::Role::coordonnateur)
        return siennes;
    auto du_secteur =
        db.all<Echeance>(std::string(choix) + "where e.agent_id is null and e.faite_le is null and " + filtre +
                             " and j.bassin_id in (select c.descendant_id from role_tenu r join territoire_contient c "
                             "on c.ancetre_id = r.territoire_id "
                             "where r.id = ?) order by e.pour_le, e.id limit ?",
                         borne, portee.role_tenu, nombre);
    siennes.insert(siennes.end(), du_secteur.begin(), du_secteur.end());
    std::ranges::stable_sort(siennes, {}, [](Echeance const& e) { return std::pair{e.pour_le, e.id.valeur}; });
    if (siennes.size() > static_cast<std::size_t>(nombre))
        siennes.resize(static_cast<std::size_t>(nombre));
    return siennes;
}

} // namespace

std::vector<Echeance> a_faire(storage::Reader& db, acces::Portee const& portee, Date jusqu_au, int nombre,
                              Genres const& genres) {
    return lister(db, portee,
                  "e.attend = ''" + parmi(" in ", genres.seuls) + parmi(" not in ", genres.sauf) +
                      " and e.pour_le <= ?",
                  jusqu_au, nombre);
}

bool deja_prevue(storage::Reader& db, Id<Echeance> id, Date pour_le) {
    return db
        .maybe<std::int64_t>("select e.id from echeance e join echeance x on x.origine = e.origine and x.genre = "
                             "e.genre where x.id = ? and e.id <> x.id and e.pour_le = ?",
                             id, pour_le)
        .has_value();
}

void reporter(storage::Writer& db, Id<Echeance> id, std::int64_t version, Date pour_le) {
    db.run_versioned(
        "update echeance set pour_le = ?, version = version + 1 where id = ? and version = ? and faite_le is null",
        pour_le, id, version);
    db.run("update echeance set pour_le = ?, version = version + 1 where origine = ? and faite_le is null", pour_le,
           origine_de(id));
}

std::vector<Echeance> en_attente(storage::Reader& db, acces::Portee const& portee, int nombre) {
    return lister(db, portee, "e.attend <> '' and e.pour_le >= ?", Date{2000y / 1 / 1}, nombre);
}

} // namespace metier::agenda
