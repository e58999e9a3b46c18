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
/// Une ligne de relevé ; avec de quoi la clore.
web::Html ligne_de_decision(DecisionVue const& d, Date jour, bool dire_qui_est_concerne, bool peut_clore);
/// Personnes présentes, sur combien ; la règle toujours dite.
web::Html montrer_le_quorum(Reader& db, Reunion const& r, std::vector<Membre> const& membres, Date jour);
Comptage compter(std::vector<Membre> const& membres);

/// Ceux dont la dernière convocation a été refusée ou abandonnée.
std::vector<std::string> non_joints(Reader& db, Id<Reunion> id, std::vector<Membre> const& membres);
/// Ce texte nomme un jeune, prénom et nom : de l'ordre du jour, ou que l'auteur peut connaître. Quatre requêtes au
/// plus.
bool nomme_un_jeune(Reader& db, acces::Portee const& auteur, std::optional<Id<Reunion>> id, std::string const& texte);
/// Le même, d'un champ : refusé, avec ce qu'il faut faire.
bool refuse_un_nom(Reader& db, acces::Portee const& auteur, std::optional<Id<Reunion>> id,
                   web::Field<std::string>& champ);
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
