#include "metier/acces/roles.hpp"

#include <algorithm>
#include <initializer_list>

namespace metier::acces {

Perimetre perimetre(Role role) {
    switch (role) {
    case Role::coordonnateur:
    case Role::coordonnateur_departemental:
    case Role::ien_io:
    case Role::ia_dasen:
    case Role::draio: return Perimetre::territoire;
    case Role::chef_etablissement:
    case Role::referent_decrochage:
    case Role::cpe: return Perimetre::etablissement;
    case Role::directeur_cio:
    case Role::psyen:
    case Role::responsable_foquale:
    case Role::psad:
    case Role::mission_locale: return Perimetre::reseau;
    case Role::dpd:
    case Role::administrateur: return Perimetre::aucun;
    }
    return Perimetre::aucun;
}

bool a_le_droit(Role role, Droit droit) {
    using enum Role;
    auto parmi = [role](std::initializer_list<Role> roles) { return std::ranges::find(roles, role) != roles.end(); };
    switch (droit) {
    case Droit::public_:
    case Droit::connecte: return true;
    case Droit::lire_territoire:
    case Droit::consulter_reglages: return true;
    case Droit::gerer_territoire: return parmi({administrateur, coordonnateur_departemental});
    case Droit::rechercher:
    case Droit::lire_dossier:
        return parmi(
            {coordonnateur, chef_etablissement, referent_decrochage, directeur_cio, psyen, psad, mission_locale});
    case Droit::tenir_dossier: return parmi({coordonnateur, referent_decrochage, directeur_cio, psad, mission_locale});
    case Droit::suivre: return parmi({coordonnateur, referent_decrochage, directeur_cio, psyen, psad, mission_locale});
    case Droit::lire_importations:
    case Droit::importer: return parmi({coordonnateur, directeur_cio, psad, mission_locale});
    case Droit::trancher: return parmi({coordonnateur, directeur_cio, psad});
    case Droit::lire_campagnes:
        return parmi({coordonnateur, coordonnateur_departemental, directeur_cio, psad, mission_locale});
    case Droit::mener_campagne: return parmi({coordonnateur, coordonnateur_departemental, psad, directeur_cio});
    case Droit::verifier: return parmi({coordonnateur, referent_decrochage, directeur_cio, psad, mission_locale});
    case Droit::lire_indicateurs: return !parmi({cpe, administrateur, psyen});
    case Droit::exporter: return parmi({coordonnateur, directeur_cio, psad, mission_locale, chef_etablissement});
    case Droit::accorder_acces: return parmi({coordonnateur, directeur_cio, psad});
    case Droit::gerer_comptes: return parmi({administrateur});
    case Droit::decider_purge: return parmi({coordonnateur});
    case Droit::lire_purges: return parmi({coordonnateur, coordonnateur_departemental, dpd, administrateur});
    case Droit::lire_partenaires: return !parmi({dpd, administrateur});
    case Droit::tenir_partenaires:
        return parmi({coordonnateur, coordonnateur_departemental, chef_etablissement, referent_decrochage,
                      directeur_cio, responsable_foquale, psad, mission_locale});
    case Droit::lire_journal: return parmi({administrateur, dpd});
    }
    return false;
}

std::string matrice_des_droits() {
    std::string texte =
        "# Qui a le droit de faire quoi\n\n"
        "Écrit par `raccroche droits` ; un essai vérifie que cette page dit ce que fait le programme.\n"
        "Sur qui un droit s’exerce (bassin, établissement, réseau, cercle de suivi) est une autre question : "
        "`docs/decisions/portee-et-droits.md`.\n\n| Rôle |";
    std::string trait = "\n| --- |";
    for (auto const& droit : droits_connus) {
        texte += " " + std::string(droit.libelle) + " |";
        trait += " --- |";
    }
    texte += trait + "\n";
    for (auto const& role : roles_connus) {
        texte += "| " + std::string(role.libelle) + " |";
        for (auto const& droit : droits_connus)
            texte += a_le_droit(role.valeur, droit.valeur) ? " oui |" : " – |";
        texte += "\n";
    }
    return texte;
}

std::vector<Visibilite> lisibles(Role role) {
    if (role == Role::mission_locale)
        return {Visibilite::partenaires};
    return {Visibilite::equipe, Visibilite::partenaires};
}

} // namespace metier::acces
