#pragma once
#include "metier/agenda/agenda.hpp"
#include "metier/agenda/formulaires.hpp"

namespace metier::agenda {

struct RubriqueRemplie {
    std::string titre;
    std::vector<web::AFaire> lignes;
    std::optional<web::Lien> tout_voir;
    std::string vide;
    std::string chapo = {};
};

struct JourneeMontree {
    std::string prenom;
    Date jour;
    acces::Role role;
    std::vector<RubriqueRemplie> rubriques;
    std::vector<acces::EntreeDuMenu> menu;                      ///< les pages de ce rôle
    std::vector<std::pair<std::string, web::Lien>> gestes = {}; ///< ce qu'il vient faire en premier
};
acces::Page page_journee(JourneeMontree const& j);
/// Ce que ce rôle voit ici et ce qu'il peut y faire, en une ou deux phrases.
std::string_view a_quoi_sert(acces::Role role);
acces::Page page_echeance(Echeance const& e, std::vector<RelaisVu> const& relais, FormCloture const& cloture,
                          FormReport const& report, web::Csrf const& csrf, bool peut_suivre,
                          web::Html const& avis = {});
acces::Page page_nouvelle(Id<jeunes::Jeune> jeune, std::string const& nom, FormEcheance const& form,
                          web::Csrf const& csrf, web::Html const& avis = {});

} // namespace metier::agenda
