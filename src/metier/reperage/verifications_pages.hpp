#pragma once
#include "metier/reperage/campagnes.hpp"
#include "metier/reperage/formulaires.hpp"
#include "metier/reperage/verifications.hpp"
#include "web/parts/tableau.hpp"

namespace metier::reperage {

struct FileMontree {
    Campagne campagne;
    FiltreDeFile filtre;
    std::vector<LigneDeFile> lignes;
    std::int64_t total = 0, revus = 0;
    web::Pagination pagination;
    web::DemandeDeListe demande;
    Date jour;
    std::vector<Decisions> decisions; ///< les siennes, aujourd'hui
    std::vector<std::string> cochees; ///< d'un envoi refusé
    std::map<Id<Jeune>, SolutionConnue> solutions;
};
acces::Page page_sans_campagne(bool peut_mener);
acces::Page page_file(FileMontree const& m, FormFile const& filtre, FormLot const& lot, web::Csrf const& csrf,
                      web::Html const& avis = {});

struct VerificationMontree {
    Campagne campagne;
    PlaceVue place;
    std::string revu;
    std::vector<SourceCherchee> sources;
    std::vector<Proche> proches;
    std::vector<Verification> faites;
    std::string pourquoi_je_le_vois;
    Date jour;
    FiltreDeFile filtre; ///< de la file d'où l'on vient
    std::vector<Decisions> decisions;
    bool peut_lire_la_campagne = false;
    std::optional<SolutionConnue> solution; ///< en cours
    std::string situation; ///< que dit une liste ou un agent : « accompagné, Mission locale, depuis le… » ; vide : rien
    web::Html en_attente; ///< lignes reçues qui lui ressemblent, à trancher
};
acces::Page page_verification(VerificationMontree const& m, FormVerification const& form, web::Csrf const& csrf,
                              std::string const& conflit = {}, web::Html const& avis = {});

acces::Page page_des_sources(Campagne const& c, std::vector<ErreurDeSource> const& liste, FormMotif const* form,
                             web::Csrf const& csrf);
/// « 18/29 = 62,1 % » ; « – » sans dénominateur.
std::string taux(std::int64_t n, std::int64_t d);

} // namespace metier::reperage
