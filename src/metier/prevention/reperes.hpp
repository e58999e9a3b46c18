#pragma once
// La grille de repérage (R-12, R-13, C-7, C-15), pure : des faits datés et leurs raisons, jamais un nombre sur une
// personne.
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/enumere.hpp"
#include "metier/prevention/nomenclature.hpp"

namespace metier::prevention {

enum class Famille { assiduite, resultats, comportement, parcours, parole };
inline constexpr base::Entree<Famille> familles[] = {
    {Famille::assiduite, "assiduite", "Assiduité"},
    {Famille::resultats, "resultats", "Résultats"},
    {Famille::comportement, "comportement", "Vie au lycée ou au collège"},
    {Famille::parcours, "parcours", "Parcours"},
    {Famille::parole, "parole", "Ce que dit le jeune"},
};
constexpr std::span<base::Entree<Famille> const> entrees(Famille) { return familles; }

/// Les douze signes de metier.md §3.5.
enum class Signe {
    absences,
    retards,
    exclusions_de_cours,
    chute_des_resultats,
    travail_non_fait,
    isolement,
    conflits,
    orientation_subie,
    redoublement,
    changement_d_etablissement,
    lassitude_exprimee,
    eloignement,
};
inline constexpr base::Entree<Signe> signes[] = {
    {Signe::absences, "absences", "Absences non justifiées"},
    {Signe::retards, "retards", "Retards"},
    {Signe::exclusions_de_cours, "exclusions_de_cours", "Exclusions de cours"},
    {Signe::chute_des_resultats, "chute_des_resultats", "Chute des résultats"},
    {Signe::travail_non_fait, "travail_non_fait", "Travail non fait"},
    {Signe::isolement, "isolement", "Isolement"},
    {Signe::conflits, "conflits", "Conflits"},
    {Signe::orientation_subie, "orientation_subie", "Orientation subie ou refusée"},
    {Signe::redoublement, "redoublement", "Redoublement"},
    {Signe::changement_d_etablissement, "changement_d_etablissement", "Changement d’établissement"},
    {Signe::lassitude_exprimee, "lassitude_exprimee", "Lassitude exprimée"},
    {Signe::eloignement, "eloignement", "Éloignement ou transport"},
};
constexpr std::span<base::Entree<Signe> const> entrees(Signe) { return signes; }
Famille famille(Signe s);

/// Dite en mots : aucune n'est un nombre, rien ne s'additionne.
enum class Force { leger, net, fort };
inline constexpr base::Entree<Force> forces[] = {
    {Force::leger, "leger", "Premiers signes"},
    {Force::net, "net", "Net, depuis plusieurs semaines"},
    {Force::fort, "fort", "Fort, il faut agir"},
};
constexpr std::span<base::Entree<Force> const> entrees(Force) { return forces; }

enum class EtatDuSigne { actif, explique, clos };
inline constexpr base::Entree<EtatDuSigne> etats_du_signe[] = {
    {EtatDuSigne::actif, "actif", "Actif"},
    {EtatDuSigne::explique, "explique", "Expliqué"},
    {EtatDuSigne::clos, "clos", "Clos"},
};
constexpr std::span<base::Entree<EtatDuSigne> const> entrees(EtatDuSigne) { return etats_du_signe; }

struct SigneVu {
    Signe signe = Signe::absences;
    Force force = Force::leger;
    Date le{};
    EtatDuSigne etat = EtatDuSigne::actif;
    std::optional<Date> jusqu_au; ///< expliqué jusque-là
    /// Expliqué hier, actif demain.
    bool actif(Date jour) const {
        return etat == EtatDuSigne::actif || (etat == EtatDuSigne::explique && jusqu_au && *jusqu_au < jour);
    }
};

/// Ce que l'on sait d'un élève, pour dire s'il est à regarder et pourquoi.
struct Connu {
    std::vector<SigneVu> signes;
    bool absences_calculables = false;
    std::string absences_dites; ///< « 5 demi-journées en octobre 2026 (vigilance) », vide si aucune alerte
    bool alerte = false, critique = false;
    std::string seuil_sans_mois;      ///< franchi, mais les totaux reçus ne disent pas quel mois
    std::string absences_tous_motifs; ///< S2, S4 : ce que disent les jours ; vide si rien
    bool absences_lourdes = false;
    bool demande = false; ///< inscrit par un membre de l'équipe
    std::string demande_motif;
    bool suivi = false;                ///< une situation est ouverte : il reste sur la liste
    std::optional<Urgence> a_examiner; ///< signalé par un adulte, et personne ne l'a encore examiné
    std::optional<Date> dernier_echange, dernier_ecrit;
};
struct Reglages {
    int vieux = 0, silence = 0, familles = 0;
};

/// Pourquoi il entre, ou non, en une phrase (rapprochement.md, partie 2).
struct Entree {
    bool entre = false;
    std::string phrase;
    bool legale = false; ///< un seuil de la loi est franchi
    std::vector<Famille> familles;
    std::optional<Date> nouveaute; ///< le fait le plus récent
};
Entree regarder(Connu const& c, Reglages const& r, Date jour);

/// Ordre de la liste : signalés à voir aujourd'hui, obligations légales, plus long silence, nombre de familles,
/// nouveauté.
struct Rang {
    bool legale = false;
    std::optional<Date> dernier_echange;
    std::size_t familles = 0;
    std::optional<Date> nouveaute;
    std::optional<Urgence> a_examiner;
    bool pressant() const { return a_examiner == Urgence::immediate; }
};
bool avant(Rang const& a, Rang const& b);
/// Ce qui l'a mis à cette place, en mots.
std::string place_dite(Rang const& r, Date jour);

/// Les sept dimensions du LYCAM : le questionnaire n'est pas ici, ni aucun total.
enum class Dimension { famille, projets, rendement, confiance, absenteisme, soutien, interet };
inline constexpr base::Entree<Dimension> dimensions[] = {
    {Dimension::famille, "famille", "Attitude de la famille"},
    {Dimension::projets, "projets", "Projets"},
    {Dimension::rendement, "rendement", "Rendement"},
    {Dimension::confiance, "confiance", "Confiance en soi"},
    {Dimension::absenteisme, "absenteisme", "Absentéisme"},
    {Dimension::soutien, "soutien", "Besoin de soutien des enseignants"},
    {Dimension::interet, "interet", "Intérêt pour l’école"},
};
constexpr std::span<base::Entree<Dimension> const> entrees(Dimension) { return dimensions; }

using base::code, base::libelle, base::lire_code;

} // namespace metier::prevention
