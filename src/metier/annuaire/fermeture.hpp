#pragma once
// Fermer et rouvrir un réseau ou une structure : la même page, les mêmes gestes, d'autres mots.
#include <string>
#include <string_view>
#include <vector>

#include "metier/annuaire/formulaires.hpp"
#include "metier/annuaire/gestion.hpp"
#include "metier/annuaire/onglets.hpp"

namespace metier::annuaire {

/// T : Reseau ou Structure, que `territoire` trouve, ferme et rouvre.
template <class T>
struct Fermeture {
    acces::Acte acte;
    Liste liste;
    T (*exiger)(storage::Reader& db, acces::Contexte const& cx, Id<T> id); ///< 404 hors de ce qu'on tient
    std::string (*objet)(Id<T> id);                                        ///< pour le journal
    web::Lien (*envoi)(Id<T> id);                                          ///< où part le formulaire
    std::string_view annonce, empechement, que_faire;
    std::string_view ferme, rouvert; ///< au journal : « fermé », « rouvert »
    std::string_view dit_ferme, dit_rouvert;

    acces::Page page(T const& t, std::vector<std::string> const& raisons, ClotureForm const& form,
                     web::Csrf const& csrf) const {
        using namespace web;
        auto etapes = fil(liste);
        etapes.push_back({t.nom, lien(t.id)});
        auto corps =
            raisons.empty()
                ? ensemble(p(annonce), formulaire(envoi(t.id), csrf, champ(form.le), version_montree(t.version),
                                                  boutons(bouton_danger("Fermer"), lien_bouton(lien(t.id), "Annuler"))))
                : ensemble(notice(Ton::attention,
                                  std::string(empechement) + base::joint(raisons, ", ") + std::string(que_faire)),
                           boutons(lien_bouton(lien(t.id), "Revenir")));
        return {.titre = "Fermer " + t.nom,
                .rubrique = rubrique,
                .fil = etapes,
                .contenu = ensemble(h1("Fermer ", t.nom), resume_erreurs(form), corps)};
    }
    web::Reply demander(acces::Contexte& cx, Id<T> id) const {
        auto db = cx.db();
        auto t = exiger(db, cx, id);
        ClotureForm form;
        borner(form, cx.jour());
        form.le.set(cx.jour());
        return cx.page(page(t, territoire::ce_qui_en_depend(db, id, cx.jour()), form, cx.csrf()));
    }
    web::Reply fermer(acces::Contexte& cx, Id<T> id) const {
        auto db = cx.db();
        auto t = exiger(db, cx, id);
        ClotureForm form;
        borner(form, cx.jour());
        auto raisons = territoire::ce_qui_en_depend(db, id, cx.jour());
        if (!cx.lire(form) || !raisons.empty())
            return cx.invalide(page(t, raisons, form, cx.csrf()));
        bool fait = cx.acte_ou_conflit(acte, [&](storage::Writer& w, acces::Trace& trace) {
            trace.objet = objet(id);
            trace.detail = std::string(ferme) + " le " + base::affiche(*form.le);
            territoire::fermer(w, id, *form.le, version_vue(cx));
        });
        if (!fait)
            return cx.conflit(page(*territoire::trouver(db, id), raisons, form, cx.csrf()));
        return cx.voir(lien(id), dit_ferme);
    }
    web::Reply rouvrir(acces::Contexte& cx, Id<T> id) const {
        auto db = cx.db();
        exiger(db, cx, id);
        cx.acte(acte, [&](storage::Writer& w, acces::Trace& trace) {
            trace.objet = objet(id);
            trace.detail = std::string(rouvert);
            territoire::rouvrir(w, id);
        });
        return cx.voir(lien(id), dit_rouvert);
    }
    /// GET et POST …/cloture, POST …/reouverture.
    void routes(acces::Routes& r, std::string const& racine) const {
        auto de = [f = *this](auto geste) {
            return [f, geste](acces::Contexte& cx, Id<T> id) { return (f.*geste)(cx, id); };
        };
        r.get(racine + "/{id}/cloture", acces::Droit::gerer_territoire, de(&Fermeture::demander));
        r.post(racine + "/{id}/cloture", acces::Droit::gerer_territoire, de(&Fermeture::fermer));
        r.post(racine + "/{id}/reouverture", acces::Droit::gerer_territoire, de(&Fermeture::rouvrir));
    }
};

} // namespace metier::annuaire
