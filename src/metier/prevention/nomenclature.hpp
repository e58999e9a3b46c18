#pragma once
// Listes fermées de la prévention (metier.md §3.6, §3.7, §4.2, §4.3) : un code gardé, un libellé montré.
#include <span>

#include "base/enumere.hpp"

namespace metier::prevention {

enum class Urgence { ordinaire, rapide, immediate };
inline constexpr base::Entree<Urgence> urgences[] = {
    {Urgence::ordinaire, "ordinaire", "À la prochaine réunion"},
    {Urgence::rapide, "rapide", "Dans la semaine"},
    {Urgence::immediate, "immediate", "Aujourd’hui"},
};
constexpr std::span<base::Entree<Urgence> const> entrees(Urgence) { return urgences; }

/// D'où vient le signalement (metier.md §3.7).
enum class Origine { etablissement, jeune, famille, cio, psad, mission_locale, social, coordonnateur };
inline constexpr base::Entree<Origine> origines[] = {
    {Origine::etablissement, "etablissement", "Un adulte de l’établissement"},
    {Origine::jeune, "jeune", "Le jeune lui-même"},
    {Origine::famille, "famille", "La famille"},
    {Origine::cio, "cio", "Le CIO"},
    {Origine::psad, "psad", "La plateforme (PSAD)"},
    {Origine::mission_locale, "mission_locale", "La mission locale"},
    {Origine::social, "social", "Un partenaire social"},
    {Origine::coordonnateur, "coordonnateur", "Un coordonnateur MLDS"},
};
constexpr std::span<base::Entree<Origine> const> entrees(Origine) { return origines; }

enum class Accord { oui, non };
inline constexpr base::Entree<Accord> accords[] = {
    {Accord::oui, "oui", "Oui"},
    {Accord::non, "non", "Non"},
};
constexpr std::span<base::Entree<Accord> const> entrees(Accord) { return accords; }

enum class Locomotion { aucun, deux_roues, voiture, transports };
inline constexpr base::Entree<Locomotion> locomotions[] = {
    {Locomotion::aucun, "aucun", "À pied, aucun"},
    {Locomotion::deux_roues, "deux_roues", "Deux-roues"},
    {Locomotion::voiture, "voiture", "Voiture"},
    {Locomotion::transports, "transports", "Transports en commun"},
};
constexpr std::span<base::Entree<Locomotion> const> entrees(Locomotion) { return locomotions; }

enum class Etat { signalee, examinee, suivie, close };
inline constexpr base::Entree<Etat> etats[] = {
    {Etat::signalee, "signalee", "Signalée"},
    {Etat::examinee, "examinee", "Examinée"},
    {Etat::suivie, "suivie", "Suivie"},
    {Etat::close, "close", "Close"},
};
constexpr std::span<base::Entree<Etat> const> entrees(Etat) { return etats; }

enum class MotifDeCloture { resolue, reorientee, sortie_vers_remediation, demenagement, majeur_refus, autre };
inline constexpr base::Entree<MotifDeCloture> motifs_de_cloture[] = {
    {MotifDeCloture::resolue, "resolue", "Résolue"},
    {MotifDeCloture::reorientee, "reorientee", "Réorientée"},
    {MotifDeCloture::sortie_vers_remediation, "sortie_vers_remediation", "Sortie vers la remédiation"},
    {MotifDeCloture::demenagement, "demenagement", "Déménagement"},
    {MotifDeCloture::majeur_refus, "majeur_refus", "Majeur, refuse l’accompagnement"},
    {MotifDeCloture::autre, "autre", "Autre motif"},
};
constexpr std::span<base::Entree<MotifDeCloture> const> entrees(MotifDeCloture) { return motifs_de_cloture; }

/// Le lien avec le jeune, d'après un tableau de terrain (metier.md §4.2) : toujours en toutes lettres.
enum class EtatDuLien { regulier, irregulier, rompu };
inline constexpr base::Entree<EtatDuLien> etats_du_lien[] = {
    {EtatDuLien::regulier, "regulier", "Contact régulier (vert)"},
    {EtatDuLien::irregulier, "irregulier", "Contact irrégulier (orange)"},
    {EtatDuLien::rompu, "rompu", "Plus de contact (rouge)"},
};
constexpr std::span<base::Entree<EtatDuLien> const> entrees(EtatDuLien) { return etats_du_lien; }

enum class CodeDeReponse {
    entretien_situation,
    tutorat,
    module_estime_projet,
    soutien,
    amenagement_emploi_du_temps,
    mini_stage,
    stage,
    reorientation,
    passerelle,
    pafi,
    ppds,
    tdo,
    dispositif_relais,
    signalement_absenteisme,
    relais_social_sante,
    mlds,
    maintien_apres_echec,
};
inline constexpr base::Entree<CodeDeReponse> codes_de_reponse[] = {
    {CodeDeReponse::entretien_situation, "entretien_situation", "Entretien de situation"},
    {CodeDeReponse::tutorat, "tutorat", "Tutorat par un adulte"},
    {CodeDeReponse::module_estime_projet, "module_estime_projet", "Module estime de soi, travail du projet"},
    {CodeDeReponse::soutien, "soutien", "Remédiation, aide au travail, PPRE"},
    {CodeDeReponse::amenagement_emploi_du_temps, "amenagement_emploi_du_temps", "Emploi du temps aménagé"},
    {CodeDeReponse::mini_stage, "mini_stage", "Mini-stage"},
    {CodeDeReponse::stage, "stage", "Stage de découverte"},
    {CodeDeReponse::reorientation, "reorientation", "Changement de voie"},
    {CodeDeReponse::passerelle, "passerelle", "Passerelle ou changement d’établissement"},
    {CodeDeReponse::pafi, "pafi", "Parcours aménagé de formation initiale (PAFI)"},
    {CodeDeReponse::ppds, "ppds", "Parcours de prévention (PPDS)"},
    {CodeDeReponse::tdo, "tdo", "Tous droits ouverts (TDO)"},
    {CodeDeReponse::dispositif_relais, "dispositif_relais", "Classe ou atelier relais"},
    {CodeDeReponse::signalement_absenteisme, "signalement_absenteisme", "Saisine de la DSDEN pour absentéisme"},
    {CodeDeReponse::relais_social_sante, "relais_social_sante", "Passage de relais social ou de santé, sans contenu"},
    {CodeDeReponse::mlds, "mlds", "Entrée dans une action MLDS"},
    {CodeDeReponse::maintien_apres_echec, "maintien_apres_echec", "Maintien après échec à l’examen"},
};
constexpr std::span<base::Entree<CodeDeReponse> const> entrees(CodeDeReponse) { return codes_de_reponse; }

using base::code, base::libelle, base::lire_code;

} // namespace metier::prevention
