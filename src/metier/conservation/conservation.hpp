#pragma once
// Fin de conservation (R-74, C-104) : chaque nuit, ce qui arrive à son terme est annoncé ; quelqu'un décide ; ce qui
// est décidé est ramené au mois et ne désigne plus personne, un rapport le dit. Rien ne s'efface sans cela.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "metier/acces/contexte.hpp"
#include "metier/acces/routes.hpp"
#include "metier/agenda/agenda.hpp"
#include "metier/conservation/termes.hpp"

namespace metier::jeunes {
class Apports;
}

namespace metier::conservation {

using jeunes::Jeune;
using storage::Reader;
using storage::Writer;
struct Rapport;

// ---- Règles en vigueur

Durees durees(Reader& db, Date jour);
struct Regle {
    std::string code, valeur, unite, source;
    bool a_confirmer = false;
};
/// Celles dont dépend une purge, ce jour-là.
std::vector<Regle> regles(Reader& db, Date jour);

// ---- Annonces

struct DernierFait {
    Fait quoi = Fait::creation;
    Date le{};
};
DernierFait dernier_fait(Reader& db, Id<Jeune> jeune);
/// Ce qui le retient ce jour-là ; rien s'il peut partir.
std::optional<Retenue> retenue(Reader& db, Id<Jeune> jeune, Date jour);
/// Dossiers dont la fin s'annonce ce jour-là et ne l'est pas encore, par numéro, après celui-ci.
std::vector<Id<Jeune>> a_annoncer(Reader& db, Date jour, Id<Jeune> apres, int au_plus);

struct Tournee {
    std::int64_t annonces = 0, levees = 0, rouvertes = 0;
};
/// Annonce ce qui arrive à son terme ; lève l'annonce de qui a donné signe de vie ; rouvre les exceptions finies. Par
/// lots : on lit, puis on écrit vite, et personne n'attend la tournée d'une académie.
Tournee annoncer(storage::Database& base, Instant maintenant);

enum class Etat { a_decider, retenus, decides, gardes };
inline constexpr base::Entree<Etat> etats[] = {
    {Etat::a_decider, "a_decider", "À décider"},
    {Etat::retenus, "retenus", "Retenus par un suivi ou une démarche"},
    {Etat::decides, "decides", "Purge décidée"},
    {Etat::gardes, "gardes", "Gardés, avec leur motif"},
};
constexpr std::span<base::Entree<Etat> const> entrees(Etat) { return etats; }

struct Annonce {
    Id<Jeune> jeune;
    std::string nom;
    Fait quoi = Fait::creation;
    Date dernier_le{}, terme{}, annoncee_le{};
    std::string decision, motif, detail;
    std::optional<Date> jusqu_au;
    std::string decidee_par;
    std::int64_t version = 1;
    std::string retenue; ///< code ; vide si rien ne le retient
};
/// Dans la portée, par terme puis numéro.
std::vector<Annonce> annonces(Reader& db, acces::Portee const& portee, Etat etat, std::string const& apres_terme,
                              std::int64_t apres_id, int nombre);
std::int64_t combien(Reader& db, acces::Portee const& portee, Etat etat);

struct Decision {
    bool purger = false;
    std::optional<Motif> motif;
    std::string detail;
    std::optional<Date> jusqu_au;
};
/// Conflict si quelqu'un a décidé avant. Une décision se change tant que la purge n'est pas faite.
void decider(Writer& db, Instant maintenant, Id<acces::Agent> agent, Id<Jeune> jeune, std::int64_t version,
             Decision const& d);

// ---- Purge

struct Touchees {
    std::int64_t effacees = 0, au_mois = 0;
};
using ParTable = std::map<std::string, Touchees>;
/// Rend le dossier anonyme, et ceux qu'il a absorbés : chaque table du registre, selon sa colonne `au_terme`.
ParTable anonymiser(Writer& db, Id<Jeune> jeune, Date jour);

struct Execution {
    std::int64_t dossiers = 0;
    std::map<Retenue, std::int64_t> retenus;
    std::optional<Id<Rapport>> rapport;
};
/// Ce qui est décidé et dont le jour est venu : un acte et une ligne de journal par dossier, un rapport pour le tout.
Execution executer(acces::Environnement const& env);
/// Ce que l'on garde quelques jours : brouillons oubliés, fusions qui ne se défont plus, proches d'une campagne close,
/// demandes d'accès anciennes, échéances sans jeune. Rend des nombres, par genre.
std::map<std::string, std::int64_t> effacer_le_perime(Writer& db, Instant maintenant);
/// Les trois, chaque nuit ; ce qu'elle a fait, en une phrase.
std::string ronde(acces::Environnement const& env);

struct LigneDeRapport {
    std::string contenu;
    std::int64_t effacees = 0, au_mois = 0;
};
struct RapportLu {
    Id<Rapport> id;
    Instant fait_le{};
    std::int64_t dossiers = 0, suivis = 0;
    std::string retenus, regles, decideurs;
    std::vector<LigneDeRapport> lignes = {};
};
std::vector<RapportLu> rapports(Reader& db, int au_plus = 100);
std::optional<RapportLu> rapport(Reader& db, Id<Rapport> id);

// ---- Ce que branche src/app

void routes(acces::Routes& r);
void rubriques(agenda::Journee& journee);
/// raccroche conservation [--au DATE] [--json] : dit ce qui arriverait, n'écrit rien.
int commande_conservation(std::vector<std::string> const& args, acces::Environnement& env, std::ostream& out,
                          std::ostream& err);
/// Ce que cette partie montre d'un jeune, et à qui.
void lectures(jeunes::Apports& apports);

} // namespace metier::conservation
