#pragma once
// Académies, départements, bassins, districts, établissements, réseaux et structures : ce que les autres en
// connaissent.
#include <optional>
#include <string>
#include <vector>

#include "base/codes.hpp"
#include "base/enumere.hpp"
#include "storage/connection.hpp"

namespace metier::territoire {

enum class GenreDeTerritoire { academie, departement, bassin, district };
inline constexpr base::Entree<GenreDeTerritoire> genres_de_territoire[] = {
    {GenreDeTerritoire::academie, "academie", "Académie"},
    {GenreDeTerritoire::departement, "departement", "Département"},
    {GenreDeTerritoire::bassin, "bassin", "Bassin"},
    {GenreDeTerritoire::district, "district", "District"},
};
constexpr std::span<base::Entree<GenreDeTerritoire> const> entrees(GenreDeTerritoire) { return genres_de_territoire; }

enum class GenreDEtablissement { college, lgt, lpo, lp, erea, agricole, cfa, cio, autre };
inline constexpr base::Entree<GenreDEtablissement> genres_d_etablissement[] = {
    {GenreDEtablissement::college, "college", "Collège"},
    {GenreDEtablissement::lgt, "lgt", "Lycée général et technologique"},
    {GenreDEtablissement::lpo, "lpo", "Lycée polyvalent"},
    {GenreDEtablissement::lp, "lp", "Lycée professionnel"},
    {GenreDEtablissement::erea, "erea", "EREA"},
    {GenreDEtablissement::agricole, "agricole", "Enseignement agricole"},
    {GenreDEtablissement::cfa, "cfa", "CFA"},
    {GenreDEtablissement::cio, "cio", "CIO"},
    {GenreDEtablissement::autre, "autre", "Autre"},
};
constexpr std::span<base::Entree<GenreDEtablissement> const> entrees(GenreDEtablissement) {
    return genres_d_etablissement;
}

enum class GenreDeReseau { foquale, psad };
inline constexpr base::Entree<GenreDeReseau> genres_de_reseau[] = {
    {GenreDeReseau::foquale, "foquale", "Réseau FOQUALE"},
    {GenreDeReseau::psad, "psad", "PSAD"},
};
constexpr std::span<base::Entree<GenreDeReseau> const> entrees(GenreDeReseau) { return genres_de_reseau; }

struct Territoire {
    Id<Territoire> id;
    GenreDeTerritoire genre = GenreDeTerritoire::bassin;
    std::string code, nom;
    std::optional<Id<Territoire>> parent;
};

struct Etablissement {
    Id<Etablissement> id;
    std::string uai, nom;
    GenreDEtablissement genre = GenreDEtablissement::autre;
    std::string secteur; ///< public, prive
    std::string adresse, code_postal, commune, code_insee, telephone, courriel;
    Id<Territoire> territoire; ///< son bassin (ou district)
    std::string bassin;        ///< nom de ce territoire
    std::optional<Date> ferme_le;
};

struct Reseau {
    Id<Reseau> id;
    GenreDeReseau genre = GenreDeReseau::psad;
    std::string nom;
};

struct Structure {
    Id<Structure> id;
    std::string genre, nom, commune;
};

/// Crée le territoire sous son parent, ou rend celui qui porte déjà ce code ; tient la table des inclusions.
Id<Territoire> territoire(storage::Writer& db, GenreDeTerritoire genre, std::string const& code, std::string const& nom,
                          std::optional<Id<Territoire>> parent);
std::vector<Territoire> territoires(storage::Reader& db);
std::optional<Territoire> trouver(storage::Reader& db, Id<Territoire> id);
/// Ce territoire et tout ce qu'il contient.
std::vector<Territoire> contenus(storage::Reader& db, Id<Territoire> id);

enum class Ecrit { cree, modifie, identique };
/// Par UAI : crée ou met à jour ; le même deux fois ne change rien.
Ecrit enregistrer(storage::Writer& db, Etablissement const& e);
std::optional<Etablissement> trouver(storage::Reader& db, Id<Etablissement> id);
std::optional<Etablissement> trouver(storage::Reader& db, base::Uai const& uai);
/// Établissements d'un territoire (et de ce qu'il contient) ; tous si aucun n'est donné. Par nom.
std::vector<Etablissement> etablissements(storage::Reader& db, std::optional<Id<Territoire>> dans = {});
/// Une page de l'annuaire : nom, commune ou UAI contenant ces mots ; `apres` est la clé de la dernière ligne vue.
struct Recherche {
    std::string mots;
    std::optional<GenreDEtablissement> genre;
    std::optional<Id<Territoire>> dans;
    std::string apres_tri;
    std::int64_t apres_id = 0;
    int nombre = 50;
};
std::vector<Etablissement> chercher(storage::Reader& db, Recherche const& r);

Id<Reseau> reseau(storage::Writer& db, GenreDeReseau genre, std::string const& nom,
                  std::vector<Id<Territoire>> const& bassins, std::optional<Id<Etablissement>> pilote = {});
std::vector<Reseau> reseaux(storage::Reader& db, std::optional<Id<Territoire>> bassin = {});
Id<Structure> structure(storage::Writer& db, std::string const& genre, std::string const& nom,
                        std::string const& commune, std::optional<Id<Territoire>> territoire);
std::vector<Structure> structures(storage::Reader& db, std::string const& genre = {});

} // namespace metier::territoire
