#include <algorithm>

#include "base/texte.hpp"
#include "metier/jeunes/jeunes.hpp"
#include "metier/reunions/reunions_web.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::reunions {

using namespace web;

Lien lien(Id<Reunion> id) { return web::lien("/reunions/{}", id); }
Lien lien(Id<Reunion> reunion, Id<Point_> point) { return web::lien("/reunions/{}/points/{}", reunion, point); }
Lien lien(Id<Decision_> id) { return web::lien("/decisions/{}", id); }

std::string heure(Instant instant) {
    auto l = base::a_paris(instant);
    auto deux = std::to_string(100 + l.minute).substr(1);
    return std::to_string(l.heure) + "\u00a0h\u00a0" + deux;
}

std::string quand(Reunion const& r) { return base::affiche_long(r.jour()) + " à " + heure(r.debut); }

Ouverte exiger(acces::Contexte& cx, Id<Reunion> id) {
    auto db = cx.db();
    auto ou = place(db, cx.portee(), id);
    auto r = ou ? trouver(db, id) : std::nullopt;
    if (!r)
        throw not_found();
    return {*r, *ou};
}

Ouverte exiger_conduite(acces::Contexte& cx, Id<Reunion> id) {
    auto o = exiger(cx, id);
    if (!o.place.conduit)
        throw not_found();
    return o;
}

bool peut_clore(acces::Contexte const& cx, std::optional<Place> const& ou, DecisionVue const& d) {
    return d.visible && (d.sienne || (ou && ou->conduit) || (d.dossier && cx.peut(acces::Droit::suivre)));
}

void consigner_la_lecture(acces::Contexte& cx, Titres const& t, Id<Jeune> jeune, std::string const& quoi) {
    if (t.dossier)
        cx.consulter(jeune, quoi);
    else
        cx.acte(acces::Acte::dossier_lu, [&](Writer&, acces::Trace& trace) {
            trace = {jeune, quoi, "", "prevention"};
        });
}

PointVu exiger_point(acces::Contexte& cx, Id<Reunion> reunion, Id<Point_> id) {
    auto db = cx.db();
    auto p = point(db, lecteur_de(cx), reunion, id);
    if (!p || !p->visible)
        throw not_found();
    return *p;
}

PointVu exiger_point_meme_retire(acces::Contexte& cx, Id<Reunion> reunion, Id<Point_> id) {
    auto db = cx.db();
    auto p = point_retire(db, lecteur_de(cx), reunion, id);
    return p && p->visible ? *p : exiger_point(cx, reunion, id);
}

std::string nom_du_point(PointVu const& p) {
    if (p.jeune)
        return jeunes::nom_affiche(p.nom, "", p.prenom);
    return p.titre.empty() ? "Une situation" : p.titre;
}

std::pair<Ton, std::string_view> etat_en_clair(std::optional<Instant> ouverte, std::optional<Instant> close,
                                               std::optional<Instant> annulee, Instant fin, Instant maintenant) {
    if (annulee)
        return {Ton::erreur, "Annulée"};
    if (close)
        return {Ton::succes, "Relevé figé"};
    if (ouverte)
        return {Ton::attention, fin < maintenant ? "Relevé à clore" : "En séance"};
    return fin < maintenant ? std::pair{Ton::attention, std::string_view{"Passée, non ouverte"}}
                            : std::pair{Ton::neutre, std::string_view{"À venir"}};
}

Html etat(LigneDeCalendrier const& l, Instant maintenant) {
    auto [ton, mot] =
        etat_en_clair(l.ouverte_le, l.close_le, l.annulee_le, l.debut + std::chrono::minutes{l.duree}, maintenant);
    return badge(ton, mot);
}

std::vector<Etape> fil(Reunion const& r) { return {{"Réunions", web::lien("/reunions")}, {r.nom(), lien(r.id)}}; }

Html ou_en_est(DecisionVue const& d, Date jour) {
    if (d.retiree_le)
        return badge(Ton::neutre, "Retirée");
    if (d.faite_le)
        return ensemble(badge(Ton::succes, "Fait"),
                        when(d.issue != "Fait", [&] { return ensemble(" ", span(clas("aide-courte"), d.issue)); }));
    if (!d.version)
        return badge(Ton::neutre, "Archivée");
    if (d.en_retard(jour))
        return badge(Ton::erreur, "En retard depuis le " + base::affiche(d.pour_le));
    return badge(d.pour_le == jour ? Ton::attention : Ton::neutre, "Pour le " + base::affiche(d.pour_le));
}

namespace {

Ton ton(agenda::Urgence u) {
    switch (u) {
    case agenda::Urgence::decision_en_retard: return Ton::erreur;
    case agenda::Urgence::terme_legal: return Ton::attention;
    case agenda::Urgence::decision_ouverte: return Ton::information;
    case agenda::Urgence::a_decider:
    case agenda::Urgence::silence: return Ton::neutre;
    }
    return Ton::neutre;
}

} // namespace

Html etiquette(agenda::Urgence u, std::optional<Date> pour_le, bool faite, Date jour) {
    using agenda::Urgence;
    bool decision = u == Urgence::decision_en_retard || u == Urgence::decision_ouverte;
    if (faite)
        return badge(Ton::succes, "Fait depuis");
    if (decision && pour_le && *pour_le < jour)
        u = Urgence::decision_en_retard;
    else if (u == Urgence::decision_en_retard)
        return badge(Ton::attention, "En retard le jour de la séance");
    return badge(ton(u), base::libelle(u));
}

namespace {

/// De qui la fait sans pouvoir la clore : son mot, ou qu'on l'attend.
Html ce_qu_il_en_dit(DecisionVue const& d) {
    if (d.ouverte() && d.repondue_le)
        return span(clas("decision-reponse"), badge(Ton::information, "À clore"), " ", d.qui, " a répondu le ",
                    base::affiche(base::a_paris(*d.repondue_le).jour), " : « ", d.reponse, " »");
    return when(d.attend_sa_reponse() && !d.nom_de_la_charge.empty(),
                [&] { return span(clas("aide-courte decision-reponse"), d.nom_de_la_charge, " attend sa réponse"); });
}

} // namespace

Html a_la_place(DecisionVue const& d) {
    return when(!d.a_la_place_de.empty(),
                [&] { return ensemble(" ", span(clas("aide-courte"), "à la place de ", d.a_la_place_de)); });
}

Html ligne_de_decision(DecisionVue const& d, Date jour, bool dire_qui_est_concerne, bool peut_clore,
                       bool peut_corriger) {
    auto de_qui = when(dire_qui_est_concerne && d.jeune,
                       [&] { return ensemble(strong(jeunes::nom_affiche(d.nom, "", d.prenom)), " – "); });
    return li(clas("decision"), span(clas("decision-quoi"), de_qui, d.quoi),
              span(clas("decision-qui"), icone(Icone::personne), lecteur("Qui : "), d.qui, a_la_place(d)),
              span(clas("decision-quand"), ou_en_est(d, jour)), ce_qu_il_en_dit(d),
              when(peut_clore && d.ouverte(),
                   [&] { return a(clas("decision-clore"), href(lien(d.id)), "Clore", lecteur(" : ", d.quoi)); }),
              when(peut_corriger, [&] {
                  return a(clas("decision-clore"), href(web::lien("/decisions/{}/correction", d.id)), "Corriger",
                           lecteur(" : ", d.quoi));
              }));
}

Comptage compter(std::vector<Membre> const& membres) {
    Comptage c;
    for (auto const& m : membres) {
        if (m.fonction == Fonction::invite)
            continue;
        ++c.attendus;
        c.presents += m.presence == Presence::present;
        c.excuses += m.presence == Presence::excuse;
        c.animateurs_presents += m.presence == Presence::present && m.fonction == Fonction::anime;
    }
    return c;
}

Html montrer_le_quorum(Reader& db, Reunion const& r, std::vector<Membre> const& membres, Date jour) {
    auto c = compter(membres);
    auto q = quorum(type_de(r.genre).quorum, c, territoire::entier(db, "reunion.quorum", jour));
    auto compte = base::pluriel(c.presents, "présent") + " sur " +
                  base::pluriel(c.attendus, "membre attendu", "membres attendus") +
                  (c.excuses ? ", " + base::pluriel(c.excuses, "excusé") : "");
    if (!q.demande)
        return p(compte, ". Cette réunion ne demande pas de quorum.");
    bool compte_commence = c.presents > 0 || r.ouverte_le;
    return p(clas("quorum"),
             !compte_commence
                 ? Html{}
                 : badge(q.atteint ? Ton::succes : Ton::attention, q.atteint ? "Quorum atteint" : "Quorum non atteint"),
             " ", compte, ". Règle : ", q.regle, ", soit ", q.il_en_faut, " (",
             a(href(web::lien("/regles")), "à confirmer"), ").");
}

std::string jour_chome(Reader& db, acces::Portee const& portee, Date jour) {
    if (auto f = territoire::jour_ferie(jour); !f.empty())
        return "ce jour est férié (" + std::string(f) + ")";
    if (std::chrono::weekday{std::chrono::sys_days{jour}} == std::chrono::Sunday)
        return "ce jour est un dimanche";
    auto zone = zone_proposee(db, portee);
    auto v = en_vacances(vacances(db, zone, jour, jour), jour);
    return v ? "ce jour tombe pendant les vacances (" + v->nom + ", zone " + std::string(code(zone)) + ")" : "";
}

std::string quand_ca_revient(Reader& db, Reunion const& r) {
    auto suivante = voisines(db, r).apres;
    auto la = suivante ? trouver(db, *suivante) : std::nullopt;
    return la ? "ce qui attend revient à la réunion suivante, le " + base::affiche(la->jour())
              : "ce qui attend reviendra à la prochaine réunion, qui n’est pas encore prévue";
}

bool heure_qui_existe(Date jour, Field<Heure>& heure) {
    if (!heure || heure_existe(jour, heure->heure, heure->minute))
        return true;
    heure.refuse("Cette heure n’existe pas le " + base::affiche(jour) +
                 "\u00a0: à 2\u00a0h, les horloges passent à 3\u00a0h. Choisissez une autre heure.");
    return false;
}

void routes(acces::Routes& r, agenda::Attentes const& attentes) {
    r.menu({"Réunions", web::lien("/reunions"), acces::Droit::lire_reunions, 15,
            "Le calendrier, l’ordre du jour qui se remplit, les décisions et leurs suites."});
    routes_du_calendrier(r);
    routes_de_la_preparation(r, attentes);
    routes_des_changements(r);
    routes_des_membres(r);
    routes_de_la_seance(r, attentes);
    routes_des_points(r);
    routes_des_decisions(r);
    routes_des_corrections(r);
    routes_des_convocations(r);
    routes_du_releve(r);
    routes_de_l_ecran(r);
}

} // namespace metier::reunions
