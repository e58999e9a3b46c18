#pragma once
#include "metier/reperage/campagnes.hpp"
#include "metier/reperage/formulaires.hpp"
#include "web/parts/tableau.hpp"

namespace metier::reperage {

acces::Page page_des_campagnes(std::vector<Campagne> const& liste, bool peut_mener);
acces::Page page_nouvelle_campagne(FormCampagne const& form, web::Csrf const& csrf,
                                   std::optional<Campagne> const& deja = {});

struct CampagneMontree {
    Campagne campagne;
    std::map<Caisse, std::int64_t> caisses;
    ParDefinition definitions;
    std::vector<SourceCherchee> sources;
    LigneDEntonnoir entonnoir;
    web::Html bloc; ///< d'une partie plus haute
    std::optional<storage::TacheVue> tache;
    bool peut_recalculer = false, peut_mener = false, peut_verifier = false, peut_lire_les_noms = false;
};
/// « Voir les 1 120 listes où l'on a cherché ».
web::Html lien_des_listes(Id<Campagne> id, std::size_t combien);
acces::Page page_des_listes(Campagne const& c, std::vector<SourceCherchee> const& toutes, std::size_t debut);
acces::Page page_campagne(CampagneMontree const& m, web::Csrf const& csrf);
web::Html progression(Campagne const& c, storage::TacheVue const& t);

acces::Page page_caisse(Campagne const& c, Caisse caisse, std::vector<JeuneDeCaisse> const& liste,
                        web::Pagination const& pagination, web::DemandeDeListe const& demande);
/// « Présumé par chaque définition », pour toute page qui montre une place.
web::Html definitions_cote_a_cote(PlaceVue const& p);

} // namespace metier::reperage
