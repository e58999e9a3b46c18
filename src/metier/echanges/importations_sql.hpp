#pragma once
// Table importation : ce qu'on a reçu, où cela en est. Toute lecture pour une page passe par une portée.
#include <map>
#include <span>
#include <string>
#include <vector>

#include "metier/acces/portee.hpp"
#include "metier/echanges/importation.hpp"
#include "storage/connection.hpp"

namespace metier::echanges {

using storage::Reader;
using storage::Writer;

/// Au nom de qui une liste est déposée : ses bassins et, s'il y a lieu, son réseau.
struct Deposant {
    std::optional<Id<acces::Agent>> agent;
    std::optional<Id<territoire::Reseau>> reseau;
    std::vector<Id<territoire::Territoire>> bassins;
};
Deposant deposant(Reader& db, acces::Portee const& portee);
/// La commande : le bassin de l'établissement, ou tous.
Deposant deposant_systeme(Reader& db, std::optional<Id<territoire::Etablissement>> etablissement);

Id<Importation> enregistrer(Writer& db, Importation const& i, Deposant const& deposant);
/// Sans portée : travaux et commande.
std::optional<Importation> trouver(Reader& db, Id<Importation> id);
/// Rien hors portée, ou si elle n'existe pas.
std::optional<Importation> trouver(Reader& db, acces::Portee const& portee, Id<Importation> id);

/// Une page de la liste, la plus récente d'abord ; `avant` : numéro de la dernière vue, 0 pour la première page.
std::vector<Importation> visibles(Reader& db, acces::Portee const& portee, std::optional<Etape> etape,
                                  std::int64_t avant, int combien);

/// Dernière liste appliquée de cette source, de ce format et de cette année.
std::optional<Importation> derniere_appliquee(Reader& db, Id<jeunes::Source> source, std::string_view format,
                                              base::AnneeScolaire annee);
/// Liste de même contenu encore en cours, ou appliquée en dernier pour sa source : la redéposer ne change rien.
std::optional<Importation> deja_recue(Reader& db, std::string_view sha256, Nature nature,
                                      std::optional<base::AnneeScolaire> annee);

/// Change d'étape ; Conflict si quelqu'un l'a fait entre-temps.
void passer(Writer& db, Importation const& i, Etape etape, std::string_view motif = {});
/// Nombre de lignes par issue, recompté.
Comptes recompter(Writer& db, Id<Importation> id);
/// Élèves encore présents (ni sortis ni en rupture) selon le dernier fichier de cette source.
std::int64_t actifs_connus(Reader& db, Id<jeunes::Source> source, base::AnneeScolaire annee);

} // namespace metier::echanges
