#pragma once
// Ce que les pages du suivi ont en commun, et leurs routes par sujet.
#include "metier/acces/routes.hpp"
#include "metier/jeunes/garde_fous.hpp"
#include "metier/suivi/brouillons.hpp"
#include "metier/suivi/formulaires.hpp"
#include "metier/suivi/journee_sql.hpp"

namespace metier::jeunes {
class Apports;
}

namespace metier::suivi {

void routes_des_contacts(acces::Routes& r);
void routes_des_entretiens(acces::Routes& r);
void routes_des_brouillons(acces::Routes& r);
void routes_des_solutions(acces::Routes& r);
void routes_des_horloges(acces::Routes& r);
void routes_des_retours(acces::Routes& r);
void routes_des_rendez_vous(acces::Routes& r);
void routes_de_la_veille(acces::Routes& r);
/// Avec ce que les autres parties ont tenté ; `apports` vit aussi longtemps que `r`.
void routes_de_la_diligence(acces::Routes& r, jeunes::Apports const& apports);
void routes_des_annulations(acces::Routes& r);
void routes_des_exemptions(acces::Routes& r);

/// Le jeune, dans la portée ; 404 sinon.
Jeune exiger(acces::Contexte& cx, Id<Jeune> id);
inline Auteur auteur(acces::Contexte const& cx) { return {cx.agent(), cx.instant()}; }
inline web::Lien dossier(Id<Jeune> id) { return web::lien("/jeunes/{}", id); }
using jeunes::avis_sur_les_mots, jeunes::bouton_d_enregistrement, jeunes::pas_avant_la_naissance;

/// Un rappel plus lointain est une faute de frappe.
inline Date au_plus_tard(Date jour) { return base::plus_annees(jour, 2); }

/// Sur la page d'une saisie annulée : quand, par qui, pourquoi, et de quoi la rétablir.
web::Html avis_d_annulation(acces::Contexte& cx, std::optional<Annulation> const& a, Saisi quoi, std::int64_t id);
/// Le lien « Annuler… » de la page d'une saisie qui compte.
web::Html lien_d_annulation(acces::Contexte& cx, std::optional<Annulation> const& a, Saisi quoi, std::int64_t id);

web::Lien lien(Id<Contact> id);
web::Lien lien(Id<jeunes::Exemption> id);
web::Lien lien(Id<Entretien> id);
/// Où l'on en est, pour qui reprend le dossier.
void a_la_fiche_de_passage(jeunes::Apports& apports);
/// Ce que cette partie montre d'un jeune, et à qui.
void lectures(jeunes::Apports& apports);

} // namespace metier::suivi
