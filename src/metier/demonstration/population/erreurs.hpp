#pragma once
// La même personne vue par une source : accents, tirets, fautes, dates, INE… Taux de formats.md §13.3, par ligne.
#include <optional>

#include "metier/demonstration/population/hasard.hpp"
#include "metier/demonstration/population/population.hpp"

namespace metier::demonstration {

enum class Source { siecle, siei, cfa, mission_locale, papier };

/// Ce que la source écrit. L'adresse et le téléphone peuvent être périmés.
struct Vue {
    std::string nom, nom_usage;
    std::vector<std::string> prenoms;
    std::optional<Sexe> sexe;
    Date naissance;
    std::string ine, telephone, courriel;
    Adresse adresse;
    bool uai_frere = false;  ///< la ligne porte un établissement voisin
    bool zero_perdu = false; ///< zéros de tête mangés par un tableur
    bool decalee = false;    ///< une colonne de trop
    bool doublon = false;    ///< la ligne est écrite deux fois
};

/// `facteur` multiplie tous les taux : 0 donne la vérité (capitales sans accent de la mission locale comprises).
Vue voir(Territoire const& territoire, Personne const& personne, Source source, double facteur, Hasard& hasard);

/// « MAELYS » : capitales sans accent.
std::string capitales(std::string_view utf8);

} // namespace metier::demonstration
