#pragma once
// Demander l'accès à un dossier suivi ailleurs, et y répondre (C-88).
#include "metier/jeunes/jeunes.hpp"

namespace metier::jeunes {

struct DemandeDAcces;
struct DemandeVue {
    Id<DemandeDAcces> id;
    Id<Jeune> jeune;
    std::string nom, nom_usage, prenom; ///< du jeune : celui qui répond le voit
    std::string demandeur, role, motif;
    Instant demandee_le{};
};
/// Une seule demande en attente par rôle et par jeune : la seconde rend la première.
Id<DemandeDAcces> demander_acces(Writer& db, Id<Jeune> jeune, Id<acces::RoleTenu> role_tenu, std::string_view motif,
                                 Instant maintenant);
/// En attente, sur des jeunes que ce répondant voit ; jamais les siennes.
std::vector<DemandeVue> demandes_en_attente(Reader& db, acces::Portee const& portee);
std::optional<DemandeVue> demande_en_attente(Reader& db, acces::Portee const& portee, Id<DemandeDAcces> id);
/// `jusqu_au` : dernier jour de lecture, si acceptée. Lève Conflict si quelqu'un a déjà répondu.
void repondre(Writer& db, Id<DemandeDAcces> id, bool acceptee, std::optional<Date> jusqu_au, Id<acces::Agent> agent,
              Instant maintenant);

/// Ce qu'il est advenu des demandes de ce rôle, répondues depuis ce jour ; les plus récentes d'abord.
struct ReponseVue {
    Id<Jeune> jeune;
    std::string nom, nom_usage, prenom;
    bool acceptee = false;
    Instant repondue_le{};
    std::optional<Date> jusqu_au;
};
std::vector<ReponseVue> reponses_recues(Reader& db, acces::Portee const& portee, Instant depuis);

} // namespace metier::jeunes
