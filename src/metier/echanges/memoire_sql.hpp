#pragma once
// Ce dont on se souvient d'un import à l'autre : dernier état de chaque ligne, décisions, colonnes, libellés.
#include <map>
#include <span>
#include <string>

#include "metier/echanges/importations_sql.hpp"

namespace metier::echanges {

struct LigneConnue {
    std::string cle, empreinte;
    std::optional<Id<jeunes::Jeune>> jeune;
    bool active = false;
};
/// Une requête, quel que soit le nombre de clés.
std::map<std::string, LigneConnue> connues(Reader& db, Id<jeunes::Source> source, std::span<std::string const> cles);
void retenir(Writer& db, Importation const& i, LigneConnue const& ligne, std::string_view genre);

/// Réponses déjà données pour ces identités : (identité, jeune) → vrai si c'est la même personne.
using Decisions = std::map<std::pair<std::string, std::int64_t>, bool>;
Decisions decisions(Reader& db, std::span<std::string const> identites);
void decider(Writer& db, Instant maintenant, std::optional<Id<acces::Agent>> agent, std::string_view identite,
             Id<jeunes::Jeune> jeune, bool meme);

/// La dernière réponse donnée pour cette identité ne vaut plus.
void oublier_la_decision(Writer& db, std::string_view identite);

std::optional<std::string> correspondance(Reader& db, Id<jeunes::Source> source, std::string_view en_tetes);
/// Ces mêmes en-têtes, confirmés pour cette source.
struct CorrespondanceRetenue {
    std::string code, nom, contenu;
};
std::vector<CorrespondanceRetenue> correspondances(Reader& db, std::string_view en_tetes);
void retenir_correspondance(Writer& db, Instant maintenant, std::optional<Id<acces::Agent>> agent,
                            Id<jeunes::Source> source, std::string_view en_tetes, std::string_view contenu);

/// Libellé donné par cette source, à défaut par une autre.
std::optional<std::string> libelle(Reader& db, Id<jeunes::Source> source, std::string_view nomenclature,
                                   std::string_view code);
std::optional<std::string> libelle_exact(Reader& db, Id<jeunes::Source> source, std::string_view nomenclature,
                                         std::string_view code);
void retenir_libelle(Writer& db, Id<jeunes::Source> source, std::string_view nomenclature, std::string_view code,
                     std::string_view libelle);

} // namespace metier::echanges
