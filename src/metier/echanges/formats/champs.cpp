#include "metier/echanges/formats/champs.hpp"

#include <algorithm>
#include <array>

namespace metier::echanges {
namespace {

using enum Champ;

constexpr std::array tous{
    DescriptionChamp{nom_famille, "nom_famille", "Nom de famille", TypeChamp::nom},
    DescriptionChamp{nom_usage, "nom_usage", "Nom d’usage", TypeChamp::nom},
    DescriptionChamp{nom_et_prenom, "nom_et_prenom", "Nom et prénom (même colonne)", TypeChamp::nom},
    DescriptionChamp{prenom, "prenom", "Prénom", TypeChamp::nom},
    DescriptionChamp{prenom2, "prenom2", "Deuxième prénom", TypeChamp::nom},
    DescriptionChamp{prenom3, "prenom3", "Troisième prénom", TypeChamp::nom},
    DescriptionChamp{prenoms, "prenoms", "Prénoms (même colonne)", TypeChamp::nom},
    DescriptionChamp{naissance, "naissance", "Date de naissance", TypeChamp::date},
    DescriptionChamp{sexe, "sexe", "Sexe", TypeChamp::sexe},
    DescriptionChamp{commune_naissance, "commune_naissance", "Commune de naissance (code INSEE)", TypeChamp::commune_insee},
    DescriptionChamp{ville_naissance, "ville_naissance", "Ville de naissance", TypeChamp::texte},
    DescriptionChamp{departement_naissance, "departement_naissance", "Département de naissance", TypeChamp::texte},
    DescriptionChamp{pays_naissance, "pays_naissance", "Pays de naissance", TypeChamp::pays},
    DescriptionChamp{ine, "ine", "INE", TypeChamp::ine},
    DescriptionChamp{ine_bea, "ine_bea", "Ancien INE", TypeChamp::ine},
    DescriptionChamp{ine_rnie, "ine_rnie", "INE du RNIE", TypeChamp::ine},
    DescriptionChamp{eleve_id, "eleve_id", "Identifiant de l’élève dans SIECLE", TypeChamp::texte},
    DescriptionChamp{elenoet, "elenoet", "Numéro de l’élève dans l’établissement", TypeChamp::texte},
    DescriptionChamp{id_siei, "id_siei", "Numéro interne du SIEI", TypeChamp::texte},
    DescriptionChamp{uai, "uai", "UAI de l’établissement", TypeChamp::uai},
    DescriptionChamp{annee, "annee", "Année scolaire", TypeChamp::annee},
    DescriptionChamp{mef, "mef", "Code MEF", TypeChamp::mef},
    DescriptionChamp{mef_libelle, "mef_libelle", "Libellé du MEF", TypeChamp::texte},
    DescriptionChamp{formation, "formation", "Formation suivie", TypeChamp::texte},
    DescriptionChamp{cfd, "cfd", "Code formation diplôme", TypeChamp::texte},
    DescriptionChamp{rncp, "rncp", "Code RNCP", TypeChamp::texte},
    DescriptionChamp{division, "division", "Classe", TypeChamp::texte},
    DescriptionChamp{division_libelle, "division_libelle", "Libellé de la classe", TypeChamp::texte},
    DescriptionChamp{groupe, "groupe", "Groupe", TypeChamp::texte},
    DescriptionChamp{statut, "statut", "Statut", TypeChamp::texte},
    DescriptionChamp{regime, "regime", "Régime", TypeChamp::texte},
    DescriptionChamp{doublement, "doublement", "Redoublement", TypeChamp::booleen},
    DescriptionChamp{date_entree, "date_entree", "Date d’entrée", TypeChamp::date},
    DescriptionChamp{date_sortie, "date_sortie", "Date de sortie", TypeChamp::date},
    DescriptionChamp{motif_sortie, "motif_sortie", "Motif de sortie", TypeChamp::texte},
    DescriptionChamp{date_modification, "date_modification", "Date de modification de la fiche", TypeChamp::date},
    DescriptionChamp{uai_origine, "uai_origine", "UAI du dernier établissement", TypeChamp::uai},
    DescriptionChamp{etablissement_origine, "etablissement_origine", "Dernier établissement", TypeChamp::texte},
    DescriptionChamp{mef_origine, "mef_origine", "Code MEF d’origine", TypeChamp::mef},
    DescriptionChamp{classe_origine, "classe_origine", "Classe d’origine", TypeChamp::texte},
    DescriptionChamp{diplome, "diplome", "Diplôme le plus élevé", TypeChamp::texte},
    DescriptionChamp{niveau, "niveau", "Niveau", TypeChamp::texte},
    DescriptionChamp{derniere_inscription, "derniere_inscription", "Année de la dernière inscription", TypeChamp::texte},
    DescriptionChamp{adresse, "adresse", "Adresse", TypeChamp::texte},
    DescriptionChamp{code_postal, "code_postal", "Code postal", TypeChamp::code_postal},
    DescriptionChamp{commune, "commune", "Commune", TypeChamp::texte},
    DescriptionChamp{code_commune, "code_commune", "Code INSEE de la commune", TypeChamp::commune_insee},
    DescriptionChamp{pays, "pays", "Pays", TypeChamp::texte},
    DescriptionChamp{telephone, "telephone", "Téléphone", TypeChamp::telephone},
    DescriptionChamp{telephone2, "telephone2", "Deuxième téléphone", TypeChamp::telephone},
    DescriptionChamp{telephone3, "telephone3", "Troisième téléphone", TypeChamp::telephone},
    DescriptionChamp{courriel, "courriel", "Courriel", TypeChamp::courriel},
    DescriptionChamp{accepte_sms, "accepte_sms", "Accepte les SMS", TypeChamp::booleen},
    DescriptionChamp{responsable_rang, "responsable_rang", "Responsable\u00A0: rang", TypeChamp::entier},
    DescriptionChamp{responsable_niveau, "responsable_niveau", "Responsable\u00A0: niveau de responsabilité", TypeChamp::texte},
    DescriptionChamp{responsable_parente, "responsable_parente", "Responsable\u00A0: lien de parenté", TypeChamp::texte},
    DescriptionChamp{responsable_civilite, "responsable_civilite", "Responsable\u00A0: civilité", TypeChamp::texte},
    DescriptionChamp{responsable_nom, "responsable_nom", "Responsable\u00A0: nom", TypeChamp::nom},
    DescriptionChamp{responsable_nom_usage, "responsable_nom_usage", "Responsable\u00A0: nom d’usage", TypeChamp::nom},
    DescriptionChamp{responsable_prenom, "responsable_prenom", "Responsable\u00A0: prénom", TypeChamp::nom},
    DescriptionChamp{responsable_adresse, "responsable_adresse", "Responsable\u00A0: adresse", TypeChamp::texte},
    DescriptionChamp{responsable_code_postal, "responsable_code_postal", "Responsable\u00A0: code postal", TypeChamp::code_postal},
    DescriptionChamp{responsable_commune, "responsable_commune", "Responsable\u00A0: commune", TypeChamp::texte},
    DescriptionChamp{responsable_telephone, "responsable_telephone", "Responsable\u00A0: téléphone", TypeChamp::telephone},
    DescriptionChamp{responsable_telephone2, "responsable_telephone2", "Responsable\u00A0: deuxième téléphone", TypeChamp::telephone},
    DescriptionChamp{responsable_telephone3, "responsable_telephone3", "Responsable\u00A0: troisième téléphone", TypeChamp::telephone},
    DescriptionChamp{responsable_courriel, "responsable_courriel", "Responsable\u00A0: courriel", TypeChamp::courriel},
    DescriptionChamp{responsable2_nom, "responsable2_nom", "Second responsable\u00A0: nom", TypeChamp::nom},
    DescriptionChamp{responsable2_prenom, "responsable2_prenom", "Second responsable\u00A0: prénom", TypeChamp::nom},
    DescriptionChamp{responsable2_telephone, "responsable2_telephone", "Second responsable\u00A0: téléphone", TypeChamp::telephone},
    DescriptionChamp{responsable2_courriel, "responsable2_courriel", "Second responsable\u00A0: courriel", TypeChamp::courriel},
    DescriptionChamp{contrat_debut, "contrat_debut", "Début du contrat", TypeChamp::date},
    DescriptionChamp{contrat_fin, "contrat_fin", "Fin du contrat", TypeChamp::date},
    DescriptionChamp{contrat_rupture, "contrat_rupture", "Rupture du contrat", TypeChamp::date},
    DescriptionChamp{cause_rupture, "cause_rupture", "Cause de la rupture", TypeChamp::texte},
    DescriptionChamp{exclusion, "exclusion", "Sortie de la formation", TypeChamp::date},
    DescriptionChamp{cause_exclusion, "cause_exclusion", "Cause de la sortie de formation", TypeChamp::texte},
    DescriptionChamp{employeur_siret, "employeur_siret", "SIRET de l’employeur", TypeChamp::siret},
    DescriptionChamp{formation_entree, "formation_entree", "Entrée en formation", TypeChamp::date},
    DescriptionChamp{formation_fin, "formation_fin", "Fin de la formation", TypeChamp::date},
    DescriptionChamp{uai_formateur, "uai_formateur", "UAI de l’organisme formateur", TypeChamp::uai},
    DescriptionChamp{siret_formateur, "siret_formateur", "SIRET de l’organisme formateur", TypeChamp::siret},
    DescriptionChamp{nom_cfa, "nom_cfa", "Nom du CFA", TypeChamp::texte},
    DescriptionChamp{indicateur, "indicateur", "Indicateur", TypeChamp::texte},
    DescriptionChamp{decision_affectation, "decision_affectation", "Décision d’affectation", TypeChamp::texte},
    DescriptionChamp{rang_voeu, "rang_voeu", "Rang du vœu", TypeChamp::entier},
    DescriptionChamp{formation_demandee, "formation_demandee", "Formation demandée", TypeChamp::texte},
    DescriptionChamp{uai_demande, "uai_demande", "UAI de l’établissement demandé", TypeChamp::uai},
    DescriptionChamp{uai_cio, "uai_cio", "UAI du CIO", TypeChamp::uai},
    DescriptionChamp{campagne, "campagne", "Campagne", TypeChamp::texte},
    DescriptionChamp{source, "source", "Source", TypeChamp::texte},
    DescriptionChamp{psad, "psad", "PSAD", TypeChamp::texte},
    DescriptionChamp{structure_responsable, "structure_responsable", "Structure responsable", TypeChamp::texte},
    DescriptionChamp{situation, "situation", "Situation", TypeChamp::texte},
    DescriptionChamp{date_situation, "date_situation", "Date de la situation", TypeChamp::date},
    DescriptionChamp{dernier_contact, "dernier_contact", "Dernier contact", TypeChamp::texte},
    DescriptionChamp{resultat_contact, "resultat_contact", "Résultat du contact", TypeChamp::texte},
    DescriptionChamp{nomenclature, "nomenclature", "Nomenclature", TypeChamp::texte},
    DescriptionChamp{code, "code", "Code", TypeChamp::texte},
    DescriptionChamp{libelle_court, "libelle_court", "Libellé court", TypeChamp::texte},
    DescriptionChamp{libelle_long, "libelle_long", "Libellé long", TypeChamp::texte},
    DescriptionChamp{date_ouverture, "date_ouverture", "Date d’ouverture", TypeChamp::date},
    DescriptionChamp{date_fermeture, "date_fermeture", "Date de fermeture", TypeChamp::date},
    DescriptionChamp{code_mefstat, "code_mefstat", "Code MEFSTAT", TypeChamp::texte},
    DescriptionChamp{nom_etablissement, "nom_etablissement", "Nom de l’établissement", TypeChamp::texte},
    DescriptionChamp{type_etablissement, "type_etablissement", "Type d’établissement", TypeChamp::texte},
    DescriptionChamp{nature_etablissement, "nature_etablissement", "Nature de l’établissement", TypeChamp::texte},
    DescriptionChamp{secteur, "secteur", "Secteur", TypeChamp::texte},
    DescriptionChamp{etat, "etat", "État", TypeChamp::texte},
    DescriptionChamp{academie, "academie", "Académie", TypeChamp::texte},
    DescriptionChamp{departement, "departement", "Département", TypeChamp::texte},
    DescriptionChamp{region, "region", "Région", TypeChamp::texte},
    DescriptionChamp{code_bassin, "code_bassin", "Code du bassin", TypeChamp::texte},
    DescriptionChamp{libelle_bassin, "libelle_bassin", "Bassin", TypeChamp::texte},
    DescriptionChamp{latitude, "latitude", "Latitude", TypeChamp::nombre},
    DescriptionChamp{longitude, "longitude", "Longitude", TypeChamp::nombre},
    DescriptionChamp{siret, "siret", "SIRET", TypeChamp::siret},
    DescriptionChamp{etablissement_mere, "etablissement_mere", "Établissement de rattachement", TypeChamp::uai},
};

/// La table suit l'énumération : description() est un accès direct.
constexpr bool dans_l_ordre() {
    for (std::size_t i = 0; i < tous.size(); ++i)
        if (static_cast<std::size_t>(tous[i].champ) != i)
            return false;
    return tous.size() == static_cast<std::size_t>(etablissement_mere) + 1;
}
static_assert(dans_l_ordre());

constexpr std::array proposes{
    nom_famille, nom_usage, nom_et_prenom, prenom, prenom2, prenom3, prenoms, naissance, sexe, commune_naissance,
    ville_naissance, pays_naissance, ine, ine_bea, eleve_id, elenoet, id_siei,
    uai, annee, mef, formation, division, statut, regime, date_entree, date_sortie, motif_sortie,
    uai_origine, etablissement_origine, mef_origine, classe_origine, diplome, niveau,
    adresse, code_postal, commune, telephone, telephone2, courriel,
    responsable_nom, responsable_prenom, responsable_parente, responsable_telephone, responsable_courriel,
    responsable2_nom, responsable2_prenom, responsable2_telephone, responsable2_courriel,
    contrat_debut, contrat_fin, contrat_rupture, cause_rupture, exclusion, nom_cfa,
    decision_affectation, rang_voeu, formation_demandee,
    campagne, source, psad, structure_responsable, situation, date_situation,
};

} // namespace

std::span<DescriptionChamp const> champs() { return tous; }
DescriptionChamp const& description(Champ champ) { return tous[static_cast<std::size_t>(champ)]; }
std::string_view code(Champ champ) { return description(champ).code; }
std::string_view libelle(Champ champ) { return description(champ).libelle; }
std::span<Champ const> champs_proposes() { return proposes; }

std::optional<Champ> champ(std::string_view code) {
    auto ou = std::ranges::find(tous, code, &DescriptionChamp::code);
    return ou == tous.end() ? std::nullopt : std::optional{ou->champ};
}

} // namespace metier::echanges
