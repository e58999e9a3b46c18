#pragma once
// Les travaux longs des listes : qui les demande, dans la transaction de l'acte.
#include "metier/acces/contexte.hpp"
#include "metier/echanges/importations_sql.hpp"
#include "storage/jobs.hpp"

namespace metier::echanges {

inline constexpr std::string_view travail_lire = "echanges.lire";
inline constexpr std::string_view travail_appliquer = "echanges.appliquer";

/// Lire puis prévoir, ou appliquer. Demander deux fois n'en fait qu'un.
Id<storage::Tache> demander_le_travail(Writer& db, Instant maintenant, Id<Importation> id, std::string_view genre,
                                       std::optional<Id<acces::Agent>> agent);
/// La commande fait ce travail elle-même, ou attend le serveur qui l'a déjà pris : il n'est jamais fait deux fois. Si
/// elle est tuée, un serveur le reprend au bout d'une minute.
void mener_le_travail(acces::Environnement const& env, Id<Importation> id, std::string_view genre);

} // namespace metier::echanges
