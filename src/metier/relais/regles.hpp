#pragma once
// Où en est un relais, ce que son paquet contient : des règles pures.
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/enumere.hpp"
#include "base/id.hpp"

namespace metier::relais {

enum class Nature { orientation, transfert };
inline constexpr base::Entree<Nature> natures[] = {
    {Nature::orientation, "orientation", "Orientation\u00a0: je reste dans le suivi"},
    {Nature::transfert, "transfert", "Transfert\u00a0: il ou elle devient référent après le premier contact"},
};
constexpr std::span<base::Entree<Nature> const> entrees(Nature) { return natures; }

enum class Finalite { place, accompagnement, orientation_scolaire, insertion_sociale, suivi_de_bassin };
inline constexpr base::Entree<Finalite> finalites[] = {
    {Finalite::place, "place", "Entrer dans une formation ou une action"},
    {Finalite::accompagnement, "accompagnement", "Être accompagné vers l’emploi ou la formation"},
    {Finalite::orientation_scolaire, "orientation_scolaire", "Faire le point sur son orientation"},
    {Finalite::insertion_sociale, "insertion_sociale", "Lever un obstacle\u00a0: logement, mobilité, démarches"},
    {Finalite::suivi_de_bassin, "suivi_de_bassin", "Être suivi dans un autre bassin"},
};
constexpr std::span<base::Entree<Finalite> const> entrees(Finalite) { return finalites; }

/// Ce qu'un paquet peut contenir. Ni santé, ni social, ni justice, ni texte d'un entretien (R-70 à R-73).
enum class Champ { identite, naissance, coordonnees, commune, responsables, scolarite, diplomes, situation, appuis };
inline constexpr base::Entree<Champ> champs_du_paquet[] = {
    {Champ::identite, "identite", "Nom et prénom"},
    {Champ::naissance, "naissance", "Date de naissance"},
    {Champ::coordonnees, "coordonnees", "Téléphone et courriel"},
    {Champ::commune, "commune", "Commune"},
    {Champ::responsables, "responsables", "Responsables que l’on peut joindre"},
    {Champ::scolarite, "scolarite", "Dernière scolarité"},
    {Champ::diplomes, "diplomes", "Diplômes"},
    {Champ::situation, "situation", "Situation actuelle"},
    {Champ::appuis, "appuis", "Points d’appui"},
};
constexpr std::span<base::Entree<Champ> const> entrees(Champ) { return champs_du_paquet; }
/// Les champs que cette finalité demande : cochés d'avance, et rien de plus.
std::vector<Champ> champs_utiles(Finalite f);
std::string ecrire(std::span<Champ const> champs);
std::vector<Champ> lire_champs(std::string_view codes);

/// Ce qui répond aux besoins du diagnostic de bassin (C-54).
enum class MotifDeRefus { plus_de_place, hors_public, hors_secteur, delai_trop_long, deja_suivi, autre };
inline constexpr base::Entree<MotifDeRefus> motifs_de_refus[] = {
    {MotifDeRefus::plus_de_place, "plus_de_place", "Plus de place"},
    {MotifDeRefus::hors_public, "hors_public", "Ne correspond pas à notre public (âge, niveau, statut)"},
    {MotifDeRefus::hors_secteur, "hors_secteur", "Hors de notre secteur"},
    {MotifDeRefus::delai_trop_long, "delai_trop_long", "Pas avant plusieurs semaines"},
    {MotifDeRefus::deja_suivi, "deja_suivi", "Déjà suivi par une autre structure"},
    {MotifDeRefus::autre, "autre", "Autre, précisé"},
};
constexpr std::span<base::Entree<MotifDeRefus> const> entrees(MotifDeRefus) { return motifs_de_refus; }

enum class Etat { attend_reponse, attend_contact, pris_en_charge, refuse, revenu, retire };
inline constexpr base::Entree<Etat> etats[] = {
    {Etat::attend_reponse, "attend_reponse", "Réponse attendue"},
    {Etat::attend_contact, "attend_contact", "Accepté, premier contact attendu"},
    {Etat::pris_en_charge, "pris_en_charge", "Pris en charge"},
    {Etat::refuse, "refuse", "Refusé"},
    {Etat::revenu, "revenu", "Revenu sans suite"},
    {Etat::retire, "retire", "Retiré"},
};
constexpr std::span<base::Entree<Etat> const> entrees(Etat) { return etats; }

struct Delais {
    int rappel = 3, reponse = 10; ///< jours ouvrés
    int contact = 15;             ///< jours
};
/// Ce qu'il faut d'un relais pour dire où il en est.
struct Suivi {
    Instant envoye_le{};
    std::optional<Instant> rappele_le, repondu_le;
    bool accepte = false;
    std::optional<Date> contact_le;
    bool revenu = false, retire = false;
};
Etat etat(Suivi const& s);
/// Il n'est fini pour qui l'a envoyé qu'à ces états-là, ou quand il a repris la main.
constexpr bool encore_chez_l_envoyeur(Etat e) { return e != Etat::pris_en_charge && e != Etat::retire; }
/// Le dernier jour pour répondre, ou pour joindre le jeune ; un rappel laisse toujours `rappel` jours ouvrés. Rien si
/// rien n'est attendu.
std::optional<Date> terme(Suivi const& s, Delais const& d);
/// Le premier jour où un rappel est permis (P-8) ; rien si rien n'est attendu.
std::optional<Date> rappel_permis(Suivi const& s, Delais const& d);

/// Le n-ième jour ouvré qui suit : ni samedi, ni dimanche, ni jour férié.
Date apres_jours_ouvres(Date jour, int n);

} // namespace metier::relais
