#pragma once
// Tous les dossiers, codés pour le moteur, gardés d'un calcul à l'autre : un calcul ne relit que les fiches changées.
#include <optional>
#include <string>
#include <vector>

#include "metier/reperage/reperage.hpp"
#include "rapprochement/vivier.hpp"

namespace metier::reperage {

struct VivierTenu {
    rapprochement::Vivier vivier{};
    std::string jeton{}; ///< non vide : tout vient d'être relu, et peut être gardé sous ce jeton
};
/// Tels que sont les dossiers : ceux du fichier et ce qui a changé depuis ; sans fichier qui se lise, tous relus.
/// `tout` : relus, quoi qu'il y ait. Rien si `suivi` a demandé l'arrêt.
std::optional<VivierTenu> tenir_le_vivier(storage::Database& base, Instant maintenant, Reserve const& reserve,
                                          Etendue etendue, Suivi const& suivi);
/// Écrit ce qui vient d'être relu ; faute de place ou de droits, le calcul suivant relira tout.
void garder_le_vivier(storage::Database& base, Reserve const& reserve, VivierTenu const& tenu);
std::string fichier_du_vivier(std::string const& dossier);

} // namespace metier::reperage
