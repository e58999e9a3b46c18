#pragma once
#include "metier/droits/droits.hpp"

namespace metier::droits {

using storage::Reader;
using storage::Writer;

/// Une raison, sans les numéros du cahier des charges : qui la lit ne l'a pas sous les yeux.
std::string sans_numero(std::string const& raison);

void routes_de_l_urgence(acces::Routes& r);
void routes_du_banc(acces::Routes& r, jeunes::Apports const& apports);
void routes_de_la_matrice(acces::Routes& r, jeunes::Apports const& apports);

} // namespace metier::droits
