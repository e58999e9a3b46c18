#pragma once
// Pages de connexion : identification, second facteur, choix du rôle.
#include "metier/acces/contexte.hpp"
#include "metier/acces/formulaires.hpp"

namespace metier::acces {

struct PageDeConnexion {
    ConnexionForm const& form;
    web::Lien envoyer;
    web::Csrf csrf;
    std::string contact; ///< à qui s'adresser ; vide si ce n'est pas renseigné
};
Page page_connexion(PageDeConnexion const& p);
Page page_second_facteur(CodeForm const& form, web::Lien const& envoyer, web::Csrf const& csrf);
/// Un rôle tenu ce jour-là ; `pour` : « à la place d’Awa NDIAYE, jusqu’au 30/11/2026 », s'il est emprunté.
struct RoleAChoisir {
    RoleOffert role;
    std::string pour;
};
Page page_role(std::vector<RoleAChoisir> const& roles, std::optional<Id<RoleTenu>> actuel, web::Lien const& envoyer,
               web::Csrf const& csrf);

} // namespace metier::acces
