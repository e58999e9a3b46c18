#pragma once
// Ranger des établissements dans leur bassin : un, plusieurs, ou tous d'après un tableau. Le plan se montre, puis
// s'applique ; les trois chemins font le même.
#include <filesystem>

#include "metier/annuaire/gestion.hpp"

namespace metier::annuaire {

struct Rangement {
    territoire::Etablissement etablissement;
    std::optional<territoire::Territoire> vers;
    std::string a_creer; ///< nom du bassin qui n'existe pas encore ; `vers` est alors vide
};
struct PlanDeRangement {
    std::vector<Rangement> lignes;
    std::int64_t deja = 0;            ///< déjà là où l'on veut les mettre
    std::vector<std::string> erreurs; ///< « Ligne 12 : … »
};

/// Tableau « uai » et « bassin » (nom ou code). `creer` : les bassins inconnus seront créés dans le département de
/// l'établissement. Lève documents::FichierRefuse si ce n'en est pas un.
PlanDeRangement lire_tableau(storage::Reader& db, Gestion const& gestion, std::filesystem::path const& chemin,
                             std::string const& nom, bool creer);
/// Ces établissements, tous dans ce bassin. Ce qu'on ne tient pas n'y est pas.
PlanDeRangement vers_un_bassin(storage::Reader& db, Gestion const& gestion,
                               std::vector<Id<territoire::Etablissement>> const& ids,
                               territoire::Territoire const& bassin);
/// Le plan tel qu'une page de confirmation le garde, et le relit ; ce qu'on ne tient plus en tombe.
std::string ecrire(PlanDeRangement const& plan);
PlanDeRangement relire(storage::Reader& db, Gestion const& gestion, std::string_view texte);
/// Crée les bassins manquants, range ; rend les établissements déplacés.
std::vector<Id<territoire::Etablissement>> appliquer(storage::Writer& db, PlanDeRangement const& plan, Instant quand);

} // namespace metier::annuaire
