#pragma once
// Ouvrir un fichier reçu : reconnaître ce que c'est, puis le lire ligne à ligne, en mémoire bornée, sans base.
//
//   auto lecteur = ouvrir(chemin, "eleves.zip");
//   Contexte contexte = contexte_de(lecteur->en_tete(), aujourd_hui);
//   for (LigneLue ligne; lecteur->suivante(ligne);)
//       auto fiche = controler(ligne, contexte);
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "metier/echanges/formats/controle.hpp"
#include "metier/echanges/formats/correspondance.hpp"
#include "metier/echanges/formats/lignes.hpp"

namespace metier::echanges {

enum class Format {
    siecle_eleves,
    siecle_responsables,
    siecle_structures,
    siecle_nomenclatures,
    siecle_archive,
    siecle_liste,
    siecle_extraction,
    pix,
    cfa_effectifs,
    cfa_liste_nominative,
    cfa_rupturants,
    affelnet,
    siei_liste,
    onde,
    annuaire,
    tableau,
};
std::string_view code(Format format);
std::string_view libelle(Format format);
std::optional<Format> format(std::string_view code);
/// XML de SIECLE : ses enregistrements se comptent, ses lignes ne veulent rien dire.
bool est_un_xml(Format format);
/// Liste de jeunes à vérifier, et non tous les élèves d'un établissement.
bool est_une_liste_de_decrocheurs(Format format);

struct EnTeteFichier {
    Format format = Format::tableau;
    std::string libelle_format;              ///< « SIECLE, élèves (ElevesSansAdresses.xml) »
    std::string nom;                         ///< nom montré
    std::string uai;                         ///< tel que dans le fichier ; vide si le fichier ne le dit pas
    std::string annee;                       ///< tel que dans le fichier : « 2024 »
    std::string horodatage;                  ///< tel que dans le fichier
    std::string encodage;                    ///< « UTF-8 »
    std::string separateur;                  ///< CSV : « ; »
    std::vector<std::string> fichiers;       ///< entrées lues d'une archive, dans l'ordre de lecture
    std::vector<std::string> avertissements; ///< encodage annoncé faux, entrées ignorées… (phrases)
    bool correspondance_a_confirmer = false; ///< tableau inconnu : les champs viennent d'une proposition
};

/// Les nouvelles seules, à la suite.
void ajouter_sans_redire(std::vector<std::string>& phrases, std::vector<std::string> const& nouvelles);

class Lecteur {
public:
    virtual ~Lecteur() = default;
    /// Ce que dit le début du fichier ; ses avertissements peuvent s'allonger en lisant la suite.
    virtual EnTeteFichier const& en_tete() const = 0;
    /// Ligne suivante ; `ligne` est réécrite. Peut lever documents::FichierRefuse (fichier tronqué).
    virtual bool suivante(LigneLue& ligne) = 0;
    /// Tableaux (CSV, XLSX) : les colonnes et ce qu'on en a compris.
    virtual std::optional<Proposition> proposition() const { return std::nullopt; }
};

/// Lève documents::FichierRefuse : fichier illisible, XML mal formé, racine inconnue, fichier d'un autre usage.
std::unique_ptr<Lecteur> ouvrir(std::filesystem::path const& chemin, std::string const& nom_affiche,
                                std::optional<Correspondance> const& correspondance = std::nullopt);

/// Contexte de contrôle qui convient à ce format ; l'appelant y ajoute l'annuaire et les MEF s'il les a.
Contexte contexte_de(EnTeteFichier const& en_tete, Date aujourd_hui);

} // namespace metier::echanges
