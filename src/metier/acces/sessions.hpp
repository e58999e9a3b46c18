#pragma once
// Sessions : courtes, révocables, en base (n'importe quel serveur répond à n'importe quelle requête).
#include <optional>
#include <string>

#include "metier/acces/portee.hpp"

namespace metier::acces {

/// Un agent connecté, dans le rôle qu'il tient en ce moment.
struct Session {
    Id<Agent> agent;
    std::optional<Id<RoleTenu>> role_tenu;
    std::string csrf, etape;
    Instant creee_le{}, vue_le{}, expire_le{};
    std::string nom, prenom, courriel;
    std::optional<Role> role;
    std::string perimetre; ///< nom du bassin, de l'établissement, du réseau…
    bool totp = false;
    bool provisoire = false; ///< mot de passe à changer avant tout le reste
    /// Le rôle en cours impose le second facteur (règle « acces.second_facteur » : codes de rôles séparés par des
    /// virgules) et il n'est pas en place.
    bool second_facteur_a_installer = false;
    bool plusieurs_roles = false; ///< il peut changer de rôle

    bool ouverte() const { return etape == "ouverte"; }
    std::string nom_complet() const { return prenom + " " + nom; }
};

/// Durées : inactivité et durée totale d'une session.
struct DureesDeSession {
    std::chrono::minutes inactivite{30};
    std::chrono::minutes totale{12 * 60};
};

/// Le jeton à confier au navigateur ; seule son empreinte est gardée.
std::string ouvrir_session(storage::Writer& db, Instant maintenant, Id<Agent> agent, bool second_facteur_attendu,
                           DureesDeSession const& durees = {});
/// La session de ce jeton si elle vit encore et si l'agent est actif.
std::optional<Session> trouver_session(storage::Reader& db, std::string_view jeton, Instant maintenant, Date jour,
                                       DureesDeSession const& durees = {});
void prolonger_session(storage::Writer& db, std::string_view jeton, Instant maintenant);
/// Le nouveau jeton : celui d'avant le second facteur ne vaut plus rien.
std::string ouvrir_apres_second_facteur(storage::Writer& db, std::string_view jeton, Id<Agent> agent);
void fermer_session(storage::Writer& db, std::string_view jeton);
void fermer_toutes(storage::Writer& db, Id<Agent> agent);
/// Toutes sauf celle-ci.
void fermer_les_autres(storage::Writer& db, Id<Agent> agent, std::string_view jeton);
/// Sessions ouvertes de cet agent, la plus récente d'abord.
struct SessionOuverte {
    Instant creee_le{}, vue_le{};
    bool celle_ci = false;
};
std::vector<SessionOuverte> sessions_de(storage::Reader& db, Id<Agent> agent, std::string_view jeton,
                                        Instant maintenant, DureesDeSession const& durees);
bool choisir_role(storage::Writer& db, std::string_view jeton, Id<Agent> agent, Id<RoleTenu> role, Date jour);

struct RoleOffert {
    Id<RoleTenu> id;
    Role role = Role::cpe;
    std::string perimetre;
    Date du;
    std::optional<Date> au;
};
/// Rôles que l'agent tient ce jour-là.
std::vector<RoleOffert> roles_du_jour(storage::Reader& db, Id<Agent> agent, Date jour);

} // namespace metier::acces
