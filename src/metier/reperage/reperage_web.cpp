#include "metier/reperage/reperage_web.hpp"

namespace metier::reperage {

web::Lien lien(Id<Campagne> id) { return web::lien("/campagnes/{}", id); }
web::Lien lien_de_la_file(Id<Campagne> id) { return web::lien("/verifications").avec("campagne", id); }
web::Lien lien_de_verification(Id<Campagne> campagne, Id<Jeune> jeune) {
    return web::lien("/campagnes/{}/verifications/{}", campagne, jeune);
}
web::Lien lien(Id<Paire> id) { return web::lien("/rapprochements/{}", id); }

Campagne exiger_la_campagne(acces::Contexte& cx, Reader& db, Id<Campagne> id) {
    auto c = trouver_campagne(db, cx.portee(), id);
    if (!c)
        throw web::not_found();
    return *std::move(c);
}

void routes(acces::Routes& r, BlocDeCampagne bloc, Prets prets) {
    r.menu({"Vérifications", web::lien("/verifications"), acces::Droit::verifier, 30,
            "Dire de chaque présumé sorti s’il l’est vraiment.", acces::groupe::reperage});
    r.menu({"Campagnes", web::lien("/campagnes"), acces::Droit::lire_campagnes, 32,
            "Qui a quitté l’école : ce que disent les listes, et où en est la vérification.", acces::groupe::reperage});
    routes_des_campagnes(r, std::move(bloc));
    auto pretees = std::make_shared<Prets const>(std::move(prets));
    routes_des_verifications(r, pretees);
    routes_de_la_file(r, pretees);
    routes_des_sources(r);
}

void routes(acces::Routes& r, BlocDeCampagne bloc) { routes(r, std::move(bloc), {}); }

} // namespace metier::reperage
