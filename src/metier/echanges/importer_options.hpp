#pragma once
// « raccroche importer » : ce qu'on lui demande.
#include <string>
#include <string_view>
#include <vector>

#include "metier/echanges/compte_rendu.hpp"
#include "metier/echanges/deposer.hpp"

namespace metier::echanges {

struct Options {
    std::vector<std::string> fichiers;
    bool essai = false, en_json = false, confirmer = false, aide = false;
    std::string colonnes, erreur;
    Demande modele;
    Langage langage() const { return en_json ? Langage::json : Langage::clair; }
};
/// `erreur` dit ce qui ne se lit pas.
Options lire_les_options(std::vector<std::string> const& args);
std::string_view mode_d_emploi_d_importer();

} // namespace metier::echanges
