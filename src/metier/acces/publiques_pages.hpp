#pragma once
// Pages ouvertes à tous, menées par le pied de page. Rien n'y est inventé : ce que l'académie n'a pas renseigné se dit.
#include <string>
#include <vector>

#include "metier/acces/contexte.hpp"

namespace metier::acces {

/// Ce que l'académie renseigne (règles « site.… ») ; absent tant qu'elle ne l'a pas fait.
struct Site {
    std::string academie; ///< nom de l'académie créée au premier démarrage
    std::optional<std::string> responsable, contact, dpd, hebergeur;
};
/// Une ligne du registre des traitements.
struct LigneDeRegistre {
    std::string contenu, conservation;
};

Page page_plan_du_site(std::vector<EntreeDuMenu> const& menu, bool connecte);
Page page_accessibilite(Site const& site);
Page page_mentions_legales(Site const& site);
Page page_donnees_personnelles(Site const& site, std::vector<LigneDeRegistre> const& registre);
Page page_code_source(std::string const& version);
Page page_nouveautes(std::string const& version);
Page page_aide(Site const& site);

} // namespace metier::acces
