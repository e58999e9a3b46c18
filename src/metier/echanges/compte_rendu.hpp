#pragma once
// « raccroche importer » : ce qu'il en dit, en clair et en JSON.
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "metier/echanges/lignes_sql.hpp"

namespace metier::echanges {

/// Ce que la commande montre d'une ligne.
struct LigneDite {
    std::int64_t numero = 0;
    std::string ou, genre;
    Issue issue = Issue::erreur;
    std::string motif;
    std::int64_t ligne = 0; ///< dans un XML, celle du fichier
    std::string fichier{};  ///< dans une archive ou un classeur
    std::vector<std::string> remarques{};
};

struct CompteRendu {
    Importation liste;
    Comptes comptes{};
    std::vector<LigneDite> lignes{};
    std::string message{};
    std::optional<Id<Importation>> page{};
    std::vector<std::string> avertissements() const;
    void dire(LigneImport const& ligne, base::Coffre const& coffre);
};

nlohmann::json en_json(CompteRendu const& r);
void ecrire(CompteRendu const& r, std::ostream& sortie);
/// Un fichier refusé, ou laissé là parce qu'un autre l'est.
nlohmann::json non_importe(std::string const& nom, std::string const& message, bool refuse);

} // namespace metier::echanges
