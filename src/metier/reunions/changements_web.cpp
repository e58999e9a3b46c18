// Déplacer, annuler, présenter : ce qui change une réunion et se dit à qui l'attendait.
#include "base/texte.hpp"
#include "metier/acces/relecture.hpp"
#include "metier/reunions/reunions_web.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::reunions {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;

namespace {

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
    bool bon = cx.lire(form);
    if (form.jour)
        bon = heure_qui_existe(*form.jour, form.heure) && bon;
    if (auto db = cx.db(); refuse_un_nom(db, cx.portee(), id, form.lieu) || !bon)
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
    auto chome = [&] {
        auto db = cx.db();
        return jour_chome(db, cx.portee(), *form.jour);
    }();
    return cx.voir(
        lien(id),
        "Réunion déplacée." +
            (annonces ? " " + base::pluriel(annonces, "courriel part", "courriels partent") + " avec la nouvelle date."
                      : std::string{}) +
            (chome.empty() ? "" : " Attention : " + chome + "."),
        chome.empty() ? Ton::succes : Ton::attention);
}

acces::Page page_annulation(Contexte& cx, Reunion const& r, FormAnnulation const& form, Html const& avis = {}) {
    auto combien = [&] {
        auto db = cx.db();
        return static_cast<long long>(suivantes(db, r).size());
    }();
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
                    ensemble(champ(form.motif),
                             when(combien > 0,
                                  [&] {
                                      return ensemble(
                                          champ(form.suivantes),
                                          p(clas("form-text"),
                                            base::pluriel(combien, "autre est prévue", "autres sont prévues"), "."));
                                  }),
                             version_montree(r.version), when(!avis.empty(), cache("quand_meme", "1")))))};
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
    bool bon = cx.lire(form);
    if (auto db = cx.db(); refuse_un_nom(db, cx.portee(), id, form.motif) || !bon)
        return cx.invalide(page_annulation(cx, o.reunion, form));
    if (auto avis = acces::relire(cx, form); !avis.empty())
        return cx.invalide(page_annulation(cx, o.reunion, form, avis));
    int annonces = 0, annulees = 1;
    bool fait = cx.acte_ou_conflit(Acte::reunion_annulee, [&](Writer& db, acces::Trace& trace) {
        auto celle_ci = [&](Id<Reunion> la, std::int64_t version) {
            annuler(db, la, version, cx.agent(), cx.instant(), *form.motif);
            annonces += annoncer_le_changement(db, cx, *trouver(db, la));
        };
        celle_ci(id, *form.version);
        if (form.suivantes.value().value_or(false))
            for (auto s : suivantes(db, o.reunion))
                if (auto r = trouver(db, s); !r->ouverte_le)
                    celle_ci(s, r->version), ++annulees;
        trace.objet = objet(id);
        trace.detail = annulees > 1 ? std::to_string(annulees) + " réunions de la série" : "";
    });
    if (!fait)
        return cx.voir(lien(id), "Cette réunion a changé entre-temps : voici ce qu’elle est devenue.", Ton::attention);
    return cx.voir(
        lien(id), (annulees > 1 ? std::to_string(annulees) + " réunions annulées." : std::string("Réunion annulée.")) +
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
    bool bon = cx.lire(form);
    {
        auto db = cx.db();
        for (auto* champ : {&form.publics, &form.supports})
            bon = !refuse_un_nom(db, cx.portee(), id, *champ) && bon;
    }
    if (!bon)
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

void routes_des_changements(acces::Routes& r) {
    r.get("/reunions/{id}/deplacement", Droit::tenir_reunions, demander_le_deplacement);
    r.post("/reunions/{id}/deplacement", Droit::tenir_reunions, deplacer_);
    r.get("/reunions/{id}/annulation", Droit::tenir_reunions, demander_l_annulation);
    r.post("/reunions/{id}/annulation", Droit::tenir_reunions, annuler_);
    r.get("/reunions/{id}/presentation", Droit::tenir_reunions, demander_la_presentation);
    r.post("/reunions/{id}/presentation", Droit::tenir_reunions, presenter_);
}

} // namespace metier::reunions
