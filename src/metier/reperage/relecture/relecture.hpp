#pragma once
// La relecture : une personne dit si deux dossiers sont la même personne, un par un, par lots, à l'aveugle ; ce qu'elle
// dit mesure la machine. Ce que branche src/app.
#include "metier/reperage/reperage.hpp"

namespace metier::reperage {

void routes_de_la_relecture(acces::Routes& r);
/// « Ce que vaut le rapprochement », sur la page d'une campagne.
web::Html bloc_de_la_mesure(acces::Contexte& cx, Reader& db, Campagne const& c);

} // namespace metier::reperage
