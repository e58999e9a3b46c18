#pragma once
// Les règles du suivi : pures, sans base ni horloge. Les nombres viennent des paramètres datés.
#include <optional>
#include <span>

#include "metier/suivi/suivi.hpp"

namespace metier::suivi {

struct SeuilsDeContact {
    int tentatives = 3;
    int canaux = 2;
};
/// Où en sont les tentatives depuis le dernier échange avec quelqu'un.
struct Echelle {
    int tentatives = 0;
    int canaux = 0;
    bool injoignable_propose = false; ///< R-17 : proposé, jamais posé
    std::optional<Canal> essayer;     ///< canal pas encore essayé : téléphone, message, courriel, courrier, visite
};
/// `contacts` du plus récent au plus ancien ; `dernier_entretien` avec le jeune.
Echelle echelle(std::span<Contact const> contacts, std::optional<Date> dernier_entretien,
                SeuilsDeContact const& seuils);

/// Droit au retour, de 16 à 25 ans révolus (décrets 2014-1453 et 2014-1454) : pourquoi la demande n'en relève pas.
struct AgesDuRetour {
    int de = 16;
    int a = 25;
};
std::string refus_du_retour(std::optional<Date> naissance, Date demande, AgesDuRetour ages);
/// R-26 : « dans les 15 jours suivant la demande ».
Date terme_du_retour(Date demande, int delai);
/// A-09 : l'alerte se voit quelques jours avant le terme.
bool retour_en_alerte(Date terme, Date jour, int jours_avant);
/// R-09 : même quantième.
Date terme_de_convocation(Date convocation, int mois);
/// R-24 : dates des deux suivis.
std::vector<Date> suivis_prevus(Date effet, int premier_mois, int second_mois);

/// Ce qu'on peut faire d'une solution dans cet état.
bool peut_passer(Etat de, Etat vers);

/// Qui lit un écrit : son auteur, et ceux que la visibilité désigne.
bool lit(acces::Portee const& portee, std::optional<Id<acces::Agent>> auteur, acces::Visibilite visibilite);

/// Pourquoi un dossier reste sans contact humain (N-10).
enum class Cause { personne, attente, injoignable, a_relancer };
inline constexpr base::Entree<Cause> causes[] = {
    {Cause::personne, "personne", "Aucun référent"},
    {Cause::attente, "attente", "On attend une réponse"},
    {Cause::injoignable, "injoignable", "Tentatives sans réponse"},
    {Cause::a_relancer, "a_relancer", "À relancer"},
};
constexpr std::span<base::Entree<Cause> const> entrees(Cause) { return causes; }
Cause cause(bool a_un_referent, bool attend, int tentatives_sans_reponse);

} // namespace metier::suivi
