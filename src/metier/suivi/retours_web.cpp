// Une demande de droit au retour : l'information écrite remise, et de quoi réparer une erreur.
#include "metier/suivi/suivi_web.hpp"
#include "web/parts/fiche.hpp"

namespace metier::suivi {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;

namespace {

/// L'information écrite remise, et de quoi réparer une demande notée par erreur.
acces::Page page_information(Contexte& cx, Retour const& r, FormInformation const& form,
                             FormAnnulation const& annulation = {}, Html const& avis = {}) {
    auto nom = jeunes::nom_affiche(exiger(cx, r.jeune));
    auto remise = ensemble(resume_erreurs(form),
                           formulaire(web::lien("/retours/{}/information", r.id), cx.csrf(), champ(form.information_le),
                                      version_montree(r.version),
                                      boutons(bouton("Enregistrer"), lien_bouton(dossier(r.jeune), "Annuler"))));
    auto erreur =
        r.clos_le
            ? Html{}
            : ensemble(h2("Une erreur ?"), resume_erreurs(annulation),
                       formulaire(web::lien("/retours/{}/annulation", r.id), cx.csrf(), avis, champ(annulation.motif),
                                  version_montree(r.version), boutons(bouton_secondaire("Annuler la demande"))));
    auto etat =
        r.clos_le ? ensemble(", close le ", *r.clos_le) : ensemble(", entretien à tenir au plus tard le ", r.pour_le);
    return {.titre = "Information écrite",
            .rubrique = "Jeunes",
            .fil = {{nom, dossier(r.jeune)}},
            .contenu = ensemble(h1("Information écrite remise – ", nom), p("Demande du ", r.demande_le, etat, "."),
                                remise, erreur)};
}

Retour exiger_retour(Contexte& cx, Id<Retour> id) {
    auto db = cx.db();
    auto r = retour(db, cx.portee(), id);
    if (!r)
        throw web::not_found();
    return *r;
}

Reply montrer_information(Contexte& cx, Id<Retour> id) {
    FormInformation form;
    form.information_le.set(cx.jour());
    return cx.page(page_information(cx, exiger_retour(cx, id), form));
}

Reply noter_information(Contexte& cx, Id<Retour> id) {
    auto r = exiger_retour(cx, id);
    FormInformation form;
    form.information_le.between({}, cx.jour());
    if (!cx.lire(form))
        return cx.invalide(page_information(cx, r, form));
    bool fait = cx.acte_ou_conflit(Acte::retour_demande, [&](Writer& db, acces::Trace& trace) {
        noter_information_du_retour(db, id, *form.version, *form.information_le);
        trace = {r.jeune, "retour/" + std::to_string(id.valeur), "information remise", ""};
    });
    if (fait)
        return cx.voir(dossier(r.jeune), "Information écrite notée.");
    form.information_le.refuse("Cette demande a changé entre-temps. Enregistrez de nouveau si besoin.");
    return cx.conflit(page_information(cx, exiger_retour(cx, id), form));
}

Reply annuler(Contexte& cx, Id<Retour> id) {
    auto r = exiger_retour(cx, id);
    FormAnnulation form;
    if (r.clos_le)
        return cx.voir(dossier(r.jeune), "Cette demande est déjà close.", Ton::attention);
    if (!cx.lire(form))
        return cx.invalide(page_information(cx, r, {}, form));
    if (auto avis = avis_sur_les_mots(cx, {*form.motif}); !avis.empty())
        return cx.invalide(page_information(cx, r, {}, form, avis));
    bool fait = cx.acte_ou_conflit(Acte::retour_demande, [&](Writer& db, acces::Trace& trace) {
        annuler_retour(db, auteur(cx), id, *form.version, *form.motif);
        trace = {r.jeune, "retour/" + std::to_string(id.valeur), "annulée", ""};
    });
    if (fait)
        return cx.voir(dossier(r.jeune), "Demande annulée.");
    form.motif.refuse("Cette demande a changé entre-temps : relisez-la, puis recommencez si besoin.");
    return cx.conflit(page_information(cx, exiger_retour(cx, id), {}, form));
}

} // namespace

void routes_des_retours(acces::Routes& r) {
    r.get("/retours/{id}/information", Droit::suivre, montrer_information);
    r.post("/retours/{id}/information", Droit::suivre, noter_information);
    r.post("/retours/{id}/annulation", Droit::suivre, annuler);
}

} // namespace metier::suivi
