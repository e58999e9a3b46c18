#pragma once
// Pages des listes reçues : la liste, le dépôt, une liste à chaque étape.
#include "metier/acces/contexte.hpp"
#include "metier/echanges/formulaires.hpp"
#include "metier/echanges/importations_sql.hpp"
#include "storage/jobs.hpp"
#include "web/parts/tableau.hpp"

namespace metier::echanges {

struct CeQuiEstOffert {
    bool importer = false, trancher = false, exporter = false;
};

web::Html corps_liste(std::vector<Importation> const& listes, FormDepot const& form, web::Csrf const& csrf,
                      CeQuiEstOffert const& peut, web::Pagination const& pagination,
                      web::DemandeDeListe const& demande);
/// Le corps de la page d'une liste, selon son étape ; `tache` : le travail en cours.
web::Html corps_importation(Importation const& i, std::optional<storage::TacheVue> const& tache,
                            std::int64_t a_appliquer, web::Csrf const& csrf, CeQuiEstOffert const& peut);
web::Html corps_colonnes(Importation const& i, FormColonnes& form, web::Csrf const& csrf);
web::Html corps_application(Importation const& i, std::int64_t a_appliquer, std::int64_t a_creer,
                            web::Csrf const& csrf);
web::Html corps_export(Importation const& i, FormExport const& form, web::Csrf const& csrf);
web::Html avancement(Importation const& i, std::optional<storage::TacheVue> const& tache);
acces::Page page_de(Importation const& i, std::string titre, web::Html contenu);

} // namespace metier::echanges
