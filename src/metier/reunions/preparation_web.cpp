// Préparer l'ordre du jour.
#include <algorithm>

#include "base/texte.hpp"
#include "metier/acces/delegation.hpp"
#include "metier/acces/relecture.hpp"
#include "metier/jeunes/jeunes.hpp"
#include "metier/reunions/fiche_pages.hpp"
#include "metier/reunions/rattrapage.hpp"

namespace metier::reunions {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;

namespace {

acces::Page composer(Contexte& cx, Ouverte const& o, FormPoint const& form = {}, Html const& avis = {}) {
    auto db = cx.db();
    auto qui = lecteur_de(cx);
    auto liste = membres(db, o.reunion.id);
    return page_fiche(
        cx, {.ouverte = o,
             .points = points(db, qui, o.reunion.id),
             .decisions = decisions(db, qui, o.reunion.id),
             .d_avant = o.reunion.close_le ? std::vector<DecisionVue>{} : decisions_d_avant(db, qui, o.reunion),
             .membres = liste,
             .voisines = voisines(db, o.reunion),
             .quorum = montrer_le_quorum(db, o.reunion, liste, cx.jour()),
             .non_joints = o.place.conduit ? non_joints(db, o.reunion.id, liste) : NonJoints{},
             .point = form,
             .avis = avis});
}

Reply montrer(Contexte& cx, Id<Reunion> id) { return cx.page(composer(cx, exiger(cx, id))); }

/// Un geste sur l'ordre du jour d'une réunion qui n'est ni close ni annulée.
template <class F>
Reply geste(Contexte& cx, Id<Reunion> id, std::string const& detail, Lien const& ou, std::string_view dit, F faire) {
    auto o = exiger_conduite(cx, id);
    if (!o.prepare())
        return cx.voir(lien(id), "Cette réunion est close ou annulée : son ordre du jour ne change plus.",
                       Ton::attention);
    cx.acte(Acte::ordre_du_jour_modifie, [&](Writer& db, acces::Trace& trace) {
        faire(db);
        trace.objet = objet(id);
        trace.detail = detail;
    });
    return cx.voir(ou, dit);
}

Lien au_point(Id<Reunion> id, Id<Point_> point) { return lien(id).ancre("point-" + std::to_string(point.valeur)); }

/// Un autre l'a retiré entre-temps : on le dit, et l'ordre du jour tel qu'il est.
std::optional<Reply> deja_retire(Contexte& cx, Id<Reunion> id, Id<Point_> point) {
    auto p = exiger_point_meme_retire(cx, id, point);
    if (!p.retire)
        return std::nullopt;
    return cx.voir(lien(id), ce_qui_s_est_passe(cx, exiger(cx, id), p), Ton::attention);
}

Reply deplacer_d_un_rang(Contexte& cx, Id<Reunion> id, Id<Point_> point, bool vers_le_haut) {
    if (auto dit = deja_retire(cx, id, point))
        return std::move(*dit);
    return geste(cx, id, vers_le_haut ? "point monté" : "point descendu", au_point(id, point), "",
                 [&](Writer& db) { deplacer_point(db, id, point, vers_le_haut); });
}
Reply monter(Contexte& cx, Id<Reunion> id, Id<Point_> point) { return deplacer_d_un_rang(cx, id, point, true); }
Reply descendre(Contexte& cx, Id<Reunion> id, Id<Point_> point) { return deplacer_d_un_rang(cx, id, point, false); }
Reply retirer(Contexte& cx, Id<Reunion> id, Id<Point_> point) {
    if (auto dit = deja_retire(cx, id, point))
        return std::move(*dit);
    if (exiger_point(cx, id, point).examine_le)
        return cx.voir(au_point(id, point), "Examiné entre-temps : ce qui s’y est écrit reste à l’ordre du jour.",
                       Ton::attention);
    return geste(cx, id, "point retiré", lien(id),
                 "Retiré de l’ordre du jour. Il se remet depuis « Ce qui attend encore ».",
                 [&](Writer& db) { retirer_point(db, point, cx.agent(), cx.instant()); });
}

Reply donner_les_temps(Contexte& cx, Id<Reunion> id) {
    constexpr std::int64_t trop = 120;
    constexpr std::string_view prefixe = "minutes_";
    std::vector<std::pair<Id<Point_>, std::int64_t>> temps;
    for (auto const& [nom, valeur] : cx.requete().form) {
        if (!nom.starts_with(prefixe))
            continue;
        auto point = lire_entier(std::string_view{nom}.substr(prefixe.size())), minutes = lire_entier(valeur);
        if (!point || !minutes || *minutes < 1 || *minutes > trop)
            return cx.voir(lien(id), "Un temps doit être un nombre de minutes, de 1 à 120 : rien n’a changé.",
                           Ton::attention);
        temps.emplace_back(Id<Point_>{*point}, *minutes);
    }
    return geste(cx, id, "temps", lien(id), "Temps enregistrés.", [&](Writer& db) {
        auto vus = points(db, lecteur_de(cx), id);
        for (auto const& [point, minutes] : temps)
            if (auto p = std::ranges::find(vus, point, &PointVu::id); p != vus.end() && p->visible)
                donner_du_temps(db, point, minutes);
    });
}

Reply reclasser_(Contexte& cx, Id<Reunion> id) {
    return geste(cx, id, "reclassé", lien(id), "Reclassé : qui part tôt d’abord, puis du plus pressé au moins pressé.",
                 [&](Writer& db) { reclasser(db, id); });
}

bool ouvre_des_situations(Contexte const& cx) {
    return cx.peut(Droit::lire_dossier) || cx.peut(Droit::lire_prevention);
}

/// Ce qui n'a pas trouvé place, et pourquoi.
std::string ce_qui_reste(std::vector<EnAttente> const& attendent, std::int64_t duree) {
    auto reste = std::ranges::count(attendent, false, &EnAttente::retire);
    if (reste == 0)
        return {};
    return " " + base::pluriel(reste, "autre attend", "autres attendent") + "\u00a0: les " + std::to_string(duree) +
           " minutes prévues sont remplies. Voir « Ce qui attend encore ».";
}

Reply remplir_(Contexte& cx, agenda::Attentes const& attentes, Id<Reunion> id) {
    auto o = exiger_conduite(cx, id);
    if (!o.prepare())
        return cx.voir(lien(id), "Cette réunion est close ou annulée : son ordre du jour ne change plus.",
                       Ton::attention);
    if (!ouvre_des_situations(cx))
        return cx.voir(lien(id),
                       "Votre rôle n’ouvre aucune situation : un autre animateur, coordonnateur ou référent, remplit "
                       "l’ordre du jour.",
                       Ton::attention);
    auto combien = cx.acte(Acte::ordre_du_jour_modifie, [&](Writer& db, acces::Trace& trace) {
        trace.objet = objet(id);
        trace.detail = "rempli";
        return remplir(db, attentes, cx.portee(), id);
    });
    auto db = cx.db();
    auto reste = ce_qui_reste(en_attente(db, attentes, cx.portee(), id), o.reunion.duree);
    return cx.voir(lien(id), (combien == 0 ? "Rien de nouveau : l’ordre du jour est à jour."
                                           : base::pluriel(combien, "dossier ajouté", "dossiers ajoutés") +
                                                 ", chacun avec sa raison.") +
                                 reste);
}

Reply attente(Contexte& cx, agenda::Attentes const& attentes, Id<Reunion> id) {
    auto o = exiger_conduite(cx, id);
    auto db = cx.db();
    auto liste = en_attente(db, attentes, cx.portee(), id);
    std::vector<Id<Jeune>> ids;
    for (auto const& e : liste)
        ids.push_back(e.jeune);
    auto connus_ = connus(db, lecteur_de(cx), id, ids);
    auto ligne = [&](EnAttente const& e) {
        auto j = std::ranges::find(connus_, e.jeune, &Connu::jeune);
        if (j == connus_.end())
            return Html{};
        auto nom = jeunes::nom_affiche(j->nom, j->nom_usage, j->prenom);
        return li(
            clas("point"),
            div(clas("point-corps"),
                p(clas("point-nom"), j->titres.dossier ? a(href(web::lien("/jeunes/{}", e.jeune)), nom) : ensemble(nom),
                  " ", span(clas("point-age"), jeunes::age_affiche(j->naissance, cx.jour()))),
                ul(clas("point-raisons"), each(e.raisons,
                                               [&](auto const& a) {
                                                   return li(etiquette(a.urgence, a.date, false, cx.jour()), " ",
                                                             a.raison);
                                               }))),
            when(o.prepare(), [&] {
                return button(type("submit"), name("jeune"), value(std::to_string(e.jeune.valeur)),
                              clas("btn btn-sm btn-outline-secondary"), "Ajouter", lecteur(" ", nom));
            }));
    };
    auto fil_ = fil(o.reunion);
    // Ce qu'il ne voit pas peut attendre aussi : on ne dit rien de plus.
    auto rien = ouvre_des_situations(cx)
                    ? "Rien d’autre n’attend, parmi les situations que vous voyez."
                    : "Votre rôle n’ouvre aucune situation : qui les voit, coordonnateur ou référent, lit ici ce qui "
                      "attend.";
    auto restent = std::ranges::count(liste, false, &EnAttente::retire);
    return cx.page({.titre = "Ce qui attend encore",
                    .rubrique = "Réunions",
                    .fil = fil_,
                    .contenu = ensemble(h1("Ce qui attend une décision",
                                           when(!liste.empty(), [&] { return span(clas("compteur"), liste.size()); })),
                                        p("Dossiers du terrain de cette réunion qui ne sont pas à son ordre du jour, "
                                          "du plus pressé au moins pressé."),
                                        when(restent > 0,
                                             [&] {
                                                 return p(clas("aide-courte"),
                                                          "« Remplir » n’ajoute que ce qui tient dans les ",
                                                          o.reunion.duree,
                                                          " minutes prévues, et ce qui est en retard. "
                                                          "Ce qu’on a retiré ne se remet qu’ici.");
                                             }),
                                        liste.empty() ? etat_vide(rien)
                                                      : formulaire(web::lien("/reunions/{}/dossiers", id), cx.csrf(),
                                                                   ol(clas("points"), each(liste, ligne))),
                                        boutons(lien_bouton(lien(id), "Revenir à l’ordre du jour")))});
}

Reply ajouter_un_dossier(Contexte& cx, Id<Reunion> id) {
    auto jeune = lire_entier(cx.requete().field("jeune"));
    if (!jeune)
        throw not_found();
    {
        auto db = cx.db();
        if (connus(db, lecteur_de(cx), id, {Id<Jeune>{*jeune}}).empty())
            throw not_found();
    }
    return geste(cx, id, "dossier ajouté", web::lien("/reunions/{}/attente", id), "Ajouté à l’ordre du jour.",
                 [&](Writer& db) { ajouter_point(db, id, Id<Jeune>{*jeune}, ""); });
}

Reply ajouter_un_point(Contexte& cx, Id<Reunion> id) {
    auto o = exiger_conduite(cx, id);
    FormPoint form;
    bool bon = cx.lire(form);
    if (auto db = cx.db(); refuse_un_nom(db, cx.portee(), id, form.titre) || !bon)
        return cx.invalide(composer(cx, o, form));
    if (auto avis = acces::relire(cx, form); !avis.empty())
        return cx.invalide(composer(cx, o, form, avis));
    return geste(cx, id, "point général", lien(id), "Point ajouté.", [&](Writer& db) {
        ajouter_point(db, id, {}, *form.titre);
        if (!o.reunion.ordre_manuel)
            reclasser(db, id);
    });
}

/// Les réunions à venir que l'on conduit, et où ce jeune n'est pas encore.
std::vector<LigneDeCalendrier> ou_le_mettre(Contexte& cx, Id<Jeune> jeune) {
    constexpr int mois = 3, montrees = 60;
    auto debut = base::depuis_paris(cx.jour(), 0, 0);
    auto db = cx.db();
    auto liste =
        calendrier(db, cx.portee(), {.de = debut, .a = debut + std::chrono::days{31 * mois}, .nombre = montrees});
    std::erase_if(liste, [&](auto const& l) {
        auto ou = place(db, cx.portee(), l.id);
        return l.annulee_le || l.close_le || !type_de(l.genre).dossiers || !ou || !ou->conduit ||
               deja_a_l_ordre_du_jour(db, l.id, jeune);
    });
    return liste;
}

Reply choisir_la_reunion(Contexte& cx, Id<Jeune> jeune) {
    auto db = cx.db();
    auto j = jeunes::trouver(db, cx.portee(), jeune);
    if (!j)
        throw not_found();
    auto liste = ou_le_mettre(cx, j->id);
    auto ligne = [](LigneDeCalendrier const& l) {
        auto nom = std::string(libelle(l.genre)) + " – " + l.lieu_du_terrain;
        return li(clas("point"),
                  div(clas("point-corps"), p(clas("point-nom"), nom),
                      p(clas("point-pourquoi"), base::affiche_long(base::a_paris(l.debut).jour), ", ", heure(l.debut))),
                  button(type("submit"), name("reunion"), value(std::to_string(l.id.valeur)),
                         clas("btn btn-sm btn-outline-secondary"), "Mettre à l’ordre du jour", lecteur(" : ", nom)));
    };
    auto nom = jeunes::nom_affiche(*j);
    return cx.page(
        {.titre = "Mettre à l’ordre du jour",
         .rubrique = "Jeunes",
         .fil = {{nom, web::lien("/jeunes/{}", j->id)}},
         .contenu = ensemble(
             h1("Mettre à l’ordre du jour – ", nom),
             liste.empty() ? etat_vide("Aucune réunion à venir que vous conduisiez, et où ce jeune ne soit pas déjà.",
                                       lien_bouton(web::lien("/reunions/nouvelle"), "Prévoir une réunion"))
                           : formulaire(web::lien("/jeunes/{}/reunions", j->id), cx.csrf(),
                                        ol(clas("points"), each(liste, ligne))))});
}

Reply mettre_a_l_ordre_du_jour(Contexte& cx, Id<Jeune> jeune) {
    cx.exiger_visible(jeune);
    if (auto db = cx.db(); acces::lit_seulement(db, cx.portee(), jeune)) // accès d'urgence, ou suivi qui a pris fin
        throw web::forbidden("Vous lisez ce dossier sans pouvoir y écrire\u00a0: demandez à qui suit ce jeune de le "
                             "mettre à l’ordre du jour.");
    auto reunion = lire_entier(cx.requete().field("reunion"));
    if (!reunion)
        throw not_found();
    return geste(cx, Id<Reunion>{*reunion}, "dossier ajouté", lien(Id<Reunion>{*reunion}), "Ajouté à l’ordre du jour.",
                 [&](Writer& db) { ajouter_point(db, Id<Reunion>{*reunion}, jeunes::resoudre(db, jeune), ""); });
}

} // namespace

void routes_de_la_preparation(acces::Routes& r, agenda::Attentes const& attentes) {
    r.get("/reunions/{id}", Droit::lire_reunions, montrer);
    r.post("/reunions/{id}/points/{point}/monter", Droit::tenir_reunions, monter);
    r.post("/reunions/{id}/points/{point}/descendre", Droit::tenir_reunions, descendre);
    r.post("/reunions/{id}/points/{point}/retirer", Droit::tenir_reunions, retirer);
    r.post("/reunions/{id}/temps", Droit::tenir_reunions, donner_les_temps);
    r.post("/reunions/{id}/classement", Droit::tenir_reunions, reclasser_);
    r.post("/reunions/{id}/remplissage", Droit::tenir_reunions,
           [&attentes](Contexte& cx, Id<Reunion> id) { return remplir_(cx, attentes, id); });
    r.get("/reunions/{id}/attente", Droit::tenir_reunions,
          [&attentes](Contexte& cx, Id<Reunion> id) { return attente(cx, attentes, id); });
    r.post("/reunions/{id}/dossiers", Droit::tenir_reunions, ajouter_un_dossier);
    r.post("/reunions/{id}/points", Droit::tenir_reunions, ajouter_un_point);
    r.get("/jeunes/{id}/reunions", Droit::tenir_reunions, choisir_la_reunion);
    r.post("/jeunes/{id}/reunions", Droit::tenir_reunions, mettre_a_l_ordre_du_jour);
}

} // namespace metier::reunions
