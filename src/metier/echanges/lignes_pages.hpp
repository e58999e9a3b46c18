#pragma once
// Pages des lignes : la liste par issue, une ligne à corriger, une ligne douteuse à trancher.
#include "metier/acces/contexte.hpp"
#include "metier/echanges/formulaires.hpp"
#include "metier/echanges/lignes_sql.hpp"
#include "metier/jeunes/jeunes.hpp"
#include "web/parts/fiche.hpp"
#include "web/parts/tableau.hpp"

namespace metier::echanges {

struct LigneMontree {
    LigneImport ligne;
    std::string qui; ///< nom, prénom, naissance
    std::string ou;  ///< « Ligne 12 », « Élève n° 12 (ligne 345) »
};
web::Html corps_lignes(Importation const& i, std::vector<LigneMontree> const& lignes, std::optional<Issue> filtre,
                       web::Pagination const& page, web::DemandeDeListe const& demande);

struct DetailDeLigne {
    LigneMontree montree;
    std::vector<Anomalie> anomalies;
    std::vector<jeunes::Changement> changements;
    std::optional<web::Lien> dossier;
    bool corrigible = false;
    bool saisie_refusee = false;         ///< on vient d'enregistrer, et une zone ne va pas
    bool peut_annuler = false;           ///< la décision prise sur cette ligne
    std::string pourquoi_ne_pas_annuler; ///< elle est prise, et ne s'annule plus ici
};
web::Html corps_ligne(Importation const& i, DetailDeLigne const& d, FormLigne& form, web::Csrf const& csrf);

struct CandidatMontre {
    Id<jeunes::Jeune> jeune;
    std::string titre;
    std::vector<web::LigneComparee> lignes;
    double probabilite = 0;
    bool ailleurs = false; ///< hors portée : seuls nom et naissance sont montrés
};
/// L'autre ligne de la même liste : mêmes nom, prénom et naissance, autre numéro d'élève.
struct LigneOpposee {
    LigneMontree montree;
    std::vector<web::LigneComparee> lignes;
};
struct Douteuse {
    LigneMontree montree;
    std::vector<CandidatMontre> candidats;
    std::optional<LigneOpposee> opposee;
    std::int64_t restantes = 0;
    std::optional<LigneMontree> avant; ///< celle que l'on vient de trancher, et qui peut se défaire
};
web::Html corps_douteuse(Importation const& i, Douteuse const& d, web::Csrf const& csrf, bool peut);

} // namespace metier::echanges
