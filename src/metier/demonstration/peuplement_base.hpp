#pragma once
// Les personnes de l'académie fictive mises en base, comme si chaque source avait envoyé ses listes.
#include "metier/demonstration/decor.hpp"
#include "metier/jeunes/jeunes.hpp"

namespace metier::demonstration {

/// Ce qu'il faut savoir d'une personne pour lui inventer une suite, une fois en base.
struct Figurant {
    Id<jeunes::Jeune> id;
    std::uint32_t rang = 0;
    std::size_t etablissement = 0; ///< le dernier fréquenté
};

struct Peuple {
    std::int64_t jeunes = 0;
    std::int64_t doubles = 0;            ///< seconds dossiers d'une même personne, vus par une autre source
    std::vector<Figurant> a_chercher;    ///< 16 ans et plus, inscrits l'an passé et pas cette année dans leur dossier
    std::vector<Figurant> en_prevention; ///< élèves de 15 ans et plus suivis dans leur établissement
};

Peuple peupler_la_base(acces::Environnement& env, Academie const& academie, Decor const& decor,
                       Progression const& progression);

} // namespace metier::demonstration
