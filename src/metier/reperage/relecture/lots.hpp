#pragma once
// Les lots : des paires qui diffèrent exactement de la même façon, confirmées en un acte, défaites en un acte.
#include "metier/reperage/paires.hpp"

namespace metier::reperage {

/// Ce que la personne a vu : ni une paire de plus, ni une de moins, ni une autre version.
std::string empreinte(std::vector<Paire> const& paires);

struct LotConfirme {
    Id<LotConfirme> id;
    std::string ecart;
    std::int64_t paires = 0; ///< confirmées ce jour-là
    Instant fait_le{};
    std::string fait_par;
    std::optional<Instant> annule_le;
};
/// Dont une paire au moins est dans la portée, ou que cet agent a confirmés ; le dernier d'abord.
std::vector<LotConfirme> lots_confirmes(Reader& db, acces::Portee const& portee, int au_plus = 20);
std::optional<LotConfirme> trouver_lot(Reader& db, acces::Portee const& portee, Id<LotConfirme> id);

struct LotFait {
    std::optional<Id<LotConfirme>> id; ///< rien si aucune ne pouvait l'être
    std::vector<Paire> faites;
    std::int64_t laissees = 0; ///< fiche changée depuis, deux référents…
};
/// « Même personne » pour chacune, dans la transaction de l'appelant. Conflit si l'une vient d'être décidée.
LotFait confirmer_le_lot(Writer& db, Instant maintenant, Id<acces::Agent> agent, std::string const& ecart,
                         std::vector<Paire> const& paires);
/// Celles qui peuvent encore l'être : les autres restent, et sont comptées.
LotFait annuler_le_lot(Writer& db, Instant maintenant, Id<acces::Agent> agent, LotConfirme const& lot,
                       std::vector<Paire> const& paires, Date jour);

} // namespace metier::reperage
