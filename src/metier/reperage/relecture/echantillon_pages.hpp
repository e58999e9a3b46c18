#pragma once
#include "metier/reperage/relecture/comparaison.hpp"
#include "metier/reperage/relecture/echantillon.hpp"

namespace metier::reperage {

web::Lien lien_de_la_mesure(Id<Campagne> id);
web::Lien lien(Id<PaireAuditee> id);

/// « 97,3 % »
std::string pour_cent(double part);
/// « 97,3 % (93,1 à 99,0) ; 146 sur 150 » ; « rien de relu » sans cas.
std::string affiche(Part const& p);
/// « 92 chances sur 100 d’être la même personne, mesuré sur 120 paires relues », ou « d’après le modèle ».
std::string chances(Reader& db, std::optional<Id<Campagne>> campagne, int dixiemes, double probabilite);

struct MesureMontree {
    Campagne campagne;
    Echantillon echantillon;
    std::int64_t restantes = 0; ///< pour cet agent
    std::vector<ReponseDonnee> miennes;
    bool peut_tirer = false, peut_relire = false;
};
acces::Page page_de_la_mesure(MesureMontree const& m, web::Csrf const& csrf);

struct AveugleMontree {
    PaireAveugle paire;
    DeuxFiches fiches;
    Campagne campagne;
    std::int64_t restantes = 0;
    bool peut_repondre = false; ///< la campagne est ouverte
    bool machine_montree = false;
};
acces::Page page_aveugle(AveugleMontree const& m, web::Csrf const& csrf);

} // namespace metier::reperage
