#include "metier/reunions/points_sql.hpp"

#include <algorithm>

#include "base/texte.hpp"
#include "metier/acces/delegation.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::reunions {

namespace {

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
    std::int64_t lui = 0, autre = 0;
};

PointVu vu(LigneDePoint l) {
    auto t = titres(l.lui, l.autre);
    bool visible = !l.jeune || t.connu;
    if (!visible) // rien de lui ne doit pouvoir être montré par mégarde
        l.jeune = {}, l.nom = "", l.prenom = "", l.naissance = {};
    if (!t.dossier) // qui le suit, et ce qui presse : c'est son dossier
        l.part_a = "", l.urgence = agenda::Urgence::a_decider;
    return {l.id,     l.jeune,     l.titre,  l.rang, l.minutes, l.urgence, l.a_la_main, l.examine_le, l.version, l.nom,
            l.prenom, l.naissance, l.part_a, t,      visible,   {},        {}};
}

std::vector<PointVu> lire_points(Reader& db, Lecteur const& qui, Id<Reunion> id, std::optional<Id<Point_>> point,
                                 bool retires = false) {
    auto v = titres_sql(qui, "q.reunion_id");
    std::vector<PointVu> liste;
    auto seul = point.value_or(Id<Point_>{});
    for (auto& l : db.all<LigneDePoint>(
             "select q.id, q.jeune_id, q.titre, q.rang, q.minutes, q.urgence, q.a_la_main, q.examine_le, q.version, "
             "coalesce(j.nom, ''), coalesce(j.prenom, ''), j.naissance, coalesce((select m.nom || ' à ' || m.part_a "
             "from reunion_membre m join cercle c on c.agent_id = m.agent_id where m.reunion_id = q.reunion_id and "
             "m.part_a <> '' and m.retire_le is null and c.jeune_id = q.jeune_id and c.au is null order by m.part_a, "
             "m.id limit 1), ''), " +
                 v.sql +
                 " from reunion_point q left join jeune j on j.id = q.jeune_id where q.reunion_id = ? and q.retire_le "
                 "is " +
                 (retires ? "not null" : "null") + (point ? " and q.id = ?" : " and q.id > ?") +
                 " order by q.rang, q.id",
             v.p, id, seul))
        liste.push_back(vu(std::move(l)));
    return liste;
}

constexpr std::string_view colonnes_de_decision =
    "select d.id, d.reunion_id, d.point_id, d.jeune_id, d.numero, d.quoi, coalesce(t.prenom || ' ' || t.nom, m.nom), "
    "coalesce(t.id, m.agent_id), d.pour_le, "
    "coalesce(e.pour_le, d.pour_le), e.faite_le, coalesce(e.issue, ''), e.version, coalesce(r.ouverte_le, r.debut), "
    "d.echeance_id, coalesce(j.nom, ''), coalesce(j.prenom, ''), d.visibilite, d.reponse, d.repondue_le, d.confiee_id, "
    "e.agent_id, coalesce(g.prenom || ' ' || g.nom, ''), coalesce(j.nom_usage, ''), s.genre, coalesce(e.attend, ''), "
    "m.id, d.prise_par, d.retiree_le, d.retrait_raison, case when t.id is null then '' else m.nom end, ";
// `t` : qui la tient aujourd'hui, si ce n'est plus celui qu'on en avait chargé. Faite sans ouvrir le dossier, c'est sa
// tâche à lui qui le dit ; rendue à qui anime, elle garde celui qui l'a faite.
constexpr std::string_view suite_des_decisions =
    ", 0, 0, 0, 0 from reunion_decision d join reunion r on r.id = d.reunion_id join serie s on s.id = r.serie_id join "
    "reunion_membre m on m.id = d.membre_id left join echeance e on e.id = d.echeance_id left join agent g on g.id = "
    "e.agent_id left join jeune j "
    "on j.id = d.jeune_id left join echeance k on k.id = d.confiee_id left join agent t on t.id <> m.agent_id and t.id "
    "= case when k.id is not null then k.agent_id when e.attend = '' and d.repondue_le is null then e.agent_id end ";

using Agents = std::vector<Id<acces::Agent>>;
bool est_la_leur(DecisionVue const& d, Agents const& agents) {
    return std::ranges::any_of(agents, [&](auto a) { return d.agent == a || d.charge == a; });
}

bool lit(acces::Portee const& p, DecisionVue const& d) {
    auto lus = acces::lisibles(p.role);
    return std::ranges::find(lus, d.lecteurs) != lus.end();
}

/// Ce que ce lecteur en voit ; le reste est ôté, pour que rien ne puisse être montré par mégarde.
void voiler_au_besoin(Lecteur const& qui, Agents const& moi, DecisionVue& d) {
    auto t = titres(d.de_lui, d.de_l_autre);
    auto const& yeux = qui.et_aussi ? *qui.et_aussi : qui.portee;
    bool du_cercle = lit(qui.portee, d) && lit(yeux, d), lue_par_moi = lit(qui.portee, d) || est_la_leur(d, moi);
    d.sienne = !qui.sans_compte && est_la_leur(d, qui.et_aussi ? Agents{yeux.agent} : moi);
    d.visible = !d.jeune || (t.connu && (du_cercle || (d.sienne && lue_par_moi)));
    d.dossier = d.visible && t.dossier;
    if (d.visible)
        return;
    d.a_repondre = d.sienne;
    d.quoi = d.sienne && du_cercle ? taire(d.quoi, {d.prenom, d.nom, d.nom_usage}) : "";
    d.jeune = {}, d.nom = "", d.prenom = "", d.nom_usage = "", d.issue = "", d.retrait_raison = "";
    if (!d.sienne)
        d.qui = "", d.a_la_place_de = "", d.nom_de_la_charge = "", d.reponse = "";
}

template <class... A>
std::vector<DecisionVue> lire_decisions(Reader& db, Lecteur const& qui, std::string const& suite, A const&... a) {
    auto v = titres_sql(qui, "d.reunion_id");
    auto liste = db.all<DecisionVue>(
        std::string(colonnes_de_decision) + v.sql + std::string(suite_des_decisions) + suite, v.p, a...);
    auto moi = liste.empty() ? Agents{} : acces::agit_pour(db, qui.portee);
    for (auto& d : liste)
        voiler_au_besoin(qui, moi, d);
    return liste;
}

/// Une décision se lit telle qu'elle est devenue : qui la tient, pour quand, faite ou non.
void lire_les_decisions(Reader& db, Lecteur const& qui, Id<Reunion> id, std::vector<MotifVu>& motifs) {
    if (std::ranges::none_of(motifs, [](auto const& m) { return m.tache.has_value(); }))
        return;
    auto liste = lire_decisions(db, qui,
                                "where d.echeance_id in (select m2.echeance_id from reunion_motif m2 join "
                                "reunion_point q2 on q2.id = m2.point_id where q2.reunion_id = ?)",
                                id);
    std::erase_if(motifs, [&](auto const& m) {
        return std::ranges::any_of(liste, [&](auto const& d) { return m.tache == d.echeance && d.retiree_le; });
    });
    auto seance = base::a_paris(db.one<Instant>("select debut from reunion where id = ?", id)).jour;
    for (auto& m : motifs)
        if (auto d = std::ranges::find(liste, m.tache, [](auto const& x) { return std::optional{x.echeance}; });
            d != liste.end() && d->visible) {
            m.raison = d->raison();
            m.jour = d->pour_le;
            m.urgence = urgence_de(*d, seance);
            m.faite = !d->ouverte();
        }
}

void joindre_les_motifs(Reader& db, Lecteur const& qui, Id<Reunion> id, std::vector<PointVu>& liste) {
    auto motifs = db.all<MotifVu>("select m.point_id, m.urgence, m.raison, m.jour, m.titre, m.visibilite, "
                                  "m.echeance_id, 0 from reunion_motif m join "
                                  "reunion_point q on q.id = m.point_id where q.reunion_id = ? and m.visibilite in " +
                                      cercles_sql(qui) + " order by m.point_id, m.rang",
                                  id);
    lire_les_decisions(db, qui, id, motifs);
    for (auto& p : liste) {
        auto [de, a] = std::ranges::equal_range(motifs, p.id, {}, &MotifVu::point);
        std::copy_if(de, a, std::back_inserter(p.motifs), [&](auto const& m) { return p.titres.ouvre(m.titre); });
    }
}

} // namespace

std::vector<PointVu> points(Reader& db, Lecteur const& qui, Id<Reunion> id) {
    auto liste = lire_points(db, qui, id, {});
    for (std::size_t i = 0; i < liste.size(); ++i)
        liste[i].numero = i + 1;
    joindre_les_motifs(db, qui, id, liste);
    return liste;
}

std::optional<PointVu> point(Reader& db, Lecteur const& qui, Id<Reunion> reunion, Id<Point_> id) {
    auto liste = lire_points(db, qui, reunion, id);
    joindre_les_motifs(db, qui, reunion, liste);
    return liste.empty() ? std::nullopt : std::optional{liste.front()};
}

std::optional<PointVu> point_retire(Reader& db, Lecteur const& qui, Id<Reunion> reunion, Id<Point_> id) {
    auto liste = lire_points(db, qui, reunion, id, true);
    if (liste.empty())
        return std::nullopt;
    liste.front().retire =
        db.one<Retrait>("select q.retire_le, coalesce(a.prenom || ' ' || a.nom, '') from reunion_point q left join "
                        "agent a on a.id = q.retire_par where q.id = ?",
                        id);
    return liste.front();
}

void exiger_en_seance(Reader& db, Id<Point_> id) {
    if (!db.maybe<std::int64_t>(
            "select 1 from reunion_point q join reunion r on r.id = q.reunion_id where q.id = ? and "
            "q.retire_le is null and r.ouverte_le is not null and r.close_le is null",
            id))
        throw storage::Conflict{};
}

std::string DecisionVue::raison() const {
    return "Décidé le " + base::affiche(base::a_paris(prise_le).jour) + " : " + quoi + " (" + qui_la_tient() +
           ", pour le " + base::affiche(pour_le) + ")" + (repondue_le ? ". Sa réponse : " + reponse : "");
}

agenda::Urgence urgence_de(DecisionVue const& d, Date seance) {
    return d.pour_le < seance ? agenda::Urgence::decision_en_retard : agenda::Urgence::decision_ouverte;
}

bool deja_a_l_ordre_du_jour(Reader& db, Id<Reunion> id, Id<Jeune> jeune) {
    return db
        .maybe<std::int64_t>("select id from reunion_point where reunion_id = ? and jeune_id = ? and retire_le is null",
                             id, jeune)
        .has_value();
}

std::vector<TexteVu> textes(Reader& db, Lecteur const& qui, Id<Reunion> id, std::optional<Id<Point_>> point) {
    auto v = connu(qui, "q.reunion_id");
    auto seul = point.value_or(Id<Point_>{});
    return db.all<TexteVu>("select t.point_id, t.visibilite, t.texte, coalesce(a.prenom || ' ' || a.nom, ''), "
                           "t.ecrit_le, t.version from reunion_texte t join reunion_point q on q.id = t.point_id left "
                           "join agent a on a.id = t.agent_id left join jeune j on j.id = q.jeune_id where "
                           "q.reunion_id = ?" +
                               std::string(point ? " and q.id = ?" : " and q.id > ?") + " and t.visibilite in " +
                               cercles_sql(qui) + " and (q.jeune_id is null or " + v.sql +
                               ") order by q.rang, q.id, t.visibilite desc",
                           id, seul, v.p);
}

std::vector<CorrectionVue> corrections(Reader& db, Lecteur const& qui, Id<Point_> point) {
    return db.all<CorrectionVue>("select h.visibilite, h.texte, h.raison, coalesce(a.prenom || ' ' || a.nom, ''), h.le "
                                 "from reunion_texte_version h left join agent a on a.id = h.agent_id where "
                                 "h.point_id = ? and h.visibilite in " +
                                     cercles_sql(qui) + " order by h.le desc, h.version desc",
                                 point);
}

std::vector<DecisionVue> decisions(Reader& db, Lecteur const& qui, Id<Reunion> id) {
    return lire_decisions(db, qui, "where d.reunion_id = ? and d.retiree_le is null order by d.numero", id);
}

std::vector<DecisionVue> decisions_retirees(Reader& db, Lecteur const& qui, Id<Reunion> id) {
    return lire_decisions(db, qui, "where d.reunion_id = ? and d.retiree_le is not null order by d.numero", id);
}

std::vector<DecisionVue> decisions_d_avant(Reader& db, Lecteur const& qui, Reunion const& r) {
    return lire_decisions(db, qui,
                          "where " + meme_instance_sql(r.genre) +
                              " and r.debut < ? and e.id is not null and e.faite_le is null and d.retiree_le is null "
                              "order by e.pour_le, d.id",
                          r.serie, r.debut);
}

std::vector<DecisionVue> decisions_du_jeune(Reader& db, Lecteur const& qui, Id<Jeune> jeune) {
    return lire_decisions(db, qui, "where d.jeune_id = ? and d.retiree_le is null order by d.id desc", jeune);
}

namespace {

/// « 12, 34 » : lui, et qui lui délègue son rôle.
std::string lui_et_l_absent(Reader& db, Lecteur const& qui) {
    std::string liste;
    for (auto a : acces::agit_pour(db, qui.portee))
        liste += (liste.empty() ? "" : ", ") + std::to_string(a.valeur);
    return liste;
}

} // namespace

std::vector<DecisionVue> decisions_a_tenir(Reader& db, Lecteur const& qui, int nombre) {
    auto eux = lui_et_l_absent(db, qui);
    auto toutes = lire_decisions(
        db, qui,
        "where e.faite_le is null and d.echeance_id in (select x.id from echeance x where x.agent_id in (" + eux +
            ") and x.genre = 'decision' and x.attend = '' and x.faite_le is null union all select y.echeance_id from "
            "echeance x join reunion_decision y on y.confiee_id = x.id where x.agent_id in (" +
            eux + ") and x.faite_le is null) order by e.pour_le, d.id limit ?",
        nombre);
    std::erase_if(toutes, [](auto const& d) { return !d.visible && !d.a_repondre; });
    return toutes;
}

std::vector<DecisionVue> decisions_en_attente(Reader& db, Lecteur const& qui, int nombre) {
    auto toutes = lire_decisions(db, qui,
                                 "where e.agent_id in (" + lui_et_l_absent(db, qui) +
                                     ") and e.genre = 'decision' and e.attend <> '' and e.faite_le is null order by "
                                     "e.pour_le, d.id limit ?",
                                 nombre);
    std::erase_if(toutes, [](auto const& d) { return !d.visible; });
    return toutes;
}

std::optional<DecisionVue> decision(Reader& db, Lecteur const& qui, Id<Decision_> id) {
    auto l = lire_decisions(db, qui, "where d.id = ?", id);
    return l.empty() || !(l.front().visible || l.front().a_repondre) ? std::nullopt : std::optional{l.front()};
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

void retirer_point(Writer& db, Id<Point_> id, Id<acces::Agent> par, Instant le) {
    db.run("update reunion_point set retire_le = ?, retire_par = ?, version = version + 1 where id = ? and retire_le "
           "is null and "
           "examine_le is null",
           le, par, id);
}

void remettre_point(Writer& db, Id<Point_> id) {
    db.run("update reunion_point set retire_le = null, retire_par = null, version = version + 1 where id = ? and "
           "retire_le is not null",
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
