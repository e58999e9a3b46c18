#pragma once
// La page d'une réunion : son ordre du jour à gauche, qui et comment à droite.
#include "metier/reunions/reunions_web.hpp"

namespace metier::reunions {

struct FicheMontree {
    Ouverte ouverte;
    std::vector<PointVu> points;
    std::vector<DecisionVue> decisions, d_avant;
    std::vector<Membre> membres;
    Voisines voisines;
    web::Html quorum;
    NonJoints non_joints = {};
    FormPoint point = {};
    web::Html avis = {};
};
acces::Page page_fiche(acces::Contexte& cx, FicheMontree const& f);

} // namespace metier::reunions
