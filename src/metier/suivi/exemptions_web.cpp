// Une exemption de l'obligation de formation: sa page, sa fin.
#include "metier/suivi/suivi_web.hpp"
#include "web/parts/fiche.hpp"

namespace metier::suivi {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;

namespace {

ExemptionVue exiger_exemption(Contexte& cx, Id<jeunes::Exemption> id) {
    auto db = cx.db();
    auto vue = exemption(db, cx.portee(), id);
    if (!vue)
        throw not_found();
    return *vue;
}

acces::Page page_exemption(Contexte& cx, ExemptionVue const& vue, FormFinDExemption const& form) {
    auto nom = jeunes::nom_affiche(exiger(cx, vue.jeune));
    auto const& x = vue.exemption;
    bool modifiable = !vue.annulation && cx.peut(Droit::suivre);
    auto fin = modifiable
                   ? ensemble(h2(x.au ? "Changer sa fin" : "Y mettre fin"), resume_erreurs(form),
                              formulaire(web::lien("/exemptions/{}/fin", x.id), cx.csrf(), champ(form.au),
                                         boutons(bouton("Enregistrer"),
                                                 lien_d_annulation(cx, vue.annulation, Saisi::exemption, x.id.valeur))))
                   : Html{};
    return {.titre = "Exemption",
            .rubrique = "Jeunes",
            .fil = {{nom, dossier(vue.jeune)}},
            .contenu = ensemble(
                h1("Exemption de l’obligation de formation – ", nom),
                avis_d_annulation(cx, vue.annulation, Saisi::exemption, x.id.valeur),
                definitions({definition("À partir du", x.du),
                             definition("Jusqu’au", x.au ? ensemble(*x.au) : ensemble("sans fin prévue")),
                             definition("Qualité du signataire", x.signataire), definition("Notée par", vue.auteur)}),
                fin)};
}

Reply montrer(Contexte& cx, Id<jeunes::Exemption> id) {
    auto vue = exiger_exemption(cx, id);
    cx.consulter(vue.jeune, "exemption/" + std::to_string(id.valeur));
    FormFinDExemption form;
    form.au.set(vue.exemption.au);
    return cx.page(page_exemption(cx, vue, form));
}

Reply finir(Contexte& cx, Id<jeunes::Exemption> id) {
    auto vue = exiger_exemption(cx, id);
    if (vue.annulation)
        return cx.voir(lien(id), "Cette exemption est annulée : elle ne se modifie plus.", Ton::attention);
    FormFinDExemption form;
    form.au.between(vue.exemption.du, au_plus_tard(cx.jour()));
    if (!cx.lire(form))
        return cx.invalide(page_exemption(cx, vue, form));
    bool fait = cx.acte_ou_conflit(Acte::exemption_notee, [&](Writer& db, acces::Trace& trace) {
        jeunes::finir_exemption(db, id, *form.au);
        auto x = vue.exemption;
        x.au = *form.au;
        lever_pour(db, auteur(cx), vue.jeune, x);
        trace = {vue.jeune, "exemption/" + std::to_string(id.valeur), "fin le " + base::iso(*form.au), ""};
    });
    return fait ? cx.voir(lien(id), "Fin de l’exemption notée : " + base::affiche(*form.au) + ".")
                : cx.voir(lien(id), "Cette exemption vient d’être annulée.", Ton::attention);
}

} // namespace

void routes_des_exemptions(acces::Routes& r) {
    r.get("/exemptions/{id}", Droit::lire_dossier, montrer);
    r.post("/exemptions/{id}/fin", Droit::suivre, finir);
}

} // namespace metier::suivi
