// Prendre un rendez-vous : une échéance, que l'entretien règle.
#include "metier/acces/relecture.hpp"
#include "metier/suivi/suivi_web.hpp"
#include "web/parts/fiche.hpp"

namespace metier::suivi {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;

namespace {

acces::Page page_rendez_vous(Jeune const& j, FormRendezVous const& form, Csrf const& csrf, Html const& avis = {}) {
    auto nom = jeunes::nom_affiche(j);
    return {.titre = "Rendez-vous",
            .rubrique = "Jeunes",
            .fil = {{nom, dossier(j.id)}},
            .contenu = ensemble(
                h1("Rendez-vous – ", nom), resume_erreurs(form),
                formulaire(web::lien("/jeunes/{}/rendez-vous", j.id), csrf, avis, champ(form.jour), champ(form.heure),
                           champ(form.lieu),
                           boutons(bouton_d_enregistrement(!avis.empty()), lien_bouton(dossier(j.id), "Annuler"))))};
}

Reply nouveau_rendez_vous(Contexte& cx, Id<Jeune> id) {
    return cx.page(page_rendez_vous(exiger(cx, id), {}, cx.csrf()));
}

Reply fixer_rendez_vous(Contexte& cx, Id<Jeune> id) {
    auto j = exiger(cx, id);
    FormRendezVous form;
    form.jour.between(cx.jour(), au_plus_tard(cx.jour()));
    if (!cx.lire(form))
        return cx.invalide(page_rendez_vous(j, form, cx.csrf()));
    if (auto avis = acces::relire(cx, form); !avis.empty())
        return cx.invalide(page_rendez_vous(j, form, cx.csrf(), avis));
    cx.acte(Acte::echeance_creee, [&](Writer& db, acces::Trace& trace) {
        auto objet = "Entretien à " + form.heure->affiche() + (form.lieu ? ", " + *form.lieu : "");
        auto e = prendre_rendez_vous(db, auteur(cx), j.id, *form.jour, objet);
        trace = {j.id, "echeance/" + std::to_string(e.valeur), "rendez-vous", ""};
    });
    return cx.voir(dossier(j.id), "Rendez-vous fixé.");
}

} // namespace

void routes_des_rendez_vous(acces::Routes& r) {
    r.get("/jeunes/{id}/rendez-vous/nouveau", Droit::suivre, nouveau_rendez_vous);
    r.post("/jeunes/{id}/rendez-vous", Droit::suivre, fixer_rendez_vous);
}

} // namespace metier::suivi
