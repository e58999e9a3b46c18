#pragma once
// Du fichier aux lignes gardées, puis des lignes au plan. Rejouable : ce qui est fait n'est pas refait.
#include "metier/echanges/appliquer.hpp"
#include "metier/echanges/formats/lecteur.hpp"

namespace metier::echanges {

/// Lit le fichier et garde ses lignes ; un fichier qui se révèle illisible ne laisse aucune ligne (étape refusee).
bool lire(acces::Environnement const& env, Id<Importation> id, Suivi const& suivi);
/// Prévoit chaque ligne ; pose la question F-07 s'il manque trop d'élèves.
bool prevoir(acces::Environnement const& env, Id<Importation> id, Suivi const& suivi);
/// Élèves encore présents selon cette liste.
std::int64_t presents(Reader& db, Id<Importation> id);
/// F-07 : trop d'élèves actifs ont disparu depuis le dernier fichier de cette source.
std::optional<Question> chute(Reader& db, Importation const& i, std::int64_t actifs, Date jour);
/// Recontrôle et replanifie une ligne dont une cellule a été corrigée.
void corriger(Writer& db, acces::Environnement const& env, Importation const& i, LigneImport ligne,
              LigneLue const& corrigee);
/// Pourquoi la décision prise sur cette ligne ne s'annule pas ici ; rien si elle le peut : tant qu'elle n'est pas
/// appliquée, la ligne redevient douteuse et rien n'a été écrit.
std::optional<std::string> empechement_d_annuler(Importation const& i, LigneImport const& ligne);
void annuler_la_decision(Writer& db, acces::Environnement const& env, Importation const& i, LigneImport ligne);
/// Ce que le lecteur a appris du fichier, une fois tout lu : son encodage, par exemple.
void completer_les_avertissements(Importation& i, Lecteur const& lecteur);
/// Efface le fichier reçu, s'il est encore là.
void effacer_le_fichier(acces::Environnement const& env, Importation const& i);

} // namespace metier::echanges
