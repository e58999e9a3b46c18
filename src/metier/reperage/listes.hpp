#pragma once
// Listes fermées du repérage : le code gardé en base et le libellé montré.
#include "base/enumere.hpp"
#include "metier/jeunes/listes.hpp"

namespace metier::reperage {

/// Où finit chaque inscrit de l'an dernier : une case et une seule.
enum class Caisse { inscrit, rapproche, en_solution, diplome, moins_de_16, parti, presume };
inline constexpr base::Entree<Caisse> caisses[] = {
    {Caisse::inscrit, "inscrit", "Retrouvé inscrit"},
    {Caisse::rapproche, "rapproche", "Retrouvé sous un autre dossier, à confirmer"},
    {Caisse::en_solution, "en_solution", "Déjà en solution, d’après une liste"},
    {Caisse::diplome, "diplome", "Diplômé"},
    {Caisse::moins_de_16, "moins_de_16", "Moins de 16 ans (instruction obligatoire)"},
    {Caisse::parti, "parti", "Déménagement ou décès connu"},
    {Caisse::presume, "presume", "Présumé sorti, à vérifier"},
};
constexpr std::span<base::Entree<Caisse> const> entrees(Caisse) { return caisses; }

/// Ce que donne une vérification (metier.md §5.1).
enum class Resultat {
    inscrit_ailleurs,
    deja_diplome,
    en_emploi,
    stagiaire,
    service_civique,
    accompagne,
    demenage,
    deces,
    confirme,
    injoignable
};
inline constexpr base::Entree<Resultat> resultats[] = {
    {Resultat::inscrit_ailleurs, "inscrit_ailleurs", "Inscrit ailleurs"},
    {Resultat::deja_diplome, "deja_diplome", "Déjà diplômé"},
    {Resultat::en_emploi, "en_emploi", "En emploi"},
    {Resultat::stagiaire, "stagiaire", "En formation continue"},
    {Resultat::service_civique, "service_civique", "En service civique"},
    {Resultat::accompagne, "accompagne", "Déjà accompagné"},
    {Resultat::demenage, "demenage", "A déménagé"},
    {Resultat::deces, "deces", "Décédé"},
    {Resultat::confirme, "confirme", "Confirmé sans solution"},
    {Resultat::injoignable, "injoignable", "Injoignable pour l’instant"},
};
constexpr std::span<base::Entree<Resultat> const> entrees(Resultat) { return resultats; }

enum class Preuve { declaration, appel_etablissement, attestation, liste, partenaire, famille, sans_reponse };
inline constexpr base::Entree<Preuve> preuves[] = {
    {Preuve::declaration, "declaration", "Le jeune le dit"},
    {Preuve::famille, "famille", "Sa famille le dit"},
    {Preuve::appel_etablissement, "appel_etablissement", "L’établissement le confirme"},
    {Preuve::partenaire, "partenaire", "Un partenaire le confirme"},
    {Preuve::attestation, "attestation", "Attestation ou certificat vu"},
    {Preuve::liste, "liste", "Il est sur une liste reçue"},
    {Preuve::sans_reponse, "sans_reponse", "Personne n’a répondu"}, // d'un injoignable, seul : jamais offert
};
constexpr std::span<base::Entree<Preuve> const> entrees(Preuve) { return preuves; }

/// Ce qu'une solution est devenue, quand la vérification dit autre chose.
enum class FinDeSolution { au_terme, par_le_jeune, par_la_structure, autre };
inline constexpr base::Entree<FinDeSolution> fins_de_solution[] = {
    {FinDeSolution::au_terme, "au_terme", "Terminée comme prévu"},
    {FinDeSolution::par_le_jeune, "par_le_jeune", "Arrêtée par le jeune"},
    {FinDeSolution::par_la_structure, "par_la_structure", "Arrêtée par l’employeur ou la structure"},
    {FinDeSolution::autre, "autre", "Arrêtée, on ne sait pas pourquoi"},
};
constexpr std::span<base::Entree<FinDeSolution> const> entrees(FinDeSolution) { return fins_de_solution; }

/// D'où vient un faux signalement : ce que l'on rend à chaque source.
enum class Cause {
    inscription_tardive,
    liste_manquante,
    sortie_non_notee,
    identite_differente,
    diplome_non_transmis,
    autre
};
inline constexpr base::Entree<Cause> causes[] = {
    {Cause::inscription_tardive, "inscription_tardive", "Inscrit après l’envoi de la liste"},
    {Cause::liste_manquante, "liste_manquante", "Son nouvel établissement n’a pas envoyé sa liste"},
    {Cause::sortie_non_notee, "sortie_non_notee", "Sortie mal notée par l’ancien établissement"},
    {Cause::identite_differente, "identite_differente", "Nom, date de naissance ou INE différents"},
    {Cause::diplome_non_transmis, "diplome_non_transmis", "Diplôme non transmis"},
    {Cause::autre, "autre", "Autre"},
};
constexpr std::span<base::Entree<Cause> const> entrees(Cause) { return causes; }

enum class DecisionDePaire { meme, different, plus_tard };
inline constexpr base::Entree<DecisionDePaire> decisions_de_paire[] = {
    {DecisionDePaire::meme, "meme", "Même personne"},
    {DecisionDePaire::different, "different", "Deux personnes"},
    {DecisionDePaire::plus_tard, "plus_tard", "Plus tard"},
};
constexpr std::span<base::Entree<DecisionDePaire> const> entrees(DecisionDePaire) { return decisions_de_paire; }

/// Étages de l'entonnoir (metier.md §9.2 : I-03, I-04, I-04b).
enum class Etage { presumes, verifies, faux_positifs, deja_en_solution, confirmes, injoignables };
inline constexpr base::Entree<Etage> etages[] = {
    {Etage::presumes, "presumes", "Présumés"},
    {Etage::verifies, "verifies", "Vérifiés"},
    {Etage::faux_positifs, "faux_positifs", "Faux positifs"},
    {Etage::deja_en_solution, "deja_en_solution", "Déjà en solution"},
    {Etage::confirmes, "confirmes", "Confirmés sans solution"},
    {Etage::injoignables, "injoignables", "Injoignables"},
};
constexpr std::span<base::Entree<Etage> const> entrees(Etage) { return etages; }

enum class Ventilation { aucune, bassin, etablissement, sexe, age, classe };
inline constexpr base::Entree<Ventilation> ventilations[] = {
    {Ventilation::aucune, "aucune", "Ensemble"},
    {Ventilation::bassin, "bassin", "Bassin"},
    {Ventilation::etablissement, "etablissement", "Établissement"},
    {Ventilation::sexe, "sexe", "Sexe"},
    {Ventilation::age, "age", "Âge"},
    {Ventilation::classe, "classe", "Dernière classe"},
};
constexpr std::span<base::Entree<Ventilation> const> entrees(Ventilation) { return ventilations; }

using base::code, base::libelle, base::lire_code;

} // namespace metier::reperage
