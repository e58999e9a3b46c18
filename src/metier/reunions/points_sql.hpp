#pragma once
// L'ordre du jour, ce qui se dit, ce qui se décide : lu avec les yeux de chacun.
#include "metier/agenda/agenda.hpp"
#include "metier/reunions/lecteur.hpp"

namespace metier::reunions {

struct MotifVu {
    Id<Point_> point;
    agenda::Urgence urgence = agenda::Urgence::a_decider;
    std::string raison;
    std::optional<Date> jour;
    agenda::Titre titre = agenda::Titre::dossier; ///< celui qu'il faut pour la lire
    acces::Visibilite lecteurs = acces::Visibilite::equipe;
    std::optional<Id<agenda::Echeance>> tache; ///< d'une décision : ce qui suit est lu d'elle, aujourd'hui
    bool faite = false;                        ///< depuis qu'elle est à l'ordre du jour
};
/// Ôté de l'ordre du jour : par qui, quand.
struct Retrait {
    Instant le{};
    std::string par;
};
struct PointVu {
    Id<Point_> id;
    std::optional<Id<Jeune>> jeune;
    std::string titre;
    std::int64_t rang = 0, minutes = 0;
    agenda::Urgence urgence = agenda::Urgence::a_decider;
    bool a_la_main = false;
    std::optional<Instant> examine_le;
    std::int64_t version = 1;
    std::string nom, prenom;
    std::optional<Date> naissance;
    std::string part_a; ///< « Jean ROY à 10:30 » : l'un de ceux qui suivent ce jeune part avant la fin
    Titres titres = {};
    bool visible = false; ///< un point général, ou un jeune connu de qui lit
    std::vector<MotifVu> motifs = {};
    std::optional<Retrait> retire = {};
    std::size_t numero = 0; ///< sa place dans tout l'ordre du jour : la même à l'écran, sur la page, au relevé
};
/// Dans l'ordre ; trois requêtes au plus, quel que soit leur nombre.
std::vector<PointVu> points(Reader& db, Lecteur const& qui, Id<Reunion> id);
std::optional<PointVu> point(Reader& db, Lecteur const& qui, Id<Reunion> reunion, Id<Point_> id);
/// Le même, s'il a été retiré : on y tapait peut-être encore.
std::optional<PointVu> point_retire(Reader& db, Lecteur const& qui, Id<Reunion> reunion, Id<Point_> id);
/// Conflict s'il a été retiré, ou si le relevé s'est figé, depuis qu'on l'a lu.
void exiger_en_seance(Reader& db, Id<Point_> id);
/// Vrai s'il n'y était pas.
bool deja_a_l_ordre_du_jour(Reader& db, Id<Reunion> id, Id<Jeune> jeune);

struct TexteVu {
    Id<Point_> point;
    acces::Visibilite lecteurs = acces::Visibilite::equipe;
    std::string texte, auteur;
    Instant ecrit_le{};
    std::int64_t version = 1;
};
/// Ceux que ce lecteur lit, des points qu'il voit.
std::vector<TexteVu> textes(Reader& db, Lecteur const& qui, Id<Reunion> id, std::optional<Id<Point_>> point = {});
struct CorrectionVue {
    acces::Visibilite lecteurs = acces::Visibilite::equipe;
    std::string texte, raison, auteur;
    Instant le{};
};
std::vector<CorrectionVue> corrections(Reader& db, Lecteur const& qui, Id<Point_> point);

struct DecisionVue {
    Id<Decision_> id;
    Id<Reunion> reunion;
    Id<Point_> point;
    std::optional<Id<Jeune>> jeune;
    std::int64_t numero = 0;
    std::string quoi, qui; ///< qui la tient aujourd'hui
    std::optional<Id<acces::Agent>> agent;
    Date prevue{};
    Date pour_le{}; ///< remise à un autre jour, depuis l'agenda
    std::optional<Instant> faite_le;
    std::string issue;
    std::optional<std::int64_t> version; ///< de la tâche ; rien : la tâche a fait son temps
    Instant prise_le{};                  ///< début de la séance qui l'a prise
    Id<agenda::Echeance> echeance;       ///< la tâche
    std::string nom, prenom;
    acces::Visibilite lecteurs = acces::Visibilite::equipe;
    std::string reponse; ///< de qui la tient sans ouvrir le dossier, remise à qui anime
    std::optional<Instant> repondue_le;
    std::optional<Id<agenda::Echeance>> confiee; ///< sa tâche à elle
    std::optional<Id<acces::Agent>> charge;      ///< qui doit la clore
    std::string nom_de_la_charge, nom_usage;
    Genre genre = Genre::gpds; ///< de la réunion qui l'a prise
    std::string attend;        ///< de qui l'on attend la réponse
    Id<Membre> membre;         ///< qui, sur la liste de la réunion
    std::optional<Id<acces::Agent>> prise_par;
    std::optional<Instant> retiree_le;       ///< mal prise : elle n'est plus à tenir
    std::string retrait_raison;              ///< dite une fois le relevé figé
    std::string a_la_place_de;               ///< qui en avait été chargé en séance, si elle a changé de mains
    std::int64_t de_lui = 0, de_l_autre = 0; ///< voir titres()
    bool visible = false;
    bool dossier = false; ///< le dossier s'ouvre
    /// À lui de la tenir sans savoir de qui il s'agit : ni nom, ni dossier ; `quoi` vide s'il n'est pas de son cercle.
    bool a_repondre = false;
    bool sienne = false; ///< à lui de la tenir ou de la clore, ou à qui lui délègue son rôle

    std::string nom_public() const { return nom_de_la_decision(numero, genre, base::a_paris(prise_le).jour); }
    bool ouverte() const { return version && !faite_le && !retiree_le; }
    bool attend_sa_reponse() const { return ouverte() && !attend.empty(); }
    bool en_retard(Date jour) const { return ouverte() && pour_le < jour; }
    /// « Karim BENALI, à la place de Nadia BERTHELOT ».
    std::string qui_la_tient() const { return qui + (a_la_place_de.empty() ? "" : ", à la place de " + a_la_place_de); }
    /// Pourquoi elle revient à l'ordre du jour.
    std::string raison() const;
};
/// Sa place à l'ordre du jour d'une séance : ce qui y sera en retard vient d'abord.
agenda::Urgence urgence_de(DecisionVue const& d, Date seance);
/// Sans celles qu'on a retirées.
std::vector<DecisionVue> decisions(Reader& db, Lecteur const& qui, Id<Reunion> id);
std::vector<DecisionVue> decisions_retirees(Reader& db, Lecteur const& qui, Id<Reunion> id);
/// Encore ouvertes, des réunions d'avant de la même instance ; en retard d'abord.
std::vector<DecisionVue> decisions_d_avant(Reader& db, Lecteur const& qui, Reunion const& r);
/// Celles de ce jeune, dans toutes les réunions.
std::vector<DecisionVue> decisions_du_jeune(Reader& db, Lecteur const& qui, Id<Jeune> jeune);
/// Ouvertes, que cet agent (ou celui dont il tient le rôle par délégation) doit clore, ou dont on attend sa réponse ;
/// sans celles dont il attend celle d'un autre.
std::vector<DecisionVue> decisions_a_tenir(Reader& db, Lecteur const& qui, int nombre);
/// Ouvertes, à sa charge, et dont il attend la réponse d'un autre.
std::vector<DecisionVue> decisions_en_attente(Reader& db, Lecteur const& qui, int nombre);
std::optional<DecisionVue> decision(Reader& db, Lecteur const& qui, Id<Decision_> id);
void clore_decision(Writer& db, Instant le, Id<acces::Agent> par, DecisionVue const& d, std::int64_t version,
                    std::string const& issue);
/// Ce jeton a déjà servi : la décision prise, et si ce n'est pas la même saisie.
std::optional<DecisionPrise> deja_prise(Reader& db, NouvelleDecision const& d, acces::Portee const& par);
/// Corrigée : sa tâche suit. `raison` : le relevé est figé, l'ancienne reste lisible. Conflict si elle est close ou a
/// changé.
DecisionPrise corriger_decision(Writer& db, Instant le, acces::Portee const& par, DecisionVue const& d,
                                std::int64_t version, NouvelleDecision const& n, std::string const& raison);
/// Retirée : sa tâche disparaît de chez qui la tenait, son numéro ne sert plus. Conflict si elle est close ou a changé.
void retirer_decision(Writer& db, Instant le, Id<acces::Agent> par, DecisionVue const& d, std::int64_t version,
                      std::string const& raison);
/// Le retrait était une erreur : elle est de nouveau à tenir.
void remettre_decision(Writer& db, DecisionVue const& d);
struct DecisionCorrigee {
    Id<Decision_> decision;
    std::string quoi, qui;
    Date pour_le{};
    std::string raison, auteur;
    Instant le{};
};
/// Ce qu'étaient, avant d'être corrigées, les décisions de cette réunion ; à ne montrer qu'avec elles.
std::vector<DecisionCorrigee> decisions_corrigees(Reader& db, Id<Reunion> id);
/// Le mot de qui la tient sans ouvrir le dossier : il revient à qui anime, qui la clôt. Conflict si elle est close.
void repondre(Writer& db, Instant le, acces::Portee const& par, DecisionVue const& d, std::int64_t version,
              std::string const& mot);

/// Un point examiné reste.
void retirer_point(Writer& db, Id<Point_> id, Id<acces::Agent> par, Instant le);
void remettre_point(Writer& db, Id<Point_> id);
void donner_du_temps(Writer& db, Id<Point_> id, std::int64_t minutes);
/// Échange sa place avec le précédent (ou le suivant) ; désormais l'ordre est celui qu'on a voulu.
void deplacer_point(Writer& db, Id<Reunion> reunion, Id<Point_> id, bool vers_le_haut);
/// Reclasse d'après la règle ; oublie l'ordre manuel.
void reclasser(Writer& db, Id<Reunion> id);

/// Ce qui attend et n'est pas encore à l'ordre du jour, le plus pressé d'abord ; une ligne par jeune.
struct EnAttente {
    Id<Jeune> jeune;
    std::vector<agenda::Attente> raisons; ///< la plus pressée d'abord
    bool retire = false;                  ///< on l'a retiré de cet ordre du jour : il n'y revient pas de lui-même
};
std::vector<EnAttente> en_attente(Reader& db, agenda::Attentes const& attentes, acces::Portee const& portee,
                                  Id<Reunion> id);

} // namespace metier::reunions
