#pragma once
// Ce que les pages des réunions ont en commun, et leurs routes par moment : prévoir, préparer, tenir, montrer, rendre.
#include "metier/reunions/formulaires.hpp"
#include "metier/reunions/points_sql.hpp"
#include "web/parts/fiche.hpp"

namespace metier::jeunes {
class Apports;
}

namespace metier::reunions {

void routes_du_calendrier(acces::Routes& r);
void routes_de_la_preparation(acces::Routes& r, agenda::Attentes const& attentes);
void routes_des_changements(acces::Routes& r);
void routes_des_membres(acces::Routes& r);
void routes_de_la_seance(acces::Routes& r, agenda::Attentes const& attentes);
void routes_des_points(acces::Routes& r);
void routes_des_decisions(acces::Routes& r);
void routes_des_corrections(acces::Routes& r);
void routes_des_convocations(acces::Routes& r);
void routes_du_releve(acces::Routes& r);
void routes_de_l_ecran(acces::Routes& r);

/// La réunion et la place qu'on y tient ; 404 hors de là.
struct Ouverte {
    Reunion reunion;
    Place place;
    bool prepare() const { return place.conduit && !reunion.close_le && !reunion.annulee_le; }
};
Ouverte exiger(acces::Contexte& cx, Id<Reunion> id);
/// La même, pour qui la conduit.
Ouverte exiger_conduite(acces::Contexte& cx, Id<Reunion> id);
/// Le point, s'il est de cette réunion ; un jeune qu'on ne voit pas n'existe pas.
PointVu exiger_point(acces::Contexte& cx, Id<Reunion> reunion, Id<Point_> id);
/// Le même, ou celui qu'on en a retiré entre-temps (`retire`).
PointVu exiger_point_meme_retire(acces::Contexte& cx, Id<Reunion> reunion, Id<Point_> id);

/// Celui-ci peut la clore : elle est à lui, il conduit la réunion, ou il suit ce jeune.
bool peut_clore(acces::Contexte const& cx, std::optional<Place> const& ou, DecisionVue const& d);
/// Au journal : par le dossier, ou par la situation de prévention.
void consigner_la_lecture(acces::Contexte& cx, Titres const& t, Id<Jeune> jeune, std::string const& quoi);

web::Lien lien(Id<Reunion> reunion, Id<Point_> point);
web::Lien lien(Id<Decision_> id);
inline std::string objet(Id<Reunion> id) { return "reunion/" + std::to_string(id.valeur); }

/// « NDIAYE Lina », le titre d'un point général, ou « Une situation ».
std::string nom_du_point(PointVu const& p);
/// À venir, en séance, close, annulée.
web::Html etat(LigneDeCalendrier const& l, Instant maintenant);
std::pair<web::Ton, std::string_view> etat_en_clair(std::optional<Instant> ouverte, std::optional<Instant> close,
                                                    std::optional<Instant> annulee, Instant fin, Instant maintenant);
std::vector<web::Etape> fil(Reunion const& r);
/// « Pour le 15/11/2026 », « En retard depuis le… », « Fait : … ».
web::Html ou_en_est(DecisionVue const& d, Date jour);
/// « Décision en retard » se dit d'aujourd'hui ; ce qui ne le sera qu'à la séance le dit aussi.
web::Html etiquette(agenda::Urgence u, std::optional<Date> pour_le, bool faite, Date jour);
/// « à la place de Nadia BERTHELOT », si elle a changé de mains.
web::Html a_la_place(DecisionVue const& d);
/// Une ligne de relevé ; avec de quoi la clore.
web::Html ligne_de_decision(DecisionVue const& d, Date jour, bool dire_qui_est_concerne, bool peut_clore,
                            bool peut_corriger = false);
/// Personnes présentes, sur combien ; la règle toujours dite.
web::Html montrer_le_quorum(Reader& db, Reunion const& r, std::vector<Membre> const& membres, Date jour);
Comptage compter(std::vector<Membre> const& membres);

/// Ceux que le dernier courriel de cette réunion n'a pas joints, et que nul n'a joints autrement.
struct NonJoints {
    std::vector<std::string> convocations, annulations, en_attente; ///< en attente : le serveur ne répond pas
};
NonJoints non_joints(Reader& db, Id<Reunion> id, std::vector<Membre> const& membres);
/// Son adresse était fausse : ce qui l'attendait ne part plus.
void oublier_l_adresse(Writer& db, Instant le, Id<Reunion> id, std::string const& adresse);
/// La séance est close : plus rien à faire de ses convocations.
void convocations_closes(Writer& db, Instant le, Id<Reunion> id);
/// Ce texte nomme un jeune, prénom et nom : de l'ordre du jour, ou que l'auteur peut connaître. Quatre requêtes au
/// plus.
bool nomme_un_jeune(Reader& db, acces::Portee const& auteur, std::optional<Id<Reunion>> id, std::string const& texte);
/// Le même, d'un champ : refusé, avec ce qu'il faut faire.
bool refuse_un_nom(Reader& db, acces::Portee const& auteur, std::optional<Id<Reunion>> id,
                   web::Field<std::string>& champ);
/// « ce jour est férié (Noël) », un dimanche, pendant les vacances de qui prévoit ; vide sinon.
std::string jour_chome(Reader& db, acces::Portee const& portee, Date jour);
/// Le champ est refusé si cette heure n'existe pas ce jour-là.
bool heure_qui_existe(Date jour, web::Field<web::Heure>& heure);
/// « ce qui attend revient à la réunion du 12/12/2026 », s'il y en a une de prévue.
std::string quand_ca_revient(Reader& db, Reunion const& r);
/// Ce qui change le calendrier se dit à qui avait été convoqué ; rend combien de courriels attendent.
int annoncer_le_changement(Writer& db, acces::Contexte& cx, Reunion r);
/// Il n'est plus attendu : son calendrier l'oublie.
void decommander(Writer& db, acces::Contexte const& cx, Reunion r, Membre const& m);
/// Ce que cette partie montre d'un jeune, et à qui.
void lectures(jeunes::Apports& apports);
/// Ce que chacun tient en réunion, et comment il le passe.
void temoin(jeunes::Apports& apports);
/// Si les autres ont déjà été convoqués.
void convoquer_a_son_tour(Writer& db, acces::Contexte const& cx, Reunion r, Membre const& m);

} // namespace metier::reunions
