#pragma once
// Un dossier où chaque champ libre porte sa marque : « Zqmarquecontactnote » pour contact.note.
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/distribution.hpp"

namespace essais {

std::string marque(std::string colonne);

struct CasDuBanc {
    Id<jeunes::Jeune> jeune;
    std::string nom;                                              ///< du jeune, tel qu'il s'écrit sur une page
    std::vector<std::string> colonnes;                            ///< celles qui portent leur marque
    std::vector<std::pair<std::string, Id<acces::Agent>>> agents; ///< « coordonnatrice », « CPE »…
};
CasDuBanc dossier_ou_tout_est_rempli(Distribution& d);

/// Patrons des pages dont on a vérifié qu'elles ne montrent aucun jeune : comptes, territoire, réglages, listes vides
/// de noms. Une page nouvelle n'y entre qu'après l'avoir lue.
std::set<std::string> const& pages_qui_ne_montrent_personne();

/// Adresses qui écrivent sans toucher un jeune : comptes, territoire, réunions elles-mêmes, annuaire.
std::set<std::string> const& ecritures_qui_ne_touchent_personne();

} // namespace essais
