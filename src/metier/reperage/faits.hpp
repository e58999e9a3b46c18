#pragma once
// Les faits d'un lot de jeunes, lus d'un coup : autant de requêtes quel que soit le lot.
#include <span>
#include <vector>

#include "metier/reperage/regles.hpp"
#include "metier/reperage/reperage.hpp"

namespace metier::reperage {

/// Ce que la campagne fige, et ce qui la fait juger.
struct JeuneDuLot {
    Id<Jeune> id;
    std::string nom, prenom, sexe, cle_tri;
    std::optional<Date> naissance;
    std::optional<Id<territoire::Territoire>> bassin;
    FaitsDeCampagne faits;
    std::string origine = "inscription";
    std::optional<Id<Source>> source; ///< qui le désigne
    std::optional<Id<territoire::Etablissement>> etablissement;
    std::string classe, formation;
    std::optional<Id<Verification>> verification; ///< la dernière de l'année, quelle que soit la campagne
};
/// Dans l'ordre des numéros ; ceux qui ont été fusionnés manquent.
std::vector<JeuneDuLot> lire_le_lot(Reader& db, std::span<std::int64_t const> ids, base::AnneeScolaire annee);

/// Inscrits de l'an dernier dans le territoire, et signalés de l'année qui en relèvent : numéros croissants.
std::vector<std::int64_t> population(Reader& db, Id<territoire::Territoire> territoire, base::AnneeScolaire annee);
/// De ceux-là (numéros croissants), ceux qui en sont.
std::vector<std::int64_t> population(Reader& db, Id<territoire::Territoire> territoire, base::AnneeScolaire annee,
                                     std::span<std::int64_t const> parmi);

} // namespace metier::reperage
