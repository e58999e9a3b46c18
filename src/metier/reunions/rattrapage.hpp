#pragma once
// Ce qu'on a tapé quand, entre-temps, un autre a retiré la situation de l'ordre du jour ou figé le relevé : rendu, avec
// ce qui s'est passé et où cela peut aller.
#include "metier/reunions/reunions_web.hpp"

namespace metier::reunions {

struct Tape {
    FormDecision const* decision = nullptr;
    FormTexte const* texte = nullptr;
    web::Lien ou;        ///< où cela s'envoyait
    web::Html avis = {}; ///< mots sensibles, à relire
};

/// Vrai si plus rien ne s'y écrit ainsi : retirée, ou figée.
bool depassee(Ouverte const& o, PointVu const& p);
acces::Page page_de_rattrapage(acces::Contexte& cx, Ouverte const& o, PointVu const& p, Tape const& t);
/// « Hélène FAURE l'a retirée de l'ordre du jour à 10 h 12. »
std::string ce_qui_s_est_passe(acces::Contexte& cx, Ouverte const& o, PointVu const& p);

} // namespace metier::reunions
