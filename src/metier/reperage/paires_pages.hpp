#pragma once
#include "metier/reperage/formulaires.hpp"
#include "metier/reperage/paires.hpp"
#include "web/parts/fiche.hpp"

namespace metier::reperage {

acces::Page page_des_paires(std::int64_t restantes, std::vector<LotEvident> const& lots,
                            std::vector<Paire> const& decidees, web::Csrf const& csrf);

struct PaireMontree {
    Paire paire;
    std::vector<web::LigneComparee> lignes;
    bool a_visible = false, b_visible = false;
    std::string lieu_a, lieu_b; ///< « Lycée Zola, 2025-2026 » ; vide hors portée
    std::int64_t restantes = 0;
    std::optional<std::string> refus;       ///< pourquoi la fusion est impossible
    std::optional<std::string> sans_retour; ///< pourquoi la décision ne s'annule plus
};
acces::Page page_paire(PaireMontree const& m, web::Csrf const& csrf);
acces::Page page_lot(Evidence evidence, std::int64_t total, std::vector<Paire> const& paires, web::Csrf const& csrf);

} // namespace metier::reperage
