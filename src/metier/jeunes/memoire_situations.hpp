#pragma once
// Les situations d'un jeune mot pour mot, pour revenir exactement à ce que l'on savait avant un acte.
#include "metier/jeunes/jeunes.hpp"

namespace metier::jeunes {

/// Une ligne par situation : ce qui suffit à la récrire.
std::string en_lignes(std::vector<SituationVue> const& situations);
std::vector<SituationVue> depuis_les_lignes(std::string_view lignes);
/// Remet celles d'avant, sous leurs numéros, si rien n'a bougé depuis `apres`. Faux sinon : rien n'est alors écrit.
bool rendre_les_situations(Writer& db, Id<Jeune> jeune, std::vector<SituationVue> const& avant,
                           std::vector<SituationVue> const& apres);

} // namespace metier::jeunes
