#pragma once
// Dedans : les routes, par sujet.
#include "metier/reperage/provenance.hpp"

namespace metier::reperage {

void routes_des_campagnes(acces::Routes& r, BlocDeCampagne bloc);
void routes_des_verifications(acces::Routes& r, BlocDuPresume bloc);
void routes_des_sources(acces::Routes& r);

/// La campagne, ou 404 hors portée.
Campagne exiger_la_campagne(acces::Contexte& cx, Reader& db, Id<Campagne> id);
web::Lien lien(Id<Paire> id);

} // namespace metier::reperage
