#pragma once
// Ce que les pages des absences et des alertes ont en commun.
#include "metier/prevention/absences_sql.hpp"
#include "metier/prevention/prevention_web.hpp"
#include "web/parts/notice.hpp"

namespace metier::prevention {

void routes_des_absences(acces::Routes& r);
void routes_des_alertes(acces::Routes& r);

inline web::Lien lien(Id<Alerte> id) { return web::lien("/absences/alertes/{}", id); }
inline web::Ton ton(NiveauDAlerte n) {
    return n == NiveauDAlerte::critique    ? web::Ton::erreur
           : n == NiveauDAlerte::vigilance ? web::Ton::attention
                                           : web::Ton::neutre;
}

} // namespace metier::prevention
