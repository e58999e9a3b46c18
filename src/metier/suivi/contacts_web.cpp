// Noter un contact : quatre choix, un bouton ; et l'échelle des tentatives.
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
    return tr(td(c.le), td(libelle(c.canal)), td(libelle(c.qui)), td(libelle(c.resultat)), td(c.note));
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
        auto fait = enregistrer_contact(db, auteur(cx),
                                        {.id = {},
                                         .jeune = j.id,
                                         .le = *form.le,
                                         .canal = *form.canal,
                                         .qui = *form.qui,
                                         .resultat = *form.resultat,
                                         .note = form.note.value().value_or(""),
                                         .prochain = form.prochain.value(),
                                         .agent = cx.agent()},
                                        form.saisie.value().value_or(""));
        trace = {j.id, "contact/" + std::to_string(fait.valeur), std::string(base::code(*form.canal)), motif};
    });
    return cx.voir(dossier(j.id), "Contact noté.");
}

} // namespace

void routes_des_contacts(acces::Routes& r) {
    r.get("/jeunes/{id}/contacts/nouveau", Droit::suivre, nouveau);
    r.post("/jeunes/{id}/contacts", Droit::suivre, noter);
}

} // namespace metier::suivi
