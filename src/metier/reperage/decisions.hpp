#pragma once
// Dedans : ce qu'une personne a décidé d'une paire vaut pour les campagnes suivantes, tant que l'identité ne change
// pas.
#include "metier/reperage/paires.hpp"

namespace metier::reperage {

void noter_la_decision(Writer& db, Id<Paire> id, std::string_view decision, std::optional<Id<acces::Agent>> agent,
                       Instant maintenant);
/// « 12:DIALLO HUGO 2009-03-04|57:… » : sur quoi la décision s'est prise.
std::string identites(Reader& db, Id<Jeune> a, Id<Jeune> b);
/// Une décision d'avant vaut encore si nom, prénom et naissance disent la même chose, aux accents et aux signes près ;
/// un dossier que l'on a réuni à un autre depuis garde ce qui était décidé de lui.
bool vaut_encore(std::string_view alors, std::string_view maintenant);
/// La question se repose, une fois : la décision d'avant reste écrite dans l'historique de la paire.
void reposer_si_l_identite_a_change(Writer& db, Id<Jeune> a, Id<Jeune> b, Instant maintenant);
/// La paire de ces deux dossiers qui attend une décision, même proposée avant que l'un en absorbe un autre.
std::optional<Id<Paire>> paire_a_trancher(Reader& db, Id<Jeune> a, Id<Jeune> b);

} // namespace metier::reperage
