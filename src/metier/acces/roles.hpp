#pragma once
// Qui a le droit de faire quoi (R-75, metier.md §11.4). La portée (sur qui) est dans portee.hpp.
#include <string>
#include <string_view>
#include <vector>

#include "base/enumere.hpp"

namespace metier::acces {

enum class Role {
    coordonnateur,
    coordonnateur_departemental,
    chef_etablissement,
    referent_decrochage,
    cpe,
    directeur_cio,
    psyen,
    responsable_foquale,
    psad,
    mission_locale,
    ien_io,
    ia_dasen,
    draio,
    dpd,
    administrateur,
};
inline constexpr base::Entree<Role> roles_connus[] = {
    {Role::coordonnateur, "coordonnateur", "Coordonnateur MLDS"},
    {Role::coordonnateur_departemental, "coordonnateur_departemental", "Coordonnateur départemental MLDS"},
    {Role::chef_etablissement, "chef_etablissement", "Chef d’établissement"},
    {Role::referent_decrochage, "referent_decrochage", "Référent décrochage scolaire"},
    {Role::cpe, "cpe", "CPE ou professeur principal"},
    {Role::directeur_cio, "directeur_cio", "Directeur de CIO"},
    {Role::psyen, "psyen", "Psychologue de l’Éducation nationale"},
    {Role::responsable_foquale, "responsable_foquale", "Responsable du réseau FOQUALE"},
    {Role::psad, "psad", "Coresponsable de PSAD"},
    {Role::mission_locale, "mission_locale", "Mission locale"},
    {Role::ien_io, "ien_io", "IEN-IO"},
    {Role::ia_dasen, "ia_dasen", "IA-DASEN"},
    {Role::draio, "draio", "DRAIO"},
    {Role::dpd, "dpd", "Délégué à la protection des données"},
    {Role::administrateur, "administrateur", "Administrateur technique"},
};
constexpr std::span<base::Entree<Role> const> entrees(Role) { return roles_connus; }

/// Genre de périmètre sur lequel un rôle se tient.
enum class Perimetre { territoire, etablissement, reseau, structure, aucun };
Perimetre perimetre(Role role);

/// Ce qu'une route exige. « public_ » : ouverte à tous ; « connecte » : à tout agent connecté.
enum class Droit {
    public_,
    connecte,
    lire_territoire,
    gerer_territoire,
    rechercher, ///< chercher une personne ; hors portée, on voit seulement « suivi ailleurs »
    lire_dossier,
    tenir_dossier, ///< identité, responsables, situations, cercle
    suivre,        ///< contacts, entretiens, solutions, échéances
    lire_importations,
    importer,
    trancher, ///< décider si deux fiches sont la même personne ; fusionner, défaire
    lire_campagnes,
    mener_campagne,
    verifier, ///< file de vérification
    lire_indicateurs,
    exporter, ///< export nominatif, motif demandé (R-76)
    accorder_acces,
    gerer_comptes,
    lire_journal,
    consulter_reglages,
    decider_purge, ///< ce qui arrive à la fin de sa conservation (R-74)
    lire_partenaires,  ///< annuaire des partenaires, conventions, places libres
    tenir_partenaires, ///< les tenir, dans son secteur
    lire_purges,   ///< rapports de purge : des nombres, aucun nom
};
inline constexpr base::Entree<Droit> droits_connus[] = {
    {Droit::public_, "public", "Page ouverte à tous"},
    {Droit::connecte, "connecte", "Tout agent connecté"},
    {Droit::lire_territoire, "lire_territoire", "Voir les établissements et les territoires"},
    {Droit::gerer_territoire, "gerer_territoire", "Tenir l’annuaire et les territoires"},
    {Droit::rechercher, "rechercher", "Rechercher une personne"},
    {Droit::lire_dossier, "lire_dossier", "Lire un dossier"},
    {Droit::tenir_dossier, "tenir_dossier", "Tenir un dossier"},
    {Droit::suivre, "suivre", "Contacts, entretiens et solutions"},
    {Droit::lire_importations, "lire_importations", "Voir les listes reçues"},
    {Droit::importer, "importer", "Importer une liste"},
    {Droit::trancher, "trancher", "Décider si deux fiches sont la même personne"},
    {Droit::lire_campagnes, "lire_campagnes", "Voir les campagnes"},
    {Droit::mener_campagne, "mener_campagne", "Mener une campagne"},
    {Droit::verifier, "verifier", "Vérifier une situation"},
    {Droit::lire_indicateurs, "lire_indicateurs", "Lire les indicateurs"},
    {Droit::exporter, "exporter", "Exporter des données nominatives"},
    {Droit::accorder_acces, "accorder_acces", "Répondre à une demande d’accès"},
    {Droit::gerer_comptes, "gerer_comptes", "Gérer les comptes"},
    {Droit::lire_journal, "lire_journal", "Lire le journal"},
    {Droit::consulter_reglages, "consulter_reglages", "Voir les règles et leurs sources"},
    {Droit::decider_purge, "decider_purge", "Décider de la fin de conservation d’un dossier"},
    {Droit::lire_partenaires, "lire_partenaires", "Voir les partenaires et les places libres"},
    {Droit::tenir_partenaires, "tenir_partenaires", "Tenir partenaires, conventions et places"},
    {Droit::lire_purges, "lire_purges", "Lire les rapports de purge"},
};
constexpr std::span<base::Entree<Droit> const> entrees(Droit) { return droits_connus; }

/// La matrice, par défaut « non ».
bool a_le_droit(Role role, Droit droit);
/// La même en Markdown, pour docs/droits.md.
std::string matrice_des_droits();

/// Qui lit un écrit (capacites.md C-31) : son auteur, l'équipe de l'Éducation nationale, tous ceux qui suivent.
enum class Visibilite { privee, equipe, partenaires };
inline constexpr base::Entree<Visibilite> visibilites[] = {
    {Visibilite::privee, "privee", "Moi seul"},
    {Visibilite::equipe, "equipe", "Équipe de l’Éducation nationale"},
    {Visibilite::partenaires, "partenaires", "Tous ceux qui suivent ce jeune"},
};
constexpr std::span<base::Entree<Visibilite> const> entrees(Visibilite) { return visibilites; }
/// Codes lisibles par ce rôle, hors écrits privés (lisibles par leur seul auteur).
std::vector<Visibilite> lisibles(Role role);

} // namespace metier::acces
