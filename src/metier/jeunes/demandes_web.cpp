#include "metier/jeunes/demandes.hpp"
#include "metier/jeunes/dossier_pages.hpp"
#include "metier/jeunes/dossier_web.hpp"
#include "metier/jeunes/preuve.hpp"

namespace metier::jeunes {

using acces::Acte;
using acces::Contexte;
using acces::Droit;
using acces::Trace;
using web::Html;
using web::Reply;

namespace {

acces::Page page_demande(Contexte& cx, Id<Jeune> id, MotifForm& form) {
    return {"Demander l’accès", "Jeunes", fil_du_dossier(),
            web::ensemble(web::h1("Demander l’accès"), web::resume_erreurs(form),
                          web::formulaire(web::lien("/jeunes/{}/demande-acces", id), cx.csrf(),
                                          web::cache("preuve", form.preuve.typed_first()), web::champ(form.motif),
                                          web::boutons(web::bouton("Envoyer la demande"),
                                                       web::lien_bouton(web::lien("/recherche"), "Annuler"))))};
}

Reply demander(Contexte& cx, Id<Jeune> id) {
    MotifForm form;
    bool lu = cx.lire(form);
    if (!base::egal_en_temps_constant(form.preuve.typed_first(), preuve(cx, id)))
        throw web::not_found();
    if (!lu)
        return cx.invalide(page_demande(cx, id, form));
    cx.acte(Acte::acces_demande, [&](Writer& db, Trace& trace) {
        auto demande = demander_acces(db, id, cx.portee().role_tenu, *form.motif, cx.instant());
        trace = {id, "demande_acces/" + std::to_string(demande.valeur), "", ""};
    });
    return cx.voir(web::lien("/recherche"),
                   "Demande envoyée. La réponse vous parviendra de ceux qui suivent ce jeune.");
}

Html une_demande(Contexte& cx, DemandeVue const& d, ReponseForm const* saisie) {
    ReponseForm form;
    form.jusqu_au.set(base::plus_mois(cx.jour(), 3));
    auto const& f = saisie ? *saisie : form;
    auto role_ = base::lire_code<acces::Role>(d.role);
    return web::article(web::clas("carte"),
                        web::h2(web::a(web::href(lien(d.jeune)), nom_affiche(d.nom, d.nom_usage, d.prenom))),
                        web::p(web::strong(d.demandeur), role_ ? " (" + std::string(base::libelle(*role_)) + ")" : "",
                               ", le ", base::affiche(d.demandee_le), " : ", d.motif),
                        web::formulaire(web::lien("/demandes-acces/{}", d.id), cx.csrf(), web::champ(f.reponse),
                                        web::champ(f.jusqu_au), web::boutons(web::bouton("Répondre"))));
}

acces::Page page_demandes(Contexte& cx, std::vector<DemandeVue> const& liste, ReponseForm const* saisie = nullptr) {
    auto corps = liste.empty() ? web::etat_vide("Aucune demande d’accès n’attend de réponse.")
                               : web::each(liste, [&](DemandeVue const& d) { return une_demande(cx, d, saisie); });
    return {"Demandes d’accès", "Jeunes", fil_du_dossier(),
            web::ensemble(web::h1("Demandes d’accès"), saisie ? web::resume_erreurs(*saisie) : Html{}, corps)};
}

Reply demandes(Contexte& cx) {
    auto db = cx.db();
    return cx.page(page_demandes(cx, demandes_en_attente(db, cx.portee())));
}

Reply repondre_a(Contexte& cx, Id<DemandeDAcces> id) {
    auto lecteur = cx.db();
    auto demande = demande_en_attente(lecteur, cx.portee(), id);
    if (!demande)
        throw web::not_found();
    ReponseForm form;
    form.jusqu_au.between(cx.jour(), base::plus_mois(cx.jour(), 12));
    bool bien = cx.lire(form);
    bool acceptee = form.reponse && *form.reponse == "acceptee";
    if (bien && acceptee && !form.jusqu_au) {
        form.jusqu_au.refuse("Indiquez jusqu’à quel jour l’accès est ouvert.");
        bien = false;
    }
    if (!bien)
        return cx.invalide(page_demandes(cx, {*demande}, &form));
    bool fait = cx.acte_ou_conflit(Acte::acces_repondu, [&](Writer& db, Trace& trace) {
        repondre(db, id, acceptee, form.jusqu_au.value(), cx.agent(), cx.instant());
        trace = {demande->jeune, "demande_acces/" + std::to_string(id.valeur), acceptee ? "acceptée" : "refusée",
                 cx.exiger_visible(demande->jeune)};
    });
    if (!fait)
        return cx.voir(web::lien("/demandes-acces"), "Quelqu’un a déjà répondu à cette demande.", web::Ton::attention);
    return cx.voir(web::lien("/demandes-acces"), acceptee ? "Accès accordé." : "Demande refusée.");
}

} // namespace

void routes_des_demandes(acces::Routes& r) {
    r.post("/jeunes/{id}/demande-acces", Droit::rechercher, demander);
    r.get("/demandes-acces", Droit::accorder_acces, demandes);
    r.post("/demandes-acces/{id}", Droit::accorder_acces, repondre_a);
}

} // namespace metier::jeunes
