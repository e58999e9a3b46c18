#pragma once
// Listes fermées du suivi : le code gardé en base et le libellé montré.
#include "base/enumere.hpp"

namespace metier::suivi {

enum class Canal { telephone, message, courriel, courrier, visite, rencontre };
inline constexpr base::Entree<Canal> canaux[] = {
    {Canal::telephone, "telephone", "Téléphone"}, {Canal::message, "message", "Message (SMS)"},
    {Canal::courriel, "courriel", "Courriel"},    {Canal::courrier, "courrier", "Courrier"},
    {Canal::visite, "visite", "Visite"},          {Canal::rencontre, "rencontre", "Rencontre"},
};
constexpr std::span<base::Entree<Canal> const> entrees(Canal) { return canaux; }

enum class Interlocuteur { jeune, responsable, adulte_de_confiance };
inline constexpr base::Entree<Interlocuteur> interlocuteurs[] = {
    {Interlocuteur::jeune, "jeune", "Le jeune"},
    {Interlocuteur::responsable, "responsable", "Un responsable"},
    {Interlocuteur::adulte_de_confiance, "adulte_de_confiance", "Un adulte de confiance"},
};
constexpr std::span<base::Entree<Interlocuteur> const> entrees(Interlocuteur) { return interlocuteurs; }

enum class Resultat { joint, rappeler, message_laisse, pas_de_reponse, mauvais_numero, refus };
inline constexpr base::Entree<Resultat> resultats[] = {
    {Resultat::joint, "joint", "Joint"},
    {Resultat::rappeler, "rappeler", "Joint, à rappeler"},
    {Resultat::message_laisse, "message_laisse", "Message laissé"},
    {Resultat::pas_de_reponse, "pas_de_reponse", "Pas de réponse"},
    {Resultat::mauvais_numero, "mauvais_numero", "Mauvais numéro ou mauvaise adresse"},
    {Resultat::refus, "refus", "Joint, refuse l’aide"},
};
constexpr std::span<base::Entree<Resultat> const> entrees(Resultat) { return resultats; }
/// Quelqu'un a répondu : un contact humain.
constexpr bool abouti(Resultat r) { return r == Resultat::joint || r == Resultat::rappeler || r == Resultat::refus; }
inline constexpr std::string_view aboutis_sql = "('joint', 'rappeler', 'refus')";

/// metier.md §6.1.
enum class TypeEntretien {
    information,
    conseil,
    regulation,
    guidance,
    recrutement,
    situation,
    accueil_positionnement,
    etape,
    bilan_final,
    famille,
    partenaire,
    equipe,
    suivi_sortie
};
inline constexpr base::Entree<TypeEntretien> types_d_entretien[] = {
    {TypeEntretien::situation, "situation", "Entretien de situation"},
    {TypeEntretien::information, "information", "Information"},
    {TypeEntretien::conseil, "conseil", "Conseil"},
    {TypeEntretien::guidance, "guidance", "Guidance"},
    {TypeEntretien::regulation, "regulation", "Régulation"},
    {TypeEntretien::recrutement, "recrutement", "Recrutement"},
    {TypeEntretien::accueil_positionnement, "accueil_positionnement", "Accueil et positionnement"},
    {TypeEntretien::etape, "etape", "Bilan d’étape"},
    {TypeEntretien::bilan_final, "bilan_final", "Bilan final"},
    {TypeEntretien::suivi_sortie, "suivi_sortie", "Suivi après la sortie"},
    {TypeEntretien::famille, "famille", "Avec la famille"},
    {TypeEntretien::partenaire, "partenaire", "Avec un partenaire"},
    {TypeEntretien::equipe, "equipe", "En équipe"},
};
constexpr std::span<base::Entree<TypeEntretien> const> entrees(TypeEntretien) { return types_d_entretien; }
/// Le jeune y est : vaut contact humain, et répond à une demande de droit au retour.
constexpr bool avec_le_jeune(TypeEntretien t) {
    return t != TypeEntretien::famille && t != TypeEntretien::partenaire && t != TypeEntretien::equipe;
}
inline constexpr std::string_view hors_jeune_sql = "('famille', 'partenaire', 'equipe')";

enum class Decision { admis, liste_attente, refuse };
inline constexpr base::Entree<Decision> decisions[] = {
    {Decision::admis, "admis", "Admis"},
    {Decision::liste_attente, "liste_attente", "En liste d’attente"},
    {Decision::refuse, "refuse", "Refusé"},
};
constexpr std::span<base::Entree<Decision> const> entrees(Decision) { return decisions; }

/// Ventilation du temps (metier.md §6.7) : facultative, jamais un pointage.
enum class Temps {
    face_a_face,
    accompagnement_individuel,
    reunion_coordination,
    ingenierie,
    partenariat,
    gestion,
    deplacement,
    formation_recue
};
inline constexpr base::Entree<Temps> domaines_de_temps[] = {
    {Temps::face_a_face, "face_a_face", "Face-à-face"},
    {Temps::accompagnement_individuel, "accompagnement_individuel", "Accompagnement individuel"},
    {Temps::reunion_coordination, "reunion_coordination", "Réunion et coordination"},
    {Temps::ingenierie, "ingenierie", "Ingénierie"},
    {Temps::partenariat, "partenariat", "Partenariat"},
    {Temps::gestion, "gestion", "Gestion"},
    {Temps::deplacement, "deplacement", "Déplacement"},
    {Temps::formation_recue, "formation_recue", "Formation reçue"},
};
constexpr std::span<base::Entree<Temps> const> entrees(Temps) { return domaines_de_temps; }

/// Seule l'active compte à une date.
enum class Etat { proposee, acceptee, active, refusee, rompue, remplacee };
inline constexpr base::Entree<Etat> etats[] = {
    {Etat::proposee, "proposee", "Proposée"}, {Etat::acceptee, "acceptee", "Acceptée"},
    {Etat::active, "active", "Active"},       {Etat::refusee, "refusee", "Refusée"},
    {Etat::rompue, "rompue", "Rompue"},       {Etat::remplacee, "remplacee", "Remplacée par une autre"},
};
constexpr std::span<base::Entree<Etat> const> entrees(Etat) { return etats; }

enum class Reponse { en_place, rompue, sans_nouvelle };
inline constexpr base::Entree<Reponse> reponses[] = {
    {Reponse::en_place, "en_place", "Toujours en place"},
    {Reponse::rompue, "rompue", "Rompue"},
    {Reponse::sans_nouvelle, "sans_nouvelle", "Sans nouvelle"},
};
constexpr std::span<base::Entree<Reponse> const> entrees(Reponse) { return reponses; }

using base::code, base::libelle, base::lire_code;

} // namespace metier::suivi
