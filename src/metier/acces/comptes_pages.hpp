#pragma once
// Comptes des agents, pour l'administrateur : aucune donnée sur des jeunes.
#include "metier/acces/comptes.hpp"
#include "metier/acces/contexte.hpp"
#include "metier/acces/formulaires.hpp"
#include "web/parts/tableau.hpp"

namespace metier::acces {

struct PageDesComptes {
    ListeDeComptes const& liste;
    std::string cherche;
    web::Lien ici;
    web::DemandeDeListe demande;
    Date jour;
};
Page page_comptes(PageDesComptes const& p);
Page page_nouveau_compte(CompteForm const& form, web::Csrf const& csrf);
Page page_modifier_compte(Compte const& compte, CompteForm const& form, web::Csrf const& csrf);
/// Quelqu'un a enregistré avant : les deux versions.
Page page_comptes_en_conflit(Compte const& actuel, CompteForm const& saisi, web::Csrf const& csrf);
/// Le mot de passe provisoire, montré une seule fois.
Page page_mot_de_passe_remis(Compte const& compte, std::string const& mot_de_passe, bool nouveau);
Page page_compte(Compte const& compte, std::vector<RoleDuCompte> const& roles, Date jour);

enum class ActeSurCompte { desactiver, reactiver, reinitialiser, retirer_second_facteur };
Page page_acte_sur_compte(ActeSurCompte quoi, Compte const& compte, web::Csrf const& csrf);
/// Ce qu'il tient encore se passe d'abord : où, et que faire si c'est urgent.
Page page_compte_encore_tenu(Compte const& compte, std::vector<std::string> const& tient);

Page page_choix_du_role(Compte const& compte);
struct RoleADonner {
    Compte const& compte;
    RoleForm const& form;
    Role role;
    std::string cherche; ///< établissement cherché
    web::Csrf csrf;
};
Page page_donner_role(RoleADonner const& p);
/// `tient` : ce qu'il tient encore, s'il faut le dire.
Page page_retirer_role(Compte const& compte, RoleDuCompte const& role, RetraitForm const& form, web::Csrf const& csrf,
                       std::vector<std::string> const& tient = {});

} // namespace metier::acces
