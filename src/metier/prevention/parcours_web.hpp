#pragma once
#include "metier/prevention/parcours_sql.hpp"
#include "metier/prevention/reperes_web.hpp"

namespace metier::prevention {

void routes_des_parcours(acces::Routes& r);
void routes_des_propositions(acces::Routes& r);
void routes_de_la_validation(acces::Routes& r);
web::Lien lien(Id<Parcours> id);
web::Html definitions_du_parcours(ParcoursVu const& v);

} // namespace metier::prevention
