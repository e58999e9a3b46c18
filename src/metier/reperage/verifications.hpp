#pragma once
// Dedans : la file de vérification, et ce que montre une vérification.
#include "metier/reperage/regles.hpp"
#include "metier/reperage/reperage.hpp"

namespace metier::reperage {

enum class EtatDeFile { a_verifier, retrouves, injoignables, verifies, tous };
inline constexpr base::Entree<EtatDeFile> etats_de_file[] = {
    {EtatDeFile::a_verifier, "a_verifier", "À vérifier"},
    {EtatDeFile::retrouves, "retrouves", "Revus depuis sur une liste, à confirmer"},
    {EtatDeFile::injoignables, "injoignables", "Injoignables"},
    {EtatDeFile::verifies, "verifies", "Vérifiés"},
    {EtatDeFile::tous, "tous", "Tous"},
};
constexpr std::span<base::Entree<EtatDeFile> const> entrees(EtatDeFile) { return etats_de_file; }

enum class TrancheDAge { de_16_17, de_18_20, de_21_25 };
inline constexpr base::Entree<TrancheDAge> tranches_d_age[] = {
    {TrancheDAge::de_16_17, "16-17", "16-17 ans"},
    {TrancheDAge::de_18_20, "18-20", "18-20 ans"},
    {TrancheDAge::de_21_25, "21-25", "21-25 ans"},
};
constexpr std::span<base::Entree<TrancheDAge> const> entrees(TrancheDAge) { return tranches_d_age; }

struct FiltreDeFile {
    Id<Campagne> campagne;
    EtatDeFile etat = EtatDeFile::a_verifier;
    std::optional<Id<territoire::Etablissement>> etablissement;
    std::string classe;
    std::optional<TrancheDAge> age;
    std::optional<jeunes::Definition> definition;
    Date observation; ///< pour l'âge
};
struct LigneDeFile {
    Id<Jeune> jeune;
    std::string nom, prenom;
    std::optional<Date> naissance;
    std::string etablissement, classe, formation, motif, cle_tri;
    bool legale = false, siei = false, locale = false;
    std::string resultat; ///< code ; vide tant qu'elle n'est pas vérifiée
    std::optional<Date> verifie_le;
    std::string revu; ///< « Lycée Monod » : une inscription arrivée depuis
    std::int64_t version = 1;
};
std::vector<LigneDeFile> file(Reader& db, acces::Portee const& portee, FiltreDeFile const& f,
                              std::string const& apres_tri, std::int64_t apres_id, int nombre);
std::int64_t taille_de_la_file(Reader& db, acces::Portee const& portee, FiltreDeFile const& f);
/// Établissements des présumés de cette campagne, dans la portée.
std::vector<std::pair<Id<territoire::Etablissement>, std::string>>
etablissements_de_la_file(Reader& db, acces::Portee const& portee, Id<Campagne> id);
/// La campagne ouverte la plus récente où ce rôle a quelqu'un à vérifier, ou à défaut qui touche ses bassins.
std::optional<Id<Campagne>> campagne_courante(Reader& db, acces::Portee const& portee);
/// Le suivant de la file ainsi filtrée, après celui-ci.
std::optional<Id<Jeune>> suivant(Reader& db, acces::Portee const& portee, FiltreDeFile const& f, Id<Jeune> jeune);
/// Les filtres de la file : la page d'un jeune qui en vient et les envois s'en souviennent dans leur adresse.
FiltreDeFile filtre_de(acces::Contexte& cx, Campagne const& c);
/// La file avec ses filtres, ou la page d'un jeune qui s'en souvient.
web::Lien avec_filtre(web::Lien ou, FiltreDeFile const& f);

/// Ce que la solution en cours change à une vérification : rien à noter de plus si elle dit la même chose ; contredite,
/// il faut dire ce qu'elle est devenue.
std::optional<SolutionConnue> solution_de(Reader& db, Solutions const& solutions, Id<Jeune> jeune);
bool contredit(NouvelleVerification const& v, std::optional<SolutionConnue> const& solution);
NouvelleVerification accordee(Reader& db, Id<Jeune> jeune, NouvelleVerification v,
                              std::optional<SolutionConnue> const& solution);

/// Pourquoi cette vérification contredirait un fait connu (phrase pour la personne) ; vide si elle peut être notée.
std::string refus_de_situation(Reader& db, Id<Jeune> jeune, NouvelleVerification const& v);

struct Verification {
    Id<Verification> id;
    Id<Campagne> campagne;
    Id<Jeune> jeune;
    Resultat resultat = Resultat::injoignable;
    Preuve preuve = Preuve::declaration;
    std::string structure, cause;
    Date jour, depuis;
    Instant faite_le{};
    std::string agent;
    std::optional<Id<acces::Agent>> agent_id;
    std::optional<Instant> annulee_le;
    std::string situation_avant;
};
std::string objet(Id<Verification> id); ///< au journal
std::optional<Verification> trouver_verification(Reader& db, Id<Verification> id);
/// Les siennes, la plus récente d'abord, annulées comprises.
std::vector<Verification> verifications(Reader& db, Id<Jeune> jeune);
/// Ce que cet agent a décidé ce jour-là dans cette campagne et qui vaut encore, un lot par ligne, le plus récent
/// d'abord.
struct Decisions {
    Instant le{};
    Resultat resultat = Resultat::injoignable;
    std::int64_t combien = 0;
    std::string nom; ///< de l'un d'eux
};
std::vector<Decisions> decisions_du_jour(Reader& db, acces::Portee const& portee, Id<Campagne> campagne);
std::vector<Verification> decisions_prises_le(Reader& db, acces::Portee const& portee, Id<Campagne> campagne,
                                              Instant le);
/// Listes qui ont pu se tromper : celle qui le désigne d'abord.
std::vector<std::pair<Id<Source>, std::string>> sources_possibles(Reader& db, Id<Campagne> campagne);

} // namespace metier::reperage
