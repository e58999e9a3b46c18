#pragma once
// La relecture : une personne dit si deux dossiers sont la même personne, un par un, par lots, à l'aveugle ; ce qu'elle
// dit mesure la machine. Ce que branche src/app.
#include "metier/reperage/reperage.hpp"

namespace metier::reperage {

void routes_de_la_relecture(acces::Routes& r);

} // namespace metier::reperage
