#pragma once
// Accès d'urgence, banc d'essai des droits, matrice : ce que le programme branche.
#include "metier/acces/routes.hpp"
#include "metier/agenda/agenda.hpp"
#include "metier/jeunes/apports.hpp"
#include "metier/jeunes/jeunes.hpp"

namespace metier::droits {

enum class MotifDUrgence { danger, audience, famille_presente, autre };
inline constexpr base::Entree<MotifDUrgence> motifs_d_urgence[] = {
    {MotifDUrgence::danger, "danger", "Le jeune est en danger ou introuvable"},
    {MotifDUrgence::audience, "audience", "Une décision ou une convocation tombe aujourd’hui ou demain"},
    {MotifDUrgence::famille_presente, "famille_presente",
     "Le jeune ou sa famille est là et personne d’autre ne répond"},
    {MotifDUrgence::autre, "autre", "Autre"},
};
constexpr std::span<base::Entree<MotifDUrgence> const> entrees(MotifDUrgence) { return motifs_d_urgence; }

struct Urgence {
    Id<Urgence> id;
    Id<jeunes::Jeune> jeune;
    std::string agent, role, motif, precision;
    Instant ouvert_le{}, expire_le{};
    std::optional<Instant> relu_le;
    std::string relu_par, avis;
};
/// Non relus d'abord, puis ceux des douze derniers mois.
std::vector<Urgence> urgences(storage::Reader& db, Instant depuis);
std::optional<Urgence> trouver(storage::Reader& db, Id<Urgence> id);
Id<Urgence> ouvrir(storage::Writer& db, Instant instant, Id<acces::RoleTenu> role, Id<jeunes::Jeune> jeune,
                   MotifDUrgence motif, std::string const& precision);
void relire(storage::Writer& db, Instant instant, Id<Urgence> id, Id<acces::Agent> par, std::string const& avis);

/// Les libellés que montre un bloc (termes, en-têtes de ligne, titres), sans leurs valeurs.
std::vector<std::string> libelles_montres(std::string_view html);

/// `apports` vit aussi longtemps que les routes : le banc joue les mêmes blocs que le dossier.
void routes(acces::Routes& r, jeunes::Apports const& apports);
void rubriques(agenda::Journee& journee);

} // namespace metier::droits
