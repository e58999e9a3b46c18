#pragma once
// Accès d'urgence, banc d'essai des droits, matrice : ce que le programme branche.
#include "metier/acces/comptes.hpp"
#include "metier/acces/routes.hpp"
#include "metier/acces/sessions.hpp"
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

/// Comment un champ paraît à quelqu'un.
enum class Parait { montre, en_partie, masque, cache, vide };
inline constexpr base::Entree<Parait> facons_de_paraitre[] = {
    {Parait::montre, "montre", "Montré"},      {Parait::en_partie, "en_partie", "En partie"},
    {Parait::masque, "masque", "Masqué"},      {Parait::cache, "cache", "Caché"},
    {Parait::vide, "vide", "Rien n’est noté"},
};
constexpr std::span<base::Entree<Parait> const> entrees(Parait) { return facons_de_paraitre; }
struct Verdict {
    Parait parait = Parait::cache;
    std::string pourquoi;
};
/// Ce que cette lecture montre à cet agent, dans ce rôle et ce jour-là (ceux de son contexte), et pourquoi.
Verdict juger(acces::Contexte& lui, jeunes::Lecture const& lecture, Id<jeunes::Jeune> jeune);
/// Les droits des routes qui écrivent cette lecture, ou qui l'emportent.
std::vector<acces::Droit> droits_des_gestes(acces::Routes const& routes, jeunes::Apports const& apports,
                                            jeunes::Lecture const& lecture, bool emporte);
/// « Oui : suivre les jeunes », « Non », « S’il en est : … » : ce que cet agent peut en écrire, ou en emporter.
std::string geste_permis(acces::Contexte& lui, std::vector<acces::Droit> const& droits, jeunes::Lecture const& lecture,
                         Verdict const& v, Id<jeunes::Jeune> jeune, bool emporte);
/// La session que cet agent aurait dans ce rôle.
acces::Session session_de(acces::Compte const& compte, acces::RoleOffert const& role);

/// `r` et `apports` vivent aussi longtemps que le programme : ce que chaque partie déclare montrer, et par quelles
/// routes.
void routes(acces::Routes& r, jeunes::Apports const& apports);
void rubriques(agenda::Journee& journee);
/// Ce que les accès d'urgence montrent d'un jeune, et à qui.
void lectures(jeunes::Apports& apports);

} // namespace metier::droits
