#pragma once
// Ce que toute saisie au dossier regarde avant d'écrire : les mots sensibles, les dates impossibles.
#include "metier/acces/contexte.hpp"
#include "metier/jeunes/jeunes.hpp"
#include "web/form.hpp"

namespace metier::jeunes {

/// Mots sensibles repérés et pas encore assumés: l'avis à montrer ; vide s'il n'y a rien à dire.
web::Html avis_sur_les_mots(acces::Contexte const& cx, std::vector<std::string> const& textes);
/// Bouton d'enregistrement : « Enregistrer », ou « Enregistrer quand même » sous un avis.
web::Html bouton_d_enregistrement(bool averti);

/// Rien n'arrive à quelqu'un avant sa naissance : le dit sur le champ, et rend faux.
bool pas_avant_la_naissance(web::Field<Date>& champ, std::optional<Date> naissance);
/// Le même, pas avant `ans` ans : « pas d’emploi », « pas de classe ».
bool pas_avant_l_age(web::Field<Date>& champ, std::optional<Date> naissance, int ans, std::string const& quoi);

} // namespace metier::jeunes
