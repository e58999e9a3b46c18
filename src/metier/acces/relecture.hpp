#pragma once
// Avant d'enregistrer un texte que d'autres liront : les mots sensibles. Tout champ « facts_only » d'un
// formulaire est relu, sans que sa page ait à le nommer.
#include "metier/acces/contexte.hpp"
#include "web/form.hpp"

namespace metier::acces {

/// Mots sensibles repérés et pas encore assumés : l'avis à montrer dans le formulaire ; vide s'il n'y a rien à dire.
web::Html avis_sur_les_mots(Contexte const& cx, std::vector<std::string> const& textes);
web::Html relire(Contexte const& cx, std::vector<web::FieldBase*> const& champs);
template <class Form>
web::Html relire(Contexte const& cx, Form& form) {
    return relire(cx, web::champs_de(form));
}
/// Bouton d'enregistrement : « Enregistrer », ou « Enregistrer quand même » sous un avis.
web::Html bouton_d_enregistrement(bool averti, std::string_view libelle = "Enregistrer");

} // namespace metier::acces
