#pragma once
#include "metier/prevention/parcours.hpp"
#include "metier/prevention/prevention_sql.hpp"

namespace metier::prevention {

struct ParcoursVu {
    Id<Parcours> id;
    Id<Jeune> jeune;
    Id<Etablissement> etablissement; ///< responsable, du début à la fin (R-16)
    std::string nom, nom_usage, prenom, lieu, decide_par, decide_motif, suite, propose_par;
    std::optional<Date> naissance, decide_le;
    Parcours p;
    std::int64_t version = 1;
    std::string nom_affiche() const { return jeunes::nom_affiche(nom, nom_usage, prenom); }
};
struct PointDEtape {
    Date le{};
    std::string texte, auteur;
};

Plafonds plafonds(Reader& db, GenreDeParcours g, Date jour);
/// Un PAFI attend sa validation ; les autres s'engagent aussitôt. Appeler d'abord `empechements`.
Id<Parcours> proposer(Writer& db, Auteur const& auteur, Id<Jeune> jeune, Id<Etablissement> etablissement,
                      Parcours const& p, std::string const& saisie = {});
/// Ce qui se complète en cours de route : accueil, activités, tuteur, convention, heures, bilan. Conflict sinon.
void completer(Writer& db, Id<Parcours> id, std::int64_t version, Parcours const& p);
void valider(Writer& db, Auteur const& auteur, Id<Parcours> id, std::int64_t version, std::string const& mef);
void refuser(Writer& db, Auteur const& auteur, Id<Parcours> id, std::int64_t version, std::string const& motif);
void noter_un_point(Writer& db, Auteur const& auteur, Id<Parcours> id, Date le, std::string const& texte);
void clore_le_parcours(Writer& db, Id<Parcours> id, std::int64_t version, Date fin_le, SuiteDeParcours suite);

std::optional<ParcoursVu> parcours(Reader& db, acces::Portee const& portee, Id<Parcours> id);
std::vector<ParcoursVu> parcours_de(Reader& db, acces::Portee const& portee, Id<Jeune> jeune);
/// En cours ou à valider, la fin la plus proche d'abord.
std::vector<ParcoursVu> parcours_en_cours(Reader& db, acces::Portee const& portee, int au_plus = 100);
/// PAFI décidés que cet agent n'a pas encore lus, le plus ancien d'abord : s'il l'a proposé, jusqu'à ce qu'il le lise ;
/// sinon, pendant les jours où l'équipe doit l'apprendre (parcours.decision_equipe).
std::vector<ParcoursVu> decisions_a_lire(Reader& db, acces::Portee const& portee, Date jour, int au_plus = 20);
/// Lue par lui, et par lui seul.
void lire_la_decision(Writer& db, Auteur const& auteur, Id<Parcours> id);
std::vector<PointDEtape> points_de(Reader& db, Id<Parcours> id);

/// Pour l'IEN-IO : les PAFI des établissements de son territoire.
std::vector<ParcoursVu> a_valider(Reader& db, acces::Portee const& portee, int au_plus = 100);
std::optional<ParcoursVu> parcours_a_valider(Reader& db, acces::Portee const& portee, Id<Parcours> id);

} // namespace metier::prevention
