#pragma once
// Les pages du territoire : établissements, bassins, réseaux ; l'import de l'annuaire national ; les règles chiffrées.
#include <filesystem>

#include "metier/acces/routes.hpp"
#include "metier/territoire/parametres.hpp"
#include "metier/territoire/territoire.hpp"

namespace metier::annuaire {

struct BilanAnnuaire {
    std::int64_t lues = 0, crees = 0, modifies = 0, identiques = 0, ecartees = 0; ///< écartées : écoles, lignes fausses
    std::vector<std::string> remarques; ///< « Ligne 12 : … », les vingt premières
};

/// Importe l'annuaire de l'éducation (CSV du ministère) : crée académies, départements et bassins au besoin. Les écoles
/// sont écartées. Le même fichier deux fois ne change rien. Lève documents::FichierRefuse si ce n'est pas un annuaire.
BilanAnnuaire importer(storage::Writer& db, std::filesystem::path const& chemin, std::string const& nom, Date jour);
std::string phrase(BilanAnnuaire const& bilan);

web::Lien lien(Id<territoire::Etablissement> id);
void routes(acces::Routes& r);

} // namespace metier::annuaire
