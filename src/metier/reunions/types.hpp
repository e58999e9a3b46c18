#pragma once
// Les réunions comme des données : genres, qui les conduit et où, rythmes, présences. Ajouter un genre, c'est une
// ligne.
#include <span>
#include <string>
#include <vector>

#include "base/enumere.hpp"
#include "metier/acces/roles.hpp"
#include "metier/territoire/territoire.hpp"

namespace metier::reunions {

/// metier.md §4.1, §6.4.
enum class Genre {
    gpds,
    comite_foquale,
    psad,
    bassin,
    equipe_pedagogique,
    partenariat,
    pilotage_departemental,
    formation_pairs,
    evenement
};
inline constexpr base::Entree<Genre> genres[] = {
    {Genre::gpds, "gpds", "GPDS"},
    {Genre::comite_foquale, "comite_foquale", "Comité FOQUALE"},
    {Genre::psad, "psad", "PSAD"},
    {Genre::bassin, "bassin", "Réunion de bassin"},
    {Genre::equipe_pedagogique, "equipe_pedagogique", "Équipe pédagogique"},
    {Genre::partenariat, "partenariat", "Rencontre de partenaires"},
    {Genre::pilotage_departemental, "pilotage_departemental", "Pilotage départemental"},
    {Genre::formation_pairs, "formation_pairs", "Formation entre pairs"},
    {Genre::evenement, "evenement", "Événement"},
};
constexpr std::span<base::Entree<Genre> const> entrees(Genre) { return genres; }

/// Sur quoi une réunion se tient.
enum class Terrain { etablissement, reseau_foquale, psad, bassin, departement };

/// Qui compte pour que la réunion puisse décider.
enum class Quorum {
    aucun,
    moitie,             ///< la part des membres attendus que dit `reunion.quorum`
    direction_et_moitie ///< et quelqu'un qui anime (GPDS : chef d'établissement ou RDS)
};

struct Type {
    Genre genre = Genre::gpds;
    std::string_view developpe; ///< le sigle, ouvert
    std::string_view du;        ///< « du GPDS », « de la PSAD »
    Terrain terrain = Terrain::etablissement;
    std::vector<acces::Role> conduisent; ///< sur leur propre terrain
    bool dossiers = false;               ///< on y examine des situations
    Quorum quorum = Quorum::aucun;
    acces::Visibilite lecteurs = acces::Visibilite::equipe; ///< proposés d'abord pour ce qui s'y écrit
    int duree = 60;                                         ///< minutes, proposée
    /// Le GPDS d'un lycée, la PSAD : une instance par terrain, et le titre ne fait que la préciser. Sinon le titre dit
    /// de quoi l'on parle (la 2de A, la 1re B) : une instance par titre.
    bool une_seule_par_terrain = false;
};
Type const& type_de(Genre genre);
std::span<Type const> types();
/// Ceux que ce rôle peut créer et conduire.
std::vector<Genre> conduits_par(acces::Role role);

enum class Rythme { seule, semaine, quinzaine, mois };
inline constexpr base::Entree<Rythme> rythmes[] = {
    {Rythme::seule, "seule", "Une seule fois"},
    {Rythme::semaine, "semaine", "Chaque semaine"},
    {Rythme::quinzaine, "quinzaine", "Tous les quinze jours"},
    {Rythme::mois, "mois", "Chaque mois, le même jour de la semaine"},
};
constexpr std::span<base::Entree<Rythme> const> entrees(Rythme) { return rythmes; }

enum class Zone { aucune, a, b, c };
inline constexpr base::Entree<Zone> zones[] = {
    {Zone::aucune, "", "Garder les vacances"},
    {Zone::a, "A", "Sauter celles de la zone A"},
    {Zone::b, "B", "Sauter celles de la zone B"},
    {Zone::c, "C", "Sauter celles de la zone C"},
};
constexpr std::span<base::Entree<Zone> const> entrees(Zone) { return zones; }

enum class Fonction { anime, membre, invite };
inline constexpr base::Entree<Fonction> fonctions[] = {
    {Fonction::anime, "anime", "Anime"},
    {Fonction::membre, "membre", "Membre"},
    {Fonction::invite, "invite", "Invité, hors quorum"},
};
constexpr std::span<base::Entree<Fonction> const> entrees(Fonction) { return fonctions; }

enum class Presence { attendu, present, excuse, absent };
inline constexpr base::Entree<Presence> presences[] = {
    {Presence::attendu, "", "Attendu"},
    {Presence::present, "present", "Présent"},
    {Presence::excuse, "excuse", "Excusé"},
    {Presence::absent, "absent", "Absent"},
};
constexpr std::span<base::Entree<Presence> const> entrees(Presence) { return presences; }

using base::code, base::libelle, base::lire_code;

} // namespace metier::reunions
