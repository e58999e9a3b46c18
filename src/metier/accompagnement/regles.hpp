#pragma once
// Listes fermées et règles pures de l'accompagnement.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/enumere.hpp"

namespace metier::accompagnement {

enum class EtatDeLigne { a_faire, faite, abandonnee };
inline constexpr base::Entree<EtatDeLigne> etats_de_ligne[] = {
    {EtatDeLigne::a_faire, "a_faire", "À faire"},
    {EtatDeLigne::faite, "faite", "Faite"},
    {EtatDeLigne::abandonnee, "abandonnee", "Abandonnée"},
};
constexpr std::span<base::Entree<EtatDeLigne> const> entrees(EtatDeLigne) { return etats_de_ligne; }

enum class Signataire { jeune, responsable, referent };
inline constexpr base::Entree<Signataire> signataires[] = {
    {Signataire::jeune, "jeune", "Le jeune"},
    {Signataire::responsable, "responsable", "Un responsable"},
    {Signataire::referent, "referent", "Le référent"},
};
constexpr std::span<base::Entree<Signataire> const> entrees(Signataire) { return signataires; }

enum class Humeur { bien, moyen, inquiet };
inline constexpr base::Entree<Humeur> humeurs[] = {
    {Humeur::bien, "bien", "Plutôt bien"},
    {Humeur::moyen, "moyen", "Moyen"},
    {Humeur::inquiet, "inquiet", "Je suis inquiet ou inquiète"},
};
constexpr std::span<base::Entree<Humeur> const> entrees(Humeur) { return humeurs; }

enum class Moment { entree, etape, sortie };
inline constexpr base::Entree<Moment> moments[] = {
    {Moment::entree, "entree", "À l’entrée"},
    {Moment::etape, "etape", "En étape"},
    {Moment::sortie, "sortie", "À la sortie"},
};
constexpr std::span<base::Entree<Moment> const> entrees(Moment) { return moments; }

/// metier.md §5.1, bilan de positionnement ; liste « à confirmer » par les utilisateurs.
enum class Domaine { francais, maths, expression, numerique, projet, mobilite, demarches, assiduite };
inline constexpr base::Entree<Domaine> domaines[] = {
    {Domaine::francais, "francais", "Français écrit"},
    {Domaine::maths, "maths", "Mathématiques"},
    {Domaine::expression, "expression", "Expression orale"},
    {Domaine::numerique, "numerique", "Numérique"},
    {Domaine::projet, "projet", "Projet"},
    {Domaine::mobilite, "mobilite", "Mobilité"},
    {Domaine::demarches, "demarches", "Démarches"},
    {Domaine::assiduite, "assiduite", "Assiduité, rythme"},
};
constexpr std::span<base::Entree<Domaine> const> entrees(Domaine) { return domaines; }

enum class Niveau { a_acquerir = 1, en_cours, acquis, autonome };
inline constexpr base::Entree<Niveau> niveaux[] = {
    {Niveau::a_acquerir, "1", "À acquérir"},
    {Niveau::en_cours, "2", "En cours d’acquisition"},
    {Niveau::acquis, "3", "Acquis"},
    {Niveau::autonome, "4", "Autonome, peut aider"},
};
constexpr std::span<base::Entree<Niveau> const> entrees(Niveau) { return niveaux; }

/// Un parcours : une entrée, des étapes, une sortie (C-44) ; une autre entrée n'en ouvre un autre qu'après.
struct Jalon {
    Moment moment = Moment::entree;
    Date le{};
};
/// Pourquoi ce positionnement ne va pas à cette place parmi ceux qui sont notés ; vide s'il y va.
std::string refus_du_jalon(std::vector<Jalon> notes, Jalon const& nouveau);

using Niveaux = std::map<Domaine, Niveau>;
std::string ecrire(Niveaux const& n);
Niveaux lire_niveaux(std::string_view texte);

enum class EtatDeVoeu { prepare, depose, attente, accepte, refuse, abandonne };
inline constexpr base::Entree<EtatDeVoeu> etats_de_voeu[] = {
    {EtatDeVoeu::prepare, "prepare", "En préparation"},
    {EtatDeVoeu::depose, "depose", "Déposé"},
    {EtatDeVoeu::attente, "attente", "Liste d’attente"},
    {EtatDeVoeu::accepte, "accepte", "Accepté"},
    {EtatDeVoeu::refuse, "refuse", "Refusé"},
    {EtatDeVoeu::abandonne, "abandonne", "Abandonné"},
};
constexpr std::span<base::Entree<EtatDeVoeu> const> entrees(EtatDeVoeu) { return etats_de_voeu; }

/// Prime de reprise d'études (metier.md §2.2) : ce que la loi demande, et ce que l'on sait.
struct ReglesDePrime {
    int montant = 600, interruption = 5, age_de = 16, age_a = 18;
};
struct Reprise {
    std::optional<Date> naissance, sortie;
    Date retour{};
    bool boursier = false, statut_scolaire = false, certifiante = false;
};
/// Pourquoi elle n'est pas due, avec ce qui a été lu et ce qui est demandé; vide : elle peut l'être.
std::vector<std::string> contre_la_prime(Reprise const& r, ReglesDePrime const& regles);

/// Entre quels jours un tutorat ou un contrat peut commencer, et combien il peut durer (paramètres
/// `accompagnement.*`) : au-delà, c'est une faute de frappe.
struct Bornes {
    int anteriorite = 24, avance = 12, duree = 36; ///< en mois
};
struct Debut {
    Date au_plus_tot{}, au_plus_tard{};
};
/// `deja` : le début déjà noté de celui que l'on modifie, qui reste permis.
Debut debut_permis(Bornes const& b, Date jour, std::optional<Date> deja = {});

/// Une rencontre que l'on va compter, à côté de celles du même tutorat (C-41 : des heures qui se paient).
struct Compte {
    int ce_jour = 0;          ///< rencontres déjà notées ce jour-là
    std::int64_t minutes = 0; ///< la nouvelle
    std::int64_t minutes_ce_jour = 0, faites = 0, prevues = 0;
};
/// Impossible : plus de minutes en un jour qu'il n'est plausible (`tutorat.minutes_par_jour`) ; vide sinon.
std::string trop_en_un_jour(Compte const& c, std::int64_t minutes_par_jour);
/// Possible, mais à confirmer : une autre le même jour, plus que prévu.
std::vector<std::string> a_confirmer(Compte const& c);

/// Trois objectifs au plus (metier.md §6.2) ; un par ligne, sans les vides.
std::vector<std::string> objectifs(std::string_view texte);
inline constexpr std::size_t objectifs_au_plus = 3;

/// « 3 h 05 »
std::string duree(std::int64_t minutes);

} // namespace metier::accompagnement
