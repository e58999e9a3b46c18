#pragma once
// Les poids d'une campagne : appris une fois, gardés tant que la campagne ressemble à ce qui les a appris.
#include <optional>
#include <string>

#include "metier/reperage/reperage.hpp"
#include "rapprochement/vivier.hpp"

namespace metier::reperage {

struct PoidsDeCampagne {
    std::string modele, moteur; ///< vide : jamais appris
    std::int64_t cherches = 0, vus = 0;
    std::optional<Date> le;
};
struct ReglesDePoids {
    std::int64_t jours = 0, ecart = 0; ///< ils valent tant de jours, à tant de cherchés ou de vus près (%)
};
/// D'un jour à l'autre, la même ressemblance pèse le même poids : ce que quelqu'un a lu hier se lit encore.
bool valent_encore(PoidsDeCampagne const& p, std::string const& moteur, std::int64_t cherches, std::int64_t vus,
                   Date jour, ReglesDePoids const& r);
/// « Poids appris le 5 octobre 2026, sur 21 600 cherchés et 450 000 vus ; … »
std::string dits(PoidsDeCampagne const& p, ReglesDePoids const& r);

PoidsDeCampagne poids_de_la_campagne(Reader& db, Id<Campagne> id);
ReglesDePoids regles_de_poids(Reader& db, Date jour);
/// Rien si on l'arrête.
std::optional<PoidsDeCampagne> apprendre_les_poids(rapprochement::Population const& population,
                                                   rapprochement::Options const& options, Date jour);

} // namespace metier::reperage
