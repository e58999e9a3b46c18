#pragma once
// Listes fermées du dossier : le code gardé en base et le libellé montré.
#include "base/enumere.hpp"

namespace metier::jeunes {

enum class Sexe { inconnu, feminin, masculin };
inline constexpr base::Entree<Sexe> sexes[] = {
    {Sexe::inconnu, "", "Non renseigné"},
    {Sexe::feminin, "F", "Féminin"},
    {Sexe::masculin, "M", "Masculin"},
};
constexpr std::span<base::Entree<Sexe> const> entrees(Sexe) { return sexes; }

enum class GenreSource { siecle, cfa, mission_locale, siei, affelnet, agricole, autre, saisie };
inline constexpr base::Entree<GenreSource> genres_de_source[] = {
    {GenreSource::siecle, "siecle", "SIECLE"},
    {GenreSource::cfa, "cfa", "CFA"},
    {GenreSource::mission_locale, "mission_locale", "Mission locale"},
    {GenreSource::siei, "siei", "SIEI"},
    {GenreSource::affelnet, "affelnet", "Affelnet"},
    {GenreSource::agricole, "agricole", "Enseignement agricole"},
    {GenreSource::autre, "autre", "Autre liste"},
    {GenreSource::saisie, "saisie", "Saisie"},
};
constexpr std::span<base::Entree<GenreSource> const> entrees(GenreSource) { return genres_de_source; }

/// Ce qu'un apport d'une source fait au dossier.
enum class Apport { nouvelle, mise_a_jour, identique };

enum class StatutInscription { scolaire, apprenti, stagiaire };
inline constexpr base::Entree<StatutInscription> statuts_d_inscription[] = {
    {StatutInscription::scolaire, "scolaire", "Scolaire"},
    {StatutInscription::apprenti, "apprenti", "Apprenti"},
    {StatutInscription::stagiaire, "stagiaire", "Stagiaire de la formation professionnelle"},
};
constexpr std::span<base::Entree<StatutInscription> const> entrees(StatutInscription) { return statuts_d_inscription; }

/// Les six façons de remplir l'obligation (metier.md §2.3), puis le reste.
enum class GenreSituation {
    scolarise,
    apprenti,
    stagiaire,
    emploi,
    service_civique,
    accompagne,
    sans_solution,
    inconnue
};
inline constexpr base::Entree<GenreSituation> genres_de_situation[] = {
    {GenreSituation::scolarise, "scolarise", "Scolarisé"},
    {GenreSituation::apprenti, "apprenti", "Apprenti"},
    {GenreSituation::stagiaire, "stagiaire", "Stagiaire de la formation professionnelle"},
    {GenreSituation::emploi, "emploi", "En emploi"},
    {GenreSituation::service_civique, "service_civique", "En service civique"},
    {GenreSituation::accompagne, "accompagne", "Accompagné (insertion sociale et professionnelle)"},
    {GenreSituation::sans_solution, "sans_solution", "Sans solution"},
    {GenreSituation::inconnue, "inconnue", "Situation inconnue"},
};
constexpr std::span<base::Entree<GenreSituation> const> entrees(GenreSituation) { return genres_de_situation; }

/// Sur quoi repose une situation.
enum class Fondement { source, declaration, attestation, contrat };
inline constexpr base::Entree<Fondement> fondements[] = {
    {Fondement::source, "source", "Liste reçue"},
    {Fondement::declaration, "declaration", "Déclaration"},
    {Fondement::attestation, "attestation", "Attestation"},
    {Fondement::contrat, "contrat", "Contrat"},
};
constexpr std::span<base::Entree<Fondement> const> entrees(Fondement) { return fondements; }

enum class GenreDiplome { bac_general, bac_techno, professionnel, dnb, cfg, autre };
inline constexpr base::Entree<GenreDiplome> genres_de_diplome[] = {
    {GenreDiplome::bac_general, "bac_general", "Baccalauréat général"},
    {GenreDiplome::bac_techno, "bac_techno", "Baccalauréat technologique"},
    {GenreDiplome::professionnel, "professionnel", "Diplôme professionnel"},
    {GenreDiplome::dnb, "dnb", "Brevet (DNB)"},
    {GenreDiplome::cfg, "cfg", "Certificat de formation générale"},
    {GenreDiplome::autre, "autre", "Autre"},
};
constexpr std::span<base::Entree<GenreDiplome> const> entrees(GenreDiplome) { return genres_de_diplome; }

enum class NiveauResponsable { representant_legal, en_charge, contact };
inline constexpr base::Entree<NiveauResponsable> niveaux_de_responsable[] = {
    {NiveauResponsable::representant_legal, "representant_legal", "Représentant légal"},
    {NiveauResponsable::en_charge, "en_charge", "En charge de l’élève"},
    {NiveauResponsable::contact, "contact", "Personne à contacter"},
};
constexpr std::span<base::Entree<NiveauResponsable> const> entrees(NiveauResponsable) { return niveaux_de_responsable; }

enum class Fonction { referent, membre };
inline constexpr base::Entree<Fonction> fonctions[] = {
    {Fonction::referent, "referent", "Référent"},
    {Fonction::membre, "membre", "Membre du cercle"},
};
constexpr std::span<base::Entree<Fonction> const> entrees(Fonction) { return fonctions; }

using base::code, base::libelle, base::lire_code;

} // namespace metier::jeunes
