#pragma once
// Ce qu'un recalcul doit relire : les changements que la base a notés (0028_changements.sql), répartis par campagne.
#include <vector>

#include "metier/reperage/regles.hpp"
#include "metier/reperage/reperage.hpp"

namespace metier::reperage {

/// Ceux que ce calcul relit, numéros croissants. Un changement noté pendant qu'il se fait attend le suivant.
std::vector<std::int64_t> a_revoir(storage::Database& base, Campagne const& c);
/// Ils sont relus et écrits.
void oublier_les_revus(storage::Database& base, Campagne const& c);
/// Tout ce qui, sans être un fait de quelqu'un, change la place de chacun : qu'il change, et tout le monde est relu.
std::string empreinte_des_regles(Reader& db, Campagne const& c, ReglesDeCampagne const& r);

} // namespace metier::reperage
