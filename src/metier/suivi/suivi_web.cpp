#include "metier/suivi/suivi_web.hpp"

namespace metier::suivi {

Jeune exiger(acces::Contexte& cx, Id<Jeune> id) {
    auto db = cx.db();
    auto jeune = jeunes::trouver(db, cx.portee(), id);
    if (!jeune)
        throw web::not_found();
    return *jeune;
}

web::Lien lien(Id<Contact> id) { return web::lien("/contacts/{}", id); }
web::Lien lien(Id<jeunes::Exemption> id) { return web::lien("/exemptions/{}", id); }
web::Lien lien(Id<Entretien> id) { return web::lien("/entretiens/{}", id); }
web::Lien lien(Id<Solution> id) { return web::lien("/solutions/{}", id); }

void routes(acces::Routes& r, jeunes::Apports const& apports) {
    routes_des_contacts(r);
    routes_des_entretiens(r);
    routes_des_brouillons(r);
    routes_des_solutions(r);
    routes_des_horloges(r);
    routes_des_retours(r);
    routes_des_rendez_vous(r);
    routes_de_la_veille(r);
    routes_de_la_diligence(r, apports);
    routes_des_annulations(r);
    routes_des_exemptions(r);
}

} // namespace metier::suivi
