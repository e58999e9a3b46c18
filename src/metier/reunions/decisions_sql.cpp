// Une décision est une tâche de l'agenda : ouverte tant que la tâche l'est, close d'où qu'on la close.
#include <algorithm>

#include "metier/agenda/agenda.hpp"
#include "metier/reunions/points_sql.hpp"

namespace metier::reunions {

namespace {

constexpr auto genre_decision = "decision", genre_confiee = "decision_confiee";
constexpr auto issue_retiree = "Retirée", issue_corrigee = "Corrigée";

struct Contexte_ {
    Id<Reunion> reunion;
    std::optional<Id<Jeune>> jeune;
    Instant seance{};
};

std::string origine(Id<Decision_> id) { return "decision/" + std::to_string(id.valeur); }

/// Qui anime, et peut tenir ce qui se décide de ce jeune.
std::optional<Id<acces::Agent>> qui_anime(Reader& db, Id<Reunion> reunion, acces::Visibilite lecteurs,
                                          std::vector<Savoir> const& savent) {
    for (auto const& m : membres(db, reunion))
        if (m.agent && m.fonction == Fonction::anime)
            if (auto s = std::ranges::find(savent, m.id, &Savoir::membre); s != savent.end() && s->tient(lecteurs))
                return m.agent;
    return std::nullopt;
}

/// Qui clôt ce qu'un autre fait : qui conduit et décide ; sinon qui anime ; sinon qui décide.
Id<acces::Agent> qui_garde(Reader& db, Id<Reunion> reunion, acces::Portee const& par, acces::Visibilite lecteurs,
                           std::vector<Savoir> const& savent) {
    auto ou = place(db, par, reunion);
    return ou && ou->conduit ? par.agent : qui_anime(db, reunion, lecteurs, savent).value_or(par.agent);
}

Remise remise_a(Membre const& m, std::optional<Id<Jeune>> jeune, acces::Visibilite lecteurs,
                std::vector<Savoir> const& savent) {
    auto s = std::ranges::find(savent, m.id, &Savoir::membre);
    if (s == savent.end())
        return Remise::sans_compte;
    if (!jeune || s->tient(lecteurs))
        return Remise::en_main;
    return s->lit(lecteurs) ? Remise::sans_le_nom : Remise::sans_le_texte;
}

/// Chez qui va la tâche.
struct Repartie {
    Remise remise = Remise::en_main;
    Id<acces::Agent> charge;
    Membre membre;
};
Repartie repartir(Reader& db, Contexte_ const& c, acces::Portee const& par, NouvelleDecision const& d) {
    auto m = membre(db, c.reunion, d.qui);
    ensure(m.has_value(), "une décision a quelqu'un pour la tenir");
    auto savent = savoirs(db, d.point, par.jour);
    auto remise = remise_a(*m, c.jeune, d.lecteurs, savent);
    return {remise, remise == Remise::en_main ? *m->agent : qui_garde(db, c.reunion, par, d.lecteurs, savent), *m};
}

agenda::NouvelleEcheance tache_de(Id<Decision_> id, Contexte_ const& c, Repartie const& r, NouvelleDecision const& d) {
    return {.jeune = c.jeune,
            .agent = r.charge,
            .genre = genre_decision,
            .objet = d.quoi,
            .pour_le = d.quand,
            .attend = r.remise == Remise::en_main ? "" : r.membre.nom,
            .origine = origine(id),
            .visibilite = c.jeune ? std::optional{d.lecteurs} : std::nullopt};
}

/// Pour lui seul : ni nom, ni texte ; elle se clôt avec la tâche dont elle naît.
std::optional<Id<agenda::Echeance>> confier(Writer& db, Instant le, acces::Portee const& par, Contexte_ const& c,
                                            Repartie const& r, Id<agenda::Echeance> tache, std::int64_t numero,
                                            Date quand) {
    if (r.remise == Remise::en_main || r.remise == Remise::sans_compte)
        return std::nullopt;
    auto genre =
        db.one<Genre>("select s.genre from reunion r join serie s on s.id = r.serie_id where r.id = ?", c.reunion);
    return agenda::creer(db, le, par.agent,
                         {.jeune = c.jeune,
                          .agent = r.membre.agent,
                          .genre = genre_confiee,
                          .objet = nom_de_la_decision(numero, genre, base::a_paris(c.seance).jour),
                          .pour_le = quand,
                          .origine = agenda::origine_de(tache),
                          .visibilite = acces::Visibilite::privee});
}

Contexte_ contexte_de(Reader& db, Id<Point_> point) {
    return db.one<Contexte_>("select q.reunion_id, q.jeune_id, coalesce(r.ouverte_le, r.debut) from "
                             "reunion_point q join reunion r on r.id = q.reunion_id where q.id = ?",
                             point);
}

} // namespace

std::string nom_de_la_decision(std::int64_t numero, Genre genre, Date jour) {
    return "Décision n°\u00a0" + std::to_string(numero) + " " + std::string(type_de(genre).du) + " du " +
           base::affiche(jour);
}

std::optional<DecisionPrise> deja_prise(Reader& db, NouvelleDecision const& d, acces::Portee const& par) {
    if (d.saisie.empty())
        return std::nullopt;
    struct Ligne {
        Id<Decision_> id;
        Id<Reunion> reunion;
        Id<Membre> membre;
        std::optional<Id<Jeune>> jeune;
        Id<Point_> point;
        std::string quoi;
        Date pour_le{};
        acces::Visibilite lecteurs = acces::Visibilite::equipe;
    };
    auto l = db.maybe<Ligne>("select id, reunion_id, membre_id, jeune_id, point_id, quoi, pour_le, visibilite from "
                             "reunion_decision where saisie = ?",
                             d.saisie);
    if (!l)
        return std::nullopt;
    bool la_meme = l->membre == d.qui && l->point == d.point && l->quoi == d.quoi && l->pour_le == d.quand &&
                   l->lecteurs == d.lecteurs;
    auto m = membre(db, l->reunion, l->membre);
    auto remise = m ? remise_a(*m, l->jeune, d.lecteurs, savoirs(db, d.point, par.jour)) : Remise::sans_compte;
    return DecisionPrise{l->id, remise, par.agent, !la_meme};
}

DecisionPrise decider(Writer& db, Instant le, acces::Portee const& par, NouvelleDecision const& d) {
    if (auto deja = deja_prise(db, d, par))
        return *deja;
    auto c = contexte_de(db, d.point);
    db.run("update reunion set version = version where id = ?", c.reunion); // deux décisions, deux numéros
    auto r = repartir(db, c, par, d);
    std::optional<std::string> saisie;
    if (!d.saisie.empty())
        saisie = d.saisie;
    struct Numerotee {
        Id<Decision_> id;
        std::int64_t numero = 0;
    };
    auto [id, numero] = db.one<Numerotee>(
        "insert into reunion_decision (reunion_id, point_id, jeune_id, numero, quoi, membre_id, pour_le, visibilite, "
        "echeance_id, prise_le, prise_par, saisie) select ?, ?, ?, coalesce(max(numero), 0) + 1, ?, ?, ?, ?, 0, ?, ?, "
        "? from reunion_decision where reunion_id = ? returning id, numero",
        c.reunion, d.point, c.jeune, d.quoi, d.qui, d.quand, d.lecteurs, le, par.agent, saisie, c.reunion);
    auto tache = agenda::creer(db, le, par.agent, tache_de(id, c, r, d));
    auto confiee = confier(db, le, par, c, r, tache, numero, d.quand);
    db.run("update reunion_decision set echeance_id = ?, confiee_id = ? where id = ?", tache, confiee, id);
    examiner(db, d.point, le);
    return {id, r.remise, r.charge};
}

DecisionPrise corriger_decision(Writer& db, Instant le, acces::Portee const& par, DecisionVue const& d,
                                std::int64_t version, NouvelleDecision const& n, std::string const& raison) {
    auto c = contexte_de(db, n.point);
    auto r = repartir(db, c, par, n);
    agenda::redire(db, d.echeance, version, tache_de(d.id, c, r, n));
    agenda::clore_celles_de(db, le, par.agent, agenda::origine_de(d.echeance), issue_corrigee, genre_confiee);
    auto confiee = confier(db, le, par, c, r, d.echeance, d.numero, n.quand);
    if (!raison.empty())
        db.run(
            "insert into reunion_decision_version (decision_id, quoi, qui, pour_le, raison, agent_id, le) values (?, "
            "?, ?, ?, ?, ?, ?)",
            d.id, d.quoi, d.qui, d.pour_le, raison, par.agent, le);
    db.run(
        "update reunion_decision set quoi = ?, membre_id = ?, pour_le = ?, visibilite = ?, confiee_id = ?, reponse = "
        "'', repondue_le = null where id = ?",
        n.quoi, n.qui, n.quand, n.lecteurs, confiee, d.id);
    return {d.id, r.remise, r.charge};
}

void retirer_decision(Writer& db, Instant le, Id<acces::Agent> par, DecisionVue const& d, std::int64_t version,
                      std::string const& raison) {
    agenda::clore(db, le, par, d.echeance, version, issue_retiree);
    db.run("update reunion_decision set retiree_le = ?, retiree_par = ?, retrait_raison = ? where id = ?", le, par,
           raison, d.id);
}

void remettre_decision(Writer& db, DecisionVue const& d) {
    agenda::rouvrir(db, origine(d.id), genre_decision, issue_retiree);
    agenda::rouvrir(db, agenda::origine_de(d.echeance), genre_confiee, issue_retiree);
    db.run("update reunion_decision set retiree_le = null, retiree_par = null, retrait_raison = '' where id = ?", d.id);
}

std::vector<DecisionCorrigee> decisions_corrigees(Reader& db, Id<Reunion> id) {
    return db.all<DecisionCorrigee>(
        "select h.decision_id, h.quoi, h.qui, h.pour_le, h.raison, coalesce(a.prenom || ' ' "
        "|| a.nom, ''), h.le from reunion_decision_version h join reunion_decision d on "
        "d.id = h.decision_id left join agent a on a.id = h.agent_id where d.reunion_id = "
        "? order by h.le, h.id",
        id);
}

void clore_decision(Writer& db, Instant le, Id<acces::Agent> par, DecisionVue const& d, std::int64_t version,
                    std::string const& issue) {
    agenda::clore(db, le, par, d.echeance, version, issue);
}

void repondre(Writer& db, Instant le, acces::Portee const& par, DecisionVue const& d, std::int64_t version,
              std::string const& mot) {
    auto charge = d.charge.value_or(par.agent);
    if (charge == par.agent) // il ne voit plus ce jeune, et la tâche était chez lui : à qui anime de la clore
        charge = qui_anime(db, d.reunion, d.lecteurs, savoirs(db, d.point, par.jour)).value_or(charge);
    db.run("update reunion_decision set reponse = ?, repondue_le = ? where id = ?", mot, le, d.id);
    agenda::rendre(db, d.echeance, version, charge);
    agenda::clore_celles_de(db, le, par.agent, agenda::origine_de(d.echeance), mot, genre_confiee);
}

} // namespace metier::reunions
