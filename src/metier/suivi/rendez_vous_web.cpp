// Prendre un rendez-vous : une échéance, que l'entretien règle.
#include "metier/acces/relecture.hpp"
#include "metier/agenda/agenda.hpp"
#include "metier/suivi/suivi_sql.hpp"
#include "metier/suivi/suivi_web.hpp"
#include "metier/territoire/calendrier.hpp"
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

/// L'heure se dit comme sur la pendule : la nuit du passage à l'heure d'été, une heure n'existe pas.
bool existe(FormRendezVous& form) {
    auto lue = base::a_paris(base::depuis_paris(*form.jour, form.heure->heure, form.heure->minute));
    if (lue.jour == *form.jour && lue.heure == form.heure->heure && lue.minute == form.heure->minute)
        return true;
    form.heure.refuse("Cette nuit-là, on passe à l’heure d’été\u00a0: " + form.heure->affiche() +
                      " n’existe pas. Indiquez une autre heure.");
    return false;
}

std::string objet_du_rendez_vous(FormRendezVous const& form) {
    return "Entretien à " + form.heure->affiche() + (form.lieu ? ", " + *form.lieu : "");
}

/// Ce qui étonne : un jour férié ou un dimanche, un autre rendez-vous au même moment.
Html a_confirmer(Contexte& cx, Id<Jeune> jeune, FormRendezVous const& form) {
    std::vector<std::string> avis;
    if (auto fete = territoire::jour_ferie(*form.jour); !fete.empty())
        avis.push_back("Le " + base::affiche(*form.jour) + " est férié (" + std::string(fete) + ").");
    else if (std::chrono::weekday{std::chrono::sys_days{*form.jour}} == std::chrono::Sunday)
        avis.push_back("Le " + base::affiche(*form.jour) + " est un dimanche.");
    auto heure = "Entretien à " + form.heure->affiche();
    auto objet = objet_du_rendez_vous(form);
    auto db = cx.db();
    for (auto const& e : agenda::du_jeune(db, cx.portee(), jeune))
        if (e.genre == genre_rendez_vous && e.pour_le == *form.jour && e.objet != objet &&
            (e.objet == heure || e.objet.starts_with(heure + ",")))
            avis.push_back("Ce jeune a déjà un rendez-vous à ce moment\u00a0: «\u00a0" + e.objet + "\u00a0».");
    if (avis.empty() || cx.requete().field("quand_meme") == "1")
        return {};
    return notice(Ton::attention, "À confirmer",
                  ensemble(p("Rien n’est encore enregistré. Corrigez, ou enregistrez quand même si c’est bien cela."),
                           ul(each(avis, [](auto const& a) { return li(a); }))));
}

Reply nouveau_rendez_vous(Contexte& cx, Id<Jeune> id) {
    return cx.page(page_rendez_vous(exiger(cx, id), {}, cx.csrf()));
}

Reply fixer_rendez_vous(Contexte& cx, Id<Jeune> id) {
    auto j = exiger(cx, id);
    FormRendezVous form;
    form.jour.between(cx.jour(), au_plus_tard(cx.jour()));
    if (!cx.lire(form) || !existe(form))
        return cx.invalide(page_rendez_vous(j, form, cx.csrf()));
    if (auto avis = ensemble(acces::relire(cx, form), a_confirmer(cx, j.id, form)); !avis.empty())
        return cx.invalide(page_rendez_vous(j, form, cx.csrf(), avis));
    cx.acte(Acte::echeance_creee, [&](Writer& db, acces::Trace& trace) {
        auto e = prendre_rendez_vous(db, auteur(cx), j.id, *form.jour, objet_du_rendez_vous(form));
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
