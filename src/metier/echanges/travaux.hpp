#pragma once
// Les travaux longs des listes : qui les demande, dans la transaction de l'acte.
#include "metier/acces/contexte.hpp"
#include "metier/echanges/importations_sql.hpp"

namespace metier::echanges {

inline constexpr std::string_view travail_lire = "echanges.lire";
inline constexpr std::string_view travail_appliquer = "echanges.appliquer";

/// Lire puis prévoir, ou appliquer. Demander deux fois n'en fait qu'un.
void demander_le_travail(Writer& db, Instant maintenant, Id<Importation> id, std::string_view genre,
                         std::optional<Id<acces::Agent>> agent);

} // namespace metier::echanges
