// Noter un contact : quatre choix, un bouton ; et l'échelle des tentatives.
#include <algorithm>

#include "base/texte.hpp"
#include "metier/suivi/suivi_web.hpp"
#include "web/parts/fiche.hpp"
#include "web/parts/tableau.hpp"

namespace metier::suivi {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;

namespace {

Html ligne(Contact const& c) {
    return tr(td(a(href(lien(c.id)), c.le)), td(libelle(c.canal)), td(libelle(c.qui)), td(libelle(c.resultat)),
              td(c.note));
}

Html montrer_echelle(Jeune const& j, Echelle const& e) {
    if (e.injoignable_propose)
        return notice(Ton::attention, "Faut-il le dire injoignable ?",
                      p(base::pluriel(e.tentatives, "tentative"), " sans réponse par ",
                        base::pluriel(e.canaux, "canal", "canaux"), ". ",
                        a(href(web::lien("/jeunes/{}/solutions/nouvelle", j.id).avec("code", "injoignable")),
                          "Noter « injoignable »"),
                        " : c’est à vous d’en décider."));
    if (e.tentatives == 0)
        return {};
    return notice(Ton::information,
                  base::pluriel(e.tentatives, "tentative") + " sans réponse." +
                      (e.essayer ? " Pas encore essayé : " + base::minuscules(libelle(*e.essayer)) + "." : ""));
}

acces::Page page_contact(Jeune const& j, std::vector<Contact> const& faits, Echelle const& e, FormContact const& form,
                         Html const& avis, Csrf const& csrf) {
    auto nom = jeunes::nom_affiche(j);
    auto saisie =
        formulaire(web::lien("/jeunes/{}/contacts", j.id), csrf, data("mots-sensibles", web::lien("/mots-sensibles")),
                   avis, champ(form.canal), champ(form.qui), champ(form.resultat), champ(form.le), champ(form.prochain),
                   champ(form.note), cache("saisie", form.saisie.typed_first()),
                   boutons(bouton_d_enregistrement(!avis.empty()), lien_bouton(dossier(j.id), "Annuler")));
    auto passe = faits.empty() ? etat_vide("Aucune tentative notée.")
                               : tableau("Tentatives et échanges",
                                         {{"Date"}, {"Canal"}, {"Qui"}, {"Résultat"}, {"Note"}}, each(faits, ligne));
    return {.titre = "Noter un contact",
            .rubrique = "Jeunes",
            .fil = {{nom, dossier(j.id)}},
            .contenu = ensemble(h1("Noter un contact avec ", nom), montrer_echelle(j, e), resume_erreurs(form), saisie,
                                h2("Ce qui a déjà été tenté"), passe)};
}

acces::Page composer(Contexte& cx, Jeune const& j, FormContact const& form, Html const& avis = {}) {
    auto db = cx.db();
    auto faits = contacts(db, j.id);
    auto e = echelle(faits, dernier_entretien_avec(db, cx.portee(), j.id, cx.jour()), seuils_de_contact(db, cx.jour()));
    e.injoignable_propose = e.injoignable_propose && !dit_injoignable(db, j.id);
    return page_contact(j, faits, e, form, avis, cx.csrf());
}

void borner(Contexte const& cx, FormContact& form) {
    form.le.between({}, cx.jour());
    form.prochain.between(cx.jour(), au_plus_tard(cx.jour()));
}

Contact saisi(Contexte const& cx, Id<Jeune> jeune, FormContact const& form) {
    return {.id = {},
            .jeune = jeune,
            .le = *form.le,
            .canal = *form.canal,
            .qui = *form.qui,
            .resultat = *form.resultat,
            .note = form.note.value().value_or(""),
            .prochain = form.prochain.value(),
            .agent = cx.agent()};
}

Reply nouveau(Contexte& cx, Id<Jeune> id) {
    auto j = exiger(cx, id);
    cx.consulter(j.id, "contacts");
    FormContact form;
    form.le.set(cx.jour());
    form.qui.set(Interlocuteur::jeune);
    form.saisie.set(base::jeton(12));
    return cx.page(composer(cx, j, form));
}

Reply noter(Contexte& cx, Id<Jeune> id) {
    auto j = exiger(cx, id);
    FormContact form;
    borner(cx, form);
    bool bon = cx.lire(form);
    if (!pas_avant_la_naissance(form.le, j.naissance) || !bon)
        return cx.invalide(composer(cx, j, form));
    if (auto avis = avis_sur_les_mots(cx, {form.note.value().value_or("")}); !avis.empty())
        return cx.invalide(composer(cx, j, form, avis));
    auto motif = cx.exiger_visible(j.id);
    cx.acte(Acte::contact_note, [&](Writer& db, acces::Trace& trace) {
        auto fait = enregistrer_contact(db, auteur(cx), saisi(cx, j.id, form), form.saisie.value().value_or(""));
        trace = {j.id, "contact/" + std::to_string(fait.valeur), std::string(base::code(*form.canal)), motif};
    });
    return cx.voir(dossier(j.id), "Contact noté.");
}

ContactVu exiger_contact(Contexte& cx, Id<Contact> id) {
    auto db = cx.db();
    auto vu = contact(db, cx.portee(), id);
    if (!vu)
        throw not_found();
    return *vu;
}

Reply montrer(Contexte& cx, Id<Contact> id) {
    auto vu = exiger_contact(cx, id);
    auto const& c = vu.contact;
    cx.consulter(c.jeune, "contact/" + std::to_string(id.valeur));
    auto nom = jeunes::nom_affiche(exiger(cx, c.jeune));
    auto actions = vu.annulation || !cx.peut(Droit::suivre)
                       ? Html{}
                       : boutons(lien_bouton_principal(web::lien("/contacts/{}/correction", id), "Corriger"),
                                 lien_d_annulation(cx, vu.annulation, Saisi::contact, id.valeur));
    return cx.page({.titre = "Contact",
                    .rubrique = "Jeunes",
                    .fil = {{nom, dossier(c.jeune)}},
                    .contenu = ensemble(
                        h1("Contact – ", nom), avis_d_annulation(cx, vu.annulation, Saisi::contact, id.valeur),
                        definitions({definition("Le", c.le), definition("Comment", libelle(c.canal)),
                                     definition("Qui", libelle(c.qui)), definition("Résultat", libelle(c.resultat)),
                                     definition("Ce qui a été dit", c.note),
                                     definition("Reprendre contact le", c.prochain ? ensemble(*c.prochain) : Html{}),
                                     definition("Noté par", vu.auteur)}),
                        actions)});
}

acces::Page page_correction(Contexte& cx, Contact const& c, FormContact const& form, Html const& avis = {}) {
    auto nom = jeunes::nom_affiche(exiger(cx, c.jeune));
    return {
        .titre = "Corriger un contact",
        .rubrique = "Jeunes",
        .fil = {{nom, dossier(c.jeune)}},
        .contenu = ensemble(
            h1("Corriger un contact – ", nom),
            p("Ce qui était noté reste lisible au dossier, comme annulé. Noté sur le mauvais dossier ? ",
              a(href(web::lien("/contacts/{}/annulation", c.id)), "Annulez-le plutôt"), "."),
            resume_erreurs(form),
            formulaire(web::lien("/contacts/{}/correction", c.id), cx.csrf(),
                       data("mots-sensibles", web::lien("/mots-sensibles")), avis, champ(form.canal), champ(form.qui),
                       champ(form.resultat), champ(form.le), champ(form.prochain), champ(form.note),
                       cache("saisie", form.saisie.typed_first()),
                       boutons(bouton_d_enregistrement(!avis.empty()), lien_bouton(lien(c.id), "Ne rien changer"))))};
}

Reply demander_la_correction(Contexte& cx, Id<Contact> id) {
    auto vu = exiger_contact(cx, id);
    if (vu.annulation)
        return cx.voir(lien(id), "Ce contact est annulé : il ne se corrige plus.", Ton::attention);
    FormContact form;
    form.canal.set(vu.contact.canal);
    form.qui.set(vu.contact.qui);
    form.resultat.set(vu.contact.resultat);
    form.le.set(vu.contact.le);
    form.prochain.set(vu.contact.prochain);
    form.note.set(vu.contact.note);
    form.saisie.set(base::jeton(12));
    return cx.page(page_correction(cx, vu.contact, form));
}

/// L'ancien est annulé, le corrigé prend sa place : ce que chacun réglait ou demandait suit.
Reply corriger(Contexte& cx, Id<Contact> id) {
    auto vu = exiger_contact(cx, id);
    if (vu.annulation)
        return cx.voir(lien(id), "Ce contact est annulé : il ne se corrige plus.", Ton::attention);
    auto const& c = vu.contact;
    FormContact form;
    borner(cx, form);
    if (c.prochain)
        form.prochain.between(std::min(*c.prochain, cx.jour()), au_plus_tard(cx.jour()));
    bool bon = cx.lire(form);
    if (!pas_avant_la_naissance(form.le, exiger(cx, c.jeune).naissance) || !bon)
        return cx.invalide(page_correction(cx, c, form));
    if (auto avis = avis_sur_les_mots(cx, {form.note.value().value_or("")}); !avis.empty())
        return cx.invalide(page_correction(cx, c, form, avis));
    Id<Contact> corrige = id;
    bool fait = cx.acte_ou_conflit(Acte::contact_corrige, [&](Writer& db, acces::Trace& trace) {
        annuler_saisie(db, auteur(cx), Saisi::contact, id.valeur, "Corrigé");
        corrige = enregistrer_contact(db, auteur(cx), saisi(cx, c.jeune, form), form.saisie.value().value_or(""));
        trace = {c.jeune, "contact/" + std::to_string(corrige.valeur), "corrige contact/" + std::to_string(id.valeur),
                 ""};
    });
    return fait ? cx.voir(lien(corrige), "Contact corrigé.")
                : cx.voir(lien(id), "Ce contact vient d’être annulé ou corrigé.", Ton::attention);
}

} // namespace

void routes_des_contacts(acces::Routes& r) {
    r.get("/jeunes/{id}/contacts/nouveau", Droit::suivre, nouveau);
    r.post("/jeunes/{id}/contacts", Droit::suivre, noter);
    r.get("/contacts/{id}", Droit::lire_dossier, montrer);
    r.get("/contacts/{id}/correction", Droit::suivre, demander_la_correction);
    r.post("/contacts/{id}/correction", Droit::suivre, corriger);
}

} // namespace metier::suivi
