#pragma once
// Actions, candidatures, liste d'attente.
#include <set>

#include "metier/acces/routes.hpp"
#include "metier/jeunes/apports.hpp"
#include "metier/jeunes/jeunes.hpp"

namespace metier::admissions {

using jeunes::Jeune;
using storage::Reader;
using storage::Writer;

/// metier.md §5.2 : les noms changent d'une académie à l'autre ; la liste reste ouverte par l'intitulé.
enum class TypeDAction {
    sas,
    pole_bilan_positionnement,
    remobilisation,
    acces_insertion,
    pole_accompagnement,
    repreparation_examen,
    allophone,
    prevention_etablissement,
    formation_combinee,
    sre,
    module_ponctuel
};
inline constexpr base::Entree<TypeDAction> types_d_action[] = {
    {TypeDAction::sas, "sas", "Sas"},
    {TypeDAction::pole_bilan_positionnement, "pole_bilan_positionnement", "Pôle bilan et positionnement"},
    {TypeDAction::remobilisation, "remobilisation", "Remobilisation"},
    {TypeDAction::acces_insertion, "acces_insertion", "Accès à l’insertion"},
    {TypeDAction::pole_accompagnement, "pole_accompagnement", "Pôle d’accompagnement"},
    {TypeDAction::repreparation_examen, "repreparation_examen", "Repréparation d’un examen (MOREA)"},
    {TypeDAction::allophone, "allophone", "Français pour nouveaux arrivants"},
    {TypeDAction::prevention_etablissement, "prevention_etablissement", "Prévention en établissement"},
    {TypeDAction::formation_combinee, "formation_combinee", "Formation combinée"},
    {TypeDAction::sre, "sre", "Structure de retour à l’école"},
    {TypeDAction::module_ponctuel, "module_ponctuel", "Module ponctuel"},
};
constexpr std::span<base::Entree<TypeDAction> const> entrees(TypeDAction) { return types_d_action; }

/// L'ordre de la liste d'attente, montré à tous.
enum class Ordre { demande, obligation };
inline constexpr base::Entree<Ordre> ordres[] = {
    {Ordre::demande, "demande", "Par date de demande"},
    {Ordre::obligation, "obligation", "Les 16-18 ans d’abord (obligation de formation), puis par date de demande"},
};
constexpr std::span<base::Entree<Ordre> const> entrees(Ordre) { return ordres; }

enum class Recevabilite { recevable, non_recevable, derogation_demandee };
inline constexpr base::Entree<Recevabilite> recevabilites[] = {
    {Recevabilite::recevable, "recevable", "Recevable"},
    {Recevabilite::non_recevable, "non_recevable", "Non recevable"},
    {Recevabilite::derogation_demandee, "derogation_demandee", "Dérogation demandée"},
};
constexpr std::span<base::Entree<Recevabilite> const> entrees(Recevabilite) { return recevabilites; }

enum class Issue { admis, liste_attente, refuse, desiste };
inline constexpr base::Entree<Issue> issues[] = {
    {Issue::admis, "admis", "Admis"},
    {Issue::liste_attente, "liste_attente", "Liste d’attente"},
    {Issue::refuse, "refuse", "Refusé"},
    {Issue::desiste, "desiste", "S’est désisté"},
};
constexpr std::span<base::Entree<Issue> const> entrees(Issue) { return issues; }

struct Action {
    Id<Action> id;
    std::string intitule;
    TypeDAction type = TypeDAction::remobilisation;
    Id<territoire::Territoire> territoire;
    std::optional<Id<territoire::Etablissement>> etablissement;
    std::string lieu;
    std::int64_t places = 15;
    Date du{}, au{};
    std::optional<int> age_de, age_a;
    Ordre ordre = Ordre::demande;
    std::optional<Date> close_le;
    std::int64_t version = 1;
};
struct Candidature {
    Id<Candidature> id;
    Id<Action> action;
    Id<Jeune> jeune;
    std::string nom, nom_usage, prenom;
    std::optional<Date> naissance;
    Date demandee_le{};
    std::optional<Recevabilite> recevabilite;
    std::optional<Issue> issue;
    std::string motif;
    std::optional<Date> decidee_le, promue_le;
    std::int64_t version = 1;
};

/// R-18 : ce que l'âge en dit au premier jour de l'action, pour aider à juger ; vide : rien à redire.
std::string doute(Action const& a, std::optional<Date> naissance);
/// La liste d'attente dans l'ordre de l'action ; le premier entrera le premier.
std::vector<Candidature> liste_d_attente(Action const& a, std::vector<Candidature> const& toutes);
std::int64_t admis(std::vector<Candidature> const& toutes);
/// Qui attend et peut entrer : une demande à juger garde sa place devant celles qui la suivent, quel que soit l'ordre
/// des décisions.
std::vector<Candidature> peuvent_entrer(Action const& a, std::vector<Candidature> const& toutes);
/// Les places libres que gardent des demandes à juger.
std::int64_t places_gardees(Action const& a, std::vector<Candidature> const& toutes);
/// « Admise », « Non recevable », « À juger »…
std::string ou_en_est(Candidature const& c);

std::optional<Action> trouver(Reader& db, Id<Action> id);
/// Du secteur de ce rôle, non closes d'abord.
std::vector<Action> actions(Reader& db, acces::Portee const& portee);
Id<Action> enregistrer(Writer& db, Instant instant, Action const& a, Id<acces::Agent> par);
/// Toutes, pour les comptes et l'ordre ; `visibles` : celles que ce rôle peut nommer.
std::vector<Candidature> candidatures(Reader& db, Id<Action> action);
std::set<Id<Jeune>> visibles(Reader& db, acces::Portee const& portee, Id<Action> action);
std::optional<Candidature> trouver(Reader& db, Id<Candidature> id);
std::vector<Candidature> du_jeune(Reader& db, Id<Jeune> jeune);
struct Presentee {
    Id<Candidature> id;
    bool nouvelle = true;
};
/// Une par jeune et par action : la seconde rend la première.
Presentee presenter(Writer& db, Instant instant, Id<Action> action, Id<Jeune> jeune, Date demandee_le);
/// Recevable : entre si une place lui revient dans l'ordre, sinon en liste d'attente. Conflict si elle a changé.
void juger(Writer& db, Instant instant, Id<acces::Agent> par, Action const& a, Candidature const& c, Recevabilite r,
           std::string const& motif);
/// R-25, refus après entretien de recrutement : le motif se rend au jeune.
void refuser(Writer& db, Instant instant, Id<acces::Agent> par, Action const& a, Candidature const& c,
             std::string const& motif);
/// Désistement : le premier de la liste entre, et son référent le sait. Rend qui est entré.
std::vector<Candidature> desister(Writer& db, Instant instant, Id<acces::Agent> par, Action const& a,
                                  Candidature const& c, std::string const& motif);

void routes(acces::Routes& r);
void apports(jeunes::Apports& apports);
/// Ce que cette partie montre d'un jeune, et à qui.
void lectures(jeunes::Apports& apports);

} // namespace metier::admissions
