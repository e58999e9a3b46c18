#pragma once
// La dernière scolarité que dit une liste de décrocheurs ou d'affectation : où, quand, dans quelle classe.
#include "metier/echanges/fiche_de_ligne.hpp"

namespace metier::echanges {

struct ScolariteLue {
    std::optional<base::AnneeScolaire> annee; ///< rien : la liste ne la dit pas
    std::optional<territoire::Etablissement> etablissement;
    std::string lieu; ///< nom de l'établissement, à défaut ce que dit la liste
    std::string mef, formation, classe;
    bool vide() const { return lieu.empty() && mef.empty() && formation.empty() && classe.empty(); }
};
ScolariteLue scolarite_lue(Reader& db, Importation const& i, FicheLue const& f, Annuaire& annuaire);
/// L'inscription passée qu'elle fait connaître ; rien si son année n'est pas dite, ou n'est pas finie, ou si une autre
/// source la dit déjà.
std::optional<jeunes::Inscription> inscription_passee(Reader& db, base::Coffre const& coffre, Importation const& i,
                                                      FicheLue const& f, Id<jeunes::Jeune> jeune, Annuaire& annuaire);

} // namespace metier::echanges
