#pragma once
// Comptes des agents et rôles tenus : tout le SQL des tables agent et role_tenu.
#include <optional>
#include <string>
#include <vector>

#include "metier/acces/portee.hpp"
#include "metier/territoire/territoire.hpp"

namespace metier::acces {

struct NouveauCompte {
    std::string courriel; ///< mis en minuscules
    std::string nom, prenom;
};

/// Ce sur quoi un rôle se tient : un seul des quatre, ou aucun (administrateur, DPD).
struct Assise {
    std::optional<Id<territoire::Territoire>> territoire = {};
    std::optional<Id<territoire::Etablissement>> etablissement = {};
    std::optional<Id<territoire::Reseau>> reseau = {};
    std::optional<Id<territoire::Structure>> structure = {};
};

struct Compte {
    Id<Agent> id;
    std::string courriel, nom, prenom;
    bool totp = false;
    bool provisoire = false; ///< mot de passe à changer à la prochaine connexion
    std::optional<Instant> desactive_le;
    Instant cree_le{};
    std::int64_t version = 1;

    std::string nom_complet() const { return prenom + " " + nom; }
    bool actif() const { return !desactive_le; }
};

struct RoleDuCompte {
    Id<RoleTenu> id;
    Id<Agent> agent;
    Role role = Role::cpe;
    std::string perimetre;
    Date du;
    std::optional<Date> au;

    bool tenu(Date jour) const { return du <= jour && (!au || jour <= *au); }
    bool fini(Date jour) const { return au && *au < jour; }
};

enum class MotDePasse { choisi, provisoire };

/// `hachage` vient de MotsDePasse::hacher. Lève storage::Duplicate si le courriel est déjà pris.
Id<Agent> creer_compte(storage::Writer& db, Instant maintenant, NouveauCompte const& compte, std::string const& hachage,
                       MotDePasse genre);
/// Lève storage::Conflict si quelqu'un a enregistré avant.
void modifier_compte(storage::Writer& db, Id<Agent> agent, NouveauCompte const& compte, std::int64_t version);
/// Ferme aussi ses sessions.
void desactiver_compte(storage::Writer& db, Id<Agent> agent, Instant maintenant);
void reactiver_compte(storage::Writer& db, Id<Agent> agent);
/// Ferme aussi ses sessions.
void changer_mot_de_passe(storage::Writer& db, Id<Agent> agent, std::string const& hachage, MotDePasse genre);

Id<RoleTenu> donner_role(storage::Writer& db, Instant maintenant, Id<Agent> agent, Role role, Assise const& assise,
                         Date du, std::optional<Date> au = {});
/// `dernier_jour` : la veille d'aujourd'hui retire le rôle tout de suite.
void retirer_role(storage::Writer& db, Id<Agent> agent, Id<RoleTenu> role, Date dernier_jour);
/// Le genre de réseau sur lequel ce rôle se tient ; rien : l'un ou l'autre.
std::optional<territoire::GenreDeReseau> genre_de_reseau(Role role);
/// L'assise convient au rôle : ni absente, ni d'un autre genre.
bool convient(Assise const& assise, Role role);

bool aucun_compte(storage::Reader& db);
bool courriel_pris(storage::Reader& db, std::string_view courriel, std::optional<Id<Agent>> sauf = {});
std::optional<Compte> compte(storage::Reader& db, Id<Agent> agent);
std::optional<Compte> compte_du_courriel(storage::Reader& db, std::string_view courriel);
std::vector<RoleDuCompte> roles_du_compte(storage::Reader& db, Id<Agent> agent);
std::optional<RoleDuCompte> role_du_compte(storage::Reader& db, Id<Agent> agent, Id<RoleTenu> role);
/// Reste-t-il un administrateur ce jour-là, sans cet agent ou sans ce rôle ?
bool reste_un_administrateur(storage::Reader& db, Date jour, std::optional<Id<Agent>> sans_agent,
                             std::optional<Id<RoleTenu>> sans_role = {});

/// Où l'on en est dans la liste : clé de tri et numéro de la ligne au bord.
struct BordDeListe {
    std::string cle_tri;
    std::int64_t id = 0;
};
struct LigneDeCompte {
    Id<Agent> id;
    std::string courriel, nom, prenom;
    bool totp = false;
    std::optional<Instant> desactive_le;
    std::string cle_tri;
};
struct ListeDeComptes {
    std::vector<LigneDeCompte> lignes;
    std::vector<RoleDuCompte> roles; ///< en cours, de ces agents
    std::int64_t total = 0;
    bool il_y_en_a_avant = false, il_y_en_a_apres = false;
};
struct DemandeDeComptes {
    std::string cherche; ///< dans le nom, le prénom ou le courriel
    std::optional<BordDeListe> apres = {}, avant = {};
    int par_page = 20;
    Date jour;
};
ListeDeComptes comptes(storage::Reader& db, DemandeDeComptes const& demande);

/// Ce qu'il faut pour vérifier un mot de passe ; rien si le courriel est inconnu ou le compte désactivé.
struct Identifiants {
    Id<Agent> agent;
    std::string hachage;
    bool totp = false;
};
std::optional<Identifiants> identifiants(storage::Reader& db, std::string_view courriel);

/// Nom de ce sur quoi un rôle se tient, à lire avec les jointures qui suivent (rôle : « r »).
inline constexpr std::string_view nom_du_perimetre_sql = "coalesce(t.nom, e.nom, x.nom, s.nom, '')";
inline constexpr std::string_view jointures_du_perimetre_sql =
    " left join territoire t on t.id = r.territoire_id left join etablissement e on e.id = r.etablissement_id"
    " left join reseau x on x.id = r.reseau_id left join structure s on s.id = r.structure_id ";

} // namespace metier::acces
