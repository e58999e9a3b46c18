#pragma once
#include "metier/ecrits/ecrits.hpp"

namespace metier::ecrits {

struct EcritDemande {
    Id<EcritDemande> id;
    std::string titre, nom, page, contenu; ///< page et contenu chiffrés
    std::int64_t octets = 0;
    std::string empechement;
    Instant expire_le{};
    bool pret() const { return octets > 0; }
};

Id<EcritDemande> demander(storage::Writer& db, Id<acces::Agent> agent, AEmporter const& quoi, std::string const& page,
                          Instant maintenant, Instant expire_le);
/// Le sien, et qui n'a pas expiré.
std::optional<EcritDemande> trouver(storage::Reader& db, Id<acces::Agent> agent, Id<EcritDemande> id,
                                    Instant maintenant);
/// Pour le travail, quel que soit l'agent ; rien s'il est fait ou effacé.
std::optional<EcritDemande> a_faire(storage::Reader& db, Id<EcritDemande> id);
void ranger(storage::Writer& db, Id<EcritDemande> id, std::string const& contenu, std::int64_t octets);
void empecher(storage::Writer& db, Id<EcritDemande> id, std::string const& pourquoi);

} // namespace metier::ecrits
