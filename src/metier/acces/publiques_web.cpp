// Pages ouvertes à tous.
#include "metier/acces/acces_web.hpp"
#include "metier/acces/publiques_pages.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::acces {
namespace {

using web::Reply;

Site site(Contexte& cx) {
    auto db = cx.db();
    auto regle = [&](std::string_view code) { return territoire::valeur(db, code, cx.jour()); };
    auto academie =
        db.maybe<std::string>("select min(nom) from territoire where genre = 'academie' having count(*) = 1");
    return {academie.value_or(""), regle("site.responsable"), regle("site.contact"), regle("site.dpd"),
            regle("site.hebergeur")};
}

Reply plan_du_site(Contexte& cx) { return cx.page(page_plan_du_site(cx.menu_permis(), cx.connecte())); }
Reply accessibilite(Contexte& cx) { return cx.page(page_accessibilite(site(cx))); }
Reply mentions_legales(Contexte& cx) { return cx.page(page_mentions_legales(site(cx))); }
Reply donnees_personnelles(Contexte& cx) {
    auto db = cx.db();
    auto registre = db.all<LigneDeRegistre>("select contenu, conservation from registre order by contenu");
    return cx.page(page_donnees_personnelles(site(cx), registre));
}
Reply code_source(Contexte& cx) { return cx.page(page_code_source(cx.env().version)); }
Reply nouveautes(Contexte& cx) { return cx.page(page_nouveautes(cx.env().version)); }
Reply aide(Contexte& cx) { return cx.page(page_aide(site(cx))); }

} // namespace

void routes_publiques(Routes& r) {
    r.get("/plan-du-site", Droit::public_, plan_du_site);
    r.get("/accessibilite", Droit::public_, accessibilite);
    r.get("/mentions-legales", Droit::public_, mentions_legales);
    r.get("/donnees-personnelles", Droit::public_, donnees_personnelles);
    r.get("/code-source", Droit::public_, code_source);
    r.get("/nouveautes", Droit::public_, nouveautes);
    r.get("/aide", Droit::public_, aide);
}

} // namespace metier::acces
