#pragma once
// Ce que les pages du suivi ont en commun, et leurs routes par sujet.
#include "metier/acces/routes.hpp"
#include "metier/suivi/brouillons.hpp"
#include "metier/suivi/formulaires.hpp"
#include "metier/suivi/journee_sql.hpp"

namespace metier::suivi {

void routes_des_contacts(acces::Routes& r);
void routes_des_entretiens(acces::Routes& r);
void routes_des_brouillons(acces::Routes& r);
void routes_des_solutions(acces::Routes& r);
void routes_des_horloges(acces::Routes& r);
void routes_de_la_veille(acces::Routes& r);
void routes_de_la_diligence(acces::Routes& r);

/// Le jeune, dans la portée ; 404 sinon.
Jeune exiger(acces::Contexte& cx, Id<Jeune> id);
inline Auteur auteur(acces::Contexte const& cx) { return {cx.agent(), cx.instant()}; }
inline web::Lien dossier(Id<Jeune> id) { return web::lien("/jeunes/{}", id); }
/// Mots sensibles repérés et pas encore assumés: l'avis à montrer ; vide s'il n'y a rien à dire.
web::Html avis_sur_les_mots(acces::Contexte const& cx, std::vector<std::string> const& textes);
/// Bouton d'enregistrement : « Enregistrer », ou « Enregistrer quand même » sous un avis.
web::Html bouton_d_enregistrement(bool averti);

web::Lien lien(Id<Entretien> id);
web::Lien lien(Id<Solution> id);

} // namespace metier::suivi
