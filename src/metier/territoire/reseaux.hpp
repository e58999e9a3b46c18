#pragma once
// Réseaux FOQUALE, plateformes PSAD, structures : les tenir. On ferme, on n'efface pas.
#include "metier/territoire/territoire.hpp"

namespace metier::territoire {

std::optional<Reseau> trouver(storage::Reader& db, Id<Reseau> id);
/// Fermés compris.
std::vector<Reseau> tous_les_reseaux(storage::Reader& db);
std::vector<Territoire> bassins_couverts(storage::Reader& db, Id<Reseau> id);
bool nom_de_reseau_pris(storage::Reader& db, GenreDeReseau genre, std::string_view nom, Id<Reseau> sauf = {});
/// Lève storage::Conflict si quelqu'un a enregistré avant.
void modifier(storage::Writer& db, Reseau const& r, std::vector<Id<Territoire>> const& bassins);
void fermer(storage::Writer& db, Id<Reseau> id, Date le, std::int64_t version);
void rouvrir(storage::Writer& db, Id<Reseau> id);

struct MembreDeReseau {
    std::int64_t id = 0;
    std::optional<Id<Etablissement>> etablissement;
    std::optional<Id<Structure>> structure;
    std::string nom, commune;
    Date du;
};
/// Membres de ce jour.
std::vector<MembreDeReseau> membres(storage::Reader& db, Id<Reseau> id, Date jour);
/// Sans effet s'il en est déjà membre.
void ajouter_membre(storage::Writer& db, Id<Reseau> id, std::optional<Id<Etablissement>> etablissement,
                    std::optional<Id<Structure>> structure, Date du);
void retirer_membre(storage::Writer& db, Id<Reseau> id, std::int64_t membre, Date dernier_jour);

std::optional<Structure> trouver(storage::Reader& db, Id<Structure> id);
std::vector<Structure> toutes_les_structures(storage::Reader& db);
bool nom_de_structure_pris(storage::Reader& db, GenreDeStructure genre, std::string_view nom, Id<Structure> sauf = {});
/// Crée (id nul) ou modifie ; lève storage::Conflict si quelqu'un a enregistré avant.
Id<Structure> enregistrer(storage::Writer& db, Structure const& s);
void fermer(storage::Writer& db, Id<Structure> id, Date le, std::int64_t version);
void rouvrir(storage::Writer& db, Id<Structure> id);
/// Ce qui, ouvert, dépend encore d'eux ; rien : ils peuvent fermer.
std::vector<std::string> ce_qui_en_depend(storage::Reader& db, Id<Reseau> id, Date jour);
std::vector<std::string> ce_qui_en_depend(storage::Reader& db, Id<Structure> id, Date jour);

} // namespace metier::territoire
