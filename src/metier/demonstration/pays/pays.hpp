#pragma once
// Un pays fictif en deux listes d'élèves, avec sa vérité : mêmes graine, taille et modèle, mêmes octets.
#include <cstdint>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

#include "metier/demonstration/pays/modele.hpp"

namespace metier::demonstration {

struct ReglagesDuPays {
    std::uint64_t eleves = 10'000; ///< par liste
    std::uint64_t graine = 1;
    Modele modele;
    std::filesystem::path data;    ///< fréquences publiques
    std::filesystem::path dossier; ///< où écrire a.csv, b.csv, verite.csv, erreurs.csv
    unsigned fils = 0;             ///< 0 : tous
};

struct BilanDuPays {
    std::uint64_t liens = 0, fautes = 0;
};

/// Écrit au fil de l'eau : la mémoire ne dépend pas du nombre d'élèves.
BilanDuPays generer_le_pays(ReglagesDuPays const& reglages, std::function<void(double part)> const& progres = {});

/// Où sont les données publiques : le dossier demandé, ./data, ou celui du dépôt d'où vient le programme.
std::filesystem::path dossier_des_donnees(std::string const& demande);

/// raccroche donnees generer … | evaluer …
int commande_donnees(std::vector<std::string> const& arguments, std::ostream& sortie, std::ostream& erreurs);

} // namespace metier::demonstration
