#pragma once
#include "metier/prevention/parcours_sql.hpp"
#include "metier/prevention/reperes_web.hpp"

namespace metier::jeunes {
class Apports;
}

namespace metier::prevention {

void routes_des_parcours(acces::Routes& r);
void routes_des_propositions(acces::Routes& r);
void routes_de_la_validation(acces::Routes& r);
web::Lien lien(Id<Parcours> id);
web::Html definitions_du_parcours(ParcoursVu const& v);
/// Ce qui a changé depuis la validation ; rien sinon.
web::Html avis_de_revoyure(ParcoursVu const& v, std::string const& titre);
/// Ce que cette partie montre d'un jeune, et à qui.
void lectures(jeunes::Apports& apports);

} // namespace metier::prevention
