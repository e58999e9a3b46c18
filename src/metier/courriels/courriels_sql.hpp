#pragma once
#include "metier/courriels/courriels.hpp"

namespace metier::courriels {

struct AEnvoyer {
    Id<CourrielVu> id;
    std::optional<Id<acces::Agent>> agent;
    std::string adresse, objet, texte, calendrier, methode, repondre_a;
    std::int64_t essais = 0;
    Instant cree_le{}, partir_le{};
    bool urgent = false;
};
/// Le plus ancien qui est dû.
std::optional<AEnvoyer> prochain(storage::Reader& db, Instant maintenant);
/// L'instant où il peut partir : maintenant, ou la fin du repos de qui le reçoit et des heures calmes.
Instant quand_partir(storage::Reader& db, std::optional<Id<acces::Agent>> agent, bool urgent, Instant maintenant);
/// Il attendra jusque-là : ce n'est pas un échec, et l'attente ne compte pas dans l'abandon.
void remettre(storage::Writer& db, AEnvoyer const& c, Instant maintenant, Instant quand);
void noter_envoye(storage::Writer& db, Id<CourrielVu> id, Instant maintenant);
void noter_echec(storage::Writer& db, Id<CourrielVu> id, Etat etat, std::string const& reponse, Instant maintenant,
                 Instant prochain_essai);

/// Ce qui attend ou n'est pas parti, le plus ancien d'abord ; `apres` : la clé de la page suivante.
std::vector<CourrielVu> en_souffrance(storage::Reader& db, std::int64_t apres, int nombre);
struct Compte {
    Etat etat = Etat::a_envoyer;
    std::int64_t nombre = 0;
};
std::vector<Compte> comptes(storage::Reader& db);

} // namespace metier::courriels
