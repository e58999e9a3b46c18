#pragma once
// Lectures et écritures des réunions, de leurs membres et de leur calendrier.
#include "metier/reunions/reunions.hpp"

namespace metier::reunions {

/// Où ce rôle peut tenir une réunion de ce genre.
struct TerrainOffert {
    std::int64_t id = 0;
    std::string nom;
};
std::vector<TerrainOffert> terrains(Reader& db, acces::Portee const& portee, Terrain genre);
/// La série, posée sur ce terrain.
Serie sur(Genre genre, std::int64_t terrain);

struct LigneDeCalendrier {
    Id<Reunion> id;
    Genre genre = Genre::gpds;
    std::string titre, lieu_du_terrain;
    Instant debut{};
    std::int64_t duree = 0;
    std::string lieu;
    std::optional<Instant> ouverte_le, close_le, annulee_le;
    std::int64_t points = 0, attendus = 0;
    bool est_attendu = false;
    std::int64_t excuses = 0;
};
/// Celles où l'agent est attendu, et celles que son rôle peut conduire, de l'une à l'autre borne. À rebours : les plus
/// récentes d'abord.
struct Periode {
    Instant de{}, a{};
    bool a_rebours = false;
    bool attendu_seulement = false;
    int nombre = 100;
};
std::vector<LigneDeCalendrier> calendrier(Reader& db, acces::Portee const& portee, Periode const& p);

/// Passées et encore à clore, ou jamais ouvertes, que cet agent (ou celui qu'il remplace) anime ; les dernières
/// d'abord.
struct ATerminer {
    Id<Reunion> id;
    Genre genre = Genre::gpds;
    std::string lieu_du_terrain;
    Instant debut{};
    std::int64_t duree = 0;
    std::optional<Instant> ouverte_le;
};
std::vector<ATerminer> a_terminer(Reader& db, acces::Portee const& portee, Instant maintenant, int nombre);

/// Le même numéro pour toujours, propre à cette installation : invitation et flux ne font pas deux événements.
std::string uid_de_calendrier(base::Coffre const& coffre, Id<Reunion> id);

std::vector<Vacances> vacances(Reader& db, Zone zone, Date de, Date a);
/// La zone de l'académie de ce rôle, pour la proposer.
Zone zone_proposee(Reader& db, acces::Portee const& portee);

/// Condition sur `r` : les réunions de la même instance. Un paramètre : sa série.
std::string meme_instance_sql(Genre genre);
/// La même instance, avant et après celle-ci ; annulées exceptées.
struct Voisines {
    std::optional<Id<Reunion>> avant, apres;
};
Voisines voisines(Reader& db, Reunion const& r);
std::vector<Id<Reunion>> suivantes(Reader& db, Reunion const& r);

void deplacer(Writer& db, Id<Reunion> id, std::int64_t version, Instant debut, std::int64_t duree,
              std::string const& lieu);
void annuler(Writer& db, Id<Reunion> id, std::int64_t version, Id<acces::Agent> par, Instant le,
             std::string const& motif);
void presenter(Writer& db, Id<Reunion> id, std::int64_t version, std::string const& publics,
               std::string const& supports);

std::optional<Membre> membre(Reader& db, Id<Reunion> reunion, Id<Membre> id);
void retirer_membre(Writer& db, Id<Membre> id, std::int64_t version, Instant le);
void modifier_membre(Writer& db, Membre const& m);
/// Les membres d'une réunion, repris pour une autre ; sans leur présence.
void reprendre_les_membres(Writer& db, Id<Reunion> de, Id<Reunion> vers);
/// Agents du terrain de cette réunion qui n'y sont pas encore.
struct AgentOffert {
    Id<acces::Agent> id;
    std::string nom, courriel;
    acces::Role role = acces::Role::cpe;
};
std::vector<AgentOffert> agents_du_terrain(Reader& db, Id<Reunion> id, Date jour);
std::optional<Membre> comme_membre(Reader& db, Id<acces::Agent> agent);

/// Condition sur `j` : les jeunes du terrain de cette réunion.
acces::Condition du_terrain(Reader& db, Id<Reunion> id, Date jour);

} // namespace metier::reunions
