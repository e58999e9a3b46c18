#pragma once
// R-14 à R-16, pur : ce qu'il faut pour proposer, valider et clore un PAFI, un TDO ou un parcours Ambition emploi.
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/enumere.hpp"

namespace metier::prevention {

enum class GenreDeParcours { pafi, tdo, ambition_emploi };
inline constexpr base::Entree<GenreDeParcours> genres_de_parcours[] = {
    {GenreDeParcours::pafi, "pafi", "Parcours aménagé de formation initiale (PAFI)"},
    {GenreDeParcours::tdo, "tdo", "Tous droits ouverts (TDO)"},
    {GenreDeParcours::ambition_emploi, "ambition_emploi", "Ambition emploi"},
};
constexpr std::span<base::Entree<GenreDeParcours> const> entrees(GenreDeParcours) { return genres_de_parcours; }
std::string_view sigle_de(GenreDeParcours g);

enum class EtatDeParcours { propose, valide, refuse, clos };
inline constexpr base::Entree<EtatDeParcours> etats_de_parcours[] = {
    {EtatDeParcours::propose, "propose", "Proposé, à valider"},
    {EtatDeParcours::valide, "valide", "Validé"},
    {EtatDeParcours::refuse, "refuse", "Refusé"},
    {EtatDeParcours::clos, "clos", "Clos"},
};
constexpr std::span<base::Entree<EtatDeParcours> const> entrees(EtatDeParcours) { return etats_de_parcours; }

enum class SuiteDeParcours { retour_en_classe, reorientation, apprentissage, emploi, remediation, autre };
inline constexpr base::Entree<SuiteDeParcours> suites_de_parcours[] = {
    {SuiteDeParcours::retour_en_classe, "retour_en_classe", "Retour en classe"},
    {SuiteDeParcours::reorientation, "reorientation", "Autre voie ou autre établissement"},
    {SuiteDeParcours::apprentissage, "apprentissage", "Apprentissage"},
    {SuiteDeParcours::emploi, "emploi", "Emploi ou service civique"},
    {SuiteDeParcours::remediation, "remediation", "Action de remédiation"},
    {SuiteDeParcours::autre, "autre", "Autre"},
};
constexpr std::span<base::Entree<SuiteDeParcours> const> entrees(SuiteDeParcours) { return suites_de_parcours; }

/// « 2/3 » : part au plus du temps.
struct Part {
    int haut = 0, bas = 1;
    static std::optional<Part> lire(std::string_view texte);
    std::string texte() const;
};

struct Plafonds {
    int duree_mois = 0;
    int age_minimal = 0; ///< 0 : aucun
    int alerte_jours = 0;
    std::optional<Part> pfmp = {}; ///< Ambition emploi
    int debut_mois = 0;            ///< Ambition emploi : au plus tard tant de mois après la rentrée ; 0 : sans borne
};

struct Parcours {
    GenreDeParcours genre = GenreDeParcours::pafi;
    EtatDeParcours etat = EtatDeParcours::propose;
    Date debut{}, fin_prevue{};
    int duree_max = 0; ///< mois : la règle du jour où il a été proposé
    std::string accueil, activites, tuteur;
    std::optional<int> heures;
    std::optional<Date> convention_le, gpds_le;
    bool volontaire = false, solutions_epuisees = false;
    bool sortant_pro = false; ///< sorti de CAP ou de bac pro sans solution
    std::optional<int> semaines_pfmp;
    std::string mef, bilan;
    std::optional<Date> fin_le;
    std::string a_revoir = {}; ///< changé depuis la validation, en clair
};

/// Dernier jour permis : même quantième, `mois` plus tard.
Date terme(Date debut, int mois);
/// Ce qui ne va pas, champ par champ : (champ, message). Vide : on peut proposer.
struct Manque {
    std::string champ, message;
};
std::vector<Manque> empechements(Parcours const& p, std::optional<Date> naissance, Plafonds const& plafonds);
/// Un parcours du même genre encore ouvert ces jours-là, ou repris aussitôt après un autre : le plafond est celui de
/// l'ensemble. Ce qui l'empêche ; vide sinon.
std::string bout_a_bout(Parcours const& p, std::vector<Parcours> const& autres);
/// Plus de semaines en milieu professionnel que la règle ne le permet : le dire ; vide sinon.
std::string trop_de_pfmp(Parcours const& p, Plafonds const& plafonds);
/// Seul un PAFI se valide par l'IEN-IO ; les autres sont engagés dès qu'ils sont proposés.
bool se_valide(GenreDeParcours g);
/// Ce que l'IEN-IO a validé et qui ne l'est plus : l'accueil, ou des activités, un tuteur, des heures déjà dits. Vide :
/// rien, ou rien que ce qui se complète.
std::string change_depuis_la_validation(Parcours const& valide, Parcours const& p);
/// Ce qui manque pour clore; vide : on peut.
std::vector<std::string> manque_pour_clore(Parcours const& p, std::size_t points_d_etape);

/// J-30, puis le dépassement.
enum class Rappel { aucun, bientot, depasse };
Rappel rappel(Parcours const& p, Date jour, int alerte_jours);
std::string rappel_dit(Parcours const& p, Date jour, int alerte_jours);

} // namespace metier::prevention
