#pragma once
#include "metier/conservation/formulaires.hpp"
#include "web/parts/tableau.hpp"

namespace metier::conservation {

inline constexpr auto rubrique_du_menu = "Fin de conservation";

struct ListeMontree {
    Etat etat = Etat::a_decider;
    std::vector<Annonce> lignes;
    std::map<Etat, std::int64_t> combien;
    std::vector<Regle> regles;
    Durees durees;
    web::Pagination pagination;
    web::DemandeDeListe demande;
    std::vector<std::string> cochees = {};
};
acces::Page page_des_annonces(ListeMontree const& m, FormDecision const& form, web::Csrf const& csrf);
acces::Page page_des_rapports(std::vector<RapportLu> const& liste, std::vector<Regle> const& regles, bool decide);
acces::Page page_du_rapport(RapportLu const& r);

web::Lien lien_des_annonces(Etat etat);
web::Lien lien(Id<Rapport> id);

} // namespace metier::conservation
