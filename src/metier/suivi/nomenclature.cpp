#include "metier/suivi/nomenclature.hpp"

namespace metier::suivi {

Famille famille(Code code) {
    using enum Code;
    switch (code) {
    case retour_lycee_gt:
    case retour_lycee_pro:
    case retour_college:
    case sre_microlycee:
    case repreparation_examen:
    case pafi_tdo_ambition: return Famille::formation_initiale;
    case apprentissage_signe:
    case prepa_apprentissage: return Famille::apprentissage;
    case formation_region:
    case formation_afpa:
    case e2c:
    case epide:
    case smv: return Famille::formation_continue;
    case emploi_durable:
    case emploi_court:
    case emploi_aide:
    case creation: return Famille::emploi;
    case service_civique:
    case volontariat: return Famille::engagement;
    case mission_locale_pacea:
    case mission_locale_cej:
    case france_travail:
    case pjj_ase:
    case medico_social: return Famille::accompagnement;
    case maintien_mlds:
    case nouvelle_action: return Famille::mlds;
    case sans_solution_connu:
    case refus_accompagnement:
    case injoignable:
    case abandon:
    case exclusion: return Famille::sans_solution;
    case demenagement_transfert:
    case majeur_sorti:
    case deces:
    case faux_positif:
    case exempte_sante: return Famille::neutre;
    }
    return Famille::neutre;
}

std::optional<jeunes::GenreSituation> situation(Code code) {
    using G = jeunes::GenreSituation;
    // metier.md §2.3, 6 : E2C, EPIDE et volontariat pour l'insertion sont un accompagnement.
    if (code == Code::e2c || code == Code::epide || code == Code::smv || code == Code::volontariat)
        return G::accompagne;
    if (code == Code::injoignable)
        return G::inconnue;
    switch (famille(code)) {
    case Famille::formation_initiale:
    case Famille::mlds: return G::scolarise; // MLDS : statut scolaire (metier.md §5.3)
    case Famille::apprentissage: return code == Code::apprentissage_signe ? G::apprenti : G::stagiaire;
    case Famille::formation_continue: return G::stagiaire;
    case Famille::emploi: return G::emploi;
    case Famille::engagement: return G::service_civique;
    case Famille::accompagnement: return G::accompagne;
    case Famille::sans_solution: return G::sans_solution;
    case Famille::neutre: return std::nullopt;
    }
    return std::nullopt;
}

bool positive(Code code, bool accompagnement_positif) {
    switch (famille(code)) {
    case Famille::formation_initiale:
    case Famille::apprentissage:
    case Famille::formation_continue:
    case Famille::emploi:
    case Famille::engagement: return true;
    // R-23 : l'accompagnement n'est positif que contractualisé, et si le paramètre le dit.
    case Famille::accompagnement:
        return accompagnement_positif &&
               (code == Code::mission_locale_pacea || code == Code::mission_locale_cej || code == Code::france_travail);
    case Famille::mlds:
    case Famille::sans_solution:
    case Famille::neutre: return false;
    }
    return false;
}

bool se_revoit(Code code) { return famille(code) != Famille::sans_solution && famille(code) != Famille::neutre; }

} // namespace metier::suivi
