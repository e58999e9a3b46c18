#pragma once
// Ce qu'une liste reçue ajoute à un présumé : d'où il vient, et la ligne qui lui ressemble sur la page où on le
// vérifie.
#include "metier/reperage/reperage.hpp"

namespace metier::reperage {

/// Dernière scolarité que dit la liste : qui appeler, même sans inscription connue.
struct Provenance {
    std::string lieu, classe, formation;
    std::optional<base::AnneeScolaire> annee; ///< rien : la liste ne la dit pas
};
/// `origine` : celle du signalement, « ligne_import/12 ».
void preciser(Writer& db, std::string_view origine, Provenance const& provenance);

/// Ce qu'une partie plus haute montre d'un présumé au-dessus du formulaire : une ligne reçue à trancher.
using BlocDuPresume = std::function<web::Html(acces::Contexte&, Reader&, Id<Jeune>)>;
void routes(acces::Routes& r, BlocDeCampagne bloc, BlocDuPresume du_presume);

} // namespace metier::reperage
