#pragma once
// L'académie fictive mise en base : territoire, agents, jeunes, puis une année en cours (campagne, vérifications,
// suivis).
#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

#include "metier/acces/contexte.hpp"
#include "metier/demonstration/population/population.hpp"

namespace metier::demonstration {

struct CompteFictif {
    std::string role, courriel, mot_de_passe;
};

struct Bilan {
    std::int64_t jeunes = 0, doubles = 0, presumes = 0, suivis = 0, entretiens = 0, solutions = 0;
    std::vector<CompteFictif> comptes; ///< un par rôle
};

/// Dit où l'on en est : étape, fait, total.
using Progression = std::function<void(std::string const& etape, std::int64_t fait, std::int64_t total)>;

/// Remplit une base vide. La même graine donne les mêmes personnes ; les mots de passe sont tirés au hasard.
Bilan creer(acces::Environnement& env, Academie const& academie, Progression const& progression);

/// raccroche demonstration [--taille bassin|academie] [--graine N] : écrit aussi DOSSIER/comptes.csv.
int commande_demonstration(std::vector<std::string> const& args, acces::Environnement& env, std::ostream& sortie,
                           std::ostream& erreurs);

} // namespace metier::demonstration
