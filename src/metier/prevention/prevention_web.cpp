#include "metier/prevention/prevention_web.hpp"

#include "metier/prevention/parcours_web.hpp"

#include "web/parts/notice.hpp"

namespace metier::prevention {

using namespace web;

PreventionVue exiger(acces::Contexte& cx, Id<Prevention> id) {
    auto db = cx.db();
    auto p = trouver(db, cx.portee(), id);
    if (!p)
        throw not_found();
    return *p;
}

std::string titre_de_lecture(acces::Contexte const& cx) {
    return cx.role() == acces::Role::coordonnateur ? "confiance" : "etablissement";
}

void consigner_la_lecture(acces::Contexte& cx, PreventionVue const& p, std::string const& quoi) {
    cx.acte(acces::Acte::dossier_lu, [&](Writer& db, acces::Trace& trace) {
        marquer_lus(db, auteur(cx), p.id);
        lire_la_confiance(db, auteur(cx), p.id);
        trace = {p.jeune, "prevention/" + std::to_string(p.id.valeur) + quoi, "", titre_de_lecture(cx)};
    });
}

web::Lien lien(Id<Prevention> id) { return web::lien("/prevention/{}", id); }
web::Lien lien(Id<Signalement> id) { return web::lien("/signalements/{}", id); }

Ton ton(EtatDuLien lien) {
    return lien == EtatDuLien::regulier ? Ton::succes : lien == EtatDuLien::irregulier ? Ton::attention : Ton::erreur;
}
Ton ton(Urgence urgence) {
    return urgence == Urgence::immediate ? Ton::erreur : urgence == Urgence::rapide ? Ton::attention : Ton::neutre;
}
Html badge_d_urgence(Urgence urgence) {
    return urgence == Urgence::ordinaire ? Html{} : badge(ton(urgence), libelle(urgence));
}

Html badge_du_lien(PreventionVue const& p) { return lien_connu(p) ? badge(ton(p.lien), libelle(p.lien)) : Html{}; }

void routes(acces::Routes& r) {
    routes_des_signalements(r);
    routes_des_listes(r);
    routes_des_reperes(r);
    routes_des_situations(r);
    routes_des_absences(r);
    routes_des_alertes(r);
    routes_des_parcours(r);
}

} // namespace metier::prevention
