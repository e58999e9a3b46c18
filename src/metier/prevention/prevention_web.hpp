#pragma once
// Ce que les pages de la prévention ont en commun, et leurs routes par sujet.
#include "metier/acces/routes.hpp"
#include "metier/jeunes/garde_fous.hpp"
#include "metier/prevention/formulaires.hpp"
#include "metier/prevention/prevention_sql.hpp"

namespace metier::prevention {

inline constexpr auto rubrique_prevention = "Prévention";
inline constexpr auto rubrique_signaler = "Signaler";

void routes_des_signalements(acces::Routes& r);
void routes_des_situations(acces::Routes& r);

inline Auteur auteur(acces::Contexte const& cx) { return {cx.agent(), cx.instant()}; }
using jeunes::avis_sur_les_mots, jeunes::bouton_d_enregistrement;

/// La situation, si ce rôle la voit ; 404 sinon.
PreventionVue exiger(acces::Contexte& cx, Id<Prevention> id);
/// À quel titre : « etablissement » ou « confiance ».
std::string titre_de_lecture(acces::Contexte const& cx);
/// Une lecture nominative se consigne, comme celle d'un dossier.
void consigner_la_lecture(acces::Contexte& cx, PreventionVue const& p, std::string const& quoi);

web::Lien lien(Id<Prevention> id);
web::Lien lien(Id<Signalement> id);
web::Ton ton(EtatDuLien lien);
web::Ton ton(Urgence urgence);
/// Émet le badge d'urgence ; rien si la situation peut attendre la réunion.
web::Html badge_d_urgence(Urgence urgence);
/// Rien tant que personne ne l'a dit.
web::Html badge_du_lien(PreventionVue const& p);

} // namespace metier::prevention
