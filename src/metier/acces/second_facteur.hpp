#pragma once
// Second facteur : codes à six chiffres (TOTP, RFC 6238) et codes de secours. Le secret est chiffré au repos.
#include <optional>
#include <string>
#include <vector>

#include "base/secret.hpp"
#include "metier/acces/portee.hpp"
#include "web/html.hpp"

namespace metier::acces {

/// Vingt octets au hasard.
std::string nouveau_secret();
/// En base 32, par groupes de quatre, pour le taper à la main.
std::string secret_affiche(std::string const& secret);
/// Ce que lit l'application : « otpauth://totp/… ».
std::string adresse_otpauth(std::string const& secret, std::string_view courriel);
/// Un code QR, dessiné en SVG dans la page.
web::Html code_qr(std::string const& texte);
/// Le code à six chiffres de cet instant.
std::string code_totp(std::string const& secret, Instant instant);
/// Le pas de trente secondes auquel ce code correspond, à un pas près ; rien s'il est faux.
std::optional<std::int64_t> pas_du_code(std::string const& secret, std::string_view code, Instant instant);

/// Met le second facteur en place si le code est bon : rend les codes de secours, montrés une fois.
std::optional<std::vector<std::string>> installer_second_facteur(storage::Writer& db, base::Coffre const& coffre,
                                                                 Id<Agent> agent, std::string const& secret,
                                                                 std::string_view code, Instant instant);
void retirer_second_facteur(storage::Writer& db, Id<Agent> agent);
/// Un code ne sert qu'une fois.
bool accepter_code(storage::Writer& db, base::Coffre const& coffre, Id<Agent> agent, std::string_view code,
                   Instant instant);
bool accepter_code_de_secours(storage::Writer& db, base::Coffre const& coffre, Id<Agent> agent, std::string_view code,
                              Instant instant);
/// Dix nouveaux codes ; les anciens ne valent plus rien.
std::vector<std::string> renouveler_codes_de_secours(storage::Writer& db, base::Coffre const& coffre, Id<Agent> agent);
std::int64_t codes_de_secours_restants(storage::Reader& db, Id<Agent> agent);

} // namespace metier::acces
