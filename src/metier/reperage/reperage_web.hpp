#pragma once
// Dedans : les routes, par sujet.
#include <memory>

#include "metier/reperage/reperage.hpp"

namespace metier::reperage {

void routes_des_campagnes(acces::Routes& r, BlocDeCampagne bloc);
void routes_des_verifications(acces::Routes& r, std::shared_ptr<Prets const> const& prets);
void routes_de_la_file(acces::Routes& r, std::shared_ptr<Prets const> const& prets);
void routes_des_sources(acces::Routes& r);

/// La campagne, ou 404 hors portée.
Campagne exiger_la_campagne(acces::Contexte& cx, Reader& db, Id<Campagne> id);
web::Lien lien(Id<Paire> id);

} // namespace metier::reperage
