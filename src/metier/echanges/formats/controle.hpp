#pragma once
// Contrôler une ligne : des valeurs typées, et toutes les anomalies recalculées d'après les cellules du moment (on
// corrige une cellule à l'écran, puis on contrôle de nouveau).
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/codes.hpp"
#include "base/date.hpp"
#include "metier/echanges/formats/lignes.hpp"

namespace metier::echanges {

enum class Sexe { garcon, fille };
enum class EtatMef { inconnu, ferme, ouvert };

struct Contexte {
    Date aujourd_hui;
    bool liste_de_decrocheurs = false; ///< moins de 16 ans : à signaler (metier.md R-10)
    bool dates_de_siecle = false;      ///< XML SIECLE : JJ/MM/AAAA seulement (EnTeteFichier::dates_de_siecle)
    bool dates_de_tableur = false;     ///< une date peut être une série Excel (EnTeteFichier::dates_de_tableur)
    bool naissance_absente_du_format = false; ///< Affelnet, listes nominatives : ne pas la réclamer
    bool sexe_absent_du_format = false; ///< Affelnet, listes de SIECLE, ruptures : pas de remarque à chaque ligne
    std::function<bool(base::Uai const&)> uai_connu; ///< annuaire ; sans lui, seule la clé est vérifiée
    std::function<EtatMef(std::string const&)> mef;  ///< par les dix chiffres ; sans lui, seule la forme
};

struct ResponsableLu {
    std::string nom, nom_usage, prenom, civilite, parente, adresse, code_postal, commune, courriel;
    std::optional<int> niveau;           ///< 1 représentant légal, 2 personne en charge, 3 contact
    std::vector<std::string> telephones; ///< dix chiffres
};

struct FicheLue {
    std::string nom_famille, nom_usage, prenom; ///< blancs réduits, casse et accents d'origine
    std::vector<std::string> autres_prenoms;
    std::optional<Date> naissance;
    bool naissance_presumee = false; ///< 1er janvier ou 31 décembre
    std::optional<Sexe> sexe;
    std::string commune_naissance, ville_naissance, pays_naissance; ///< code INSEE ; « 99100 » : France
    std::optional<base::Ine> ine;
    std::vector<base::Ine> autres_ine; ///< ancien INE, INE RNIE
    std::string eleve_id, elenoet, id_siei;

    std::optional<base::Uai> uai;
    std::optional<base::AnneeScolaire> annee;
    std::optional<std::string> mef; ///< dix chiffres
    std::string formation, cfd, rncp, division, statut, regime;
    bool sans_classe = false;           ///< pas de division, ou « Inactifs »
    std::optional<Date> entree, sortie; ///< une sortie future est gardée : voir sorti()
    std::string motif_sortie;
    std::optional<base::AnneeScolaire> derniere_inscription;
    std::optional<base::Uai> uai_origine;
    std::optional<std::string> mef_origine;
    std::string etablissement_origine, classe_origine, diplome, niveau;

    std::string adresse, code_postal, commune;
    std::vector<std::string> telephones; ///< dix chiffres
    std::string courriel;
    std::vector<ResponsableLu> responsables;

    std::optional<Date> contrat_debut, contrat_fin, contrat_rupture, exclusion, formation_entree, formation_fin;
    std::string cause_rupture, cause_exclusion;
    std::optional<base::Uai> uai_formateur;

    std::string decision_affectation, formation_demandee;
    std::optional<int> rang_voeu;
    std::string campagne, source, psad, structure_responsable, situation, indicateur;
    std::optional<Date> date_situation;

    /// Une date de sortie à venir n'est pas encore une sortie.
    bool sorti(Date jour) const { return sortie && *sortie <= jour; }
};

/// Remplace les anomalies de la ligne ; celles de lecture restent tant que la cellule en cause n'a pas changé.
FicheLue controler(LigneLue& ligne, Contexte const& contexte);

} // namespace metier::echanges
