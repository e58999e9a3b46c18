#pragma once
// Plan, contrat, tutorat, positionnement d'un jeune. Ce que le programme branche est à la fin.
#include "metier/acces/liens_signes.hpp"
#include "metier/acces/routes.hpp"
#include "metier/accompagnement/regles.hpp"
#include "metier/agenda/agenda.hpp"
#include "metier/jeunes/apports.hpp"
#include "metier/jeunes/jeunes.hpp"

namespace metier::accompagnement {

using jeunes::Jeune;
using storage::Reader;
using storage::Writer;

// ---- Plan

struct LigneDePlan {
    Id<LigneDePlan> id;
    Id<Jeune> jeune;
    std::string objectif, action, qui;
    std::optional<Id<acces::Agent>> agent;
    Date pour_le{};
    EtatDeLigne etat = EtatDeLigne::a_faire;
    std::optional<Date> finie_le;
    std::string issue;
    std::int64_t version = 1;
    Instant creee_le{};
};
struct SignatureDePlan {
    Signataire qui = Signataire::jeune;
    Date le{};
    Id<LigneDePlan> jusqu_a; ///< dernière ligne signée
    std::string recueillie_par;
};
/// Cette signature vaut pour cette ligne : écrite ce jour-là ou avant (C-19).
bool couvre(SignatureDePlan const& s, LigneDePlan const& l);
std::vector<LigneDePlan> plan(Reader& db, Id<Jeune> jeune);
std::optional<LigneDePlan> trouver(Reader& db, Id<LigneDePlan> id);
/// Confiée à un agent, elle devient une échéance de sa journée.
Id<LigneDePlan> ajouter(Writer& db, Instant instant, Id<acces::Agent> par, LigneDePlan const& l);
/// Faite ou abandonnée ; close aussi l'échéance. Conflict si elle a changé depuis.
void finir(Writer& db, Instant instant, Id<acces::Agent> par, LigneDePlan const& l, EtatDeLigne etat,
           std::string const& issue);
std::vector<SignatureDePlan> signatures(Reader& db, Id<Jeune> jeune);
void signer(Writer& db, Id<Jeune> jeune, Signataire qui, Date le, Id<acces::Agent> par);

// ---- Contrat

struct Contrat {
    Id<Contrat> id;
    Id<Jeune> jeune;
    std::string objet;
    Date du{}, au{};
    std::string tuteur, engagements_jeune, engagements_tuteur, engagements_famille;
    std::optional<Date> signe_jeune, signe_tuteur, signe_famille, clos_le;
    std::string clos_motif;
    std::int64_t version = 1;

    bool signe() const { return signe_jeune && signe_tuteur && signe_famille; }
};
std::vector<Contrat> contrats(Reader& db, Id<Jeune> jeune);
std::optional<Contrat> trouver(Reader& db, Id<Contrat> id);
Id<Contrat> enregistrer(Writer& db, Contrat const& c, Id<acces::Agent> par);
void clore(Writer& db, Contrat const& c, Date le, std::string const& motif);

// ---- Tutorat

struct Tutorat {
    Id<Tutorat> id;
    Id<Jeune> jeune;
    std::string nom, nom_usage, prenom; ///< du jeune
    std::string tuteur, adresse;
    std::optional<Id<acces::Agent>> agent;
    std::string objet, objectifs;
    Date du{};
    std::optional<Date> au;
    std::int64_t frequence = 7, minutes_prevues = 600;
    std::optional<Date> accord_le;
    std::string bilan;
    std::optional<Date> clos_le;
    std::optional<Instant> demande_le;
    std::int64_t version = 1;
};
struct Rencontre {
    Id<Rencontre> id;
    Id<Tutorat> tutorat;
    Date le{};
    bool vu = true;
    std::int64_t minutes = 0;
    std::string humeur, mot, note_par; ///< note_par vide : par le lien du tuteur
    std::optional<Instant> annulee_le;
};
std::vector<Tutorat> tutorats(Reader& db, Id<Jeune> jeune);
std::optional<Tutorat> trouver(Reader& db, Id<Tutorat> id);
Id<Tutorat> enregistrer(Writer& db, Tutorat const& t, Id<acces::Agent> par);
void clore(Writer& db, Tutorat const& t, Date le, std::string const& bilan);
/// Les plus récentes d'abord, annulées comprises.
std::vector<Rencontre> rencontres(Reader& db, Id<Tutorat> tutorat);
/// Un même jeton n'en note qu'une ; rend faux si elle l'était déjà.
bool noter(Writer& db, Instant instant, Tutorat const& t, Rencontre const& r, std::optional<Id<acces::Agent>> par,
           std::string const& saisie);
void annuler_rencontre(Writer& db, Instant instant, Id<Rencontre> id);
std::int64_t minutes_faites(std::vector<Rencontre> const& r);
/// Ce que ferait `nouvelle` à côté de celles qui comptent déjà.
Compte compte(std::vector<Rencontre> const& r, Tutorat const& t, Rencontre const& nouvelle);
/// Ce formulaire a déjà noté sa rencontre.
bool deja_notee(Reader& db, std::string const& saisie);
/// À qui demander des nouvelles ce jour-là : une rencontre était prévue depuis, rien n'est noté, rien n'a été demandé
/// depuis la fréquence convenue.
std::vector<Tutorat> a_interroger(Reader& db, Date jour);
/// Dépose le courriel et son lien, sans le nom du jeune mais avec celui de qui demande. Faux si le courriel du jour est
/// déjà en route : le lien qu'il porte reste alors le bon.
bool interroger(Writer& db, Instant instant, Tutorat const& t, std::optional<Id<acces::Agent>> par,
                std::function<std::string(web::Lien const&)> const& adresse);

// ---- Positionnement

struct Positionnement {
    Id<Positionnement> id;
    Id<Jeune> jeune;
    Moment moment = Moment::entree;
    Date le{};
    std::string niveaux, mot, par;
};
/// Le plus ancien d'abord, sans les annulés.
std::vector<Positionnement> positionnements(Reader& db, Id<Jeune> jeune);
std::optional<Positionnement> trouver(Reader& db, Id<Positionnement> id);
Id<Positionnement> noter(Writer& db, Positionnement const& p, Id<acces::Agent> par);
void annuler(Writer& db, Instant instant, Id<Positionnement> id);

// ---- Vœux

struct Voeu {
    Id<Voeu> id;
    Id<Jeune> jeune;
    std::string formation, ou;
    std::int64_t rang = 1;
    EtatDeVoeu etat = EtatDeVoeu::prepare;
    Date etat_le{};
    std::string note;
    std::int64_t version = 1;
};
/// Par rang.
std::vector<Voeu> voeux(Reader& db, Id<Jeune> jeune);
std::optional<Voeu> trouver(Reader& db, Id<Voeu> id);
Id<Voeu> ajouter(Writer& db, Voeu const& v, Id<acces::Agent> par);
/// Un refus met une relance dans la journée de qui le note ; un autre état la clôt. Conflict s'il a changé depuis.
void changer(Writer& db, Instant instant, Id<acces::Agent> par, Voeu const& v, EtatDeVoeu etat,
             std::string const& note);

// ---- Ce que le programme branche

void routes(acces::Routes& r);
void apports(jeunes::Apports& apports);
void liens(acces::PorteDesLiens& porte);
/// Demande des nouvelles aux tuteurs sans compte ; rend combien de courriels.
std::int64_t interroger_les_tuteurs(acces::Environnement const& env);

} // namespace metier::accompagnement
