#pragma once
// Ce que les pages des partenariats ont en commun.
#include "metier/acces/premiere_fois.hpp"
#include "metier/acces/routes.hpp"
#include "metier/partenariats/contacts.hpp"
#include "metier/partenariats/formulaires.hpp"
#include "web/parts/fiche.hpp"
#include "web/parts/tableau.hpp"

namespace metier::partenariats {

inline constexpr auto rubrique = "Partenaires";

struct Delais {
    int place = 15, rappel = 7, convention = 90, contact = 365; ///< jours
};
Delais delais(Reader& db, Date jour);

web::Html badge_de_contact(Contact const& c, Date jour, Delais const& d);
web::Html badge_de_convention(Convention const& c, Date jour, Delais const& d);
/// « Confirmée le 05/10/2026 par Awa NDIAYE », ou ce qui manque.
web::Html badge_de_place(Offre const& o, Date jour, Delais const& d);
/// « 16 à 25 ans, sans diplôme, interruption de 6 mois »
std::string conditions(Offre const& o);
web::Lien lien(Id<Offre> id);
std::vector<web::Etape> fil(Partenaire const& p);
/// Nombre de chaque place, à corriger ou à confirmer tel quel : le même sur le site et par un lien.
std::vector<web::Field<int>> nombres(std::vector<Offre> const& offres);
bool lire(std::vector<web::Field<int>>& champs, web::Request const& r);
std::vector<web::Erreur> erreurs_des_nombres(std::vector<web::Field<int>> const& champs);
web::Html champs_de_confirmation(std::vector<Offre> const& offres, std::vector<web::Field<int>> const& champs,
                                 Date jour, Delais const& d);

/// La version que montrait le formulaire envoyé ; 0 s'il n'en dit pas.
inline std::int64_t version_vue(acces::Contexte const& cx) {
    return web::lire_entier(cx.requete().field("version")).value_or(0);
}
web::Html avis_de_conflit(bool conflit);

void routes_des_partenaires(acces::Routes& r);
void routes_des_contacts(acces::Routes& r);
void routes_des_conventions(acces::Routes& r);
void routes_des_places(acces::Routes& r);
void routes_des_demandes(acces::Routes& r);

} // namespace metier::partenariats
