#pragma once
// Ce que les pages du suivi ont en commun, et leurs routes par sujet.
#include "metier/acces/routes.hpp"
#include "metier/jeunes/garde_fous.hpp"
#include "metier/suivi/brouillons.hpp"
#include "metier/suivi/formulaires.hpp"
#include "metier/suivi/journee_sql.hpp"

namespace metier::suivi {

void routes_des_contacts(acces::Routes& r);
void routes_des_entretiens(acces::Routes& r);
void routes_des_brouillons(acces::Routes& r);
void routes_des_solutions(acces::Routes& r);
void routes_des_horloges(acces::Routes& r);
void routes_des_retours(acces::Routes& r);
void routes_des_rendez_vous(acces::Routes& r);
void routes_de_la_veille(acces::Routes& r);
void routes_de_la_diligence(acces::Routes& r);

/// Le jeune, dans la portée ; 404 sinon.
Jeune exiger(acces::Contexte& cx, Id<Jeune> id);
inline Auteur auteur(acces::Contexte const& cx) { return {cx.agent(), cx.instant()}; }
inline web::Lien dossier(Id<Jeune> id) { return web::lien("/jeunes/{}", id); }
using jeunes::avis_sur_les_mots, jeunes::bouton_d_enregistrement, jeunes::pas_avant_la_naissance;

/// Un rappel plus lointain est une faute de frappe.
inline Date au_plus_tard(Date jour) { return base::plus_annees(jour, 2); }

web::Lien lien(Id<Entretien> id);
web::Lien lien(Id<Solution> id);

} // namespace metier::suivi
