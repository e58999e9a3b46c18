#pragma once
// Les types d'entretien comme des données : ce qu'on y note de propre, qui le lit par défaut (metier.md §6.1, C-30).
#include <span>
#include <string_view>

#include "metier/acces/roles.hpp"
#include "metier/suivi/listes.hpp"

namespace metier::suivi {

struct ChampPropre {
    std::string_view code, libelle, aide;
    bool recevabilite = false; ///< liste fermée de R-18 au lieu d'un texte
    bool ancien = false;       ///< ne se saisit plus : ce qui y a été écrit reste montré
};

struct Modele {
    TypeEntretien type;
    std::string_view sens;
    acces::Visibilite visibilite;
    std::span<ChampPropre const> champs;
    bool se_motive = false; ///< une décision s'y prend : motif et explication restituable
    bool freins = false;    ///< les codes de R-72, sans détail
};
Modele const& modele(TypeEntretien type);

///
enum class Recevabilite { recevable, non_recevable, derogation_demandee };
inline constexpr base::Entree<Recevabilite> recevabilites[] = {
    {Recevabilite::recevable, "recevable", "Recevable"},
    {Recevabilite::non_recevable, "non_recevable", "Non recevable"},
    {Recevabilite::derogation_demandee, "derogation_demandee", "Dérogation demandée"},
};
constexpr std::span<base::Entree<Recevabilite> const> entrees(Recevabilite) { return recevabilites; }

/// Texte montré d'un champ propre : le libellé si c'est un code.
std::string_view texte_du_champ(ChampPropre const& champ, std::string_view valeur);

} // namespace metier::suivi
