#pragma once
// Solutions de metier.md §5.4 : familles et codes, ce que chacun dit de la situation du jeune.
#include <optional>
#include <string_view>

#include "metier/jeunes/listes.hpp"

namespace metier::suivi {

enum class Famille {
    formation_initiale,
    apprentissage,
    formation_continue,
    emploi,
    engagement,
    accompagnement,
    mlds,
    sans_solution,
    neutre
};
inline constexpr base::Entree<Famille> familles[] = {
    {Famille::formation_initiale, "formation_initiale", "Retour en formation initiale"},
    {Famille::apprentissage, "apprentissage", "Apprentissage"},
    {Famille::formation_continue, "formation_continue", "Formation continue"},
    {Famille::emploi, "emploi", "Emploi"},
    {Famille::engagement, "engagement", "Engagement"},
    {Famille::accompagnement, "accompagnement", "Accompagnement"},
    {Famille::mlds, "mlds", "MLDS"},
    {Famille::sans_solution, "sans_solution", "Sans solution"},
    {Famille::neutre, "neutre", "Neutre"},
};
constexpr std::span<base::Entree<Famille> const> entrees(Famille) { return familles; }

enum class Code {
    retour_lycee_gt,
    retour_lycee_pro,
    retour_college,
    sre_microlycee,
    repreparation_examen,
    pafi_tdo_ambition,
    apprentissage_signe,
    prepa_apprentissage,
    formation_region,
    formation_afpa,
    e2c,
    epide,
    smv,
    emploi_durable,
    emploi_court,
    emploi_aide,
    creation,
    service_civique,
    volontariat,
    mission_locale_pacea,
    mission_locale_cej,
    france_travail,
    pjj_ase,
    medico_social,
    maintien_mlds,
    nouvelle_action,
    sans_solution_connu,
    refus_accompagnement,
    injoignable,
    abandon,
    exclusion,
    demenagement_transfert,
    majeur_sorti,
    deces,
    faux_positif,
    exempte_sante
};
inline constexpr base::Entree<Code> codes_de_solution[] = {
    {Code::retour_lycee_gt, "retour_lycee_gt", "Retour en lycée général ou technologique"},
    {Code::retour_lycee_pro, "retour_lycee_pro", "Retour en lycée professionnel"},
    {Code::retour_college, "retour_college", "Retour au collège"},
    {Code::sre_microlycee, "sre_microlycee", "Structure de retour à l’école, micro-lycée"},
    {Code::repreparation_examen, "repreparation_examen", "Repréparation d’un examen"},
    {Code::pafi_tdo_ambition, "pafi_tdo_ambition", "PAFI, TDO ou Ambition emploi"},
    {Code::apprentissage_signe, "apprentissage_signe", "Contrat d’apprentissage signé"},
    {Code::prepa_apprentissage, "prepa_apprentissage", "Prépa-apprentissage"},
    {Code::formation_region, "formation_region", "Formation de la Région"},
    {Code::formation_afpa, "formation_afpa", "Formation de l’Afpa"},
    {Code::e2c, "e2c", "École de la 2e chance"},
    {Code::epide, "epide", "EPIDE"},
    {Code::smv, "smv", "Service militaire volontaire"},
    {Code::emploi_durable, "emploi_durable", "Emploi durable (CDI, CDD de 6 mois ou plus)"},
    {Code::emploi_court, "emploi_court", "Emploi de moins de 6 mois"},
    {Code::emploi_aide, "emploi_aide", "Emploi aidé"},
    {Code::creation, "creation", "Création d’activité"},
    {Code::service_civique, "service_civique", "Service civique"},
    {Code::volontariat, "volontariat", "Volontariat"},
    {Code::mission_locale_pacea, "mission_locale_pacea", "Mission locale, PACEA"},
    {Code::mission_locale_cej, "mission_locale_cej", "Mission locale, contrat d’engagement jeune"},
    {Code::france_travail, "france_travail", "France Travail"},
    {Code::pjj_ase, "pjj_ase", "Accompagnement par un service social ou éducatif"},
    {Code::medico_social, "medico_social", "Accompagnement par un service spécialisé"},
    {Code::maintien_mlds, "maintien_mlds", "Maintien en MLDS"},
    {Code::nouvelle_action, "nouvelle_action", "Nouvelle action de la MLDS"},
    {Code::sans_solution_connu, "sans_solution_connu", "Sans solution, situation connue"},
    {Code::refus_accompagnement, "refus_accompagnement", "Refuse l’accompagnement"},
    {Code::injoignable, "injoignable", "Injoignable"},
    {Code::abandon, "abandon", "Abandon"},
    {Code::exclusion, "exclusion", "Exclusion"},
    {Code::demenagement_transfert, "demenagement_transfert", "Déménagement, transfert"},
    {Code::majeur_sorti, "majeur_sorti", "Majeur, sorti du champ"},
    {Code::deces, "deces", "Décès"},
    {Code::faux_positif, "faux_positif", "N’était pas décrocheur"},
    {Code::exempte_sante, "exempte_sante", "Exempté de l’obligation"},
};
constexpr std::span<base::Entree<Code> const> entrees(Code) { return codes_de_solution; }

Famille famille(Code code);
/// Ce que devient la situation du jeune quand la solution est active ; rien pour une issue neutre.
std::optional<jeunes::GenreSituation> situation(Code code);
/// `accompagnement_positif` est un paramètre : les financeurs divergent.
bool positive(Code code, bool accompagnement_positif);
/// On la revoit à 3 et 6 mois : le jeune est quelque part.
bool se_revoit(Code code);

using base::code, base::libelle, base::lire_code;

} // namespace metier::suivi
