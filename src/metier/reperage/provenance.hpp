#pragma once
// Ce qu'une liste reçue ajoute à un présumé : d'où il vient.
#include "metier/reperage/reperage.hpp"

namespace metier::reperage {

/// Dernière scolarité que dit la liste : qui appeler, même sans inscription connue.
struct Provenance {
    std::string lieu, classe, formation;
    std::optional<base::AnneeScolaire> annee; ///< rien : la liste ne la dit pas
};
/// `origine` : celle du signalement, « ligne_import/12 ».
void preciser(Writer& db, std::string_view origine, Provenance const& provenance);

} // namespace metier::reperage
