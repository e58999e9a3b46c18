#pragma once
// Les mêmes personnes, vues par chaque source avec ses erreurs : fichiers dans les formats réels, et la vérité à part.
#include <filesystem>

#include "metier/demonstration/population/population.hpp"

namespace metier::demonstration {

struct OptionsFichiers {
    double erreurs = 1.0;           ///< multiplie tous les taux de formats.md §13.3 ; 0 : fichiers parfaits
    std::size_t etablissements = 0; ///< SIECLE : au plus tant d'établissements (0 : tous)
    bool sans_adresses = false;     ///< écrire aussi ElevesSansAdresses.xml
    unsigned fils = 2;              ///< les fichiers ne dépendent pas du nombre de fils
};

struct FichiersEcrits {
    std::size_t fichiers = 0, lignes = 0;
    std::uintmax_t octets = 0;
    std::size_t siei_lignes = 0, siei_faux = 0, siei_moins_de_16_ans = 0;
};

/// Écrit dans `dossier` :
/// siecle/<année>/<UAI>/ : ElevesAvecAdresses.xml, ResponsablesAvecAdresses.xml, Structures.xml, eleves.csv ;
/// agricole/<année>/<UAI>.csv (lycées agricoles et MFR, hors SIECLE) ; cfa/<année>/<UAI>.csv ;
/// affelnet/voeux.csv, affelnet/sans_affectation.csv ; siei/liste.csv ; missions_locales/<code du bassin>.csv ;
/// verite/personnes.csv et verite/lignes.csv (« fichier;clé;id » : ELEVE_ID pour SIECLE, numéro de ligne ailleurs).
FichiersEcrits ecrire_fichiers(Academie const& academie, std::filesystem::path const& dossier,
                               OptionsFichiers const& options = {});

} // namespace metier::demonstration
