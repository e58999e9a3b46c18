#include <algorithm>

#include "base/texte.hpp"
#include "metier/suivi/suivi_sql.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::suivi {
namespace {

constexpr auto choix = "select s.id, s.jeune_id, s.code, s.structure, s.etat, s.proposee_le, s.acceptee_le, "
                       "s.effet_le, s.fin_le, s.preuve, "
                       "s.verifiee_le, s.motif, s.agent_id, s.version, s.annulee_le, s.annule_motif from solution s ";

std::string origine(Id<Solution> id) { return "solution/" + std::to_string(id.valeur); }

Solution charger(Reader& db, Id<Solution> id) { return db.one<Solution>(std::string(choix) + "where s.id = ?", id); }

jeunes::Situation situation_de(Solution const& s, Date effet_le, jeunes::Fondement preuve,
                               std::optional<Instant> verifiee_le, std::optional<Id<acces::Agent>> agent) {
    return {.genre = *situation(s.code),
            .du = effet_le,
            .au = {},
            .structure = s.structure,
            .fondement = preuve,
            .verifiee_le = verifiee_le,
            .agent = agent,
            .origine = origine(s.id)};
}

void clore_les_suivis(Writer& db, Auteur const& auteur, Id<Solution> id, std::string const& issue) {
    agenda::clore_celles_de(db, auteur.instant, auteur.agent, origine(id), issue, std::string(genre_suivi));
}

/// Une solution en remplace une autre ; une issue « sans solution » rompt celle qui était en place.
void remplacer_l_active(Writer& db, Auteur const& auteur, Solution const& nouvelle, Date effet_le) {
    auto etat = famille(nouvelle.code) == Famille::sans_solution ? Etat::rompue : Etat::remplacee;
    for (auto autre : db.all<Id<Solution>>("select id from solution where jeune_id = ? and etat = 'active' and id <> ?",
                                           nouvelle.jeune, nouvelle.id)) {
        db.run("update solution set etat = ?, fin_le = ?, remplacee_par = ?, version = version + 1 where id = ?", etat,
               base::plus_jours(effet_le, -1), nouvelle.id, autre);
        clore_les_suivis(db, auteur, autre, std::string(libelle(etat)));
    }
}

void prevoir_les_suivis(Writer& db, Auteur const& auteur, Solution const& s, Date effet_le) {
    auto mois = [&](char const* code) { return territoire::entier(db, code, auteur.jour()); };
    for (auto jour : suivis_prevus(effet_le, mois("solution.premier_suivi"), mois("solution.second_suivi")))
        agenda::creer(db, auteur.instant, auteur.agent,
                      {.jeune = s.jeune,
                       .agent = qui_agit(db, s.jeune, auteur.agent),
                       .genre = std::string(genre_suivi),
                       .objet = "Toujours en place ? " + std::string(libelle(s.code)),
                       .pour_le = jour,
                       .origine = origine(s.id)});
}

} // namespace

Id<Solution> proposer_solution(Writer& db, Auteur const& auteur, Solution const& s, std::string const& saisie) {
    if (auto deja = deja_saisi<Solution>(db, "solution", saisie))
        return *deja;
    return db.one<Id<Solution>>("insert into solution (jeune_id, code, structure, etat, proposee_le, preuve, "
                                "verifiee_le, motif, agent_id, cree_le, saisie) "
                                "values (?, ?, ?, 'proposee', ?, ?, ?, ?, ?, ?, ?) returning id",
                                s.jeune, s.code, base::propre(s.structure), s.proposee_le, s.preuve, s.verifiee_le,
                                base::propre(s.motif), auteur.agent, auteur.instant, jeton_ou_rien(saisie));
}

std::string empechement_d_activer(Reader& db, Id<Solution> id, Date effet_le) {
    auto s = charger(db, id);
    auto active = db.one<std::optional<Date>>(
        "select max(effet_le) from solution where jeune_id = ? and etat = 'active' and id <> ?", s.jeune, id);
    if (active && *active >= effet_le)
        return "Une autre solution est active depuis le " + base::affiche(*active) +
               " : indiquez une date après celle-ci.";
    if (!situation(s.code))
        return {};
    return jeunes::placer(jeunes::situations(db, s.jeune),
                          situation_de(s, effet_le, jeunes::Fondement::declaration, Instant{}, {}))
        .refus;
}

void activer(Writer& db, Auteur const& auteur, Id<Solution> id, std::int64_t version, Date effet_le,
             jeunes::Fondement preuve, std::optional<Date> verifiee_le) {
    db.run_versioned(
        "update solution set etat = 'active', effet_le = ?, preuve = ?, verifiee_le = ?, version = version + 1 "
        "where id = ? and version = ? and etat in ('proposee', 'acceptee')",
        effet_le, preuve, verifiee_le, id, version);
    auto s = charger(db, id);
    remplacer_l_active(db, auteur, s, effet_le);
    if (situation(s.code))
        jeunes::noter_situation(db, s.jeune,
                                situation_de(s, effet_le, preuve,
                                             verifiee_le ? std::optional{auteur.instant} : std::nullopt, auteur.agent));
    if (!se_revoit(s.code))
        return;
    prevoir_les_suivis(db, auteur, s, effet_le);
    auto levees = lever_convocations(db, auteur, s.jeune, "solution"); // l'obligation est remplie
    for (auto convocation : levees)
        db.run("update convocation set levee_par = ? where id = ?", id, convocation);
}

std::string empechement_d_annuler(Solution const& s) {
    if (s.annulee_le)
        return "Cette solution est déjà annulée.";
    if (s.etat == Etat::remplacee)
        return "Une autre solution l’a remplacée : annulez celle-là d’abord.";
    if (s.etat == Etat::rompue || s.etat == Etat::refusee)
        return "Elle est close et ne compte plus.";
    return {};
}

namespace {

/// Celle que l'activation avait close reprend, avec les suivis qui lui restaient.
void rendre_la_precedente(Writer& db, Solution const& s) {
    auto veille = base::plus_jours(*s.effet_le, -1);
    struct Close {
        Id<Solution> id;
        Etat etat = Etat::remplacee;
    };
    for (auto const& avant :
         db.all<Close>("select id, etat from solution where jeune_id = ? and annulee_le is null and fin_le = ? and "
                       "(remplacee_par = ? or (remplacee_par is null and etat = 'remplacee')) order by id desc limit 1",
                       s.jeune, veille, s.id)) {
        db.run("update solution set etat = 'active', fin_le = null, remplacee_par = null, version = version + 1 where "
               "id = "
               "?",
               avant.id);
        agenda::rouvrir(db, origine(avant.id), std::string(genre_suivi), std::string(libelle(avant.etat)));
    }
}

/// L'obligation n'était pas remplie : les convocations courent de nouveau, jusqu'à leur terme d'origine.
void rendre_les_convocations(Writer& db, Id<Solution> id) {
    for (auto convocation :
         db.all<std::int64_t>("update convocation set close_le = null, issue = '', levee_par = null, "
                              "version = version + 1 where levee_par = ? returning id",
                              id))
        agenda::rouvrir(db, "convocation/" + std::to_string(convocation), std::string(genre_transmission), "solution");
}

} // namespace

void annuler_solution(Writer& db, Auteur const& auteur, Id<Solution> id, std::int64_t version,
                      std::string const& motif) {
    auto s = charger(db, id);
    // Sans date d'effet, aucun nombre ne la compte plus ; le journal garde ce qu'elle était.
    db.run_versioned(
        "update solution set etat = 'refusee', acceptee_le = null, effet_le = null, fin_le = null, annulee_le "
        "= ?, annulee_par = ?, annule_motif = ?, version = version + 1 where id = ? and version = ? and etat "
        "in ('proposee', 'acceptee', 'active')",
        auteur.instant, auteur.agent, base::propre(motif), id, version);
    if (s.etat != Etat::active)
        return;
    clore_les_suivis(db, auteur, id, "Saisie par erreur");
    jeunes::retirer_situation(db, s.jeune, origine(id));
    rendre_la_precedente(db, s);
    rendre_les_convocations(db, id);
}

void rompre(Writer& db, Auteur const& auteur, Id<Solution> id, std::int64_t version, Date dernier_jour,
            std::string const& motif) {
    db.run_versioned("update solution set etat = 'rompue', fin_le = ?, motif = ?, version = version + 1 where id = ? "
                     "and version = ? and etat = 'active'",
                     dernier_jour, base::propre(motif), id, version);
    clore_les_suivis(db, auteur, id, std::string(issue_rompue));
    auto s = charger(db, id);
    for (auto const& connue : jeunes::situations(db, s.jeune))
        if (connue.situation.origine == origine(id))
            jeunes::finir_situation(db, connue.id, dernier_jour);
    auto lendemain = base::plus_jours(dernier_jour, 1);
    if (se_revoit(s.code) && !jeunes::situation_au(db, s.jeune, lendemain))
        jeunes::noter_situation(db, s.jeune,
                                {.genre = jeunes::GenreSituation::sans_solution,
                                 .du = lendemain,
                                 .au = {},
                                 .structure = "",
                                 .fondement = jeunes::Fondement::declaration,
                                 .verifiee_le = auteur.instant,
                                 .agent = auteur.agent,
                                 .origine = origine(id)});
}

void repondre_au_suivi(Writer& db, Auteur const& auteur, Id<Solution> id, std::int64_t version, Date le,
                       Reponse reponse) {
    if (reponse == Reponse::rompue) {
        rompre(db, auteur, id, version, le, "Rompue, dite au suivi");
    } else {
        auto verifiee = reponse == Reponse::en_place ? std::optional{le} : std::nullopt;
        db.run_versioned("update solution set verifiee_le = coalesce(?, verifiee_le), version = version + 1 where id = "
                         "? and version = ? and etat = 'active'",
                         verifiee, id, version);
    }
    auto jeune = db.one<Id<Jeune>>("select jeune_id from solution where id = ?", id);
    db.run(
        "insert into suivi_solution (solution_id, jeune_id, le, reponse, agent_id, cree_le) values (?, ?, ?, ?, ?, ?)",
        id, jeune, le, reponse, auteur.agent, auteur.instant);
    auto ouvertes = agenda::du_jeune(db, jeune);
    auto premiere = std::ranges::find_if(
        ouvertes, [&](auto const& e) { return e.genre == genre_suivi && e.origine == origine(id); });
    if (premiere != ouvertes.end())
        agenda::clore(db, auteur.instant, auteur.agent, premiere->id, premiere->version, std::string(libelle(reponse)));
}

void accepter(Writer& db, Id<Solution> id, std::int64_t version, Date le) {
    db.run_versioned("update solution set etat = 'acceptee', acceptee_le = ?, version = version + 1 where id = ? and "
                     "version = ? and etat = 'proposee'",
                     le, id, version);
}

void refuser(Writer& db, Id<Solution> id, std::int64_t version, Date le, std::string const& motif) {
    db.run_versioned("update solution set etat = 'refusee', fin_le = ?, motif = ?, version = version + 1 "
                     "where id = ? and version = ? and etat in ('proposee', 'acceptee')",
                     le, base::propre(motif), id, version);
}

std::optional<SolutionVue> solution(Reader& db, acces::Portee const& portee, Id<Solution> id) {
    auto s = db.maybe<Solution>(std::string(choix) + "where s.id = ?", id);
    if (!s || !acces::motif(db, portee, s->jeune))
        return std::nullopt;
    auto auteur = db.maybe<std::string>("select prenom || ' ' || nom from agent where id = ?", s->agent);
    return SolutionVue{*s, auteur.value_or("")};
}

std::vector<Solution> solutions(Reader& db, Id<Jeune> jeune) {
    return db.all<Solution>(std::string(choix) +
                                "where s.jeune_id = ? order by coalesce(s.effet_le, s.proposee_le) desc, s.id desc",
                            jeune);
}

std::vector<SuiviRepondu> suivis(Reader& db, Id<Solution> id) {
    return db.all<SuiviRepondu>(
        "select le, reponse from suivi_solution where solution_id = ? order by le desc, id desc", id);
}

} // namespace metier::suivi
