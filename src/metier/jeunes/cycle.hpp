#pragma once
#include "metier/jeunes/jeunes.hpp"

namespace metier::jeunes {

/// D. 313-59 : le collège ne mène par lui-même ni au baccalauréat, ni à un diplôme professionnel. Vrai quand la liste
/// le dit (code de formation, libellé ou établissement) ; faux si rien ne le dit.
bool au_college(InscriptionVue const& inscription);
/// La dernière inscription, si toutes celles que l'on connaît sont au collège ; rien sinon.
InscriptionVue const* sorti_du_college(std::span<InscriptionVue const> inscriptions);

} // namespace metier::jeunes
