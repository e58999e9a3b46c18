#pragma once
#include "metier/agenda/agenda.hpp"
#include "metier/agenda/formulaires.hpp"

namespace metier::agenda {

struct RubriqueRemplie {
    std::string titre;
    std::vector<web::AFaire> lignes;
    std::optional<web::Lien> tout_voir;
    std::string vide;
};

acces::Page page_journee(std::string const& prenom, Date jour, std::vector<RubriqueRemplie> const& rubriques);
acces::Page page_echeance(Echeance const& e, std::vector<RelaisVu> const& relais, FormCloture const& cloture,
                          FormReport const& report, web::Csrf const& csrf, bool peut_suivre);
acces::Page page_nouvelle(Id<jeunes::Jeune> jeune, std::string const& nom, FormEcheance const& form,
                          web::Csrf const& csrf);

} // namespace metier::agenda
