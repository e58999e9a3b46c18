#pragma once
// Dedans des pages de listes : ce que leurs fichiers se partagent.
#include "metier/acces/routes.hpp"
#include "metier/echanges/importations_sql.hpp"

namespace metier::echanges {

/// La liste, ou 404 hors portée.
Importation exiger(acces::Contexte& cx, Reader& db, Id<Importation> id);
void routes_des_lignes(acces::Routes& r);
void routes_du_rapport(acces::Routes& r);

} // namespace metier::echanges
