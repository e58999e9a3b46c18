#pragma once
// L'échantillon relu à l'aveugle et ce qu'il mesure : tranches de poids, verdicts, calibration. Pur.
#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/enumere.hpp"
#include "metier/reperage/relecture/statistiques.hpp"

namespace metier::reperage {

enum class Reponse { meme, different, impossible, demander };
inline constexpr base::Entree<Reponse> reponses[] = {
    {Reponse::meme, "meme", "Même personne"},
    {Reponse::different, "different", "Deux personnes"},
    {Reponse::impossible, "impossible", "Impossible à dire"},
    {Reponse::demander, "demander", "À demander à l’établissement"},
};
constexpr std::span<base::Entree<Reponse> const> entrees(Reponse) { return reponses; }

/// Ce que la machine en avait fait.
enum class Strate { lien, douteux, refus };
inline constexpr base::Entree<Strate> strates[] = {
    {Strate::lien, "lien", "Liées par la machine"},
    {Strate::douteux, "douteux", "Laissées à une personne"},
    {Strate::refus, "refus", "Refusées par la machine"},
};
constexpr std::span<base::Entree<Strate> const> entrees(Strate) { return strates; }

/// Bornes hautes des tranches de poids, en dixièmes de bit (rapprochement.md §9 : 10 à 13 tranches), plus serrées là où
/// la machine hésite ; la dernière n'en a pas.
inline constexpr std::array<int, 12> bornes{-100, -60, -40, -20, 0, 20, 40, 60, 100, 150, 200, 300};
inline constexpr std::size_t nombre_de_tranches = bornes.size() + 1;
std::size_t tranche(int dixiemes);
/// « de − 2,0 à 0,0 »
std::string tranche_affichee(std::size_t tranche);

/// Une paire que la machine a jugée : de quoi tirer, et de quoi estimer.
struct PaireJugee {
    int dixiemes = 0;
    double probabilite = 0;
    Strate strate = Strate::refus;
};
struct Tirage {
    std::vector<std::size_t> places;  ///< dans l'ordre où les montrer : il ne dit rien du poids
    std::vector<bool> double_lecture; ///< relue par deux personnes
};
/// Par tranche, `par_tranche` paires au hasard ; `part_double` pour cent sont relues deux fois.
Tirage tirer_l_echantillon(std::span<PaireJugee const> paires, std::size_t par_tranche, int part_double,
                           std::uint64_t graine);

/// Ce que disent les relecteurs, dans l'ordre où ils ont répondu : la première réponse, ou, relue deux fois, ce que
/// deux s'accordent à dire. Rien tant qu'il manque une réponse, ou quand ils diffèrent et qu'un troisième n'a pas
/// tranché.
std::optional<Reponse> verdict(std::span<Reponse const> dites, bool double_lecture);
/// Deux réponses différentes : un troisième regard est attendu.
bool en_desaccord(std::span<Reponse const> dites, bool double_lecture);

/// Une paire de l'échantillon, et ce que les relecteurs en ont dit, dans l'ordre.
struct PaireRelue {
    PaireJugee paire;
    bool double_lecture = false;
    std::vector<Reponse> dites;
    std::string sexe;         ///< du cherché
    bool nom_compose = false; ///< composé, ou à particule
};
/// Une paire dont on sait maintenant la vérité.
struct Relue {
    PaireJugee paire;
    bool vraie = false;
};
/// Celles dont le verdict est « même » ou « différent ».
std::vector<Relue> relues(std::span<PaireRelue const> paires);
/// Ce que les deux premiers lecteurs ont dit des mêmes paires.
std::optional<Kappa> accord(std::span<PaireRelue const> paires);

/// Combien la campagne a jugé de paires, par tranche et par strate : ce que l'échantillon représente.
struct Effectif {
    std::int64_t tranche = 0;
    Strate strate = Strate::refus;
    std::int64_t paires = 0;
    double annoncee = 0; ///< somme des probabilités du modèle
};
std::vector<Effectif> effectifs(std::span<PaireJugee const> paires);

struct LigneDeCalibration {
    std::size_t tranche = 0;
    std::int64_t paires = 0; ///< de la campagne
    double annoncee = 0;     ///< probabilité moyenne du modèle
    Part mesuree;            ///< vraies parmi les relues
    double retenue = 0;      ///< après régression isotonique
};
struct Calibration {
    std::vector<LigneDeCalibration> lignes; ///< tranches non vides, du plus petit poids au plus grand
    std::int64_t relues = 0;
    bool suffisante = false; ///< assez de relues : elle remplace le modèle
    double erreur_avant = 0; ///< ECE, pondérée par les effectifs de la campagne
    double erreur_apres = 0; ///< la même, chaque moitié jugée par l'autre
    /// Probabilité mesurée d'une paire de ce poids.
    double probabilite(int dixiemes) const;
};
Calibration calibrer(std::span<Effectif const> toutes, std::span<Relue const> relues, std::int64_t minimum);

/// Liens sans doute faux, liens sans doute manqués ; et ce que valent donc les liens.
struct Attendus {
    double faux = 0, manques = 0, precision = 0, rappel = 0;
};
Attendus attendus_du_modele(std::span<Effectif const> toutes);
Attendus attendus_mesures(std::span<Effectif const> toutes, Calibration const& c);

/// Part de vraies parmi les relues : par strate, et parmi les liens par sexe et forme du nom (équité).
struct LigneDeQualite {
    std::string libelle;
    Part vraies;
};
std::vector<LigneDeQualite> qualite(std::span<PaireRelue const> paires);

} // namespace metier::reperage
