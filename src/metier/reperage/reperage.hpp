#pragma once
// Le repérage : une campagne dit qui est présumé sorti et pourquoi, quelqu'un tranche les rapprochements et vérifie.
// Ce que les autres parties en utilisent ; voisins : listes.hpp (codes), regles.hpp (règles pures).
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "metier/agenda/agenda.hpp"
#include "metier/agenda/attentes.hpp"
#include "metier/jeunes/apports.hpp"
#include "metier/jeunes/jeunes.hpp"
#include "metier/reperage/listes.hpp"
#include "storage/jobs.hpp"

namespace metier::reperage {

using jeunes::Jeune;
using jeunes::Source;
using storage::Reader;
using storage::Writer;
struct Campagne;
struct Verification;
struct Paire;

// ---- Ce que branche src/app

/// Ce qu'une partie plus haute montre sur la page d'une campagne calculée.
using BlocDeCampagne = std::function<web::Html(acces::Contexte&, Reader&, Campagne const&)>;
/// Où la partie qui tient les solutions dit que ce jeune est.
struct SolutionConnue {
    std::string quoi, structure, preuve; ///< en français : « Service civique », « Unis-Cité », « Contrat »
    bool prouvee = false;                ///< attestation ou contrat vus
    Date depuis{};
    std::optional<Date> verifiee_le;
    jeunes::GenreSituation situation = jeunes::GenreSituation::inconnue;
    web::Lien page;
};
/// Ce qu'elle prête aux vérifications : montrer une solution en cours, dire sa fin, revenir dessus. Rien : personne
/// n'en tient.
struct Solutions {
    std::function<std::map<Id<Jeune>, SolutionConnue>(Reader&, std::span<Id<Jeune> const>)> en_cours = {};
    /// Le jeune n'y est plus après `dernier_jour` ; rend de quoi la rendre.
    std::function<std::string(Writer&, Instant, Id<acces::Agent>, Id<Jeune>, Date dernier_jour,
                              std::string const& motif)>
        rompre = {};
    /// Faux, et rien n'est écrit, si elle a changé depuis.
    std::function<bool(Writer&, std::string const& memoire)> rendre = {};
};
/// Ce qu'une partie plus haute montre d'un présumé au-dessus du formulaire : une ligne reçue à trancher.
using BlocDuPresume = std::function<web::Html(acces::Contexte&, Reader&, Id<Jeune>)>;
/// Tout ce que les parties plus hautes prêtent aux vérifications.
struct Prets : Solutions {
    BlocDuPresume en_attente = {};
};
void routes(acces::Routes& r, BlocDeCampagne bloc = {}, Prets prets = {});
void rubriques(agenda::Journee& journee);
/// Ce que le repérage met à l'ordre du jour d'une réunion : présumés à vérifier, rapprochements douteux.
void attentes(agenda::Attentes& a);
/// Événements « repérage » et bloc « Repérage » de la page du dossier.
void apports(jeunes::Apports& a);
std::map<std::string, storage::FaireTravail> travaux(acces::Environnement const& env);

// ---- Ce qui tient aux territoires (annuaire)

/// Campagnes ouvertes sur ce territoire : « la campagne Rentrée 2026 ».
std::vector<std::string> campagnes_ouvertes_sur(Reader& db, Id<territoire::Territoire> ou);
/// Pourquoi ces deux territoires ne peuvent pas n'en faire qu'un ; rien : ils le peuvent.
std::string campagnes_qui_separent(Reader& db, Id<territoire::Territoire> a, Id<territoire::Territoire> b);
/// Les campagnes ouvertes comptent chacun dans le bassin, nouveau, de son établissement.
void suivre_les_etablissements(Writer& db, std::vector<Id<territoire::Etablissement>> const& ids);

// ---- Ce qu'une liste reçue apporte (echanges)

/// Une liste désigne ce jeune comme présumé sorti ; la même origine ne signale qu'une fois. Entre en PSAD.
struct Signalement {
    Id<Jeune> jeune;
    Id<Source> source;
    Date jour;
    std::string campagne, dernier_uai;
    std::optional<Date> sortie;
    std::string motif_sortie;
    std::string origine; ///< « ligne_import/12 »
};
void signaler(Writer& db, Signalement const& s);

/// Ce qu'une personne a déjà décidé de ces deux dossiers, ici ou à l'importation.
std::optional<DecisionDePaire> decision_connue(Reader& db, Id<Jeune> a, Id<Jeune> b);
/// Une décision prise ailleurs (ligne douteuse d'une liste) : ne sera plus demandée ici.
void retenir_decision(Writer& db, Id<Jeune> a, Id<Jeune> b, DecisionDePaire decision,
                      std::optional<Id<acces::Agent>> agent, Instant maintenant);

// ---- Campagnes

struct Campagne {
    Id<Campagne> id;
    std::string nom;
    base::AnneeScolaire annee;
    Id<territoire::Territoire> territoire;
    std::string nom_du_territoire;
    Date observation;
    std::int64_t calcul = 0, calcul_fini = 0;
    std::optional<Instant> calculee_le;
    std::optional<Id<storage::Tache>> tache;
    std::string remarques;
    std::optional<Instant> close_le;
    std::int64_t version = 1;
};
struct NouvelleCampagne {
    std::string nom;
    base::AnneeScolaire annee;
    Id<territoire::Territoire> territoire;
    Date observation;
};
Id<Campagne> creer_campagne(Writer& db, Instant maintenant, std::optional<Id<acces::Agent>> par,
                            NouvelleCampagne const& c);
std::optional<Campagne> trouver_campagne(Reader& db, acces::Portee const& portee, Id<Campagne> id);
std::optional<Campagne> trouver_campagne_sans_portee(Reader& db, Id<Campagne> id);
/// Celles qui touchent un bassin du rôle, les plus récentes d'abord.
std::vector<Campagne> campagnes(Reader& db, acces::Portee const& portee);
/// De l'année la plus récente, celle qui couvre le plus de bassins du rôle : la première à montrer.
std::optional<Id<Campagne>> campagne_la_plus_large(Reader& db, acces::Portee const& portee);

/// Une liste vient de désigner des jeunes : les campagnes ouvertes de l'année se recalculent, en arrière-plan.
void demander_les_calculs(Writer& db, Instant maintenant, std::optional<Id<acces::Agent>> agent,
                          base::AnneeScolaire annee);

/// Donne à chaque campagne ouverte ce qui a changé depuis, par petites transactions ; sans campagne ouverte, l'oublie.
/// Chaque calcul le fait, et chaque nuit : ce qu'on garde ne dépasse pas le nombre de dossiers.
void repartir_les_changements(storage::Database& base);

/// Dit où l'on en est ; vrai : on s'arrête là, le calcul sera repris.
using Suivi = std::function<bool(std::int64_t fait, std::int64_t total, std::string const& etape)>;
/// Un recalcul juge tout le monde et n'écrit que ce qui change ; « tout » réécrit tout, et donne les mêmes lignes.
enum class Etendue { ce_qui_change, tout };
/// Où les dossiers codés pour le moteur sont gardés d'un calcul à l'autre : dans le dossier de données, à partir
/// d'autant de dossiers ; sans dossier, nulle part, et chaque calcul les relit tous.
struct Reserve {
    std::string dossier = {};
    std::size_t a_partir_de = 20'000; ///< en dessous, les relire coûte moins d'un quart de seconde
};
/// Calcule ou recalcule, par lots, hors de toute transaction. Rejouable : les vérifications et les décisions restent.
/// Faux si `suivi` a demandé l'arrêt.
bool calculer(storage::Database& base, Instant maintenant, Id<Campagne> id, Suivi const& suivi = {},
              Etendue etendue = Etendue::ce_qui_change, Reserve const& reserve = {});
/// Efface de ce dossier ce qui ne se lit plus : une purge est passée, ou un calcul a été tué en l'écrivant.
void effacer_la_reserve_perimee(storage::Database& base, Instant maintenant, std::string const& dossier);

// ---- Vérifications

struct NouvelleVerification {
    Resultat resultat = Resultat::injoignable;
    Preuve preuve = Preuve::declaration;
    std::string structure;
    std::optional<Cause> cause;
    std::optional<Id<Source>> source_en_defaut;
    Date jour;              ///< de la vérification
    Date depuis;            ///< début de la situation constatée
    bool deja_dite = false; ///< une solution en cours dit déjà cette situation : elle ne se note pas une seconde fois
    std::optional<FinDeSolution> fin = {}; ///< la solution en cours disait autre chose : ce qu'elle est devenue
    std::optional<Date> dernier_jour = {}; ///< d'elle
};
struct VerificationFaite {
    Id<Verification> id;
    std::string refus; ///< non vide : la situation contredirait un fait connu, rien n'est écrit
};
/// Note la situation, l'échéance qui suit (relance, premier contact) et sort le jeune de la file. Conflict si `version`
/// n'est plus celle de sa place dans la campagne. Une fin de solution se dit à la partie qui la tient, dans le même
/// acte.
VerificationFaite verifier(Writer& db, Instant maintenant, std::optional<Id<acces::Agent>> agent, Id<Campagne> campagne,
                           Id<Jeune> jeune, std::int64_t version, NouvelleVerification const& v,
                           Solutions const& solutions = {});
/// Pourquoi elle ne peut plus être défaite ; rien si elle le peut.
std::optional<std::string> empechement_d_annuler(Reader& db, Id<Verification> id, Instant maintenant);
/// Rend tout ce qu'elle avait changé : situations, échéances, solution rompue. Ce qui a bougé depuis reste.
void annuler_verification(Writer& db, Instant maintenant, Id<acces::Agent> agent, Id<Verification> id,
                          Solutions const& solutions = {});

// ---- Chiffres (pilotage)

/// Tout d'une campagne, ou la part d'un territoire, d'un établissement.
struct Perimetre {
    std::optional<Id<territoire::Territoire>> territoire = {};
    std::optional<Id<territoire::Etablissement>> etablissement = {};
    std::optional<Id<acces::RoleTenu>> role = {}; ///< les bassins de ce rôle
};
/// Une ligne de l'entonnoir : le même jeune n'est compté qu'une fois par étage.
struct LigneDEntonnoir {
    std::string cle, libelle; ///< « 12 », « Lycée Zola »
    std::int64_t presumes = 0, verifies = 0, faux_positifs = 0, deja_en_solution = 0, confirmes = 0, injoignables = 0;
};
/// Une requête ; sans ventilation, une ligne (zéros compris).
std::vector<LigneDEntonnoir> entonnoir(Reader& db, Id<Campagne> campagne, Perimetre const& perimetre, Ventilation par);
/// Les jeunes derrière un nombre, dans la portée, par nom ; `cle` : celle d'une ligne de la ventilation.
std::vector<Id<Jeune>> derriere(Reader& db, acces::Portee const& portee, Id<Campagne> campagne,
                                Perimetre const& perimetre, Etage etage, Ventilation par = Ventilation::aucune,
                                std::string const& cle = {}, int au_plus = 1000);

/// Ce que chaque source a désigné, et la part fausse : à lui rendre.
struct ErreurDeSource {
    Id<Source> source;
    std::string nom;
    std::int64_t presumes = 0, verifies = 0, faux_positifs = 0;
    std::int64_t inscription_tardive = 0, liste_manquante = 0, sortie_non_notee = 0, identite_differente = 0,
                 diplome_non_transmis = 0;
};
std::vector<ErreurDeSource> taux_d_erreur_par_source(Reader& db, acces::Portee const& portee, Id<Campagne> campagne);

/// Confirmés qui attendent un premier contact (échéance « premier_contact » ouverte), dans la portée. `suivi` clôt
/// l'échéance par agenda::clore_pour(…, "premier_contact", …) en notant un contact.
struct AContacter {
    Id<Jeune> jeune;
    std::string nom, prenom;
    Date confirme_le, pour_le;
};
std::vector<AContacter> file_de_contact(Reader& db, acces::Portee const& portee, int au_plus = 50);

web::Lien lien(Id<Campagne> id);
web::Lien lien_de_la_file(Id<Campagne> id);
web::Lien lien_de_verification(Id<Campagne> campagne, Id<Jeune> jeune);
/// Ce que cette partie montre d'un jeune, et à qui.
void lectures(jeunes::Apports& apports);

} // namespace metier::reperage
