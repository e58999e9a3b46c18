#pragma once
// Une liste reçue et ses lignes : où elle en est, ce que chaque ligne devient et pourquoi. Valeurs seules.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/enumere.hpp"
#include "base/id.hpp"

namespace metier::territoire {
struct Etablissement;
struct Reseau;
struct Territoire;
} // namespace metier::territoire
namespace metier::acces {
struct Agent;
}
namespace metier::jeunes {
struct Jeune;
struct Source;
} // namespace metier::jeunes

namespace metier::echanges {

/// Où en est une liste.
enum class Etape { recue, colonnes, question, lue, prevue, appliquee, refusee, abandonnee };
inline constexpr base::Entree<Etape> etapes_connues[] = {
    {Etape::recue, "recue", "Reçue"},
    {Etape::colonnes, "colonnes", "Colonnes à confirmer"},
    {Etape::question, "question", "Confirmation attendue"},
    {Etape::lue, "lue", "Lue"},
    {Etape::prevue, "prevue", "Prête à appliquer"},
    {Etape::appliquee, "appliquee", "Appliquée"},
    {Etape::refusee, "refusee", "Refusée"},
    {Etape::abandonnee, "abandonnee", "Abandonnée"},
};
constexpr std::span<base::Entree<Etape> const> entrees(Etape) { return etapes_connues; }

/// De qui parle la liste, donc ce qu'elle change. Rien ne se lit tant qu'elle est à dire.
enum class Nature { eleves, apprentis, affectation, decrocheurs, mission_locale, annexe, a_dire };
inline constexpr base::Entree<Nature> natures[] = {
    {Nature::eleves, "eleves", "Élèves d’un établissement"},
    {Nature::apprentis, "apprentis", "Effectifs d’un CFA"},
    {Nature::affectation, "affectation", "Vœux ou résultats d’affectation"},
    {Nature::decrocheurs, "decrocheurs", "Jeunes présumés sortis (RIO, SIEI)"},
    {Nature::mission_locale, "mission_locale", "Jeunes accompagnés par une mission locale"},
    {Nature::annexe, "annexe", "Responsables, classes ou nomenclatures"},
    {Nature::a_dire, "a_dire", "À préciser"},
};
constexpr std::span<base::Entree<Nature> const> entrees(Nature) { return natures; }
/// Celles qu'une personne peut choisir pour un tableau.
inline constexpr std::size_t natures_au_choix = 5;

/// Ce que devient une ligne.
enum class Issue { nouvelle, mise_a_jour, identique, douteuse, refusee, erreur };
inline constexpr base::Entree<Issue> issues[] = {
    {Issue::nouvelle, "nouvelle", "Nouvelle"},
    {Issue::mise_a_jour, "mise_a_jour", "Mise à jour"},
    {Issue::identique, "identique", "Déjà connue, rien ne change"},
    {Issue::douteuse, "douteuse", "Douteuse : à trancher"},
    {Issue::refusee, "refusee", "Refusée"},
    {Issue::erreur, "erreur", "Mal formée : à corriger"},
};
constexpr std::span<base::Entree<Issue> const> entrees(Issue) { return issues; }

/// Combien de lignes deviennent quoi.
struct Comptes {
    std::int64_t lues = 0, nouvelles = 0, mises_a_jour = 0, identiques = 0, douteuses = 0, refusees = 0, erreurs = 0;
    void compter(Issue issue, std::int64_t n = 1);
    std::int64_t ecartees() const { return refusees + erreurs; }
    friend bool operator==(Comptes const&, Comptes const&) = default;
};

/// Lue telle quelle de la base : ses membres sont, dans l'ordre, les colonnes d'importations_sql.cpp.
struct Importation {
    Id<Importation> id;
    std::string nom, sha256;
    std::int64_t octets = 0;
    std::string fichier, format, libelle_format;
    Nature nature = Nature::eleves;
    Id<jeunes::Source> source;
    std::string nom_source, uai;
    std::optional<Id<territoire::Etablissement>> etablissement;
    base::AnneeScolaire annee;
    std::string horodatage;
    Date jour;
    std::string campagne;
    Instant deposee_le{};
    std::optional<Id<acces::Agent>> agent;
    std::string nom_agent;
    Etape etape = Etape::recue;
    std::string motif, questions, correspondance, avertissements;
    std::int64_t lues = 0, nouvelles = 0, mises_a_jour = 0, identiques = 0, douteuses = 0, refusees = 0, erreurs = 0;
    std::int64_t disparues = 0, crees = 0, dernier_jeune = 0;
    std::optional<std::int64_t> tache;
    std::optional<Instant> appliquee_le, effacee_le;
    std::int64_t version = 1;

    Comptes comptes() const { return {lues, nouvelles, mises_a_jour, identiques, douteuses, refusees, erreurs}; }
    /// Le fichier reçu n'est gardé que jusqu'à sa lecture.
    bool a_lire() const { return !fichier.empty(); }
    bool en_cours() const { return etape != Etape::appliquee && etape != Etape::refusee && etape != Etape::abandonnee; }
};

/// Une question posée avant d'aller plus loin (F-04 à F-07).
struct Question {
    std::string code, phrase;
};
std::vector<Question> lire_questions(std::string const& texte);
std::string ecrire_questions(std::vector<Question> const& questions);

/// « 22 nouvelles, 10 déjà connues, 3 douteuses, 2 refusées, 3 mal formées »
std::string phrase(Comptes const& comptes);
/// Ce qui se dit d'une liste qui n'a que son en-tête.
inline constexpr std::string_view aucune_ligne =
    "Ce fichier ne contient aucune ligne\u00A0: il n’y a rien à appliquer.";

} // namespace metier::echanges
