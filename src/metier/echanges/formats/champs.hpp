#pragma once
// Le vocabulaire neutre : ce qu'une ligne de fichier peut dire d'un jeune, quel que soit le logiciel d'où elle vient.
// Ce qui n'est pas ici n'est pas gardé : ni nationalité, ni handicap, ni profession, ni numéro de sécurité sociale.
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace metier::echanges {

enum class Champ : std::uint8_t {
    // identité
    nom_famille,
    nom_usage,
    nom_et_prenom,
    prenom,
    prenom2,
    prenom3,
    prenoms,
    naissance,
    sexe,
    commune_naissance,
    ville_naissance,
    departement_naissance,
    pays_naissance,
    ine,
    ine_bea,
    ine_rnie,
    eleve_id,
    elenoet,
    id_siei,
    // scolarité
    uai,
    annee,
    mef,
    mef_libelle,
    formation,
    cfd,
    rncp,
    division,
    division_libelle,
    groupe,
    statut,
    regime,
    doublement,
    date_entree,
    date_sortie,
    motif_sortie,
    date_modification,
    uai_origine,
    etablissement_origine,
    mef_origine,
    classe_origine,
    diplome,
    niveau,
    derniere_inscription,
    // coordonnées
    adresse,
    code_postal,
    commune,
    code_commune,
    pays,
    telephone,
    telephone2,
    telephone3,
    courriel,
    accepte_sms,
    // responsables
    responsable_rang,
    responsable_niveau,
    responsable_parente,
    responsable_civilite,
    responsable_nom,
    responsable_nom_usage,
    responsable_prenom,
    responsable_adresse,
    responsable_code_postal,
    responsable_commune,
    responsable_telephone,
    responsable_telephone2,
    responsable_telephone3,
    responsable_courriel,
    responsable2_nom,
    responsable2_prenom,
    responsable2_telephone,
    responsable2_courriel,
    // apprentissage
    contrat_debut,
    contrat_fin,
    contrat_rupture,
    cause_rupture,
    exclusion,
    cause_exclusion,
    employeur_siret,
    formation_entree,
    formation_fin,
    uai_formateur,
    siret_formateur,
    nom_cfa,
    indicateur,
    // affectation
    decision_affectation,
    rang_voeu,
    formation_demandee,
    uai_demande,
    uai_cio,
    // listes de décrocheurs
    campagne,
    source,
    psad,
    structure_responsable,
    situation,
    date_situation,
    dernier_contact,
    resultat_contact,
    // nomenclatures et établissements
    nomenclature,
    code,
    libelle_court,
    libelle_long,
    date_ouverture,
    date_fermeture,
    code_mefstat,
    nom_etablissement,
    type_etablissement,
    nature_etablissement,
    secteur,
    etat,
    academie,
    departement,
    region,
    code_bassin,
    libelle_bassin,
    latitude,
    longitude,
    siret,
    etablissement_mere,
};

enum class TypeChamp : std::uint8_t {
    texte,
    nom,
    date,
    entier,
    nombre,
    booleen,
    sexe,
    ine,
    uai,
    mef,
    telephone,
    courriel,
    code_postal,
    commune_insee,
    pays,
    annee,
    siret,
};

struct DescriptionChamp {
    Champ champ;
    std::string_view code;    ///< tel qu'il est gardé en base et en JSON
    std::string_view libelle; ///< tel qu'il est montré
    TypeChamp type = TypeChamp::texte;
};

std::span<DescriptionChamp const> champs();
DescriptionChamp const& description(Champ champ);
std::string_view code(Champ champ);
std::string_view libelle(Champ champ);
std::optional<Champ> champ(std::string_view code);
/// Ceux qu'on propose sur l'écran de correspondance d'une liste d'élèves, dans l'ordre de l'écran.
std::span<Champ const> champs_proposes();

} // namespace metier::echanges
