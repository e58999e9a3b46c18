#pragma once
// Un formulaire d'ici qui ne peut pas partir : session finie, jeton d'une session d'avant, ou refusé là où il allait
// (un autre a retiré la page, l'accès a pris fin). Ce qui était tapé revient.
#include "metier/acces/contexte.hpp"

namespace metier::acces {

/// Les champs à rendre ; rien si l'envoi ne vient pas à coup sûr d'une de nos pages, ou porte un secret ou un fichier.
web::Pairs champs_a_rendre(web::Request const& requete);
/// La page qui les montre et les renvoie : `connecte`, sous un jeton neuf ; sinon, une fois reconnecté ailleurs.
Page page_formulaire_perdu(web::Request const& requete, web::Pairs const& champs, web::Csrf const& csrf, bool connecte);

/// Il ne sera pas accepté : ce qui était tapé, à copier. `pourquoi` : une phrase ou deux.
Page page_formulaire_refuse(std::string const& titre, std::string const& pourquoi, web::Pairs const& champs,
                            std::string const& reference);

} // namespace metier::acces
