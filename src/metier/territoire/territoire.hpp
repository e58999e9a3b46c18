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

/// Structures sans UAI qui suivent ou accueillent des jeunes ; un CIO de l'annuaire est un établissement.
enum class GenreDeStructure { mission_locale, cio, e2c, epide, greta, association, collectivite, autre };
inline constexpr base::Entree<GenreDeStructure> genres_de_structure[] = {
    {GenreDeStructure::mission_locale, "mission_locale", "Mission locale"},
    {GenreDeStructure::cio, "cio", "CIO, antenne ou point d’accueil"},
    {GenreDeStructure::e2c, "e2c", "École de la deuxième chance"},
    {GenreDeStructure::epide, "epide", "EPIDE"},
    {GenreDeStructure::greta, "greta", "GRETA"},
    {GenreDeStructure::association, "association", "Association"},
    {GenreDeStructure::collectivite, "collectivite", "Collectivité"},
    {GenreDeStructure::autre, "autre", "Autre"},
};
constexpr std::span<base::Entree<GenreDeStructure> const> entrees(GenreDeStructure) { return genres_de_structure; }

struct Territoire {
    Id<Territoire> id;
    GenreDeTerritoire genre = GenreDeTerritoire::bassin;
    std::string code, nom;
    std::optional<Id<Territoire>> parent;
    std::optional<Date> ferme_le = {};
    std::optional<Id<Territoire>> fusionne_dans = {};
    bool provisoire = false; ///< « bassin à préciser » : l'annuaire ne dit pas lequel
    std::int64_t version = 1;

    bool ouvert() const { return !ferme_le; }
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
    std::optional<Instant> range_le = {}; ///< rangé par une personne : l'annuaire ne le déplace plus
};

struct Reseau {
    Id<Reseau> id;
    GenreDeReseau genre = GenreDeReseau::psad;
    std::string nom;
    std::optional<Id<Etablissement>> pilote = {};
    std::optional<Date> ferme_le = {};
    std::int64_t version = 1;

    bool ouvert() const { return !ferme_le; }
};

struct Structure {
    Id<Structure> id;
    GenreDeStructure genre = GenreDeStructure::autre;
    std::string nom, commune, telephone, courriel;
    std::optional<Id<Territoire>> territoire = {};
    std::optional<Date> ferme_le = {};
    std::int64_t version = 1;

    bool ouvert() const { return !ferme_le; }
};

/// Crée le territoire sous son parent, ou rend celui qui porte déjà ce code (ou celui où il a été fusionné) ; tient la
/// table des inclusions.
Id<Territoire> territoire(storage::Writer& db, GenreDeTerritoire genre, std::string const& code, std::string const& nom,
                          std::optional<Id<Territoire>> parent);
std::vector<Territoire> territoires(storage::Reader& db);
/// Ceux qu'on peut encore choisir : ni fermés, ni fusionnés.
std::vector<Territoire> territoires_ouverts(storage::Reader& db);
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

/// Réseaux ouverts ; ceux de ce bassin s'il est donné.
std::vector<Reseau> reseaux(storage::Reader& db, std::optional<Id<Territoire>> bassin = {});
Id<Reseau> reseau(storage::Writer& db, GenreDeReseau genre, std::string const& nom,
                  std::vector<Id<Territoire>> const& bassins, std::optional<Id<Etablissement>> pilote = {});
/// Structures ouvertes.
std::vector<Structure> structures(storage::Reader& db, std::optional<GenreDeStructure> genre = {});
Id<Structure> structure(storage::Writer& db, GenreDeStructure genre, std::string const& nom, std::string const& commune,
                        std::optional<Id<Territoire>> territoire);

} // namespace metier::territoire
