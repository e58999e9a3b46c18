// Conventions : objet, durée, signataires, clause sur les données ; on est prévenu avant leur terme.
#include "metier/partenariats/pages.hpp"

namespace metier::partenariats {
namespace {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;
using acces::Page;

std::string objet(Id<Convention> id) { return "convention/" + std::to_string(id.valeur); }

Page page_convention(Contexte const& cx, Partenaire const& p, std::optional<Convention> const& c,
                     ConventionForm const& form, ClotureDeConventionForm const& cloture, bool conflit = false) {
    auto titre = c ? c->objet : std::string("Noter une convention");
    auto ou = c ? web::lien("/conventions/{}", c->id) : web::lien("/partenaires/{}/conventions/nouvelle", p.code());
    auto clore = when(c.has_value(), [&] {
        return ensemble(h2("Clore cette convention"),
                        formulaire(web::lien("/conventions/{}/cloture", c->id), cx.csrf(), champ(cloture.le),
                                   champ(cloture.motif), version_montree(c->version), boutons(bouton_danger("Clore"))));
    });
    return {.titre = titre,
            .rubrique = rubrique,
            .fil = fil(p),
            .contenu = ensemble(
                h1(titre, " – ", p.nom), resume_erreurs(form), resume_erreurs(cloture), avis_de_conflit(conflit),
                formulaire(ou, cx.csrf(), champ(form.objet), champ(form.du), champ(form.au), champ(form.signataires),
                           champ(form.tacite), champ(form.clause_donnees), champ(form.note),
                           c ? version_montree(c->version) : acces::jeton_de_saisie(cx),
                           boutons(bouton("Enregistrer"), lien_bouton(lien(p), "Annuler"))),
                clore)};
}

bool acceptable(Contexte const& cx, ConventionForm& form) {
    bool bon = cx.lire(form);
    if (bon && *form.au < *form.du) {
        form.au.refuse("Elle ne peut pas finir avant de commencer\u00a0: indiquez une date à partir du " +
                       base::affiche(*form.du) + ".");
        bon = false;
    }
    return bon;
}

Convention saisie(ConventionForm const& f) {
    Convention c;
    c.objet = *f.objet;
    c.du = *f.du;
    c.au = *f.au;
    c.signataires = *f.signataires;
    c.tacite = *f.tacite;
    c.clause_donnees = *f.clause_donnees;
    c.note = f.note.value().value_or("");
    return c;
}

struct Trouvee {
    Convention convention;
    Partenaire partenaire;
};
Trouvee exiger_convention(Reader& db, Contexte const& cx, Id<Convention> id) {
    auto c = trouver(db, id);
    if (!c || c->close_le)
        throw not_found();
    auto p = partenaire_de(db, *c);
    if (!tient(db, cx, p))
        throw not_found();
    return {*c, p};
}

ClotureDeConventionForm cloture(Convention const& c, Date jour) {
    ClotureDeConventionForm form;
    form.le.between(c.du, jour);
    form.le.set(jour);
    return form;
}

Reply nouvelle(Contexte& cx, std::string const& code) {
    auto db = cx.db();
    ConventionForm form;
    form.du.set(cx.jour());
    return cx.page(page_convention(cx, exiger_tenu(db, cx, code), {}, form, {}));
}

Reply creer(Contexte& cx, std::string const& code) {
    auto db = cx.db();
    auto p = exiger_tenu(db, cx, code);
    ConventionForm form;
    if (!acceptable(cx, form))
        return cx.invalide(page_convention(cx, p, {}, form, {}));
    cx.acte(Acte::convention_modifiee, [&](Writer& w, acces::Trace& trace) {
        if (!acces::premiere_fois(w, cx))
            return;
        trace.objet = objet(enregistrer(w, p, saisie(form), cx.agent()));
        trace.detail = "notée";
    });
    return cx.voir(lien(p), "Convention notée.");
}

ConventionForm rempli(Convention const& c) {
    ConventionForm form;
    form.objet.set(c.objet);
    form.du.set(c.du);
    form.au.set(c.au);
    form.signataires.set(c.signataires);
    form.tacite.set(c.tacite);
    form.clause_donnees.set(c.clause_donnees);
    form.note.set(c.note);
    return form;
}

Reply montrer(Contexte& cx, Id<Convention> id) {
    auto db = cx.db();
    auto [c, p] = exiger_convention(db, cx, id);
    return cx.page(page_convention(cx, p, c, rempli(c), cloture(c, cx.jour())));
}

Reply modifier(Contexte& cx, Id<Convention> id) {
    auto db = cx.db();
    auto [c, p] = exiger_convention(db, cx, id);
    ConventionForm form;
    if (!acceptable(cx, form))
        return cx.invalide(page_convention(cx, p, c, form, cloture(c, cx.jour())));
    bool fait = cx.acte_ou_conflit(Acte::convention_modifiee, [&](Writer& w, acces::Trace& trace) {
        trace.objet = objet(id);
        trace.detail = "modifiée";
        auto nouvelle = saisie(form);
        nouvelle.id = id;
        nouvelle.version = version_vue(cx);
        enregistrer(w, p, nouvelle, cx.agent());
    });
    if (!fait)
        return cx.conflit(page_convention(cx, p, trouver(db, id), form, cloture(c, cx.jour()), true));
    return cx.voir(lien(p), "Convention modifiée.");
}

Reply clore_(Contexte& cx, Id<Convention> id) {
    auto db = cx.db();
    auto [c, p] = exiger_convention(db, cx, id);
    auto form = cloture(c, cx.jour());
    if (!cx.lire(form))
        return cx.invalide(page_convention(cx, p, c, rempli(c), form));
    bool fait = cx.acte_ou_conflit(Acte::convention_modifiee, [&](Writer& w, acces::Trace& trace) {
        trace.objet = objet(id);
        trace.detail = "close";
        clore(w, id, version_vue(cx), *form.le, *form.motif);
    });
    return cx.voir(lien(p), fait ? "Convention close." : "Quelqu’un l’a modifiée avant vous\u00a0: relisez-la.",
                   fait ? Ton::succes : Ton::attention);
}

} // namespace

void routes_des_conventions(acces::Routes& r) {
    r.get("/partenaires/{code}/conventions/nouvelle", Droit::tenir_partenaires, nouvelle);
    r.post("/partenaires/{code}/conventions/nouvelle", Droit::tenir_partenaires, creer);
    r.get("/conventions/{id}", Droit::tenir_partenaires, montrer);
    r.post("/conventions/{id}", Droit::tenir_partenaires, modifier);
    r.post("/conventions/{id}/cloture", Droit::tenir_partenaires, clore_);
}

} // namespace metier::partenariats
