// Une décision est une tâche de l'agenda : ouverte tant que la tâche l'est, close d'où qu'on la close.
#include <algorithm>

#include "metier/agenda/agenda.hpp"
#include "metier/reunions/points_sql.hpp"

namespace metier::reunions {

namespace {

constexpr auto genre_confiee = "decision_confiee";

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

struct Prise {
    Id<Decision_> id;
    Remise remise;
};
/// Deux clics : la même décision, et ce qui en avait été dit.
std::optional<Prise> deja_prise(Reader& db, NouvelleDecision const& d, Date jour) {
    struct Ligne {
        Id<Decision_> id;
        Id<Reunion> reunion;
        Id<Membre> membre;
        std::optional<Id<Jeune>> jeune;
    };
    auto l =
        db.maybe<Ligne>("select id, reunion_id, membre_id, jeune_id from reunion_decision where saisie = ?", d.saisie);
    if (!l)
        return std::nullopt;
    auto m = membre(db, l->reunion, l->membre);
    return Prise{l->id, m ? remise_a(*m, l->jeune, d.lecteurs, savoirs(db, d.point, jour)) : Remise::sans_compte};
}

} // namespace

std::string nom_de_la_decision(std::int64_t numero, Genre genre, Date jour) {
    return "Décision n°\u00a0" + std::to_string(numero) + " " + std::string(type_de(genre).du) + " du " +
           base::affiche(jour);
}

DecisionPrise decider(Writer& db, Instant le, acces::Portee const& par, NouvelleDecision const& d) {
    if (!d.saisie.empty())
        if (auto deja = deja_prise(db, d, par.jour))
            return {deja->id, deja->remise, par.agent};
    auto c = db.one<Contexte_>("select q.reunion_id, q.jeune_id, coalesce(r.ouverte_le, r.debut) from "
                               "reunion_point q join reunion r on r.id = q.reunion_id where q.id = ?",
                               d.point);
    db.run("update reunion set version = version where id = ?", c.reunion); // deux décisions, deux numéros
    auto m = membre(db, c.reunion, d.qui);
    ensure(m.has_value(), "une décision a quelqu'un pour la tenir");
    auto savent = savoirs(db, d.point, par.jour);
    auto remise = remise_a(*m, c.jeune, d.lecteurs, savent);
    bool sienne = remise == Remise::en_main;
    auto charge = sienne ? *m->agent : qui_garde(db, c.reunion, par, d.lecteurs, savent);
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
    auto tache = agenda::creer(db, le, par.agent,
                               {.jeune = c.jeune,
                                .agent = charge,
                                .genre = "decision",
                                .objet = d.quoi,
                                .pour_le = d.quand,
                                .attend = sienne ? "" : m->nom,
                                .origine = origine(id),
                                .visibilite = c.jeune ? std::optional{d.lecteurs} : std::nullopt});
    std::optional<Id<agenda::Echeance>> confiee;
    if (!sienne && remise != Remise::sans_compte) {
        auto genre =
            db.one<Genre>("select s.genre from reunion r join serie s on s.id = r.serie_id where r.id = ?", c.reunion);
        // Pour lui seul : ni nom, ni texte ; elle se clôt avec la tâche dont elle naît.
        confiee = agenda::creer(db, le, par.agent,
                                {.jeune = c.jeune,
                                 .agent = m->agent,
                                 .genre = genre_confiee,
                                 .objet = nom_de_la_decision(numero, genre, base::a_paris(c.seance).jour),
                                 .pour_le = d.quand,
                                 .origine = agenda::origine_de(tache),
                                 .visibilite = acces::Visibilite::privee});
    }
    db.run("update reunion_decision set echeance_id = ?, confiee_id = ? where id = ?", tache, confiee, id);
    examiner(db, d.point, le);
    return {id, remise, charge};
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
