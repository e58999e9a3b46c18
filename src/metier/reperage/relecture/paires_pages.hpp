#pragma once
#include "metier/reperage/paires.hpp"
#include "metier/reperage/relecture/comparaison.hpp"
#include "metier/reperage/relecture/formulaires.hpp"
#include "metier/reperage/relecture/lots.hpp"

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
    DeuxFiches fiches;
    std::string chances; ///< « 92 chances sur 100 d’être la même personne, mesuré sur 120 paires relues »
    std::int64_t restantes = 0;
    OrdreDePaires ordre = OrdreDePaires::utilite;
    std::optional<std::string> refus;       ///< pourquoi la fusion est impossible
    std::optional<Paire> derniere;          ///< la précédente décision de cet agent, à défaire d'un geste
    std::optional<std::string> sans_retour; ///< pourquoi la décision ne s'annule plus
};
acces::Page page_paire(PaireMontree const& m, web::Csrf const& csrf);

} // namespace metier::reperage
