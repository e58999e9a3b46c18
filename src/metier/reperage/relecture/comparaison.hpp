#pragma once
// Les deux fiches d'une paire, champ par champ, telles que ce rôle peut les voir ; la lecture est consignée.
#include "metier/acces/contexte.hpp"
#include "metier/reperage/reperage.hpp"
#include "web/parts/fiche.hpp"

namespace metier::reperage {

struct DeuxFiches {
    std::vector<web::LigneComparee> lignes; ///< poids et phrases de `explication`, ou du modèle de référence
    std::vector<std::string> accords;       ///< par ligne : « identique », « différent », sans montrer les valeurs
    bool a_visible = false, b_visible = false;
    std::string lieu_a, lieu_b; ///< « Lycée Zola, 2025-2026 » ; vide hors portée
};
DeuxFiches deux_fiches(acces::Contexte& cx, Reader& db, Id<Jeune> a, Id<Jeune> b, std::string const& explication,
                       std::string const& objet);
/// Sans un mot de ce qu'en pense la machine.
std::vector<web::LigneComparee> a_l_aveugle(DeuxFiches const& fiches);

} // namespace metier::reperage
