#pragma once
// Les pages du territoire : territoires, établissements, réseaux, structures ; l'import de l'annuaire national ; les
// règles chiffrées.
#include <filesystem>
#include <functional>

#include "metier/acces/routes.hpp"
#include "metier/territoire/parametres.hpp"
#include "metier/territoire/territoire.hpp"
#include "web/parts/fiche.hpp"

namespace metier::annuaire {

using Etablissements = std::vector<Id<territoire::Etablissement>>;

/// Ce que les autres parties rattachent aux territoires : elles le disent ici, l'annuaire ne les connaît pas.
struct Attaches {
    /// Combien de jeunes changent de bassin avec ces établissements.
    std::vector<std::function<std::int64_t(storage::Reader&, Etablissements const&)>> jeunes_qui_suivent = {};
    /// Faire suivre à ces établissements, déjà rangés, ce qui en dépend.
    std::vector<std::function<void(storage::Writer&, Etablissements const&)>> suivre = {};
    /// Ce qui, ouvert, tient à ce territoire : « la campagne Rentrée 2026 ».
    std::vector<std::function<std::vector<std::string>(storage::Reader&, Id<territoire::Territoire>)>> tient = {};
    /// Pourquoi ces deux-là ne peuvent pas n'en faire qu'un ; rien : ils le peuvent.
    std::vector<std::function<std::string(storage::Reader&, Id<territoire::Territoire>, Id<territoire::Territoire>)>>
        separe = {};

    std::int64_t combien(storage::Reader& db, Etablissements const& ids) const;
    void faire_suivre(storage::Writer& db, Etablissements const& ids) const;
};

struct BilanAnnuaire {
    std::int64_t lues = 0, crees = 0, modifies = 0, identiques = 0, ecartees = 0; ///< écartées : écoles, lignes fausses
    std::int64_t ailleurs = 0;                                                    ///< hors du territoire de qui importe
    std::vector<std::string> remarques; ///< « Ligne 12 : … », les vingt premières
    Etablissements deplaces;            ///< rangés par le fichier dans un autre bassin
};

class Gestion;
/// Importe l'annuaire de l'éducation (CSV du ministère) : crée académies, départements et bassins au besoin, reconnaît
/// ceux qui existent à leur code ou à leur nom. Les écoles sont écartées. Ce que quelqu'un a rangé ou renommé reste.
/// Le même fichier deux fois ne change rien. Lève documents::FichierRefuse si ce n'est pas un annuaire.
BilanAnnuaire importer(storage::Writer& db, std::filesystem::path const& chemin, std::string const& nom,
                       Gestion const& gestion);
std::string phrase(BilanAnnuaire const& bilan);

web::Lien lien(Id<territoire::Etablissement> id);
web::Lien lien(Id<territoire::Territoire> id);
web::Lien lien(Id<territoire::Reseau> id);
web::Lien lien(Id<territoire::Structure> id);
/// Les attaches vivent aussi longtemps que les routes.
void routes(acces::Routes& r, Attaches const& attaches);
/// Ce qui manque au territoire pour que chacun voie les siens : à faire par qui le tient.
std::vector<web::AFaire> a_completer(acces::Contexte& cx);

} // namespace metier::annuaire
