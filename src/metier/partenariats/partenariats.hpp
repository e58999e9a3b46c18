#pragma once
// Partenaires, conventions, places libres : ce que le programme branche.
#include "metier/acces/liens_signes.hpp"
#include "metier/acces/routes.hpp"
#include "metier/agenda/agenda.hpp"
#include "metier/jeunes/apports.hpp"

namespace metier::partenariats {

void routes(acces::Routes& r);
/// « Mes places », « Partenariats » dans « Ma journée ».
void rubriques(agenda::Journee& journee);
/// « Places possibles » dans le dossier.
void apports(jeunes::Apports& apports);
/// La page que voit, sans compte, qui confirme ses places.
void liens(acces::PorteDesLiens& porte);
/// Demande à chacun si ses places sont à jour, une fois par semaine ; rend combien de courriels. Sans adresse publique
/// réglée, aucun lien ne peut partir : rien.
std::int64_t demander_les_confirmations(acces::Environnement const& env);
/// Ce que cette partie montre d'un jeune, et à qui.
void lectures(jeunes::Apports& apports);

} // namespace metier::partenariats
