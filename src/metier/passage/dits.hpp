#pragma once
// Ce qu'un passage de témoin fait dire : à qui reçoit, à qui perd, au jeune et à sa famille (C-29, C-119, P-15).
#include "metier/passage/passage.hpp"

namespace metier::passage {

struct PassageDit {
    Id<PassageDit> id;
    Id<acces::Agent> de, a;
    std::string nom_de, nom_a, nom_par;
    Instant le{};
    std::int64_t suivis = 0;
    std::string reste; ///< « 2 réunions à venir »
    std::optional<Instant> lu_par_a, lu_par_de;

    bool lu_par(Id<acces::Agent> agent) const { return agent == a ? lu_par_a.has_value() : lu_par_de.has_value(); }
    /// « 16 suivis, et 2 réunions à venir ».
    std::string quoi() const;
};
/// Le dit à qui ne l'a pas fait lui-même : une ligne de sa journée jusqu'à ce qu'il la lise, un courriel sans nom.
void dire(Writer& db, acces::Contexte const& cx, Id<acces::Agent> de, Id<acces::Agent> a, std::int64_t suivis,
          std::string const& reste);
/// Le référent d'un jeune vient de changer : le dire s'il a été changé seul ; le jeune et sa famille sont à prévenir.
void dire_le_changement(Writer& db, acces::Contexte const& cx, Id<Jeune> jeune, Id<acces::Agent> ancien,
                        Id<acces::Agent> nouveau);

/// Ceux que cet agent n'a pas encore lus ; les plus récents d'abord.
std::vector<PassageDit> a_lire(Reader& db, Id<acces::Agent> agent);
/// Les suivis que cet agent a fait passer depuis ce jour, les plus récents d'abord.
std::vector<PassageDit> faits_par(Reader& db, Id<acces::Agent> agent, Date depuis);
/// De ceux-là, ceux dont le référent n'a pas changé depuis : ils peuvent revenir.
std::vector<Id<Jeune>> a_rendre(Reader& db, PassageDit const& p);
std::optional<PassageDit> trouver(Reader& db, Id<PassageDit> id);
void noter_lu(Writer& db, Instant instant, PassageDit const& p, Id<acces::Agent> agent);
/// Les dossiers passés ce jour-là de l'un à l'autre, que ce rôle voit.
struct SuiviPasse {
    Id<Jeune> jeune;
    std::string nom, nom_usage, prenom;
    bool a_annoncer = false; ///< le jeune et sa famille ne sont pas encore prévenus
};
std::vector<SuiviPasse> suivis_passes(Reader& db, acces::Portee const& portee, PassageDit const& p);

/// L'échéance du nouveau référent : dire au jeune et à sa famille que leur interlocuteur change.
inline constexpr auto genre_annonce = "annonce_du_referent";
/// Celle, ouverte, que cet agent (ou qui il remplace) doit faire pour ce jeune.
std::optional<agenda::Echeance> annonce_a_faire(Reader& db, acces::Portee const& portee, Id<Jeune> jeune);

void rubriques_des_dits(agenda::Journee& journee);
void routes_des_dits(acces::Routes& r);
void routes_de_l_annonce(acces::Routes& r);

} // namespace metier::passage
