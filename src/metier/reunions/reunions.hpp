#pragma once
// Les réunions : ce que les autres parties en utilisent. `demonstration` : les écritures, faites dans un acte.
#include <optional>
#include <string>
#include <vector>

#include "metier/acces/routes.hpp"
#include "metier/agenda/attentes.hpp"
#include "metier/reunions/regles.hpp"

namespace metier::agenda {
class Journee;
}
namespace metier::jeunes {
class Apports;
}

namespace metier::reunions {

using jeunes::Jeune;
using storage::Reader;
using storage::Writer;

/// Des réunions qui reviennent : leur genre, leur terrain, leur titre. Les décisions ouvertes d'une instance reviennent
/// d'une réunion à l'autre: voir `Type::une_seule_par_terrain`.
struct Serie {
    Id<Serie> id;
    Genre genre = Genre::gpds;
    std::optional<Id<territoire::Etablissement>> etablissement;
    std::optional<Id<territoire::Reseau>> reseau;
    std::optional<Id<territoire::Territoire>> territoire;
    std::string titre;
    Rythme rythme = Rythme::seule;
    Zone zone = Zone::aucune;
};
/// Crée l'instance, ou rend celle qui existe déjà.
Id<Serie> serie(Writer& db, Instant maintenant, Id<acces::Agent> par, Serie const& s);

struct Reunion {
    Id<Reunion> id;
    Id<Serie> serie;
    Genre genre = Genre::gpds;
    std::string titre, lieu_du_terrain; ///< « Lycée Zola », « PSAD Rennes Nord »
    Instant debut{};
    std::int64_t duree = 60; ///< minutes
    std::string lieu, publics, supports;
    bool ordre_manuel = false;
    std::int64_t sequence = 0;
    std::optional<Instant> ouverte_le, close_le, annulee_le;
    std::string annule_motif;
    std::int64_t version = 1;
    std::optional<Id<territoire::Etablissement>> etablissement = {}; ///< où elle se tient, si c'est là
    std::string ouverte_motif = {};                                  ///< pourquoi avant le jour prévu

    Date jour() const { return base::a_paris(debut).jour; }
    /// Le jour où elle s'est tenue ; prévue, celui où elle l'est.
    Date seance() const { return base::a_paris(ouverte_le.value_or(debut)).jour; }
    bool tenue_un_autre_jour() const { return ouverte_le && seance() != jour(); }
    Instant fin() const { return debut + std::chrono::minutes{duree}; }
    /// « GPDS – Lycée Zola » : rien de ce que quelqu'un a tapé.
    std::string nom_public() const {
        std::string g{libelle(genre)};
        return lieu_du_terrain.starts_with(g) ? lieu_du_terrain : g + " – " + lieu_du_terrain; // « PSAD de Vitré »
    }
    std::string nom() const { return nom_public() + (titre.empty() ? "" : " – " + titre); }
};
/// « 10 h 30 », à Paris.
std::string heure(Instant instant);
/// « lundi 5 octobre 2026 à 10 h 30 ».
std::string quand(Reunion const& r);

/// Rien si une réunion de cette instance commence déjà à cet instant.
std::optional<Id<Reunion>> prevoir(Writer& db, Id<Serie> serie, Instant debut, std::int64_t duree,
                                   std::string const& lieu);

struct Membre {
    Id<Membre> id;
    std::optional<Id<acces::Agent>> agent; ///< rien : une personne du dehors, sans compte
    std::string nom, courriel;
    Fonction fonction = Fonction::membre;
    Presence presence = Presence::attendu;
    std::string part_a;
    std::int64_t version = 1;
};
/// Sans effet s'il en est déjà ; revient s'il avait été retiré.
Id<Membre> ajouter_membre(Writer& db, Id<Reunion> reunion, Membre const& m);
void noter_presence(Writer& db, Id<Membre> id, Presence presence);
std::vector<Membre> membres(Reader& db, Id<Reunion> id);

/// Qui lit, conduit : rien hors de là, la même page introuvable.
struct Place {
    bool conduit = false;     ///< prépare, ouvre, convoque, clôt
    bool est_attendu = false; ///< est sur la liste
};
std::optional<Place> place(Reader& db, acces::Portee const& portee, Id<Reunion> id);
std::optional<Reunion> trouver(Reader& db, Id<Reunion> id);

/// Remplit l'ordre du jour de ce qui attend une décision, avec les yeux de qui prépare ; rend combien s'ajoutent.
int remplir(Writer& db, agenda::Attentes const& attentes, acces::Portee const& portee, Id<Reunion> id);

struct Point_;
Id<Point_> ajouter_point(Writer& db, Id<Reunion> reunion, std::optional<Id<Jeune>> jeune, std::string const& titre);
void examiner(Writer& db, Id<Point_> id, Instant le);
/// `motif` : pourquoi avant le jour prévu.
void ouvrir(Writer& db, Id<Reunion> id, Id<acces::Agent> par, Instant le, std::string const& motif = "");
/// Le relevé est figé.
void clore(Writer& db, Id<Reunion> id, Id<acces::Agent> par, Instant le);

/// Une version au moins égale à 1 si un texte existe ; Conflict si ce n'est plus celle-là. `raison` : après la clôture.
void ecrire(Writer& db, Instant le, Id<acces::Agent> par, Id<Point_> point, acces::Visibilite lecteurs,
            std::string const& texte, std::int64_t version, std::string const& raison = {});

struct Decision_;
struct NouvelleDecision {
    Id<Point_> point;
    std::string quoi;
    Id<Membre> qui;
    Date quand;
    acces::Visibilite lecteurs = acces::Visibilite::equipe;
    std::string saisie = {}; ///< jeton du formulaire : la même ne se prend qu'une fois
};
/// Comment la tâche arrive à qui doit la tenir.
enum class Remise {
    en_main,       ///< elle est à lui
    sans_le_nom,   ///< il ne connaît pas ce jeune : quoi et quand, sans nom ; il répond, qui anime clôt
    sans_le_texte, ///< ni le nom, ni quoi : d'un autre cercle
    sans_compte    ///< elle reste à qui anime
};
struct DecisionPrise {
    Id<Decision_> id;
    Remise remise = Remise::en_main;
    Id<acces::Agent> charge; ///< qui doit la clore
    bool autre = false;      ///< même jeton, autre saisie : celle-ci n'est pas enregistrée, `id` est la première
};
/// Numérotée, et aussitôt une tâche de l'agenda.
DecisionPrise decider(Writer& db, Instant le, acces::Portee const& par, NouvelleDecision const& d);
/// « Décision n° 3 du GPDS du 05/10/2026 » : ne nomme personne.
std::string nom_de_la_decision(std::int64_t numero, Genre genre, Date jour);

/// Ce lieu, ou rien s'il nomme un jeune : ce qui part dans un courriel ou un calendrier.
std::string lieu_publiable(Reader& db, acces::Portee const& auteur, Id<Reunion> id, std::string const& lieu);

web::Lien lien(Id<Reunion> id);

// ---- Ce que main branche : `attentes` vit aussi longtemps que les routes.
void routes(acces::Routes& r, agenda::Attentes const& attentes);
void rubriques(agenda::Journee& journee);
/// Événements « Réunions » du dossier.
void apports(jeunes::Apports& apports);

} // namespace metier::reunions
