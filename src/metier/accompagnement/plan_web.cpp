// Le plan : une ligne = qui fait quoi pour quand ; ce que chacun a signé ; à emporter.
#include "base/texte.hpp"
#include "metier/accompagnement/commun.hpp"
#include "metier/ecrits/ecrits.hpp"

namespace metier::accompagnement {
namespace {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;
using acces::Page;

struct LigneForm {
    Field<std::string> objectif{"objectif", "Objectif", required, at_most(200),
                                hint("Avec ses mots. Par exemple\u00a0: essayer la cuisine")};
    Field<std::string> action{"action",     "Ce qui sera fait", required,
                              at_most(200), facts_only,         hint("Par exemple\u00a0: mini-stage d’une semaine")};
    /// « jeune », « famille », « a12 » ; sinon l'autre nom.
    Field<std::string> qui{"qui", "Par qui", required};
    Field<std::string> autre{"autre", "Quelqu’un d’autre\u00a0: qui", at_most(80)};
    Field<Date> pour_le{"pour_le", "Pour le", required};
    auto fields() { return std::tie(objectif, action, qui, autre, pour_le); }
};
struct FinForm {
    Field<EtatDeLigne> etat{"etat", "Où elle en est", required, radio};
    Field<std::string> issue{"issue", "Ce qu’il en est advenu", at_most(200), facts_only};
    auto fields() { return std::tie(etat, issue); }
};
struct SignatureForm {
    Field<Signataire> qui{"qui", "Qui signe", required, radio};
    Field<Date> le{"le", "Le", required};
    auto fields() { return std::tie(qui, le); }
};

std::string objet(Id<LigneDePlan> id) { return "plan/" + std::to_string(id.valeur); }
Lien lien_du_plan(Id<Jeune> id) { return web::lien("/jeunes/{}/plan", id); }

LigneForm formulaire_de_ligne(Reader& db, Contexte const& cx, Id<Jeune> jeune) {
    LigneForm form;
    std::vector<Choix> choix{{"jeune", "Le jeune"}, {"famille", "La famille"}};
    for (auto const& m : jeunes::cercle(db, jeune))
        if (!m.au)
            choix.push_back({"a" + std::to_string(m.agent.valeur), m.nom + (m.titre.empty() ? "" : ", " + m.titre),
                             "Ceux qui le suivent"});
    choix.push_back({"autre", "Quelqu’un d’autre, précisé ci-dessous"});
    form.qui.offer_choices(choix);
    form.pour_le.between(cx.jour(), base::plus_annees(cx.jour(), 2));
    return form;
}

SignatureForm formulaire_de_signature(Contexte const& cx) {
    SignatureForm form;
    form.le.between(base::plus_annees(cx.jour(), -1), cx.jour());
    form.le.set(cx.jour());
    return form;
}

/// « Signé par le jeune le… » ; la dernière signature de chacun, et ce qui a été ajouté depuis.
Html bloc_des_signatures(std::vector<LigneDePlan> const& lignes, std::vector<SignatureDePlan> const& toutes,
                         SignatureForm const& form, Id<Jeune> jeune, bool tient, Csrf const& csrf) {
    std::vector<Html> dites;
    for (auto const& s : signataires) {
        auto derniere = std::ranges::find(toutes, s.valeur, &SignatureDePlan::qui);
        if (derniere == toutes.end()) {
            dites.push_back(li(s.libelle, "\u00a0: pas encore signé"));
            continue;
        }
        auto depuis = std::ranges::count_if(lignes, [&](auto const& l) { return !couvre(*derniere, l); });
        dites.push_back(li(s.libelle, "\u00a0: signé le ", derniere->le, when(depuis > 0, [&] {
                               return ensemble(" ", badge(Ton::attention, "Avant la dernière modification"), " ",
                                               base::pluriel(depuis, "ligne ajoutée depuis", "lignes ajoutées depuis"));
                           })));
    }
    return ensemble(
        h2("Signatures"), ul(each(dites, [](Html const& h) { return h; })), when(tient && !lignes.empty(), [&] {
            return details(summary("Noter une signature"),
                           p("Faites relire le plan, imprimé ou à l’écran\u00a0: la signature vaut pour toutes "
                             "les lignes de ce jour."),
                           formulaire(web::lien("/jeunes/{}/plan/signatures", jeune), csrf, champ(form.qui),
                                      champ(form.le), boutons(bouton("Noter la signature"))));
        }));
}

Html tableau_du_plan(std::vector<LigneDePlan> const& lignes, Date jour, bool tient) {
    return tableau("Plan", {{"Objectif"}, {"Action"}, {"Qui"}, {"Pour le"}, {"État"}}, each(lignes, [&](auto const& l) {
                       bool tard = l.etat == EtatDeLigne::a_faire && l.pour_le < jour;
                       auto etat = l.etat == EtatDeLigne::a_faire
                                       ? (tard ? badge(Ton::attention, "En retard") : badge(Ton::neutre, "À faire"))
                                       : ensemble(badge(l.etat == EtatDeLigne::faite ? Ton::succes : Ton::neutre,
                                                        base::libelle(l.etat)),
                                                  l.issue.empty() ? "" : " ", l.issue);
                       auto geste = when(tient && l.etat == EtatDeLigne::a_faire, [&] {
                           return ensemble(" ", a(href(web::lien("/plan/{}", l.id)), "Dire où elle en est",
                                                  lecteur("\u00a0: ", l.action)));
                       });
                       return tr(th(scope("row"), l.objectif), td(l.action), td(l.qui), td(l.pour_le), td(etat, geste));
                   }));
}

Page page_plan(Contexte& cx, Reader& db, Jeune const& j, LigneForm const& form, SignatureForm const& signature,
               Html const& avis = {}) {
    auto lignes = plan(db, j.id);
    bool tient = accompagnement::tient(cx, db, j.id);
    auto nom = jeunes::nom_affiche(j);
    return {
        .titre = "Plan d’accompagnement",
        .rubrique = "Jeunes",
        .fil = fil(j),
        .contenu = ensemble(
            entete_de_fiche("Plan d’accompagnement – " + nom, Html{},
                            when(!lignes.empty(),
                                 [&] { return ecrits::boutons(web::lien("/jeunes/{}/plan/ecrit", j.id), cx.csrf()); })),
            resume_erreurs(form), resume_erreurs(signature),
            lignes.empty() ? etat_vide("Rien n’est encore convenu. Commencez par ce qui compte pour lui ou elle.")
                           : tableau_du_plan(lignes, cx.jour(), tient),
            bloc_des_signatures(lignes, signatures(db, j.id), signature, j.id, tient, cx.csrf()), when(tient, [&] {
                return ensemble(h2("Ajouter une ligne"),
                                formulaire(lien_du_plan(j.id), cx.csrf(),
                                           data("mots-sensibles", web::lien("/mots-sensibles")), avis,
                                           champ(form.objectif), champ(form.action), champ(form.qui), champ(form.autre),
                                           champ(form.pour_le), acces::jeton_de_saisie(cx),
                                           boutons(acces::bouton_d_enregistrement(!avis.empty(), "Ajouter au plan"))));
            }))};
}

Reply montrer(Contexte& cx, Id<Jeune> id) {
    auto j = exiger(cx, id);
    cx.consulter(j.id, "plan");
    auto db = cx.db();
    return cx.page(page_plan(cx, db, j, formulaire_de_ligne(db, cx, j.id), formulaire_de_signature(cx)));
}

LigneDePlan saisie(LigneForm const& f, Id<Jeune> jeune) {
    LigneDePlan l;
    l.jeune = jeune;
    l.objectif = *f.objectif;
    l.action = *f.action;
    l.pour_le = *f.pour_le;
    if (f.qui->front() == 'a' && *f.qui != "autre")
        l.agent = Id<acces::Agent>{*lire_entier(std::string_view(*f.qui).substr(1))};
    l.qui = *f.qui == "autre" ? *f.autre : std::ranges::find(f.qui.choices(), *f.qui, &Choix::code)->libelle;
    return l;
}

Reply ajouter_(Contexte& cx, Id<Jeune> id) {
    auto j = exiger(cx, id);
    auto db = cx.db();
    auto form = formulaire_de_ligne(db, cx, j.id);
    bool bon = cx.lire(form);
    if (bon && *form.qui == "autre" && !form.autre) {
        form.autre.refuse("Indiquez qui le fera.");
        bon = false;
    }
    if (!bon)
        return cx.invalide(page_plan(cx, db, j, form, formulaire_de_signature(cx)));
    if (auto avis = acces::avis_sur_les_mots(cx, {*form.objectif, *form.action}); !avis.empty())
        return cx.invalide(page_plan(cx, db, j, form, formulaire_de_signature(cx), avis));
    acte_sur(cx, Acte::plan_modifie, j.id, "plan", "ligne ajoutée", [&](Writer& w) {
        if (acces::premiere_fois(w, cx))
            ajouter(w, cx.instant(), cx.agent(), saisie(form, j.id));
    });
    return cx.voir(lien_du_plan(j.id), "Ligne ajoutée au plan.");
}

Page page_fin(LigneDePlan const& l, Jeune const& j, FinForm const& form, Html const& avis, Csrf const& csrf,
              Html const& conflit = {}) {
    auto etapes = fil(j);
    etapes.push_back({"Plan d’accompagnement", lien_du_plan(j.id)});
    auto dire =
        l.etat != EtatDeLigne::a_faire
            ? p(lien_bouton(lien_du_plan(j.id), "Revenir au plan"))
            : formulaire(
                  web::lien("/plan/{}", l.id), csrf, data("mots-sensibles", web::lien("/mots-sensibles")), avis,
                  champ(form.etat), champ(form.issue), version_montree(l.version),
                  boutons(acces::bouton_d_enregistrement(!avis.empty()), lien_bouton(lien_du_plan(j.id), "Annuler")));
    return {.titre = l.action,
            .rubrique = "Jeunes",
            .fil = etapes,
            .contenu = ensemble(h1(l.action), conflit, resume_erreurs(form),
                                definitions({definition("Objectif", l.objectif), definition("Qui", l.qui),
                                             definition("Pour le", l.pour_le)}),
                                dire)};
}

/// Ce que l'autre en a dit, à côté de ce qui vient d'être saisi.
Reply en_conflit(Contexte& cx, Reader& db, Id<LigneDePlan> id, Jeune const& j, FinForm const& form) {
    auto l = *trouver(db, id);
    auto saisi = base::lire_code<EtatDeLigne>(form.etat.typed_first());
    return cx.conflit(page_fin(l, j, form, {}, cx.csrf(),
                               acces::enregistre_entre_temps({{form.etat.label(), std::string(base::libelle(l.etat)),
                                                               saisi ? std::string(base::libelle(*saisi)) : ""},
                                                              ecart(form.issue, l.issue)},
                                                             l.etat == EtatDeLigne::a_faire)));
}

LigneDePlan exiger_ligne(Reader& db, Id<LigneDePlan> id) {
    auto l = trouver(db, id);
    if (!l || l->etat != EtatDeLigne::a_faire)
        throw not_found();
    return *l;
}

FinForm formulaire_de_fin() {
    FinForm form;
    form.etat.offer({{EtatDeLigne::faite, "Faite"}, {EtatDeLigne::abandonnee, "Abandonnée"}});
    return form;
}

Reply demander_la_fin(Contexte& cx, Id<LigneDePlan> id) {
    auto db = cx.db();
    auto l = exiger_ligne(db, id);
    return cx.page(page_fin(l, exiger(cx, l.jeune), formulaire_de_fin(), {}, cx.csrf()));
}

Reply finir_(Contexte& cx, Id<LigneDePlan> id) {
    auto db = cx.db();
    auto l = trouver(db, id);
    if (!l)
        throw not_found();
    auto j = exiger(cx, l->jeune);
    auto form = formulaire_de_fin();
    bool bon = cx.lire(form);
    if (l->etat != EtatDeLigne::a_faire) {
        bool la_meme = bon && *form.etat == l->etat && form.issue.value().value_or("") == l->issue; // double clic
        return la_meme ? cx.voir(lien_du_plan(j.id), "Cette ligne est déjà close.", Ton::information)
                       : en_conflit(cx, db, id, j, form);
    }
    if (bon && *form.etat == EtatDeLigne::abandonnee && !form.issue) {
        form.issue.refuse("Dites en quelques mots pourquoi elle est abandonnée.");
        bon = false;
    }
    if (!bon)
        return cx.invalide(page_fin(*l, j, form, {}, cx.csrf()));
    auto issue = form.issue.value().value_or("");
    if (auto avis = acces::avis_sur_les_mots(cx, {issue}); !avis.empty())
        return cx.invalide(page_fin(*l, j, form, avis, cx.csrf()));
    l->version = version_vue(cx);
    bool fait = acte_sur(cx, Acte::plan_modifie, j.id, objet(id), std::string(base::code(*form.etat)),
                         [&](Writer& w) { finir(w, cx.instant(), cx.agent(), *l, *form.etat, issue); });
    return fait ? cx.voir(lien_du_plan(j.id), "Plan à jour.") : en_conflit(cx, db, id, j, form);
}

Reply signer_(Contexte& cx, Id<Jeune> id) {
    auto j = exiger(cx, id);
    auto db = cx.db();
    auto form = formulaire_de_signature(cx);
    if (!cx.lire(form))
        return cx.invalide(page_plan(cx, db, j, formulaire_de_ligne(db, cx, j.id), form));
    acte_sur(cx, Acte::plan_modifie, j.id, "plan", "signature, " + std::string(base::code(*form.qui)),
             [&](Writer& w) { signer(w, j.id, *form.qui, *form.le, cx.agent()); });
    auto notee = signatures(db, j.id);
    bool avant = !notee.empty() && !std::ranges::all_of(plan(db, j.id), [&](auto const& l) {
        return notee.front().le != *form.le || couvre(notee.front(), l);
    });
    return avant ? cx.voir(lien_du_plan(j.id),
                           "Signature notée\u00a0: elle est d’avant la dernière modification du plan. Faites relire et "
                           "signer ce qui a été ajouté depuis.",
                           Ton::attention)
                 : cx.voir(lien_du_plan(j.id), "Signature notée.");
}

/// Ce que chacun a signé, dans l'ordre des cases ; vide : reste à signer.
std::vector<std::string> notees(std::vector<LigneDePlan> const& lignes, std::vector<SignatureDePlan> const& toutes) {
    std::vector<std::string> dites;
    for (auto qui : {Signataire::jeune, Signataire::responsable, Signataire::referent}) {
        auto s = std::ranges::find(toutes, qui, &SignatureDePlan::qui);
        if (s == toutes.end())
            dites.emplace_back();
        else if (std::ranges::all_of(lignes, [&](auto const& l) { return couvre(*s, l); }))
            dites.push_back("Signé le " + base::affiche(s->le));
        else
            dites.push_back("Signé le " + base::affiche(s->le) +
                            ", avant la dernière modification\u00a0: à signer de nouveau");
    }
    return dites;
}

documents::Ecrit ecrit_du_plan(Contexte const& cx, Reader& db, Jeune const& j) {
    documents::Ecrit e;
    e.titre = "Plan d’accompagnement";
    e.sous_titre = jeunes::nom_affiche(j);
    documents::Tableau t{"Qui fait quoi, pour quand", {"Objectif", "Action", "Qui", "Pour le", "État"}, {}};
    auto lignes = plan(db, j.id);
    for (auto const& l : lignes)
        t.lignes.push_back({l.objectif, l.action, l.qui, base::affiche(l.pour_le), std::string(base::libelle(l.etat))});
    e.blocs = {std::move(t), documents::Signatures{{"Le jeune", "Un responsable", "Le référent"},
                                                   notees(lignes, signatures(db, j.id))}};
    e.pied = ecrits::pied(cx);
    return e;
}

Reply emporter(Contexte& cx, Id<Jeune> id) {
    auto j = exiger(cx, id);
    auto db = cx.db();
    return ecrits::emporter(cx, {ecrit_du_plan(cx, db, j), "plan-d-accompagnement", j.id, "plan"},
                            ecrits::format_demande(cx.requete()));
}

} // namespace

void routes_du_plan(acces::Routes& r) {
    r.get("/jeunes/{id}/plan", Droit::lire_dossier, montrer);
    r.post("/jeunes/{id}/plan", Droit::suivre, ajouter_);
    r.post("/jeunes/{id}/plan/signatures", Droit::suivre, signer_);
    r.post("/jeunes/{id}/plan/ecrit", Droit::lire_dossier, emporter);
    r.get("/plan/{id}", Droit::suivre, demander_la_fin);
    r.post("/plan/{id}", Droit::suivre, finir_);
}

} // namespace metier::accompagnement
