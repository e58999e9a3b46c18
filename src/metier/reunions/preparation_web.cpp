// Préparer : l'ordre du jour, déplacer, annuler, présenter.
#include <algorithm>

#include "base/texte.hpp"
#include "metier/acces/relecture.hpp"
#include "metier/jeunes/jeunes.hpp"
#include "metier/reunions/fiche_pages.hpp"
#include "metier/territoire/parametres.hpp"

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

Reply monter(Contexte& cx, Id<Reunion> id, Id<Point_> point) {
    exiger_point(cx, id, point);
    return geste(cx, id, "point monté", au_point(id, point), "",
                 [&](Writer& db) { deplacer_point(db, id, point, true); });
}
Reply descendre(Contexte& cx, Id<Reunion> id, Id<Point_> point) {
    exiger_point(cx, id, point);
    return geste(cx, id, "point descendu", au_point(id, point), "",
                 [&](Writer& db) { deplacer_point(db, id, point, false); });
}
Reply retirer(Contexte& cx, Id<Reunion> id, Id<Point_> point) {
    exiger_point(cx, id, point);
    return geste(cx, id, "point retiré", lien(id),
                 "Retiré de l’ordre du jour. Il se remet depuis « Ce qui attend encore ».",
                 [&](Writer& db) { retirer_point(db, point, cx.instant()); });
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

Reply remplir_(Contexte& cx, agenda::Attentes const& attentes, Id<Reunion> id) {
    auto o = exiger_conduite(cx, id);
    if (!o.prepare())
        return cx.voir(lien(id), "Cette réunion est close ou annulée : son ordre du jour ne change plus.",
                       Ton::attention);
    if (!cx.peut(Droit::lire_dossier))
        return cx.voir(lien(id),
                       "Votre rôle n’ouvre aucun dossier : un autre animateur, coordonnateur ou référent, remplit "
                       "l’ordre du jour.",
                       Ton::attention);
    auto combien = cx.acte(Acte::ordre_du_jour_modifie, [&](Writer& db, acces::Trace& trace) {
        trace.objet = objet(id);
        trace.detail = "rempli";
        return remplir(db, attentes, cx.portee(), id);
    });
    return cx.voir(lien(id), combien == 0 ? "Rien de nouveau : l’ordre du jour est à jour."
                                          : base::pluriel(combien, "dossier ajouté", "dossiers ajoutés") +
                                                ", chacun avec sa raison.");
}

Reply attente(Contexte& cx, agenda::Attentes const& attentes, Id<Reunion> id) {
    auto o = exiger_conduite(cx, id);
    auto db = cx.db();
    auto liste = en_attente(db, attentes, cx.portee(), id);
    std::vector<Id<Jeune>> ids;
    for (auto const& e : liste)
        ids.push_back(e.jeune);
    auto resumes = jeunes::resumes(db, cx.portee(), ids, cx.jour());
    auto ligne = [&](EnAttente const& e) {
        auto j = std::ranges::find(resumes, e.jeune, &jeunes::Resume::id);
        if (j == resumes.end())
            return Html{};
        auto nom = jeunes::nom_affiche(j->nom, j->nom_usage, j->prenom);
        return li(clas("point"),
                  div(clas("point-corps"),
                      p(clas("point-nom"), a(href(web::lien("/jeunes/{}", e.jeune)), nom), " ",
                        span(clas("point-age"), jeunes::age_affiche(j->naissance, cx.jour()))),
                      ul(clas("point-raisons"), each(e.raisons,
                                                     [](auto const& a) {
                                                         return li(badge(Ton::neutre, base::libelle(a.urgence)), " ",
                                                                   a.raison);
                                                     }))),
                  when(o.prepare(), [&] {
                      return button(type("submit"), name("jeune"), value(std::to_string(e.jeune.valeur)),
                                    clas("btn btn-sm btn-outline-secondary"), "Ajouter", lecteur(" ", nom));
                  }));
    };
    auto fil_ = fil(o.reunion);
    return cx.page({.titre = "Ce qui attend encore",
                    .rubrique = "Réunions",
                    .fil = fil_,
                    .contenu = ensemble(h1("Ce qui attend une décision"),
                                        p("Dossiers du terrain de cette réunion qui ne sont pas à son ordre du jour, "
                                          "du plus pressé au moins pressé."),
                                        liste.empty() ? etat_vide("Rien d’autre n’attend.")
                                                      : formulaire(web::lien("/reunions/{}/dossiers", id), cx.csrf(),
                                                                   ol(clas("points"), each(liste, ligne))),
                                        boutons(lien_bouton(lien(id), "Revenir à l’ordre du jour")))});
}

Reply ajouter_un_dossier(Contexte& cx, Id<Reunion> id) {
    auto jeune = lire_entier(cx.requete().field("jeune"));
    if (!jeune)
        throw not_found();
    cx.exiger_visible(Id<Jeune>{*jeune});
    return geste(cx, id, "dossier ajouté", web::lien("/reunions/{}/attente", id), "Ajouté à l’ordre du jour.",
                 [&](Writer& db) { ajouter_point(db, id, Id<Jeune>{*jeune}, ""); });
}

Reply ajouter_un_point(Contexte& cx, Id<Reunion> id) {
    auto o = exiger_conduite(cx, id);
    FormPoint form;
    if (!cx.lire(form))
        return cx.invalide(composer(cx, o, form));
    if (auto avis = acces::relire(cx, form); !avis.empty())
        return cx.invalide(composer(cx, o, form, avis));
    return geste(cx, id, "point général", lien(id), "Point ajouté.", [&](Writer& db) {
        ajouter_point(db, id, {}, *form.titre);
        if (!o.reunion.ordre_manuel)
            reclasser(db, id);
    });
}

acces::Page page_deplacement(Contexte& cx, Reunion const& r, FormDeplacement const& form) {
    return {.titre = "Déplacer la réunion",
            .rubrique = "Réunions",
            .fil = fil(r),
            .contenu = ensemble(h1("Déplacer : ", r.nom()),
                                p("Prévue le ", quand(r),
                                  ". Qui a déjà été convoqué reçoit la nouvelle date ; son calendrier se met à jour, "
                                  "sans doublon. Les autres réunions de la série ne bougent pas."),
                                resume_erreurs(form),
                                formulaire(web::lien("/reunions/{}/deplacement", r.id), cx.csrf(), champ(form.jour),
                                           champ(form.heure), champ(form.duree), champ(form.lieu),
                                           version_montree(form.version.value().value_or(r.version)),
                                           boutons(bouton("Déplacer"), lien_bouton(lien(r.id), "Ne rien changer"))))};
}

FormDeplacement deplacement(Contexte& cx) {
    auto db = cx.db();
    FormDeplacement form;
    form.jour.between(cx.jour(), base::plus_mois(cx.jour(), territoire::entier(db, "reunion.horizon", cx.jour())));
    return form;
}

Reply demander_le_deplacement(Contexte& cx, Id<Reunion> id) {
    auto o = exiger_conduite(cx, id);
    if (!o.prepare())
        return cx.voir(lien(id), "Cette réunion est close ou annulée.", Ton::attention);
    auto form = deplacement(cx);
    auto l = base::a_paris(o.reunion.debut);
    form.jour.set(l.jour);
    form.heure.set(Heure{l.heure, l.minute});
    form.duree.set(o.reunion.duree);
    form.lieu.set(o.reunion.lieu);
    form.version.set(o.reunion.version);
    return cx.page(page_deplacement(cx, o.reunion, form));
}

Reply deplacer_(Contexte& cx, Id<Reunion> id) {
    auto o = exiger_conduite(cx, id);
    auto form = deplacement(cx);
    if (!cx.lire(form))
        return cx.invalide(page_deplacement(cx, o.reunion, form));
    auto debut = base::depuis_paris(*form.jour, form.heure->heure, form.heure->minute);
    auto prise = cx.db().maybe<Id<Reunion>>("select id from reunion where serie_id = ? and debut = ? and id <> ?",
                                            o.reunion.serie, debut, id);
    if (prise) {
        form.heure.refuse("Cette instance a déjà une réunion à ce moment-là.");
        return cx.invalide(page_deplacement(cx, o.reunion, form));
    }
    int annonces = 0;
    bool fait = cx.acte_ou_conflit(Acte::reunion_deplacee, [&](Writer& db, acces::Trace& trace) {
        deplacer(db, id, *form.version, debut, *form.duree, form.lieu.value().value_or(""));
        annonces = annoncer_le_changement(db, cx, *trouver(db, id));
        trace.objet = objet(id);
    });
    if (!fait) {
        auto la = exiger(cx, id).reunion;
        form.version.set(la.version);
        form.jour.refuse("Quelqu’un vient de changer cette réunion : elle est maintenant prévue le " + quand(la) +
                         ". Enregistrez de nouveau pour garder votre date.");
        return cx.conflit(page_deplacement(cx, la, form));
    }
    return cx.voir(lien(id), "Réunion déplacée." +
                                 (annonces ? " " + base::pluriel(annonces, "courriel part", "courriels partent") +
                                                 " avec la nouvelle date."
                                           : std::string{}));
}

acces::Page page_annulation(Contexte& cx, Reunion const& r, FormAnnulation const& form, Html const& avis = {}) {
    return {.titre = "Annuler la réunion",
            .rubrique = "Réunions",
            .fil = fil(r),
            .contenu = ensemble(
                resume_erreurs(form), avis,
                confirmation(
                    {.question = "Annuler : " + r.nom() + ", " + quand(r) + " ?",
                     .consequences = p("Qui a été convoqué reçoit l’annulation, et son calendrier l’efface. L’ordre du "
                                       "jour n’est pas perdu : ce qui attend reviendra à la réunion suivante."),
                     .bouton = "Annuler la réunion",
                     .ou = web::lien("/reunions/{}/annulation", r.id),
                     .annuler = lien(r.id)},
                    cx.csrf(),
                    ensemble(champ(form.motif), version_montree(r.version),
                             when(!avis.empty(), cache("quand_meme", "1")))))};
}

Reply demander_l_annulation(Contexte& cx, Id<Reunion> id) {
    auto o = exiger_conduite(cx, id);
    if (!o.prepare() || o.reunion.ouverte_le)
        return cx.voir(lien(id), "Une réunion ouverte, close ou déjà annulée ne s’annule plus.", Ton::attention);
    return cx.page(page_annulation(cx, o.reunion, {}));
}

Reply annuler_(Contexte& cx, Id<Reunion> id) {
    auto o = exiger_conduite(cx, id);
    FormAnnulation form;
    if (!cx.lire(form))
        return cx.invalide(page_annulation(cx, o.reunion, form));
    if (auto avis = acces::relire(cx, form); !avis.empty())
        return cx.invalide(page_annulation(cx, o.reunion, form, avis));
    int annonces = 0;
    bool fait = cx.acte_ou_conflit(Acte::reunion_annulee, [&](Writer& db, acces::Trace& trace) {
        annuler(db, id, *form.version, cx.agent(), cx.instant(), *form.motif);
        annonces = annoncer_le_changement(db, cx, *trouver(db, id));
        trace.objet = objet(id);
    });
    if (!fait)
        return cx.voir(lien(id), "Cette réunion a changé entre-temps : voici ce qu’elle est devenue.", Ton::attention);
    return cx.voir(
        lien(id), "Réunion annulée." +
                      (annonces ? " " + base::pluriel(annonces, "courriel part", "courriels partent") + " pour le dire."
                                : std::string{}));
}

acces::Page page_presentation(Contexte& cx, Reunion const& r, FormPresentation const& form) {
    return {.titre = "Public et supports",
            .rubrique = "Réunions",
            .fil = fil(r),
            .contenu =
                ensemble(h1("Public et supports – ", r.nom()), resume_erreurs(form),
                         formulaire(web::lien("/reunions/{}/presentation", r.id), cx.csrf(), champ(form.publics),
                                    champ(form.supports), version_montree(form.version.value().value_or(r.version)),
                                    boutons(bouton("Enregistrer"), lien_bouton(lien(r.id), "Annuler"))))};
}

Reply demander_la_presentation(Contexte& cx, Id<Reunion> id) {
    auto o = exiger_conduite(cx, id);
    FormPresentation form;
    form.publics.set(o.reunion.publics);
    form.supports.set(o.reunion.supports);
    form.version.set(o.reunion.version);
    return cx.page(page_presentation(cx, o.reunion, form));
}

Reply presenter_(Contexte& cx, Id<Reunion> id) {
    auto o = exiger_conduite(cx, id);
    FormPresentation form;
    if (!cx.lire(form))
        return cx.invalide(page_presentation(cx, o.reunion, form));
    bool fait = cx.acte_ou_conflit(Acte::reunion_modifiee, [&](Writer& db, acces::Trace& trace) {
        presenter(db, id, *form.version, form.publics.value().value_or(""), form.supports.value().value_or(""));
        trace.objet = objet(id);
    });
    if (!fait) {
        form.version.set(o.reunion.version);
        form.publics.refuse("Quelqu’un a enregistré avant vous : « " + o.reunion.publics +
                            " ». Enregistrez de nouveau pour garder votre texte.");
        return cx.conflit(page_presentation(cx, o.reunion, form));
    }
    return cx.voir(lien(id), "Enregistré.");
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
    r.get("/reunions/{id}/deplacement", Droit::tenir_reunions, demander_le_deplacement);
    r.post("/reunions/{id}/deplacement", Droit::tenir_reunions, deplacer_);
    r.get("/reunions/{id}/annulation", Droit::tenir_reunions, demander_l_annulation);
    r.post("/reunions/{id}/annulation", Droit::tenir_reunions, annuler_);
    r.get("/reunions/{id}/presentation", Droit::tenir_reunions, demander_la_presentation);
    r.post("/reunions/{id}/presentation", Droit::tenir_reunions, presenter_);
}

} // namespace metier::reunions
