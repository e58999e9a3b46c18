#pragma once
// Le suivi : contacts, entretiens, solutions, horloges légales. Ce que les autres parties peuvent en utiliser.
// `pilotage` : les fonctions « en masse » de la fin ; `demonstration` et `reperage` : les écritures, faites dans un
// acte.
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "metier/acces/contexte.hpp"
#include "metier/jeunes/freins.hpp"
#include "metier/jeunes/jeunes.hpp"
#include "metier/suivi/listes.hpp"
#include "metier/suivi/nomenclature.hpp"

namespace metier::agenda {
class Attentes;
class Journee;
} // namespace metier::agenda
namespace metier::jeunes {
class Apports;
}
namespace metier::acces {
class Routes;
}

namespace metier::suivi {

using jeunes::Jeune;
using storage::Reader;
using storage::Writer;

/// Qui écrit, et quand : le jour décide des règles en vigueur.
struct Auteur {
    Id<acces::Agent> agent;
    Instant instant{};
    Date jour() const { return base::a_paris(instant).jour; }
};

// ---- Contacts

struct Contact {
    Id<Contact> id;
    Id<Jeune> jeune;
    Date le{};
    Canal canal = Canal::telephone;
    Interlocuteur qui = Interlocuteur::jeune;
    Resultat resultat = Resultat::joint;
    std::string note;
    std::optional<Date> prochain; ///< crée une échéance « relance »
    std::optional<Id<acces::Agent>> agent;
};
/// `saisie` : jeton du formulaire ; le même ne s'enregistre qu'une fois.
Id<Contact> enregistrer_contact(Writer& db, Auteur const& auteur, Contact const& contact,
                                std::string const& saisie = {});

// ---- Entretiens

struct Entretien {
    Id<Entretien> id;
    Id<Jeune> jeune;
    TypeEntretien type = TypeEntretien::situation;
    Date jour{};
    std::string heure;        ///< « 14:05 »
    std::optional<int> duree; ///< minutes
    std::optional<Canal> canal;
    std::string lieu, participants, objet;
    std::string resume;  ///< des faits
    std::string analyse; ///< à part : ses lecteurs sont ceux de visibilite_analyse (N-4)
    std::string decisions;
    std::optional<Date> prochaine; ///< crée une échéance
    acces::Visibilite visibilite = acces::Visibilite::equipe;
    acces::Visibilite visibilite_analyse = acces::Visibilite::privee;
    std::optional<Temps> temps;
    std::optional<Decision> decision; ///< recrutement (R-25)
    std::string motif, explication;
    std::vector<std::pair<std::string, std::string>> champs; ///< propres au type : code, texte
    std::vector<jeunes::CodeDeFrein>
        freins; ///< constatés ce jour-là (R-72) : ouverts au dossier s'ils ne l'étaient pas
    std::optional<Id<acces::Agent>> agent;
    std::int64_t version = 1;
};
/// Garde la première version, répond à une demande de droit au retour, clôt les rendez-vous pris.
Id<Entretien> enregistrer_entretien(Writer& db, Auteur const& auteur, Entretien const& entretien,
                                    std::string const& saisie = {});

// ---- Solutions

struct Solution {
    Id<Solution> id;
    Id<Jeune> jeune;
    Code code = Code::sans_solution_connu;
    std::string structure;
    Etat etat = Etat::proposee;
    Date proposee_le{};
    std::optional<Date> acceptee_le, effet_le, fin_le;
    jeunes::Fondement preuve = jeunes::Fondement::declaration;
    std::optional<Date> verifiee_le;
    std::string motif;
    std::optional<Id<acces::Agent>> agent;
    std::int64_t version = 1;
    std::optional<Instant> annulee_le; ///< saisie par erreur : ne compte nulle part
    std::string annule_motif;
};
/// État « proposée » ; activer() ensuite si le jeune y est.
Id<Solution> proposer_solution(Writer& db, Auteur const& auteur, Solution const& solution,
                               std::string const& saisie = {});
/// Pourquoi elle ne peut pas devenir active ce jour-là, avec que faire ; vide si elle le peut.
std::string empechement_d_activer(Reader& db, Id<Solution> solution, Date effet_le);
/// Le jeune y est : remplace l'active, note la situation, crée les suivis à 3 et 6 mois, lève les convocations si
/// l'obligation est remplie. Conflict si quelqu'un a enregistré avant. Appeler d'abord empechement_d_activer().
void activer(Writer& db, Auteur const& auteur, Id<Solution> solution, std::int64_t version, Date effet_le,
             jeunes::Fondement preuve, std::optional<Date> verifiee_le);
/// Le jeune n'y est plus après `dernier_jour` : clôt les suivis, ferme la situation.
void rompre(Writer& db, Auteur const& auteur, Id<Solution> solution, std::int64_t version, Date dernier_jour,
            std::string const& motif);
/// Saisie par erreur : elle ne compte plus, ses suivis se closent, et ce que son activation avait changé est rendu
/// (solution remplacée, convocations levées, situation). Conflict si quelqu'un a enregistré avant.
void annuler_solution(Writer& db, Auteur const& auteur, Id<Solution> solution, std::int64_t version,
                      std::string const& motif);
/// Pourquoi elle ne s'annule pas, avec que faire ; vide si elle le peut.
std::string empechement_d_annuler(Solution const& solution);
/// Réponse au suivi à 3 ou 6 mois.
void repondre_au_suivi(Writer& db, Auteur const& auteur, Id<Solution> solution, std::int64_t version, Date le,
                       Reponse reponse);

// ---- Ce que la vérification d'un présumé sait et change d'une solution

struct EnCours {
    Id<Solution> id;
    Id<Jeune> jeune;
    Code code = Code::sans_solution_connu;
    std::string structure;
    Date effet_le{};
    jeunes::Fondement preuve = jeunes::Fondement::declaration;
    std::optional<Date> verifiee_le;
    std::string motif;
    std::int64_t version = 1;
};
/// Où ces jeunes sont, d'après leur solution active ; une issue sans solution n'en est pas une. Une requête.
std::vector<EnCours> solutions_en_cours(Reader& db, std::span<Id<Jeune> const> jeunes);
/// Rompt celle de ce jeune et rend de quoi revenir dessus.
std::string rompre_en_cours(Writer& db, Auteur const& auteur, Id<Jeune> jeune, Date dernier_jour,
                            std::string const& motif);
/// Elle reprend, avec les suivis qui lui restaient. Faux, et rien n'est écrit, si elle a changé depuis.
bool rendre_la_rompue(Writer& db, std::string const& memoire);
web::Lien lien(Id<Solution> id);

// ---- Horloges

struct Retour {
    Id<Retour> id;
    Id<Jeune> jeune;
    Date demande_le{}, pour_le{};
    std::optional<Date> information_le;
    std::optional<Id<Entretien>> entretien;
    std::optional<Date> clos_le;
    std::string annule_motif; ///< notée par erreur : close sans entretien
    std::int64_t version = 1;
};
/// R-26 : un entretien est dû dans le délai du paramètre `retour.delai_entretien`.
Id<Retour> demander_retour(Writer& db, Auteur const& auteur, Id<Jeune> jeune, Date demande_le,
                           std::optional<Date> information_le);

struct Convocation {
    Id<Convocation> id;
    Id<Jeune> jeune;
    Date le{}, terme{};
    std::optional<Date> close_le;
    std::string issue, motif;
    std::int64_t version = 1;
};
/// R-09 : deux mois, même quantième, puis la transmission au département est proposée à la mission locale.
Id<Convocation> convoquer(Writer& db, Auteur const& auteur, Id<Jeune> jeune, Date le);
/// Ferme les convocations en cours : le jeune n'y figure plus.
void exempter(Writer& db, Auteur const& auteur, Id<Jeune> jeune, jeunes::Exemption const& exemption);

// ---- En masse, pour les indicateurs

/// Une liste de jeunes : « select jeune_id from … » et ses paramètres.
struct Parmi {
    std::string sql;
    std::vector<storage::Param> parametres;
    /// Pour nommer des jeunes à quelqu'un : ne comptent alors que les entretiens qu'il peut lire.
    std::optional<acces::Portee> lecteur = {};
};
struct PremierContact {
    Id<Jeune> jeune;
    Date le{};
};
/// Premier contact abouti ou premier entretien avec le jeune, d'un jour à l'autre (I-02, I-05).
std::vector<PremierContact> premiers_contacts(Reader& db, Parmi const& parmi, Date jusqu_au,
                                              Date depuis = Date{2000y / 1 / 1});
/// Ont eu au moins un entretien de situation (I-07).
std::vector<Id<Jeune>> avec_entretien_de_situation(Reader& db, Parmi const& parmi, Date jusqu_au,
                                                   Date depuis = Date{2000y / 1 / 1});
struct SolutionAu {
    Id<Jeune> jeune;
    Code code = Code::sans_solution_connu;
    Date effet_le{};
};
/// La solution active ce jour-là, une par jeune.
std::vector<SolutionAu> solutions_au(Reader& db, Parmi const& parmi, Date jour);
struct Comptes {
    std::int64_t contacts = 0, contacts_aboutis = 0, entretiens = 0, solutions_proposees = 0, solutions_activees = 0;
};
Comptes comptes(Reader& db, Parmi const& parmi, Date du, Date au);

// ---- Ce que main branche

/// `apports` : ce que les autres parties ont tenté (preuve de diligence) ; vit aussi longtemps que `r`.
void routes(acces::Routes& r, jeunes::Apports const& apports);
/// Rubriques de « Ma journée ».
void rubriques(agenda::Journee& journee);
/// Événements, blocs et boutons du dossier.
void apports(jeunes::Apports& apports);
/// Ce que le suivi met à l'ordre du jour d'une réunion : termes légaux, solutions à revoir, silences.
void attentes(agenda::Attentes& attentes);

} // namespace metier::suivi
