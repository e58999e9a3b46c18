#pragma once
// Les règles des réunions : pures, sans base ni horloge.
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "metier/agenda/attentes.hpp"
#include "metier/reunions/types.hpp"
#include "metier/territoire/calendrier.hpp"

namespace metier::reunions {

using territoire::Vacances;
std::optional<Vacances> en_vacances(std::vector<Vacances> const& vacances, Date jour);

/// Le dernier dimanche de mars, de 2 h à 3 h, les horloges sautent : 2 h 30 n'existe pas.
bool heure_existe(Date jour, int heure, int minute);

struct Occurrence {
    Date jour;
    std::string saute; ///< pourquoi elle n'aura pas lieu : « vacances de Noël », « jour férié : 11 novembre »
};
/// Du premier jour au dernier compris. Chaque mois : le même rang du même jour (« deuxième mardi »), le dernier si ce
/// rang manque. Une date sautée reste dans la liste, avec sa raison.
std::vector<Occurrence> occurrences(Rythme rythme, Date premier, Date dernier, std::vector<Vacances> const& a_sauter);

struct Comptage {
    int attendus = 0, presents = 0, excuses = 0, animateurs_presents = 0;
};
struct EtatDuQuorum {
    bool demande = false, atteint = true;
    int il_en_faut = 0;
    std::string regle; ///< « la moitié des membres, et qui anime »
};
EtatDuQuorum quorum(Quorum regle, Comptage const& c, int part);

/// Ce qu'il faut pour mettre un dossier à sa place.
struct APlacer {
    agenda::Urgence urgence = agenda::Urgence::a_decider;
    std::optional<Date> date;
    std::string part_a; ///< « 10:30 » : quelqu'un de ce dossier doit partir avant la fin
    std::int64_t id = 0;
};
/// Qui doit partir tôt d'abord (C-47), puis du plus pressé au moins pressé, puis le plus ancien.
bool avant(APlacer const& a, APlacer const& b);

/// « Appeler la famille / Ba / 15/11 » : ce qui a été tapé sur une ligne, séparé par « / » ou « ; » entourés de blancs.
struct LigneDeDecision {
    std::string quoi, qui;
    std::optional<Date> quand;
    std::string quand_tape;
};
std::optional<LigneDeDecision> lire_ligne(std::string_view texte, Date jour);
/// « 15/11 », « 15/11/2026 », « +8 » ou « 8j » (jours), « vendredi » (le prochain), « demain ».
/// Un jour et un mois sans année : dans les six mois qui viennent. Rien sinon, ou si c'est illisible.
std::optional<Date> lire_quand(std::string_view texte, Date jour);
/// Parmi ces noms, celui que désigne ce qui a été tapé (début d'un mot, sans accent) ; rien si aucun ou plusieurs.
std::optional<std::size_t> lire_qui(std::string_view texte, std::vector<std::string> const& noms);

/// « L. N. » ; d'un prénom composé, « J.-P. ».
std::string initiales(std::string_view prenom, std::string_view nom);
/// Le texte où prénom et nom d'un jeune sont remplacés par ses initiales : ce que l'on montre à une salle.
std::string voiler(std::string_view texte, std::string_view prenom, std::string_view nom);
/// Le texte sans ces noms (prénom, nom, nom d'usage) : « la mère de … », pour qui ne sait pas de qui l'on parle.
std::string taire(std::string_view texte, std::vector<std::string> const& noms);
/// Le texte nomme cette personne (prénom et nom entiers) : il ne partira pas dans un courriel.
bool nomme(std::string_view texte, std::string_view prenom, std::string_view nom);

} // namespace metier::reunions
