#pragma once
// Une personne, les identités que les sources lui donnent, et les faits datés qui la concernent. Ce qu'une source dit,
// ce que quelqu'un a vérifié, ce qu'une campagne a figé : trois choses. Une importation propose, elle n'écrase pas.
// Voisins : regles.hpp (obligation, décrocheur), fusion.hpp, remplissage.hpp (en masse), apports.hpp (page du dossier),
// mots_sensibles.hpp.
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/codes.hpp"
#include "base/date.hpp"
#include "base/secret.hpp"
#include "metier/acces/portee.hpp"
#include "metier/jeunes/listes.hpp"
#include "rapprochement/fiche.hpp"
#include "storage/connection.hpp"

namespace metier::jeunes {

using storage::Reader;
using storage::Writer;
using Territoire = territoire::Territoire;
using Etablissement = territoire::Etablissement;
struct Source;
struct Identite;
struct Inscription_;
struct Situation_;
struct Responsable_;

// ---- La personne

struct Jeune {
    Id<Jeune> id;
    std::string nom, nom_usage, prenom, autres_prenoms;
    Sexe sexe = Sexe::inconnu;
    std::optional<Date> naissance;
    bool naissance_presumee = false;
    std::string commune_naissance, adresse, code_postal, commune, telephone, courriel;
    std::optional<Id<Territoire>> bassin;
    std::optional<Date> psad_depuis;
    std::string points_d_appui;
    std::optional<Instant> verifiee_le;
    std::optional<Id<acces::Agent>> verifiee_par;
    std::optional<Date> informe_le;
    std::string non_informe_motif; ///< pourquoi la notice n'a pas été remise (R-78)
    std::optional<Id<Jeune>> fusionne_dans;
    Instant cree_le{};
    std::int64_t version = 1;
};

/// « DIALLO Awa », « DIALLO ép. NDIAYE Awa » quand le nom d'usage diffère.
std::string nom_affiche(std::string_view nom, std::string_view nom_usage, std::string_view prenom);
inline std::string nom_affiche(Jeune const& j) { return nom_affiche(j.nom, j.nom_usage, j.prenom); }
/// « 16 ans » au jour dit ; « âge inconnu ».
std::string age_affiche(std::optional<Date> naissance, Date jour);

/// Rien hors portée, ou si le dossier n'existe pas. Un dossier absorbé rend celui qui l'a absorbé.
std::optional<Jeune> trouver(Reader& db, acces::Portee const& portee, Id<Jeune> id);
/// Sans portée : tâches, importations, campagnes. Jamais pour une page.
std::optional<Jeune> trouver_sans_portee(Reader& db, Id<Jeune> id);
/// Le dossier gardé, si celui-ci a été absorbé ; sinon lui-même.
Id<Jeune> resoudre(Reader& db, Id<Jeune> id);

/// Une ligne de liste.
struct Resume {
    Id<Jeune> id;
    std::string nom, nom_usage, prenom;
    Sexe sexe = Sexe::inconnu;
    std::optional<Date> naissance;
    std::string commune;
    std::string etablissement; ///< dernier connu : « Lycée Zola »
    std::string formation;     ///< de cette dernière inscription
    std::optional<GenreSituation> situation;
    std::string referent;                   ///< « Awa NDIAYE », vide s'il n'y en a pas
    std::int64_t inscriptions_en_cours = 0; ///< avec une classe, cette année
};
/// Dans l'ordre demandé ; ceux qui n'existent pas ou sont hors portée manquent. Une requête.
std::vector<Resume> resumes(Reader& db, acces::Portee const& portee, std::span<Id<Jeune> const> ids, Date jour);

// ---- Ce que dit une source

struct IdentiteLue {
    std::string nom, nom_usage;
    std::vector<std::string> prenoms; ///< le premier d'abord
    Sexe sexe = Sexe::inconnu;
    std::optional<Date> naissance;
    std::string commune_naissance, adresse, code_postal, commune, telephone, courriel;
    std::vector<base::Ine> ine;
};

/// « siecle:0350001A » ; la crée au premier passage.
Id<Source> source(Writer& db, std::string_view code, std::string_view nom, GenreSource genre);
std::optional<Id<Source>> source(Reader& db, std::string_view code);
/// Le jeune que cette source désigne par cette clé.
std::optional<Id<Jeune>> connu_de(Reader& db, Id<Source> source, std::string_view cle_source);
/// Clé à défaut de numéro chez la source : empreinte du nom, du prénom, de la naissance.
std::string cle_par_defaut(IdentiteLue const& identite);

Id<Jeune> creer(Writer& db, base::Coffre const& coffre, Instant maintenant, Id<Source> source,
                std::string_view cle_source, IdentiteLue const& identite, std::optional<Id<Territoire>> bassin = {});
/// Écrit ou met à jour ce que dit la source. Le dossier suit, sauf s'il est vérifié : les différences restent alors des
/// propositions. Le vide ne remplace jamais le connu ; un INE ne se retire pas.
Apport rattacher(Writer& db, base::Coffre const& coffre, Instant maintenant, Id<Jeune> jeune, Id<Source> source,
                 std::string_view cle_source, IdentiteLue const& identite);

/// Ce qui changerait, champ par champ, en français.
struct Changement {
    std::string champ; ///< « Adresse »
    std::string avant, apres;
    bool propose = false; ///< le dossier est vérifié, ou tient sa valeur d'ailleurs : rien n'est écrasé
};
struct Prevision {
    Apport apport = Apport::identique;
    std::vector<Changement> changements;
};
Prevision apport_prevu(Reader& db, base::Coffre const& coffre, Id<Jeune> jeune, Id<Source> source,
                       std::string_view cle_source, IdentiteLue const& identite);

/// « La source dit… » : différences entre le dossier et ce que dit chaque source.
struct Proposition {
    Id<Identite> identite;
    std::string source;
    std::string champ, valeur_du_dossier, valeur_de_la_source;
    Instant vue_le{};
};
std::vector<Proposition> propositions(Reader& db, Id<Jeune> jeune);

// ---- Faits datés

struct Inscription {
    Id<Jeune> jeune;
    std::optional<Id<Etablissement>> etablissement;
    std::string structure; ///< nom donné par la source si l'établissement n'est pas dans l'annuaire
    base::AnneeScolaire annee;
    Date du;
    std::optional<Date> au; ///< dernier jour
    std::string motif_sortie;
    StatutInscription statut = StatutInscription::scolaire;
    std::string mef, formation, classe, regime;
    bool sans_classe = false;
    std::optional<Id<Source>> source;
    std::string cle_source;
    Instant vue_le{};
};
/// Même jeune, même année, même source, même lieu, même clé : mise à jour. Le bassin du jeune suit sa dernière
/// inscription ; l'établissement voit ses anciens un an.
Apport inscrire(Writer& db, Inscription const& inscription);
Prevision inscription_prevue(Reader& db, Inscription const& inscription);

struct InscriptionVue {
    Id<Inscription_> id;
    base::AnneeScolaire annee;
    Date du;
    std::optional<Date> au;
    std::optional<Id<Etablissement>> etablissement;
    std::string lieu; ///< nom de l'établissement, ou celui que donne la source
    StatutInscription statut = StatutInscription::scolaire;
    std::string mef, formation, classe, regime, motif_sortie;
    bool sans_classe = false;
    std::string source;
};
/// La plus récente d'abord.
std::vector<InscriptionVue> inscriptions(Reader& db, Id<Jeune> jeune);

struct Diplome {
    std::string libelle;
    std::optional<int> niveau; ///< 3 (CAP), 4 (bac)… ; absent pour DNB et CFG, qui ne comptent pas (R-05)
    GenreDiplome genre = GenreDiplome::autre;
    bool du_cursus = false; ///< celui que préparait le cursus suivi (R-04)
    std::optional<Date> obtenu_le;
};
Apport ajouter_diplome(Writer& db, Id<Jeune> jeune, std::optional<Id<Source>> source, Diplome const& diplome);
Prevision diplome_prevu(Reader& db, Id<Jeune> jeune, Diplome const& diplome);
std::vector<Diplome> diplomes(Reader& db, Id<Jeune> jeune);
struct DiplomeVu {
    Id<Diplome> id;
    Diplome diplome;
    Fondement preuve = Fondement::source;
    std::string source;    ///< vide : saisi par un agent
    std::string saisi_par; ///< qui l'a saisi ou corrigé : une importation n'y touche plus
    std::int64_t version = 1;
};
std::vector<DiplomeVu> diplomes_vus(Reader& db, Id<Jeune> jeune);

struct Responsable {
    std::string lien; ///< mere, pere, tuteur…
    NiveauResponsable niveau = NiveauResponsable::representant_legal;
    std::string civilite, nom, prenom, telephone, telephone2, courriel, adresse, code_postal, commune;
    bool accepte_sms = false;
    bool contact_autorise = true; ///< ne plus joindre : faux (C-25) ; une source ne rouvre jamais ce qu'on a fermé
    std::string langue;
    std::string cle_source;
};
struct ResponsableVu {
    Id<Responsable_> id;
    Responsable personne;
    std::string source; ///< vide : saisi ou corrigé par un agent, une importation n'y touche plus
    std::int64_t version = 1;
};
/// Tous ceux que donne cette source pour ce jeune. Vrai si quelque chose a changé.
bool remplacer_responsables(Writer& db, Id<Jeune> jeune, Id<Source> source,
                            std::vector<Responsable> const& responsables);
Prevision responsables_prevus(Reader& db, Id<Jeune> jeune, Id<Source> source,
                              std::vector<Responsable> const& responsables);
std::vector<ResponsableVu> responsables(Reader& db, Id<Jeune> jeune);

struct Situation {
    GenreSituation genre = GenreSituation::inconnue;
    Date du;
    std::optional<Date> au; ///< dernier jour
    std::string structure;
    Fondement fondement = Fondement::declaration;
    std::optional<Instant> verifiee_le;
    std::optional<Id<acces::Agent>> agent;
    std::string origine; ///< « solution/12 », « verification/3 »
};
struct SituationVue {
    Id<Situation_> id;
    Situation situation;
};
/// Ferme la précédente la veille ; s'arrête la veille de la suivante. Même jour de début : corrige. `refus` (en
/// français) si elle recouvrirait entièrement une autre, ou si une source contredit un fait vérifié : rien n'est alors
/// écrit.
struct SituationNotee {
    std::optional<Id<Situation_>> id;
    std::string refus;
    bool changee = false; ///< faux : la même était déjà notée
};
SituationNotee noter_situation(Writer& db, Id<Jeune> jeune, Situation const& situation);
/// Dit la fin d'une situation en cours, sans en ouvrir d'autre.
void finir_situation(Writer& db, Id<Situation_> situation, Date dernier_jour);
/// Ce que cet acte avait noté était une erreur : ses situations partent, celle qu'il avait écourtée reprend.
void retirer_situation(Writer& db, Id<Jeune> jeune, std::string const& origine);
/// La plus récente d'abord.
std::vector<SituationVue> situations(Reader& db, Id<Jeune> jeune);
std::optional<SituationVue> situation_au(Reader& db, Id<Jeune> jeune, Date jour);

/// Exemption de l'obligation pour raison de santé : un oui daté et la qualité du signataire, rien d'autre.
struct Exemption {
    Date du;
    std::optional<Date> au;
    std::string signataire; ///< qualité : « médecin scolaire »
    std::optional<Id<acces::Agent>> agent;
    Id<Exemption> id{};
    std::optional<Instant> annulee_le{}; ///< notée par erreur : ne compte plus
};
Id<Exemption> noter_exemption(Writer& db, Id<Jeune> jeune, Exemption const& exemption);
/// Conflict si elle a été annulée.
void finir_exemption(Writer& db, Id<Exemption> exemption, Date dernier_jour);
std::optional<Exemption> exemption_au(Reader& db, Id<Jeune> jeune, Date jour);
/// Toutes, annulées comprises, la plus récente d'abord.
std::vector<Exemption> exemptions(Reader& db, Id<Jeune> jeune);

/// Entre dans le périmètre d'une PSAD (présumé ou suivi) ; garde la première date.
void entrer_en_psad(Writer& db, Id<Jeune> jeune, Date depuis);
void noter_information(Writer& db, Id<Jeune> jeune, Date jour);                  ///< notice remise (R-78)
void noter_non_information(Writer& db, Id<Jeune> jeune, std::string_view motif); ///< pas remise, et pourquoi (R-78)

// ---- Qui suit

struct MembreDuCercle {
    Id<acces::Agent> agent;
    std::string nom; ///< « Awa NDIAYE »
    Fonction fonction = Fonction::membre;
    Date du;
    std::optional<Date> au;
    std::string motif_fin;
    std::string titre;                ///< « éducatrice de prévention » ; vide : non précisé
    std::optional<Date> lit_jusqu_au; ///< après la fin : 30 jours de lecture encore (C-92)
};
/// Remplace le référent en place ; l'ancien lit encore 30 jours (C-92). Jamais vide une fois posé (C-18).
void designer_referent(Writer& db, Id<Jeune> jeune, Id<acces::Agent> agent, Date jour,
                       std::string_view motif = "relais");
std::optional<MembreDuCercle> referent(Reader& db, Id<Jeune> jeune);
void entrer_dans_le_cercle(Writer& db, Id<Jeune> jeune, Id<acces::Agent> agent, Date jour, std::string_view titre = {});
/// Faux si c'est le référent : en désigner un autre d'abord.
bool sortir_du_cercle(Writer& db, Id<Jeune> jeune, Id<acces::Agent> agent, Date jour, std::string_view motif);
/// Le référent, puis les membres, puis les anciens.
std::vector<MembreDuCercle> cercle(Reader& db, Id<Jeune> jeune);

// ---- Bassin : celui du dernier établissement

/// Combien de jeunes changent de bassin avec ces établissements.
std::int64_t dont_le_dernier_etablissement_est(Reader& db, std::vector<Id<territoire::Etablissement>> const& ids);
/// Ces établissements viennent de changer de bassin : leurs jeunes suivent.
void suivre_les_etablissements(Writer& db, std::vector<Id<territoire::Etablissement>> const& ids);
std::int64_t rattaches(Reader& db, Id<territoire::Territoire> territoire);

// ---- Rapprochement

struct Candidat {
    Id<Jeune> jeune;
    rapprochement::Fiche fiche; ///< ine : des empreintes, jamais des numéros
    int cles_communes = 0;
};
/// La même forme que les fiches des jeunes : l'INE y est remplacé par son empreinte.
rapprochement::Fiche fiche(IdentiteLue const& identite, base::Coffre const& coffre, std::string id = {});
std::optional<rapprochement::Fiche> fiche(Reader& db, Id<Jeune> jeune);
/// Ceux qui partagent une clé de blocage, les plus proches d'abord. `cherche` vient de fiche().
std::vector<Candidat> candidats(Reader& db, rapprochement::Fiche const& cherche, int au_plus = 50);
/// Ceux qu'aucune clé ne retrouve parce que deux choses diffèrent à la fois : une lettre du nom (ou du prénom), et le
/// jour, le mois ou un chiffre de la naissance.
std::vector<Candidat> candidats_a_deux_fautes(Reader& db, rapprochement::Fiche const& cherche, int au_plus = 50);
/// En flux, par numéro croissant. `parmi` : « select jeune_id from … », ses paramètres à la suite.
void fiches(Reader& db, std::string_view parmi, std::span<storage::Param const> parametres,
            std::function<void(Id<Jeune>, rapprochement::Fiche&&)> const& f);
/// De ceux-là, numéros croissants ; ceux qui ont été fusionnés manquent.
void fiches(Reader& db, std::span<std::int64_t const> ids,
            std::function<void(Id<Jeune>, rapprochement::Fiche&&)> const& f);

} // namespace metier::jeunes
