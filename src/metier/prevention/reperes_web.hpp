#pragma once
#include "metier/prevention/absences_web.hpp"
#include "metier/prevention/reperes_sql.hpp"

namespace metier::prevention {

void routes_des_reperes(acces::Routes& r);
void routes_des_listes(acces::Routes& r);

inline web::Lien lien_de_la_grille(Id<Jeune> id) { return web::lien("/prevention/eleves/{}", id); }
/// L'élève, s'il est de mon établissement, ou si sa situation m'est confiée ; 404 sinon.
Eleve exiger_un_eleve(acces::Contexte& cx, Id<Jeune> id);

} // namespace metier::prevention
