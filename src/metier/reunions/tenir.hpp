#pragma once
// Qui peut tenir une décision : qui voit la situation et lit ce qui s'en décide. Aux autres, on peut demander ; elle
// reste à qui anime.
#include "metier/reunions/reunions_web.hpp"

namespace metier::reunions {

struct Tenants {
    bool general = false; ///< un point sans dossier se tient par tous
    std::vector<Membre> membres;
    std::vector<Savoir> savent;
};

/// D'abord ceux qui connaissent ce jeune ; des autres, on dit pourquoi ils ne la tiennent pas.
std::vector<web::Choix> qui_peut_la_tenir(Tenants const& t);
/// Dit avant d'enregistrer, pour chacun de ceux qui ne la tiennent pas.
web::Html qui_ne_la_tient_pas(Tenants const& t);
/// Pourquoi celui-ci ne peut pas en être chargé, et que faire ; vide s'il le peut.
std::string refus_de_confier(Tenants const& t, Id<Membre> a, acces::Visibilite lecteurs);

Tenants tenants(Reader& db, acces::Contexte const& cx, Ouverte const& o, PointVu const& p);

constexpr int horizon_en_mois = 24; ///< au-delà, c'est une faute de frappe
FormDecision decision_vierge(Ouverte const& o, Tenants const& t);
/// Sinon le champ est refusé, et l'on propose de garder la décision et de le lui demander.
bool confiee_a_qui_la_voit(FormDecision& form, Tenants const& t);
/// Chez qui elle est, dit à qui vient de la prendre.
std::string ce_qui_s_ensuit(acces::Contexte& cx, DecisionPrise const& prise, std::string const& qui);
/// « Attention : le 25/12/2026 est férié (Noël). » ; vide un jour ordinaire.
std::string jour_ferme(Date jour);

/// Qui est de la réunion y écrit, de l'ouverture à la clôture ; après, en disant pourquoi.
bool peut_ecrire(acces::Contexte const& cx, Ouverte const& o);
/// Une décision mal tapée : qui l'a prise la reprend en séance, qui conduit aussi, et lui seul une fois le relevé figé.
bool peut_corriger(acces::Contexte const& cx, Ouverte const& o, DecisionVue const& d);
bool peut_remettre(acces::Contexte const& cx, Ouverte const& o, DecisionVue const& d);

} // namespace metier::reunions
