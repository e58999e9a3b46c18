#include "metier/suivi/types_entretien.hpp"

#include <algorithm>
#include <array>

#include "base/ensure.hpp"

namespace metier::suivi {
namespace {

constexpr ChampPropre information[] = {
    {"dispositifs", "Dispositifs présentés", ""},
    {"documents", "Documents remis", "Par exemple : notice d’information, plaquette du CIO"},
};
constexpr ChampPropre conseil[] = {
    {"hypotheses", "Hypothèses", "Les pistes examinées"},
    {"criteres", "Critères", "Ce qui compte pour le jeune"},
    {"decision_du_jeune", "Décision du jeune", ""},
};
constexpr ChampPropre regulation[] = {
    {"faits", "Faits", "Datés, tels qu’ils ont été rapportés"},
    {"engagement", "Engagement pris", ""},
    {"echeance", "Échéance", "À quelle date on en reparle"},
};
constexpr ChampPropre guidance[] = {
    {"etape", "Étape", ""},
    {"obstacles", "Obstacles, tels qu’ils avaient été écrits", "", false, true},
    {"prochaine_etape", "Prochaine étape", "Qui fait quoi, pour quand"},
};
constexpr ChampPropre recrutement[] = {
    {"action_visee", "Action visée", ""},
    {"criteres", "Critères", ""},
    {"avis", "Avis", ""},
    {"classement", "Classement", "Rang sur la liste, s’il y en a une"},
};
constexpr ChampPropre situation[] = {
    {"scolarite", "Scolarité", "Dernière classe, ce qui s’est arrêté et quand"},
    {"projet", "Projet", "Ce que le jeune dit vouloir"},
    {"freins", "Freins, tels qu’ils avaient été écrits", "", false, true},
    {"besoins", "Besoins", ""},
    {"recevabilite", "Recevabilité", "Avant l’entrée dans une action", true},
    {"suite", "Suite", ""},
};
constexpr ChampPropre accueil[] = {
    {"niveaux", "Niveaux", "Français, mathématiques, expression"},
    {"competences", "Compétences", "Ce qui marche"},
    {"preferences", "Préférences", ""},
    {"recevabilite", "Recevabilité", "Avant l’entrée dans une action", true},
};
constexpr ChampPropre bilan[] = {
    {"progres", "Progrès", ""},
    {"ecarts", "Écarts", "Avec ce qui était prévu"},
    {"decision_prise", "Décision", ""},
};
constexpr ChampPropre hors_jeune[] = {
    {"personnes", "Personnes", "Qui était là, à quel titre"},
    {"decision_prise", "Décision", ""},
};
constexpr ChampPropre sortie[] = {
    {"situation_actuelle", "Situation", "Où en est le jeune aujourd’hui"},
    {"preuve", "Preuve", "Déclaration, attestation, contrat"},
    {"relance", "Besoin de relance", ""},
};

using enum acces::Visibilite;
constexpr std::array<Modele, 13> modeles{{
    {TypeEntretien::situation, "Faire le point à la sortie ou au signalement", equipe, situation, true, true},
    {TypeEntretien::information, "Faire connaître droits et dispositifs", partenaires, information},
    {TypeEntretien::conseil, "Aider à choisir", equipe, conseil},
    {TypeEntretien::guidance, "Accompagner le projet pas à pas", equipe, guidance, false, true},
    {TypeEntretien::regulation, "Apaiser un écart : absences, désaccord", equipe, regulation},
    {TypeEntretien::recrutement, "Admettre dans une action", partenaires, recrutement, true},
    {TypeEntretien::accueil_positionnement, "Premier bilan", equipe, accueil, true, true},
    {TypeEntretien::etape, "Bilan régulier", equipe, bilan},
    {TypeEntretien::bilan_final, "Bilan de fin de parcours", partenaires, bilan},
    {TypeEntretien::suivi_sortie, "Trois ou six mois après la sortie", partenaires, sortie},
    {TypeEntretien::famille, "Avec les responsables, sans le jeune", equipe, hors_jeune},
    {TypeEntretien::partenaire, "Avec un partenaire, à propos du jeune", partenaires, hors_jeune},
    {TypeEntretien::equipe, "Entre collègues, à propos du jeune", equipe, hors_jeune},
}};

} // namespace

Modele const& modele(TypeEntretien type) {
    auto m = std::ranges::find(modeles, type, &Modele::type);
    ensure(m != modeles.end(), "type d'entretien sans modèle");
    return *m;
}

std::string_view texte_du_champ(ChampPropre const& champ, std::string_view valeur) {
    if (champ.recevabilite)
        if (auto r = base::lire_code<Recevabilite>(valeur))
            return base::libelle(*r);
    return valeur;
}

} // namespace metier::suivi
