#pragma once
// R-74 : quand un dossier arrive à la fin de sa conservation, et ce qui le retient. Pur : ni base, ni horloge.
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/enumere.hpp"

namespace metier::conservation {

/// Ce dont part le délai : le dernier fait connu, de l'un de ces genres (metier.md §11.3, « dernier contact »).
enum class Fait {
    creation,
    liste,
    scolarite,
    contact,
    entretien,
    solution,
    situation,
    verification,
    signalement,
    demarche,
    echeance,
    cercle,
    acces
};
inline constexpr base::Entree<Fait> faits[] = {
    {Fait::creation, "creation", "Dossier créé"},
    {Fait::liste, "liste", "Vu sur une liste reçue"},
    {Fait::scolarite, "scolarite", "Fin de scolarité"},
    {Fait::contact, "contact", "Contact"},
    {Fait::entretien, "entretien", "Entretien"},
    {Fait::solution, "solution", "Solution"},
    {Fait::situation, "situation", "Situation notée"},
    {Fait::verification, "verification", "Situation vérifiée"},
    {Fait::signalement, "signalement", "Signalé sur une liste"},
    {Fait::demarche, "demarche", "Convocation, exemption ou droit au retour"},
    {Fait::echeance, "echeance", "Échéance"},
    {Fait::cercle, "cercle", "Suivi par un agent"},
    {Fait::acces, "acces", "Accès demandé"},
};
constexpr std::span<base::Entree<Fait> const> entrees(Fait) { return faits; }

/// Pourquoi un dossier échu reste, quoi qu'on ait décidé.
enum class Retenue { suivi_ouvert, echeance_ouverte, demarche_ouverte, fusion_recente };
inline constexpr base::Entree<Retenue> retenues[] = {
    {Retenue::suivi_ouvert, "suivi_ouvert", "Un agent le suit encore : mettez d’abord fin au suivi"},
    {Retenue::echeance_ouverte, "echeance_ouverte", "Une échéance est ouverte : closez-la d’abord"},
    {Retenue::demarche_ouverte, "demarche_ouverte",
     "Une convocation ou une demande de droit au retour est ouverte : closez-la d’abord"},
    {Retenue::fusion_recente, "fusion_recente", "Une fusion peut encore être défaite"},
};
constexpr std::span<base::Entree<Retenue> const> entrees(Retenue) { return retenues; }

/// R-74, exception motivée.
enum class Motif { contentieux, controle, droit, reprise };
inline constexpr base::Entree<Motif> motifs[] = {
    {Motif::contentieux, "contentieux", "Contentieux en cours"},
    {Motif::controle, "controle", "Contrôle ou audit en cours"},
    {Motif::droit, "droit", "Demande d’accès ou de rectification en cours"},
    {Motif::reprise, "reprise", "Suivi qui reprend"},
};
constexpr std::span<base::Entree<Motif> const> entrees(Motif) { return motifs; }

/// Les durées en vigueur un jour donné ; chacune vient d'une ligne datée de `parametre`.
struct Durees {
    int dossier = 0;   ///< mois après le dernier fait
    int annonce = 0;   ///< jours entre l'annonce et la purge
    int exception = 0; ///< mois : une exception ne dure pas plus
};

Date terme(Date dernier_fait, Durees const& d);
/// Le dernier fait est assez ancien pour que la fin du dossier s'annonce.
bool s_annonce(Date dernier_fait, Date jour, Durees const& d);
/// Ni avant le terme, ni avant le délai qui court depuis l'annonce.
Date purgeable_le(Date terme, Date annoncee_le, Durees const& d);
/// Le plus récent dernier fait d'un dossier dont la fin s'annonce ce jour-là.
Date dernier_fait_au_plus(Date jour, Durees const& d);

using base::code, base::libelle, base::lire_code;

} // namespace metier::conservation
