// Contacts d'un partenaire : les noter, les confirmer quand ils vieillissent, les retirer.
#include "metier/courriels/courriels.hpp"
#include "metier/partenariats/pages.hpp"

namespace metier::partenariats {
namespace {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;
using acces::Page;

std::string objet(Id<Contact> id) { return "contact_partenaire/" + std::to_string(id.valeur); }

Page page_contact(Contexte const& cx, Partenaire const& p, std::optional<Contact> const& c, ContactForm const& form,
                  bool conflit = false) {
    auto titre = c ? "Modifier le contact" : std::string("Ajouter un contact");
    auto ou = c ? web::lien("/partenaires/contacts/{}/modification", c->id)
                : web::lien("/partenaires/{}/contacts/nouveau", p.code());
    auto retrait = when(c.has_value(), [&] {
        return formulaire(web::lien("/partenaires/contacts/{}/retrait", c->id), cx.csrf(),
                          boutons(bouton_danger("Retirer ce contact")));
    });
    return {.titre = titre,
            .rubrique = rubrique,
            .fil = fil(p),
            .contenu = ensemble(h1(titre, " – ", p.nom), resume_erreurs(form), avis_de_conflit(conflit),
                                formulaire(ou, cx.csrf(), champ(form.nom), champ(form.fonction), champ(form.telephone),
                                           champ(form.courriel), champ(form.recoit_places),
                                           c ? version_montree(c->version) : acces::jeton_de_saisie(cx),
                                           boutons(bouton("Enregistrer"), lien_bouton(lien(p), "Annuler"))),
                                retrait)};
}

bool acceptable(Contexte const& cx, ContactForm& form) {
    bool bon = cx.lire(form);
    if (bon && !form.telephone && !form.courriel) {
        form.telephone.refuse("Notez au moins un téléphone ou un courriel.");
        bon = false;
    }
    if (bon && *form.recoit_places && !form.courriel) {
        form.courriel.refuse("Il faut un courriel pour lui demander si les places sont à jour.");
        bon = false;
    }
    return bon;
}

Contact saisi(ContactForm const& f) {
    Contact c;
    c.nom = *f.nom;
    c.fonction = f.fonction.value().value_or("");
    c.telephone = f.telephone.value().value_or("");
    c.courriel = f.courriel.value().value_or("");
    c.recoit_places = *f.recoit_places;
    return c;
}

struct Trouve {
    Contact contact;
    Partenaire partenaire;
};
Trouve exiger_contact(Reader& db, Contexte const& cx, Id<Contact> id) {
    auto c = trouver(db, id);
    if (!c || c->retire_le)
        throw not_found();
    auto p = partenaire_de(db, *c);
    if (!tient(db, cx, p))
        throw not_found();
    return {*c, p};
}

Reply nouveau(Contexte& cx, std::string const& code) {
    auto db = cx.db();
    return cx.page(page_contact(cx, exiger_tenu(db, cx, code), {}, {}));
}

Reply creer(Contexte& cx, std::string const& code) {
    auto db = cx.db();
    auto p = exiger_tenu(db, cx, code);
    ContactForm form;
    if (!acceptable(cx, form))
        return cx.invalide(page_contact(cx, p, {}, form));
    cx.acte(Acte::partenaire_modifie, [&](Writer& w, acces::Trace& trace) {
        if (!acces::premiere_fois(w, cx))
            return;
        trace.objet = objet(enregistrer(w, p, saisi(form), cx.agent(), cx.jour()));
        trace.detail = "contact ajouté";
    });
    return cx.voir(lien(p), "Contact ajouté.");
}

Reply demander_modification(Contexte& cx, Id<Contact> id) {
    auto db = cx.db();
    auto [c, p] = exiger_contact(db, cx, id);
    ContactForm form;
    form.nom.set(c.nom);
    form.fonction.set(c.fonction);
    form.telephone.set(c.telephone);
    form.courriel.set(c.courriel);
    form.recoit_places.set(c.recoit_places);
    return cx.page(page_contact(cx, p, c, form));
}

Reply modifier(Contexte& cx, Id<Contact> id) {
    auto db = cx.db();
    auto [c, p] = exiger_contact(db, cx, id);
    ContactForm form;
    if (!acceptable(cx, form))
        return cx.invalide(page_contact(cx, p, c, form));
    bool fait = cx.acte_ou_conflit(Acte::partenaire_modifie, [&](Writer& w, acces::Trace& trace) {
        trace.objet = objet(id);
        trace.detail = "contact modifié";
        auto nouveau = saisi(form);
        nouveau.id = id;
        nouveau.version = version_vue(cx);
        enregistrer(w, p, nouveau, cx.agent(), cx.jour());
        if (nouveau.courriel != c.courriel) // l'adresse refusée est corrigée : la demande repart, ou repartira
            courriels::n_attend_plus(w, cx.instant(), lien(p).texte());
    });
    if (!fait)
        return cx.conflit(page_contact(cx, p, trouver(db, id), form, true));
    return cx.voir(lien(p), "Contact modifié.");
}

Reply confirmer_(Contexte& cx, Id<Contact> id) {
    auto db = cx.db();
    auto [c, p] = exiger_contact(db, cx, id);
    cx.acte(Acte::partenaire_modifie, [&](Writer& w, acces::Trace& trace) {
        trace.objet = objet(id);
        trace.detail = "contact confirmé";
        confirmer(w, id, cx.agent(), cx.jour());
    });
    return cx.voir(lien(p), "Contact confirmé.");
}

Reply retirer_(Contexte& cx, Id<Contact> id) {
    auto db = cx.db();
    auto [c, p] = exiger_contact(db, cx, id);
    cx.acte(Acte::partenaire_modifie, [&](Writer& w, acces::Trace& trace) {
        trace.objet = objet(id);
        trace.detail = "contact retiré";
        retirer(w, id, cx.jour());
    });
    return cx.voir(lien(p), "Contact retiré.");
}

} // namespace

void routes_des_contacts(acces::Routes& r) {
    r.get("/partenaires/{code}/contacts/nouveau", Droit::tenir_partenaires, nouveau);
    r.post("/partenaires/{code}/contacts/nouveau", Droit::tenir_partenaires, creer);
    r.get("/partenaires/contacts/{id}/modification", Droit::tenir_partenaires, demander_modification);
    r.post("/partenaires/contacts/{id}/modification", Droit::tenir_partenaires, modifier);
    r.post("/partenaires/contacts/{id}/confirmation", Droit::tenir_partenaires, confirmer_);
    r.post("/partenaires/contacts/{id}/retrait", Droit::tenir_partenaires, retirer_);
}

} // namespace metier::partenariats
