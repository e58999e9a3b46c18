#pragma once
// Demander à un partenaire, par courriel, si ses places sont à jour.
#include "metier/partenariats/partenaire.hpp"

namespace metier::partenariats {

inline constexpr auto genre_de_lien = "places";

struct Destinataire {
    std::string code, nom, adresse;
};
/// Les adresses qui confirment les places de ce partenaire : ses contacts qui l'ont accepté, sinon celle de l'annuaire.
std::vector<Destinataire> destinataires(Reader& db, Partenaire const& p);
/// Ceux dont une place n'a pas été confirmée depuis une semaine, et à qui rien n'a été demandé depuis trois jours
/// ouvrés au moins (P-8) ; seulement des contacts qui l'ont accepté.
std::vector<Destinataire> a_relancer(Reader& db, Date jour, Instant instant);

/// Dépose le courriel et son lien ; faux si le même est déjà parti aujourd'hui.
bool demander(Writer& db, Instant instant, Destinataire const& d, std::optional<Id<acces::Agent>> par,
              std::string const& demandeur, std::function<std::string(web::Lien const&)> const& adresse);

} // namespace metier::partenariats
