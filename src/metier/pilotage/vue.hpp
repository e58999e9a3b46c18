#pragma once
// Ce que l'on regarde : campagne, périmètre, jour. Lu dans l'adresse, borné par le rôle.
#include <functional>

#include "metier/pilotage/formulaires.hpp"

namespace metier::pilotage {

struct Vue {
    Perimetre du_role;
    FormVue form;
    reperage::Campagne campagne;
    Perimetre perimetre;
    Date au{};
    /// L'adresse de cette vue, à un chemin donné.
    web::Lien a(web::Lien const& chemin) const;
};
/// Rien si le rôle ne porte sur aucun lieu, ou si aucune campagne ne le touche. Hors du périmètre : 404.
std::optional<Vue> lire_vue(acces::Contexte& cx, Reader& db);
/// Une saisie du filtre n'est pas acceptable : la page se montre à 422.
bool acceptable(FormVue const& form);

/// Un groupe de jeunes derrière un nombre.
struct GroupeDeJeunes {
    Mesure mesure = Mesure::presumes;
    Ventilation par = Ventilation::aucune;
    std::string cle;
};
/// Lu dans l'adresse ; 404 si elle ne désigne rien.
GroupeDeJeunes lire_groupe(web::Request const& requete);
web::Lien lien_des_lignes(Vue const& vue, GroupeDeJeunes const& groupe);
web::Lien lien_de_l_export(Vue const& vue, GroupeDeJeunes const& groupe);
std::string intitule(GroupeDeJeunes const& groupe, Releve const& releve);

/// Cette mesure compte des entretiens, dont certains ne se lisent que de leur auteur.
bool depend_des_entretiens(Mesure m);

/// Un jeune derrière un nombre, et ce qu'on a établi.
struct LigneDeJeune {
    reperage::PresumeNomme qui;
    std::optional<reperage::Resultat> resultat;
};
/// Ceux du groupe que ce rôle peut nommer, par nom.
std::vector<LigneDeJeune> lignes_visibles(Reader& db, acces::Portee const& portee, Vue const& vue, Releve const& releve,
                                          GroupeDeJeunes const& groupe);

} // namespace metier::pilotage
