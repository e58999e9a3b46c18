#pragma once
// Où lire le dernier fait d'un dossier : une ligne par table. Un essai vérifie que chaque table du registre y est, ou
// dit pourquoi elle n'y est pas.
#include <string_view>

#include "metier/conservation/termes.hpp"

namespace metier::conservation {

struct SourceDeFait {
    Fait quoi;
    std::string_view table, colonne, jour; ///< `jour` : une date en texte, `x` étant la table
};
inline constexpr SourceDeFait sources_de_fait[] = {
    {Fait::creation, "jeune", "id", "substr(x.cree_le, 1, 10)"},
    {Fait::liste, "identite", "jeune_id", "substr(x.vue_le, 1, 10)"},
    {Fait::scolarite, "inscription", "jeune_id", "coalesce(x.au, cast(x.annee + 1 as text) || '-08-31')"},
    {Fait::contact, "contact", "jeune_id", "x.le"},
    {Fait::entretien, "entretien", "jeune_id", "x.jour"},
    {Fait::solution, "solution", "jeune_id", "coalesce(x.fin_le, x.verifiee_le, x.effet_le, x.proposee_le)"},
    {Fait::solution, "suivi_solution", "jeune_id", "x.le"},
    {Fait::situation, "situation", "jeune_id", "coalesce(x.au, x.du)"},
    {Fait::verification, "verification", "jeune_id", "substr(x.faite_le, 1, 10)"},
    {Fait::signalement, "signalement", "jeune_id", "x.jour"},
    {Fait::demarche, "convocation", "jeune_id", "coalesce(x.close_le, x.le)"},
    {Fait::demarche, "retour", "jeune_id", "coalesce(x.clos_le, x.demande_le)"},
    {Fait::demarche, "exemption_formation", "jeune_id", "coalesce(x.au, x.du)"},
    {Fait::echeance, "echeance", "jeune_id", "substr(coalesce(x.faite_le, x.creee_le), 1, 10)"},
    {Fait::cercle, "cercle", "jeune_id", "coalesce(x.au, x.du)"},
    {Fait::situation, "frein", "jeune_id", "coalesce(x.au, x.du)"},
    {Fait::signalement, "fiche_signalement", "jeune_id", "x.le"},
    {Fait::demarche, "prevention", "jeune_id", "coalesce(x.close_le, x.revoir_le, x.ouverte_le)"},
    {Fait::demarche, "prevention_fait", "jeune_id", "x.le"},
    {Fait::demarche, "prevention_reponse", "jeune_id", "coalesce(x.au, x.du)"},
    {Fait::signalement, "repere", "jeune_id", "x.le"},
    {Fait::demarche, "parcours_amenage", "jeune_id", "coalesce(x.fin_le, x.fin_prevue)"},
    {Fait::demarche, "parcours_point", "jeune_id", "x.le"},
    {Fait::demarche, "absence_suite", "jeune_id", "x.le"},
    {Fait::solution, "place_proposee", "jeune_id", "substr(x.le, 1, 10)"},
    {Fait::demarche, "relais", "jeune_id", "coalesce(x.contact_le, substr(x.envoye_le, 1, 10))"},
    {Fait::demarche, "plan_ligne", "jeune_id", "coalesce(x.finie_le, substr(x.creee_le, 1, 10))"},
    {Fait::demarche, "contrat", "jeune_id", "coalesce(x.clos_le, x.du)"},
    {Fait::demarche, "tutorat", "jeune_id", "coalesce(x.clos_le, x.du)"},
    {Fait::contact, "rencontre_de_tutorat", "jeune_id", "x.le"},
    {Fait::demarche, "positionnement", "jeune_id", "x.le"},
    {Fait::demarche, "voeu_suivi", "jeune_id", "x.etat_le"},
    {Fait::demarche, "candidature", "jeune_id", "coalesce(x.decidee_le, x.demandee_le)"},
    {Fait::acces, "demande_acces", "jeune_id", "substr(x.demandee_le, 1, 10)"},
};
/// Tables du registre qui ne repoussent pas le terme : elles répètent un fait déjà compté, ou ne sont que la machine.
inline constexpr std::string_view sans_fait[] = {
    "identifiant",      "jeune_cle",         "jeune_mot",         "responsable",    "diplome",
    "fusion",           "journal",           "ligne_import",      "voeu",           "ligne_candidat",
    "ligne_connue",     "decision_ligne",    "disparition",       "campagne_jeune", "paire_membre",
    "campagne_proche",  "signalement_liste", "brouillon",         "purge_annonce",  "echantillon_membre",
    "absence_mois",     "absence_cumul",     "absence_alerte",    "numero_interne", "lycam",
    "veille",           "changement",        "campagne_a_revoir", "ecrit",          "reunion_point",
    "reunion_decision", "plan_signature",    "acces_urgence",     "fiche_changee"};

} // namespace metier::conservation
