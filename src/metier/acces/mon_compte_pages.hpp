#pragma once
// « Mon compte » : identité, rôles, mot de passe, second facteur, sessions.
#include "metier/acces/comptes.hpp"
#include "metier/acces/contexte.hpp"
#include "metier/acces/formulaires.hpp"

namespace metier::acces {

struct MonCompte {
    Session const& session;
    std::vector<RoleDuCompte> const& roles;
    std::vector<SessionOuverte> const& sessions;
    std::int64_t codes_restants = 0;
    Date jour;
    web::Csrf csrf;
};
Page page_mon_compte(MonCompte const& m);
Page page_mot_de_passe(MotDePasseForm const& form, bool provisoire, web::Csrf const& csrf);

struct Installation {
    std::string secret;  ///< vingt octets
    std::string scelle;  ///< le même, chiffré : il revient avec le formulaire
    std::string adresse; ///< ce que dit le code QR
};
Page page_installation(CodeForm const& form, Installation const& i, web::Csrf const& csrf);
/// Montrés une seule fois, à imprimer.
Page page_codes_de_secours(std::vector<std::string> const& codes, std::string_view courriel);

enum class ActeSensible { renouveler_codes, retirer_second_facteur };
Page page_confirmation(ActeSensible quoi, ConfirmationForm const& form, web::Csrf const& csrf);

web::Html roles_tenus(std::vector<RoleDuCompte> const& roles, Date jour);
/// « du 01/09/2026 au 31/08/2027 », « depuis le 01/09/2026 »
web::Html intervalle(RoleDuCompte const& r);

} // namespace metier::acces
