#pragma once
// Dedans : les routes de la relecture, par sujet.
#include "metier/reperage/relecture/relecture.hpp"
#include "metier/reperage/reperage_web.hpp"

namespace metier::reperage {

void routes_des_paires(acces::Routes& r);
void routes_des_lots(acces::Routes& r);
void routes_de_l_echantillon(acces::Routes& r);
void routes_des_retours(acces::Routes& r);

} // namespace metier::reperage
