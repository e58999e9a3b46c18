#pragma once
#include "metier/reperage/paires.hpp"
#include "metier/reperage/relecture/formulaires.hpp"
#include "metier/reperage/relecture/lots.hpp"
#include "web/parts/fiche.hpp"

namespace metier::reperage {

web::Lien lien(Id<Paire> id, OrdreDePaires ordre);

struct AccueilDesPaires {
    std::int64_t restantes = 0;
    OrdreDePaires ordre = OrdreDePaires::utilite;
    std::vector<Lot> lots;
    std::vector<LotConfirme> confirmes;
    std::vector<Paire> decidees;
};
acces::Page page_des_paires(AccueilDesPaires const& m, web::Csrf const& csrf);

struct PaireMontree {
    Paire paire;
    std::vector<web::LigneComparee> lignes;
    bool a_visible = false, b_visible = false;
    std::string lieu_a, lieu_b; ///< « Lycée Zola, 2025-2026 » ; vide hors portée
    std::int64_t restantes = 0;
    OrdreDePaires ordre = OrdreDePaires::utilite;
    std::optional<std::string> refus;       ///< pourquoi la fusion est impossible
    std::optional<std::string> sans_retour; ///< pourquoi la décision ne s'annule plus
};
acces::Page page_paire(PaireMontree const& m, web::Csrf const& csrf);

} // namespace metier::reperage
