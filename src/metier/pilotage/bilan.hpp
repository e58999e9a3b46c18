#pragma once
// Des faits aux chiffres publiés : un bilan est ce que l'on montre, masquage compris. Pur : ni base, ni page, ni
// horloge.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "metier/pilotage/indicateurs.hpp"
#include "metier/reperage/listes.hpp"

namespace metier::pilotage {

using reperage::Ventilation;

/// Ce qu'on sait d'un présumé au jour d'observation.
struct Fait {
    std::int64_t jeune = 0;
    std::string bassin, etablissement; ///< clés, vides si inconnus
    std::string sexe;
    Tranche age = Tranche::inconnue;
    std::string classe;
    std::optional<reperage::Resultat> resultat;
    std::optional<int> delai; ///< jours du signalement au premier contact abouti ; rien s'il l'a précédé
    bool recu = false;        ///< en entretien de situation
    bool en_solution = false; ///< positive et active ce jour-là (R-22, R-23)
    bool joint = false;       ///< contact abouti dans l'année, même avant le signalement
};

/// Ce qui se compte, et dont on peut ouvrir les lignes.
enum class Mesure {
    presumes,
    contactes,
    verifies,
    faux_positifs,
    deja_en_solution,
    confirmes,
    injoignables,
    joints,
    recus,
    en_solution
};
inline constexpr base::Entree<Mesure> mesures[] = {
    {Mesure::presumes, "presumes", "Présumés sortis"},
    {Mesure::contactes, "contactes", "Présumés avec un contact abouti"},
    {Mesure::verifies, "verifies", "Situations vérifiées"},
    {Mesure::faux_positifs, "faux_positifs", "Trouvés inscrits ou déjà diplômés"},
    {Mesure::deja_en_solution, "deja_en_solution", "Trouvés déjà en solution"},
    {Mesure::confirmes, "confirmes", "Confirmés sans solution"},
    {Mesure::injoignables, "injoignables", "Injoignables pour l’instant"},
    {Mesure::joints, "joints", "Confirmés joints"},
    {Mesure::recus, "recus", "Confirmés reçus en entretien"},
    {Mesure::en_solution, "en_solution", "Confirmés maintenant en solution"},
};
constexpr std::span<base::Entree<Mesure> const> entrees(Mesure) { return mesures; }
bool compte(Fait const& f, Mesure m);
/// La clé du groupe de ce jeune dans cette ventilation (vide : non renseigné).
std::string cle(Fait const& f, Ventilation par);
/// Numérateur et dénominateur d'un indicateur ; I-01 n'a pas de dénominateur.
Mesure numerateur(Indicateur i);
std::optional<Mesure> denominateur(Indicateur i);

/// Ce dont on fait un bilan.
struct Releve {
    std::string campagne, annee, perimetre; ///< « Rentrée 2026 », « 2026-2027 », « Bassin nord »
    Date au{};
    std::map<reperage::Caisse, std::int64_t> caisses; ///< devenir de tous ceux que la campagne a cherchés
    std::vector<Fait> faits;
    std::map<std::string, std::string> bassins, etablissements; ///< clé et nom
    std::map<std::string, std::string> bassin_de;               ///< d'un établissement
    std::map<std::string, std::string> reglages;                ///< paramètres datés dont les chiffres dépendent
    std::int64_t seuil = 5;
};

/// Une case du bilan. Cachée, elle ne porte aucun nombre.
struct Valeur {
    Indicateur indicateur = Indicateur::i01;
    bool masquee = false;
    Taux taux = {};
    std::optional<double> mediane = {}; ///< I-02
    friend bool operator==(Valeur const&, Valeur const&) = default;
};
/// « 29/30 (96,7 %) », « secret », « 12 jours (20/30) »
std::string affiche(Valeur const& v);

struct Etape {
    std::string code, libelle;
    std::optional<std::int64_t> personnes; ///< rien : caché
    friend bool operator==(Etape const&, Etape const&) = default;
};
struct Ligne {
    std::string cle, libelle;
    std::vector<Valeur> valeurs;          ///< I-03 à I-07
    std::optional<std::int64_t> presumes; ///< I-01 de la ligne ; rien : photo prise avant qu'on le garde à part
    friend bool operator==(Ligne const&, Ligne const&) = default;
};
struct Tableau {
    Ventilation par = Ventilation::aucune;
    std::vector<Ligne> lignes;           ///< celles dont on montre au moins le nombre de présumés
    std::int64_t lignes_masquees = 0;    ///< celles qui restent secrètes
    std::optional<Taux> renseignes = {}; ///< sur combien la ventilation est connue ; rien : secret
    friend bool operator==(Tableau const&, Tableau const&) = default;
};
/// Une définition telle qu'elle était le jour du bilan.
struct DefinitionFigee {
    std::string code, titre, numerateur, denominateur, texte, unite, source;
    int version = 0;
    Date depuis{};
    friend bool operator==(DefinitionFigee const&, DefinitionFigee const&) = default;
};
struct Bilan {
    std::string campagne, annee, perimetre;
    Date au{};
    std::int64_t seuil = 0;
    std::vector<Etape> entonnoir;
    std::vector<Valeur> ensemble; ///< I-01 à I-07
    std::vector<Tableau> tableaux;
    std::vector<DefinitionFigee> definitions;
    std::map<std::string, std::string> reglages;
    friend bool operator==(Bilan const&, Bilan const&) = default;
};
Bilan etablir(Releve const& r);

/// R-62 : ce qui empêche de comparer deux bilans sans le dire ; vide si tout se compare.
std::vector<std::string> changements(Bilan const& avant, Bilan const& apres);

std::string en_json(Bilan const& b);
Bilan depuis_json(std::string const& texte);

using base::code, base::libelle, base::lire_code;

} // namespace metier::pilotage
