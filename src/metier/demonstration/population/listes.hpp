#pragma once
// Les listes des autres sources : CFA, lycées agricoles et MFR, Affelnet, SIEI, missions locales.
#include <filesystem>
#include <string>

#include "metier/demonstration/population/fichiers.hpp"

namespace metier::demonstration {

struct ListeEcrite { // « verite » reçoit une ligne « fichier;ligne;id » par ligne de données
    std::size_t lignes = 0;
    std::uintmax_t octets = 0;
};

/// Modèle de téléversement du Tableau de bord de l'apprentissage (formats.md §8.1).
ListeEcrite ecrire_cfa(Academie const& academie, std::size_t etablissement, base::AnneeScolaire annee,
                       std::filesystem::path const& fichier, OptionsFichiers const& options, std::string& verite);
/// Modèle CSV des établissements hors SIECLE (formats.md §3).
ListeEcrite ecrire_agricole(Academie const& academie, std::size_t etablissement, base::AnneeScolaire annee,
                            std::filesystem::path const& fichier, OptionsFichiers const& options, std::string& verite);
/// Tout ce qui se lit en parcourant les personnes une fois, et verite/.
void ecrire_listes(Academie const& academie, std::filesystem::path const& dossier, OptionsFichiers const& options,
                   FichiersEcrits& ecrits, std::string& verite);

} // namespace metier::demonstration
