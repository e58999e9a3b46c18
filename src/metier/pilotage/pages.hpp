#pragma once
// Pages des chiffres : des valeurs entrent, du HTML sort.
#include "metier/pilotage/vue.hpp"
#include "web/parts/tableau.hpp"

namespace metier::pilotage {

inline constexpr auto rubrique_du_menu = "Indicateurs";

/// L'adresse des lignes d'un nombre ; rien pour qui n'ouvre pas de dossier, et pour une photo.
using OuvrirLignes = std::function<std::optional<web::Lien>(GroupeDeJeunes const&)>;

/// Ce que tout bilan montre, en direct ou figé.
web::Html entonnoir_du(Bilan const& b, OuvrirLignes const& ouvrir);
web::Html indicateurs_du(Bilan const& b, OuvrirLignes const& ouvrir);
web::Html tableaux_du(Bilan const& b, OuvrirLignes const& ouvrir,
                      std::function<std::optional<web::Lien>(std::string const& cle)> const& etablissement);
web::Html methode(Bilan const& b);

struct PageDIndicateurs {
    Vue const& vue;
    Bilan const& bilan;
    OuvrirLignes ouvrir;
    std::vector<PhotoPrise> photos;
    std::optional<PhotoLue> comparee = {};
    FormPhoto photo = {};
    bool publiable = false;
};
acces::Page page_indicateurs(PageDIndicateurs const& p, web::Csrf const& csrf);
acces::Page page_sans_chiffres(bool sans_lieu);
acces::Page page_photo(PhotoLue const& p, std::vector<std::string> const& changements);
acces::Page page_stats(std::optional<PhotoLue> const& p);

struct PageDeLignes {
    Vue const& vue;
    GroupeDeJeunes groupe;
    std::string intitule;
    std::vector<LigneDeJeune> lignes;
    web::Pagination pagination;
    web::DemandeDeListe demande;
    bool exportable = false;
};
acces::Page page_lignes(PageDeLignes const& p);
/// `colonnes` : le champ des colonnes en plus, pour un export de lignes.
acces::Page page_export(std::string const& titre, std::string const& quoi, web::Lien const& ou, web::Lien const& retour,
                        FormExport const& form, web::Html const& colonnes, web::Csrf const& csrf);

} // namespace metier::pilotage
