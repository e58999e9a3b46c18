#pragma once
// Qui écrit sait si son message est arrivé : sur la page de ce qu'il a fait, dans sa liste et dans « Ma journée »
// (P-4). Un message y est attaché par `page` et `de`, à son dépôt.
#include <string>
#include <vector>

#include "metier/acces/routes.hpp"

namespace metier::courriels {

struct CourrielVu;

/// Adresse refusée, message abandonné, ou serveur de courrier qui ne répond pas.
bool pas_arrive(CourrielVu const& c);
/// « Relevé prêt », « Convocation » : le genre d'un courriel, en clair.
std::string libelle_du_genre(std::string_view code);
/// « Partira le 27/11/2026 à 7 h 00 » (heures calmes, jours de repos), « Nouvel essai le… » ; vide s'il part aussitôt.
std::string quand_il_partira(CourrielVu const& c, Instant maintenant);
/// Ce qu'il en est et quoi faire, en une ou deux phrases ; vide s'il est parti.
std::string ce_qu_il_en_est(CourrielVu const& c);
/// « Adresse refusée », pour une étiquette ; vide s'il est parti ou vient d'être déposé.
std::string etiquette(CourrielVu const& c);

/// Le dernier message de cette page (« /relais/4 ») à chaque adresse, s'il n'est pas parti et que rien n'est fait.
std::vector<CourrielVu> en_cours(storage::Reader& db, std::string const& page);
/// Le dernier message de cette page est-il pas arrivé ? Une expression SQL qui vaut 1 ou 0 ; `page` : une autre.
std::string pas_arrive_sql(std::string_view page);
/// L'avis à montrer en tête de cette page, à qui l'a fait partir ; vide s'il n'y a rien à dire.
web::Html avis(storage::Reader& db, web::Csrf const& csrf, std::string const& page);
/// « C'est fait autrement » : n'attend plus rien de qui l'a fait partir.
web::Html fait_autrement(web::Csrf const& csrf, CourrielVu const& c);

struct PasArrive {
    std::string page, libelle, detail, etiquette; ///< « Relais à roy@e2c.fr »
};
/// Ceux que cet agent, ou qui il remplace, a fait partir et qui ne sont pas arrivés : à faire autrement.
std::vector<PasArrive> pas_arrives(storage::Reader& db, acces::Portee const& portee, int nombre);
/// Ce que cette page attendait est fini, ou repart ailleurs : plus rien à faire pour ses messages d'avant.
void n_attend_plus(storage::Writer& db, Instant maintenant, std::string const& page);
void n_attend_plus(storage::Writer& db, Instant maintenant, std::string const& page, std::string const& adresse);

} // namespace metier::courriels
