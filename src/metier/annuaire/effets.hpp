#pragma once
// Qui verra qui : ce qu'un déplacement change, dit avant de confirmer.
#include "metier/annuaire/annuaire.hpp"

namespace metier::annuaire {

/// Une personne qui gagne ou perd la vue sur les jeunes déplacés.
struct Regard {
    std::string nom, perimetre;
    acces::Role role = acces::Role::coordonnateur;
};
struct Effet {
    std::vector<Regard> perdent, gagnent;
};
/// Ceux qui voient de là et ne verront plus d'ici, et l'inverse. `avant`, `apres` : le lieu où sont les jeunes ; aucun
/// pour un bassin qui n'existe pas encore.
Effet effet_du_deplacement(storage::Reader& db, std::vector<Id<territoire::Territoire>> const& avant,
                           std::vector<Id<territoire::Territoire>> const& apres, Date jour);
/// Un lieu et tout ce qui le contient.
std::vector<Id<territoire::Territoire>> lignee(storage::Reader& db, Id<territoire::Territoire> id);
web::Html dire(Effet const& effet);

} // namespace metier::annuaire
