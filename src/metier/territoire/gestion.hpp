#pragma once
// Tenir le territoire : créer, renommer, déplacer, fermer, fusionner ; ranger les établissements. On n'efface rien.
#include "metier/territoire/territoire.hpp"

namespace metier::territoire {

/// Celui, ouvert, qui porte ce nom (cle_de_nom) sous ce parent ; sous n'importe lequel s'il n'est pas donné.
std::optional<Territoire> du_meme_nom(storage::Reader& db, GenreDeTerritoire genre, std::string_view nom,
                                      std::optional<Id<Territoire>> parent = {}, Id<Territoire> sauf = {});
/// Le département de ce code d'UAI (« 035 »), qu'on l'ait saisi « 35 » ou « 035 ».
std::optional<Territoire> departement(storage::Reader& db, std::string const& code);
/// Où attendent d'être rangés les établissements de ce département dont aucun fichier ne dit le bassin.
Id<Territoire> bassin_a_preciser(storage::Writer& db, Id<Territoire> departement);
/// Un nouveau territoire ; son code est tiré de son nom s'il n'est pas donné.
Id<Territoire> creer(storage::Writer& db, GenreDeTerritoire genre, std::string const& nom,
                     std::optional<Id<Territoire>> parent, std::string code = {});
/// Renomme et déplace. Lève storage::Conflict si quelqu'un a enregistré avant.
void modifier(storage::Writer& db, Id<Territoire> id, std::string const& nom, std::optional<Id<Territoire>> parent,
              std::int64_t version);
void fermer(storage::Writer& db, Id<Territoire> id, Date le, std::int64_t version);
void rouvrir(storage::Writer& db, Id<Territoire> id);
/// Tout ce qui désignait `absorbe` désigne `garde` ; `absorbe` reste, fermé, et son code mène à `garde`.
void fusionner(storage::Writer& db, Id<Territoire> garde, Id<Territoire> absorbe, Date le);
/// Ce qui, ouvert, dépend encore de lui : « 3 établissements » ; rien : il peut fermer.
std::vector<std::string> ce_qui_en_depend(storage::Reader& db, Id<Territoire> id, Date jour);

/// Range par la volonté d'une personne : l'annuaire ne le déplacera plus.
void ranger(storage::Writer& db, Id<Etablissement> id, Id<Territoire> bassin, Instant quand);

} // namespace metier::territoire
