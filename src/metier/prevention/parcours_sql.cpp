#include "metier/prevention/parcours_sql.hpp"

#include "base/ensure.hpp"
#include "base/texte.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::prevention {

Plafonds plafonds(Reader& db, GenreDeParcours g, Date jour) {
    auto racine = "parcours." + std::string(code(g));
    Plafonds x;
    x.duree_mois = territoire::entier(db, racine + ".duree", jour);
    if (g == GenreDeParcours::pafi)
        x.age_minimal = territoire::entier(db, racine + ".age_minimal", jour);
    if (g == GenreDeParcours::ambition_emploi) {
        x.pfmp = Part::lire(territoire::valeur(db, racine + ".pfmp", jour).value_or(""));
        ensure(x.pfmp.has_value(), "parcours.ambition_emploi.pfmp est une part, comme 2/3");
        x.debut_mois = territoire::entier(db, racine + ".debut", jour);
    }
    x.alerte_jours = territoire::entier(db, "parcours.alerte", jour);
    return x;
}

Id<Parcours> proposer(Writer& db, Auteur const& auteur, Id<Jeune> jeune, Id<Etablissement> etablissement,
                      Parcours const& p, std::string const& saisie) {
    if (!saisie.empty())
        if (auto deja = db.maybe<Id<Parcours>>("select id from parcours_amenage where saisie = ?", saisie))
            return *deja;
    auto etat = se_valide(p.genre) ? EtatDeParcours::propose : EtatDeParcours::valide;
    return db.one<Id<Parcours>>(
        "insert into parcours_amenage (jeune_id, etablissement_id, genre, etat, debut, fin_prevue, duree_max, accueil, "
        "activites, tuteur, heures, convention_le, gpds_le, volontaire, solutions_epuisees, sortant_pro, "
        "semaines_pfmp, agent_id, cree_le, saisie) "
        "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id",
        jeune, etablissement, p.genre, etat, p.debut, p.fin_prevue, p.duree_max, base::propre(p.accueil),
        base::propre(p.activites), base::propre(p.tuteur), p.heures, p.convention_le, p.gpds_le,
        std::int64_t{p.volontaire}, std::int64_t{p.solutions_epuisees}, std::int64_t{p.sortant_pro}, p.semaines_pfmp,
        auteur.agent, auteur.instant, saisie.empty() ? std::nullopt : std::optional{saisie});
}

void completer(Writer& db, Id<Parcours> id, std::int64_t version, Parcours const& p) {
    db.run_versioned(
        "update parcours_amenage set accueil = ?, activites = ?, tuteur = ?, heures = ?, convention_le = ?, "
        "bilan = ?, semaines_pfmp = ?, a_revoir = ?, version = version + 1 where id = ? and version = ? and etat in "
        "('propose', "
        "'valide')",
        base::propre(p.accueil), base::propre(p.activites), base::propre(p.tuteur), p.heures, p.convention_le,
        base::propre(p.bilan), p.semaines_pfmp, p.a_revoir, id, version);
}

namespace {
void decider(Writer& db, Auteur const& auteur, Id<Parcours> id, std::int64_t version, EtatDeParcours etat,
             std::string const& mef, std::string const& motif) {
    db.run_versioned("update parcours_amenage set etat = ?, mef = ?, decide_le = ?, decide_par = ?, decide_motif = ?, "
                     "a_revoir = '', version = version + 1 where id = ? and version = ? and "
                     "(etat = 'propose' or (etat = 'valide' and a_revoir <> ''))",
                     etat, mef, auteur.jour(), auteur.agent, base::propre(motif), id, version);
    db.run("delete from parcours_decision_lue where parcours_id = ?", id); // décidé de nouveau : à lire de nouveau
}
} // namespace

void valider(Writer& db, Auteur const& auteur, Id<Parcours> id, std::int64_t version, std::string const& mef) {
    decider(db, auteur, id, version, EtatDeParcours::valide, mef, "");
}
void refuser(Writer& db, Auteur const& auteur, Id<Parcours> id, std::int64_t version, std::string const& motif) {
    decider(db, auteur, id, version, EtatDeParcours::refuse, "", motif);
}

void noter_un_point(Writer& db, Auteur const& auteur, Id<Parcours> id, Date le, std::string const& texte) {
    db.run(
        "insert into parcours_point (parcours_id, jeune_id, le, texte, agent_id, cree_le) select id, jeune_id, ?, ?, "
        "?, ? from parcours_amenage where id = ?",
        le, base::propre(texte), auteur.agent, auteur.instant, id);
}

void clore_le_parcours(Writer& db, Id<Parcours> id, std::int64_t version, Date fin_le, SuiteDeParcours suite) {
    db.run_versioned("update parcours_amenage set etat = 'clos', fin_le = ?, suite = ?, version = version + 1 where id "
                     "= ? and version = ? and etat = 'valide'",
                     fin_le, std::string(base::code(suite)), id, version);
}

namespace {

struct Ligne {
    Id<Parcours> id;
    Id<Jeune> jeune;
    Id<Etablissement> etablissement;
    std::string nom, nom_usage, prenom, lieu, decide_par, decide_motif, suite, propose_par;
    std::optional<Date> naissance, decide_le;
    GenreDeParcours genre;
    EtatDeParcours etat;
    Date debut, fin_prevue;
    int duree_max;
    std::string accueil, activites, tuteur;
    std::optional<int> heures;
    std::optional<Date> convention_le, gpds_le;
    bool volontaire, solutions_epuisees, sortant_pro;
    std::optional<int> semaines_pfmp;
    std::string mef, bilan;
    std::optional<Date> fin_le;
    std::string a_revoir;
    std::int64_t version;
};

constexpr auto colonnes =
    "select p.id, p.jeune_id, p.etablissement_id, j.nom, j.nom_usage, j.prenom, e.nom, coalesce(d.prenom || ' ' || "
    "d.nom, ''), p.decide_motif, p.suite, coalesce(a.prenom || ' ' || a.nom, ''), j.naissance, p.decide_le, p.genre, "
    "p.etat, p.debut, p.fin_prevue, p.duree_max, p.accueil, p.activites, p.tuteur, p.heures, p.convention_le, "
    "p.gpds_le, p.volontaire, p.solutions_epuisees, p.sortant_pro, p.semaines_pfmp, p.mef, p.bilan, p.fin_le, "
    "p.a_revoir, p.version from parcours_amenage p join "
    "jeune j on j.id = p.jeune_id join etablissement e on e.id = p.etablissement_id left join agent d on d.id = "
    "p.decide_par left join agent a on a.id = p.agent_id where ";

std::vector<ParcoursVu> lire(Reader& db, acces::Condition c, std::string const& ou, std::vector<storage::Param> p) {
    c.p.insert(c.p.end(), p.begin(), p.end());
    std::vector<ParcoursVu> liste;
    for (auto const& l : db.all_with<Ligne>(colonnes + c.sql + " and " + ou, c.p))
        liste.push_back({l.id,
                         l.jeune,
                         l.etablissement,
                         l.nom,
                         l.nom_usage,
                         l.prenom,
                         l.lieu,
                         l.decide_par,
                         l.decide_motif,
                         l.suite,
                         l.propose_par,
                         l.naissance,
                         l.decide_le,
                         {l.genre, l.etat, l.debut, l.fin_prevue, l.duree_max, l.accueil, l.activites, l.tuteur,
                          l.heures, l.convention_le, l.gpds_le, l.volontaire, l.solutions_epuisees, l.sortant_pro,
                          l.semaines_pfmp, l.mef, l.bilan, l.fin_le, l.a_revoir},
                         l.version});
    return liste;
}

std::optional<ParcoursVu> premier(std::vector<ParcoursVu> liste) {
    return liste.empty() ? std::nullopt : std::optional{liste.front()};
}

acces::Condition de_mon_territoire(acces::Portee const& portee) {
    return {
        "p.genre = 'pafi' and e.territoire_id in (select t.descendant_id from role_tenu r join territoire_contient t "
        "on t.ancetre_id = r.territoire_id where r.id = ? and r.role = 'ien_io')",
        storage::params_of(portee.role_tenu)};
}

} // namespace

std::optional<ParcoursVu> parcours(Reader& db, acces::Portee const& portee, Id<Parcours> id) {
    return premier(lire(db, eleve_visible(portee, "p"), "p.id = ?", storage::params_of(id)));
}
std::vector<ParcoursVu> parcours_de(Reader& db, acces::Portee const& portee, Id<Jeune> jeune) {
    return lire(db, eleve_visible(portee, "p"), "p.jeune_id = ? order by p.debut desc, p.id desc",
                storage::params_of(jeune));
}
std::vector<ParcoursVu> parcours_en_cours(Reader& db, acces::Portee const& portee, int au_plus) {
    return lire(db, eleve_visible(portee, "p"), "p.etat in ('propose', 'valide') order by p.fin_prevue, p.id limit ?",
                storage::params_of(au_plus));
}
std::vector<ParcoursVu> a_valider(Reader& db, acces::Portee const& portee, int au_plus) {
    return lire(db, de_mon_territoire(portee),
                "(p.etat = 'propose' or (p.etat = 'valide' and p.a_revoir <> '')) order by p.debut, p.id limit ?",
                storage::params_of(au_plus));
}
std::optional<ParcoursVu> parcours_a_valider(Reader& db, acces::Portee const& portee, Id<Parcours> id) {
    return premier(lire(db, de_mon_territoire(portee), "p.id = ?", storage::params_of(id)));
}

std::vector<ParcoursVu> decisions_a_lire(Reader& db, acces::Portee const& portee, Date jour, int au_plus) {
    auto depuis = base::plus_jours(jour, -territoire::entier(db, "parcours.decision_equipe", jour));
    return lire(db, eleve_visible(portee, "p"),
                "p.decide_le is not null and (p.agent_id = ? or p.decide_le >= ?) and not exists (select 1 from "
                "parcours_decision_lue l where l.parcours_id = p.id and l.agent_id = ?) order by p.decide_le, p.id "
                "limit ?",
                storage::params_of(portee.agent, depuis, portee.agent, au_plus));
}
void lire_la_decision(Writer& db, Auteur const& auteur, Id<Parcours> id) {
    db.run("insert into parcours_decision_lue (parcours_id, agent_id, lue_le) select id, ?, ? from parcours_amenage "
           "where id = ? and decide_le is not null on conflict (parcours_id, agent_id) do nothing",
           auteur.agent, auteur.instant, id);
}

std::vector<PointDEtape> points_de(Reader& db, Id<Parcours> id) {
    return db.all<PointDEtape>(
        "select p.le, p.texte, coalesce(a.prenom || ' ' || a.nom, '') from parcours_point p left "
        "join agent a on a.id = p.agent_id where p.parcours_id = ? order by p.le desc, p.id desc",
        id);
}

} // namespace metier::prevention
