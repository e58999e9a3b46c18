#pragma once
// Les absences gardées : recevoir un fichier, prévoir, appliquer, défaire ; les alertes qu'elles font naître.
#include <filesystem>
#include <map>

#include "base/secret.hpp"
#include "metier/echanges/formats/absences.hpp"
#include "metier/prevention/prevention.hpp"
#include "metier/prevention/totaux.hpp"

namespace metier::prevention {

/// Réglage du logiciel de vie scolaire ; les deux ne se mêlent pas dans un même compte (formats.md §5).
enum class Mode { brutes, calculees };
inline constexpr base::Entree<Mode> modes[] = {
    {Mode::brutes, "brutes", "Brutes : une dès qu’une heure manque"},
    {Mode::calculees, "calculees", "Calculées : deux heures sur quatre en font une demie"},
};
constexpr std::span<base::Entree<Mode> const> entrees(Mode) { return modes; }

/// Ce qu'un fichier changera, avant d'écrire.
struct Prevu {
    echanges::FormatDAbsences format = echanges::FormatDAbsences::detail;
    std::string libelle;
    std::vector<std::string> avertissements, ecartees; ///< une phrase chacune
    Date du{}, au{};
    std::int64_t lues = 0, retenues = 0, refusees = 0, inconnues = 0, eleves = 0;
    std::int64_t changements = 0; ///< demi-journées (ou totaux) qui ne sont pas déjà ainsi
    std::string plan;             ///< ce qui sera écrit, une ligne par mois ou par cumul
    std::string refus;            ///< pourquoi rien ne peut être appliqué ; vide sinon
};
struct DemandeDImport {
    Id<Etablissement> etablissement;
    std::filesystem::path chemin;
    std::string nom;
    Mode mode = Mode::brutes;
    std::optional<Date> du, au;      ///< exigées d'un cumul ; d'un détail, celles du fichier à défaut
    bool vide_non_justifiee = false; ///< ce logiciel n'écrit que les Oui
};
/// Lève documents::FichierRefuse.
Prevu prevoir(Reader& db, DemandeDImport const& d, Date jour);

enum class EtatDImport { prevu, applique, abandonne, defait };
inline constexpr base::Entree<EtatDImport> etats_d_import[] = {
    {EtatDImport::prevu, "prevu", "Prêt à appliquer"},
    {EtatDImport::applique, "applique", "Appliqué"},
    {EtatDImport::abandonne, "abandonne", "Abandonné"},
    {EtatDImport::defait, "defait", "Défait"},
};
constexpr std::span<base::Entree<EtatDImport> const> entrees(EtatDImport) { return etats_d_import; }

struct ImportDAbsences {
    Id<ImportDAbsences> id;
    Id<Etablissement> etablissement;
    std::string nom, sha256, format;
    Mode mode = Mode::brutes;
    Date du{}, au{};
    Instant depose_le{};
    EtatDImport etat = EtatDImport::prevu;
    std::optional<Instant> applique_le;
    std::int64_t lues = 0, retenues = 0, refusees = 0, inconnues = 0, changements = 0;
    std::string rapport; ///< chiffré
    std::int64_t version = 1;
    std::string agent;
};
Id<ImportDAbsences> deposer(Writer& db, base::Coffre const& coffre, Auteur const& auteur, DemandeDImport const& d,
                            Prevu const& prevu, std::string const& sha256);
/// Le même fichier, mêmes réglages, déjà appliqué dans cet établissement pour toute cette période.
std::optional<Id<ImportDAbsences>> deja_applique(Reader& db, DemandeDImport const& d, Prevu const& prevu,
                                                 std::string const& sha256);
std::optional<ImportDAbsences> import_d_absences(Reader& db, acces::Portee const& portee, Id<ImportDAbsences> id);
std::vector<ImportDAbsences> imports_d_absences(Reader& db, Id<Etablissement> etablissement, int au_plus = 20);
/// Écrit ce que le plan annonce et tient les alertes ; Conflict si ce n'est plus à faire.
void appliquer(Writer& db, base::Coffre const& coffre, Auteur const& auteur, Id<ImportDAbsences> id,
               std::int64_t version);
/// Rend ce qu'il remplaçait ; Conflict s'il n'est plus le dernier à avoir touché ces jours.
void defaire(Writer& db, base::Coffre const& coffre, Auteur const& auteur, Id<ImportDAbsences> id,
             std::int64_t version);
void abandonner(Writer& db, Id<ImportDAbsences> id, std::int64_t version);

Fraicheur fraicheur(Reader& db, Id<Etablissement> etablissement, Date jour);
Seuils seuils(Reader& db, Date jour);
ReglesDeSignal regles_de_signal(Reader& db, Date jour);
/// Les mois où cet élève a des absences dans cet établissement, le plus récent d'abord.
std::vector<MoisDAbsences> mois_de(Reader& db, Id<Jeune> jeune, Id<Etablissement> etablissement);

/// Les élèves dont un total a été reçu depuis ce jour, et ce qu'ils en disent ; `un` : celui-là seul. Un détail reçu
/// depuis, qui couvre toute la période d'un total et parle de l'élève, l'emporte.
std::map<std::int64_t, Totaux> totaux(Reader& db, Id<Etablissement> etablissement, Date depuis, Calendrier const& c,
                                      std::optional<Id<Jeune>> un = {});
/// Ce que les totaux de cet élève, cette année, ne permettent pas de dire de la loi ; vide : tout se dit.
std::string totaux_indecis(Reader& db, Id<Etablissement> etablissement, Id<Jeune> jeune, Date jour);

// ---- Alertes

enum class NiveauDAlerte { vigilance, critique, levee };
inline constexpr base::Entree<NiveauDAlerte> niveaux_d_alerte[] = {
    {NiveauDAlerte::vigilance, "vigilance", "Vigilance"},
    {NiveauDAlerte::critique, "critique", "Critique"},
    {NiveauDAlerte::levee, "levee", "Levée : absences justifiées depuis"},
};
constexpr std::span<base::Entree<NiveauDAlerte> const> entrees(NiveauDAlerte) { return niveaux_d_alerte; }

/// Ce que la circulaire 2014-159 demande (metier.md §3.4).
enum class GenreDeSuite { famille, dasen, social, equipe, referent };
inline constexpr base::Entree<GenreDeSuite> genres_de_suite[] = {
    {GenreDeSuite::famille, "famille", "Convoquer les responsables : lettre à la famille"},
    {GenreDeSuite::dasen, "dasen", "Informer l’IA-DASEN"},
    {GenreDeSuite::social, "social", "Avertir le service social, sans contenu"},
    {GenreDeSuite::equipe, "equipe", "Réunir l’équipe éducative"},
    {GenreDeSuite::referent, "referent", "Nommer un personnel référent"},
};
constexpr std::span<base::Entree<GenreDeSuite> const> entrees(GenreDeSuite) { return genres_de_suite; }
/// « informer l’IA-DASEN » : un sigle garde ses capitales.
std::string dans_une_phrase(GenreDeSuite g);
/// À chaque niveau, ce que la règle demande.
std::vector<GenreDeSuite> suites_demandees(NiveauDAlerte niveau);

struct Alerte {
    Id<Alerte> id;
    Id<Jeune> jeune;
    std::string nom, nom_usage, prenom;
    Id<Etablissement> etablissement;
    std::string lieu;
    Date mois{};
    NiveauDAlerte niveau = NiveauDAlerte::vigilance;
    std::int64_t nombre = 0;
    Instant nee_le{}, changee_le{};
    std::optional<Instant> close_le;
    std::string close_par, decision;
    std::int64_t version = 1, suites = 0;
    std::string nom_affiche() const { return jeunes::nom_affiche(nom, nom_usage, prenom); }
};
/// Recompte ces mois de cet établissement : une alerte naît, monte, ou se lève.
std::vector<Date> mois_entre(Date du, Date au);
/// Ces mois, et ceux d'un total qui les touche : ce qu'on sait des uns change ce qu'on sait des autres.
std::vector<Date> mois_touches(Reader& db, Id<Etablissement> etablissement, Date du, Date au);
void tenir_les_alertes(Writer& db, Instant instant, Id<Etablissement> etablissement, std::vector<Date> const& mois);
std::vector<Alerte> alertes_ouvertes(Reader& db, acces::Portee const& portee, int au_plus = 100);
std::optional<Alerte> alerte(Reader& db, acces::Portee const& portee, Id<Alerte> id);
std::vector<Alerte> alertes_de(Reader& db, acces::Portee const& portee, Id<Jeune> jeune);
struct SuiteDonnee {
    Id<SuiteDonnee> id;
    GenreDeSuite genre = GenreDeSuite::famille;
    Date le{};
    std::optional<Date> suivre_le;
    std::string agent;
};
std::vector<SuiteDonnee> suites_de(Reader& db, Id<Alerte> id);
/// Faite ce jour-là. Le même jour, la même suite : une fois. Une date de suivi crée une échéance pour l'auteur.
void donner_suite(Writer& db, Auteur const& auteur, Alerte const& a, GenreDeSuite genre, Date le,
                  std::optional<Date> suivre_le);
/// Notée par erreur : elle disparaît, et l'échéance qu'elle était seule à demander. Faux si elle n'y est plus.
bool retirer_une_suite(Writer& db, Auteur const& auteur, Id<Alerte> alerte, Id<SuiteDonnee> id);
/// Une décision écrite la clôt (C-3) ; Conflict si elle a changé.
void clore_l_alerte(Writer& db, Auteur const& auteur, Id<Alerte> id, std::int64_t version, std::string const& decision);

using base::code, base::libelle, base::lire_code;

inline constexpr std::string_view genre_suivi_d_absence = "suivi_absence";

} // namespace metier::prevention
