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

} // namespace metier::reunions
