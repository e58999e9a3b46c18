#pragma once
// Ce que le moteur a trouvé de chaque cherché, écrit là où l'on tranche : seulement ce qui n'y est pas déjà.
#include <span>
#include <utility>
#include <vector>

#include "metier/reperage/campagnes.hpp"
#include "metier/reperage/paires.hpp"

namespace metier::reperage {

/// Un présumé que l'on cherche, et ce que le moteur en disait quand ses propositions ont été écrites.
struct Cherche {
    Id<Jeune> jeune;
    Caisse caisse = Caisse::presume;
    bool en_psad = false;
    std::optional<std::int64_t> moteur;
};
/// Ce que le moteur dit d'un cherché : le lien ou les doutes, et les plus proches qu'il n'a pas pris.
struct Trouve {
    Id<Jeune> jeune;
    std::vector<std::pair<Id<Jeune>, rapprochement::Paire>> paires, proches;
    std::int64_t composante = 1; ///< dossiers qui se disputent, moins un
    std::uint64_t empreinte = 0; ///< la même : rien de tout cela, ni de ce qui l'explique, n'a changé
};
/// Ce que sa place en garde une fois écrit.
std::int64_t ecrit(Trouve const& t, bool retrouve);
std::vector<Trouve> trouves(rapprochement::Population const& p, rapprochement::Resultat const& r);

class Propositions {
public:
    Propositions(storage::Database& base, Instant maintenant, Campagne const& c, rapprochement::Resultat const& r,
                 Etendue etendue)
        : base_{base}, maintenant_{maintenant}, c_{c}, r_{r}, etendue_{etendue} {}
    /// Lit et compare hors transaction ; une courte transaction écrit ce qui diffère.
    void ecrire(std::span<Trouve const> lot);

private:
    storage::Database& base_;
    Instant maintenant_;
    Campagne const& c_;
    rapprochement::Resultat const& r_;
    Etendue etendue_;
};

} // namespace metier::reperage
