#pragma once
// Le calcul d'une campagne, par lots rejouables : classer chacun, rapprocher ceux qu'on ne trouve pas, conclure.
#include "metier/reperage/faits.hpp"
#include "metier/reperage/reperage.hpp"

namespace metier::reperage {

/// Demande un calcul ; rend la tâche (la même si un calcul attend déjà).
Id<storage::Tache> demander_le_calcul(Writer& db, Instant maintenant, std::optional<Id<acces::Agent>> agent,
                                      Id<Campagne> id);

ReglesDeCampagne regles(Reader& db, Campagne const& c);
/// Ceux dont la place a changé depuis le calcul d'avant, ou qui n'en avaient pas.
std::vector<JeuneDuLot> a_ecrire(Reader& db, Campagne const& c, std::vector<JeuneDuLot> lot, ReglesDeCampagne const& r);
/// Écrit la place de chacun ; ce qui a été vérifié, et l'identité figée, restent. Un présumé revu sur une liste reste à
/// confirmer par quelqu'un.
void ecrire_les_places(Writer& db, Campagne const& c, std::int64_t calcul, std::vector<JeuneDuLot> const& lot,
                       ReglesDeCampagne const& r);

/// Après une décision : la place de ce jeune dans chaque campagne ouverte où personne ne l'a vérifié.
void reclasser(Writer& db, Id<Jeune> jeune);
/// Ses places restées au dossier absorbé n'y sont plus à vérifier.
void absorber_dans_les_campagnes(Writer& db, Id<Jeune> absorbe);

/// Qui un calcul juge : ceux dont un fait a changé, ou tout le monde.
struct Releve {
    bool tout = true;
    std::vector<std::int64_t> revus = {}; ///< numéros croissants
};
/// Deuxième temps : cherche les présumés parmi tous ceux que l'on voit cette année. Faux si `suivi` a demandé l'arrêt.
bool rapprocher(storage::Database& base, Instant maintenant, Campagne const& c, Releve const& releve,
                Suivi const& suivi, Etendue etendue, Reserve const& reserve);

} // namespace metier::reperage
