#include "metier/reunions/points_sql.hpp"

#include <algorithm>

#include "base/texte.hpp"
#include "metier/acces/delegation.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::reunions {

Lecteur lecteur_de(acces::Contexte const& cx) { return {cx.portee(), cx.peut(acces::Droit::lire_dossier)}; }

namespace {

/// Ce lecteur voit le jeune `j` : une condition, et ses valeurs.
acces::Condition voit(Lecteur const& qui) {
    if (!qui.lit_les_dossiers || qui.sans_compte)
        return {"1 = 0", {}};
    auto c = acces::est_visible(qui.portee, "j");
    if (qui.et_aussi) {
        auto autre = acces::est_visible(*qui.et_aussi, "j");
        c.sql += " and " + autre.sql;
        c.p.insert(c.p.end(), autre.p.begin(), autre.p.end());
    }
    return c;
}

/// « ('equipe', 'partenaires') » : les cercles de lecteurs dont il est.
std::string lus_sql(Lecteur const& qui) {
    std::string liste = "''";
    for (auto v : acces::lisibles(qui.portee.role))
        if (auto autre = qui.et_aussi ? acces::lisibles(qui.et_aussi->role) : std::vector{v};
            std::ranges::find(autre, v) != autre.end() && !qui.sans_compte &&
            !(qui.devant_tous && v == acces::Visibilite::equipe))
            liste += ", '" + std::string(base::code(v)) + "'";
    return "(" + liste + ")";
}

struct LigneDePoint {
    Id<Point_> id;
    std::optional<Id<Jeune>> jeune;
    std::string titre;
    std::int64_t rang = 0, minutes = 0;
    agenda::Urgence urgence = agenda::Urgence::a_decider;
    bool a_la_main = false;
    std::optional<Instant> examine_le;
    std::int64_t version = 1;
    std::string nom, prenom;
    std::optional<Date> naissance;
    std::string part_a;
    bool visible = false;
};

PointVu vu(LigneDePoint l) {
    if (!l.visible) // rien de lui ne doit pouvoir être montré par mégarde
        l.jeune = {}, l.nom = "", l.prenom = "", l.naissance = {}, l.part_a = "",
        l.urgence = agenda::Urgence::a_decider;
    return {l.id,      l.jeune, l.titre,  l.rang,      l.minutes, l.urgence, l.a_la_main, l.examine_le,
            l.version, l.nom,   l.prenom, l.naissance, l.part_a,  l.visible, {}};
}

std::vector<PointVu> lire_points(Reader& db, Lecteur const& qui, Id<Reunion> id, std::optional<Id<Point_>> point) {
    auto v = voit(qui);
    std::vector<PointVu> liste;
    auto seul = point.value_or(Id<Point_>{});
    for (auto& l : db.all<LigneDePoint>(
             "select q.id, q.jeune_id, q.titre, q.rang, q.minutes, q.urgence, q.a_la_main, q.examine_le, q.version, "
             "coalesce(j.nom, ''), coalesce(j.prenom, ''), j.naissance, coalesce((select m.nom || ' à ' || m.part_a "
             "from reunion_membre m join cercle c on c.agent_id = m.agent_id where m.reunion_id = q.reunion_id and "
             "m.part_a <> '' and m.retire_le is null and c.jeune_id = q.jeune_id and c.au is null order by m.part_a, "
             "m.id limit 1), ''), case when q.jeune_id is null then 1 when " +
                 v.sql +
                 " then 1 else 0 end from reunion_point q left join jeune j on j.id = q.jeune_id where q.reunion_id = "
                 "? and q.retire_le is null" +
                 (point ? " and q.id = ?" : " and q.id > ?") + " order by q.rang, q.id",
             v.p, id, seul))
        liste.push_back(vu(std::move(l)));
    return liste;
}

void joindre_les_motifs(Reader& db, Lecteur const& qui, Id<Reunion> id, std::vector<PointVu>& liste) {
    auto motifs = db.all<MotifVu>("select m.point_id, m.urgence, m.raison, m.jour from reunion_motif m join "
                                  "reunion_point q on q.id = m.point_id where q.reunion_id = ? and m.visibilite in " +
                                      lus_sql(qui) + " order by m.point_id, m.rang",
                                  id);
    for (auto& p : liste)
        if (p.visible) {
            auto [de, a] = std::ranges::equal_range(motifs, p.id, {}, &MotifVu::point);
            p.motifs.assign(de, a);
        }
}

/// À lui de la tenir, ou à qui il remplace ; une personne du dehors, ou vue d'avance, ne tient rien.
acces::Condition a_tenir(Lecteur const& qui, std::string_view colonne) {
    return qui.sans_compte || qui.et_aussi ? acces::Condition{"1 = 0", {}} : acces::est_a_lui(qui.portee, colonne);
}

std::string decisions_sql(Lecteur const& qui, acces::Condition const& v) {
    return "select d.id, d.reunion_id, d.point_id, d.jeune_id, d.numero, d.quoi, m.nom, m.agent_id, d.pour_le, "
           "coalesce(e.pour_le, d.pour_le), e.faite_le, coalesce(e.issue, ''), e.version, r.debut, d.echeance_id, "
           "coalesce(j.nom, "
           "''), coalesce(j.prenom, ''), d.visibilite, case when d.jeune_id is null then 1 when " +
           v.sql + " and (d.visibilite in " + lus_sql(qui) + " or " + a_tenir(qui, "m.agent_id").sql +
           ") then 1 else 0 end from reunion_decision d join reunion r on r.id = d.reunion_id join reunion_membre m on "
           "m.id = d.membre_id left join echeance e on e.id = d.echeance_id left join jeune j on j.id = d.jeune_id ";
}

template <class... A>
std::vector<DecisionVue> lire_decisions(Reader& db, Lecteur const& qui, std::string const& suite, A const&... a) {
    auto v = voit(qui);
    auto liste = db.all<DecisionVue>(decisions_sql(qui, v) + suite, v.p, a_tenir(qui, "m.agent_id").p, a...);
    for (auto& d : liste)
        if (!d.visible)
            d.jeune = {}, d.quoi = "", d.qui = "", d.nom = "", d.prenom = "", d.issue = "";
    return liste;
}

} // namespace

std::vector<PointVu> points(Reader& db, Lecteur const& qui, Id<Reunion> id) {
    auto liste = lire_points(db, qui, id, {});
    joindre_les_motifs(db, qui, id, liste);
    return liste;
}

std::optional<PointVu> point(Reader& db, Lecteur const& qui, Id<Reunion> reunion, Id<Point_> id) {
    auto liste = lire_points(db, qui, reunion, id);
    joindre_les_motifs(db, qui, reunion, liste);
    return liste.empty() ? std::nullopt : std::optional{liste.front()};
}

bool deja_a_l_ordre_du_jour(Reader& db, Id<Reunion> id, Id<Jeune> jeune) {
    return db
        .maybe<std::int64_t>("select id from reunion_point where reunion_id = ? and jeune_id = ? and retire_le is null",
                             id, jeune)
        .has_value();
}

std::vector<TexteVu> textes(Reader& db, Lecteur const& qui, Id<Reunion> id, std::optional<Id<Point_>> point) {
    auto v = voit(qui);
    auto seul = point.value_or(Id<Point_>{});
    return db.all<TexteVu>("select t.point_id, t.visibilite, t.texte, coalesce(a.prenom || ' ' || a.nom, ''), "
                           "t.ecrit_le, t.version from reunion_texte t join reunion_point q on q.id = t.point_id left "
                           "join agent a on a.id = t.agent_id left join jeune j on j.id = q.jeune_id where "
                           "q.reunion_id = ?" +
                               std::string(point ? " and q.id = ?" : " and q.id > ?") + " and t.visibilite in " +
                               lus_sql(qui) + " and (q.jeune_id is null or " + v.sql +
                               ") order by q.rang, q.id, t.visibilite desc",
                           id, seul, v.p);
}

std::vector<CorrectionVue> corrections(Reader& db, Lecteur const& qui, Id<Point_> point) {
    return db.all<CorrectionVue>("select h.visibilite, h.texte, h.raison, coalesce(a.prenom || ' ' || a.nom, ''), h.le "
                                 "from reunion_texte_version h left join agent a on a.id = h.agent_id where "
                                 "h.point_id = ? and h.visibilite in " +
                                     lus_sql(qui) + " order by h.le desc, h.version desc",
                                 point);
}

std::vector<DecisionVue> decisions(Reader& db, Lecteur const& qui, Id<Reunion> id) {
    return lire_decisions(db, qui, "where d.reunion_id = ? order by d.numero", id);
}

std::vector<DecisionVue> decisions_d_avant(Reader& db, Lecteur const& qui, Reunion const& r) {
    return lire_decisions(db, qui,
                          "where r.serie_id = ? and r.debut < ? and e.id is not null and e.faite_le is null order by "
                          "e.pour_le, d.id",
                          r.serie, r.debut);
}

std::vector<DecisionVue> decisions_du_jeune(Reader& db, Lecteur const& qui, Id<Jeune> jeune) {
    return lire_decisions(db, qui, "where d.jeune_id = ? order by d.id desc", jeune);
}

std::vector<DecisionVue> decisions_a_tenir(Reader& db, Lecteur const& qui, int nombre) {
    auto siennes = acces::est_a_lui(qui.portee, "e.agent_id");
    auto toutes = lire_decisions(db, qui,
                                 "where " + siennes.sql +
                                     " and e.genre = 'decision' and e.attend = '' and e.faite_le is "
                                     "null order by e.pour_le, d.id limit ?",
                                 siennes.p, nombre);
    std::erase_if(toutes, [](auto const& d) { return !d.visible; });
    return toutes;
}

std::optional<DecisionVue> decision(Reader& db, Lecteur const& qui, Id<Decision_> id) {
    auto l = lire_decisions(db, qui, "where d.id = ?", id);
    return l.empty() || !l.front().visible ? std::nullopt : std::optional{l.front()};
}

void ecrire(Writer& db, Instant le, Id<acces::Agent> par, Id<Point_> point, acces::Visibilite lecteurs,
            std::string const& texte, std::int64_t version, std::string const& raison) {
    if (version == 0) {
        if (texte.empty())
            return;
        if (db.run("insert into reunion_texte (point_id, visibilite, texte, agent_id, ecrit_le) values (?, ?, ?, ?, ?) "
                   "on conflict (point_id, visibilite) do nothing",
                   point, lecteurs, texte, par, le) == 0)
            throw storage::Conflict{};
    } else {
        if (!raison.empty())
            db.run("insert into reunion_texte_version (point_id, visibilite, version, texte, raison, agent_id, le) "
                   "select point_id, visibilite, version, texte, ?, ?, ? from reunion_texte where point_id = ? and "
                   "visibilite = ? and version = ?",
                   raison, par, le, point, lecteurs, version);
        db.run_versioned("update reunion_texte set texte = ?, agent_id = ?, ecrit_le = ?, version = version + 1 where "
                         "point_id = ? and visibilite = ? and version = ?",
                         texte, par, le, point, lecteurs, version);
    }
    examiner(db, point, le);
}

void examiner(Writer& db, Id<Point_> id, Instant le) {
    db.run("update reunion_point set examine_le = ? where id = ? and examine_le is null", le, id);
}

Id<Point_> ajouter_point(Writer& db, Id<Reunion> reunion, std::optional<Id<Jeune>> jeune, std::string const& titre) {
    auto jour = base::a_paris(db.one<Instant>("select debut from reunion where id = ?", reunion)).jour;
    if (jeune)
        if (auto deja = db.maybe<Id<Point_>>("select id from reunion_point where reunion_id = ? and jeune_id = ?",
                                             reunion, *jeune)) {
            remettre_point(db, *deja);
            return *deja;
        }
    return db.one<Id<Point_>>("insert into reunion_point (reunion_id, jeune_id, titre, rang, minutes, urgence, "
                              "a_la_main) select ?, ?, ?, coalesce(max(rang), 0) + 1, ?, 'a_decider', 1 from "
                              "reunion_point where reunion_id = ? returning id",
                              reunion, jeune, base::propre(titre),
                              territoire::entier(db, "reunion.minutes_par_dossier", jour), reunion);
}

void retirer_point(Writer& db, Id<Point_> id, Instant le) {
    db.run("update reunion_point set retire_le = ?, version = version + 1 where id = ? and retire_le is null and "
           "examine_le is null",
           le, id);
}

void remettre_point(Writer& db, Id<Point_> id) {
    db.run("update reunion_point set retire_le = null, version = version + 1 where id = ? and retire_le is not null",
           id);
}

void donner_du_temps(Writer& db, Id<Point_> id, std::int64_t minutes) {
    db.run("update reunion_point set minutes = ?, version = version + 1 where id = ? and minutes <> ?", minutes, id,
           minutes);
}

void deplacer_point(Writer& db, Id<Reunion> reunion, Id<Point_> id, bool vers_le_haut) {
    auto ordre = db.all<Id<Point_>>(
        "select id from reunion_point where reunion_id = ? and retire_le is null order by rang, id", reunion);
    auto ici = std::ranges::find(ordre, id);
    if (ici == ordre.end() || (vers_le_haut ? ici == ordre.begin() : ici + 1 == ordre.end()))
        return;
    std::iter_swap(ici, vers_le_haut ? ici - 1 : ici + 1);
    for (std::size_t i = 0; i < ordre.size(); ++i)
        db.run("update reunion_point set rang = ? where id = ? and rang <> ?", static_cast<std::int64_t>(i + 1),
               ordre[i], static_cast<std::int64_t>(i + 1));
    db.run("update reunion set ordre_manuel = 1 where id = ?", reunion);
}

} // namespace metier::reunions
