#pragma once
// Dedans : ce que les pages lisent, et la condition qui dit sur quelles situations.
#include "metier/jeunes/apports.hpp"
#include "metier/prevention/prevention.hpp"

namespace metier::prevention {

/// L'établissement du rôle en cours ; rien pour qui n'est pas d'un établissement.
std::optional<Id<Etablissement>> mon_etablissement(Reader& db, acces::Portee const& portee);
using acces::situation_visible;
/// Ce qui touche un élève dans un établissement (alerte, parcours) : celui du rôle en cours ; d'un coordonnateur, les
/// élèves dont la situation lui est confiée. `x` : l'alias d'une table à jeune_id et etablissement_id.
acces::Condition eleve_visible(acces::Portee const& portee, std::string_view x);

/// Un élève à qui l'on peut penser : ceux de son établissement, ou que sa portée montre.
struct Eleve {
    Id<Jeune> id;
    std::string nom, nom_usage, prenom, classe;
    std::optional<Date> naissance;
    Id<Etablissement> etablissement;
    std::string lieu;
    std::string nom_affiche() const { return jeunes::nom_affiche(nom, nom_usage, prenom); }
};
/// Élèves de son établissement dont le nom, le prénom ou la classe contient chaque mot.
std::vector<Eleve> chercher_des_eleves(Reader& db, acces::Portee const& portee, std::string const& mots, int au_plus);
/// Cet élève, s'il peut le signaler.
std::optional<Eleve> eleve_a_signaler(Reader& db, acces::Portee const& portee, Id<Jeune> jeune);

/// Un élève de l'établissement, ou qui l'était il y a moins d'un an : ce qui le concerne se lit encore.
std::optional<Eleve> eleve_ou_ancien(Reader& db, Id<Etablissement> etablissement, Id<Jeune> jeune, Date jour);

struct SignalementVu {
    Signalement s;
    std::string nom, auteur, etablissement, classe;
    Date le{};
    Id<acces::Agent> auteur_id{};
    std::optional<Id<Prevention>> situation;
    std::optional<Etat> etat;
    std::optional<Date> examinee_le, close_le;
    std::optional<Instant> lue_le;
    std::string reponse;
    std::optional<Instant> repondue_le, reponse_lue_le;
    bool reponse_a_lire() const { return repondue_le && (!reponse_lue_le || *reponse_lue_le < *repondue_le); }
};
/// Les siens, le plus récent d'abord.
std::vector<SignalementVu> mes_signalements(Reader& db, acces::Portee const& portee, int au_plus = 100);
std::optional<SignalementVu> mon_signalement(Reader& db, acces::Portee const& portee, Id<Signalement> id);
/// Son auteur a lu la réponse.
void lire_la_reponse(Writer& db, Auteur const& auteur, Id<Signalement> id);
std::vector<SignalementVu> signalements_de(Reader& db, Id<Prevention> situation);
/// Ce que son auteur peut en savoir, en une phrase : où en est la situation, jamais ce qu'elle contient.
std::string ce_qu_il_en_est(SignalementVu const& s);

struct PreventionVue {
    Id<Prevention> id;
    Id<Jeune> jeune;
    std::string nom, nom_usage, prenom;
    std::optional<Date> naissance, dernier_echange;
    Id<Etablissement> etablissement;
    std::string lieu;
    Etat etat = Etat::signalee;
    EtatDuLien lien = EtatDuLien::regulier;
    Urgence urgence = Urgence::ordinaire;
    Date ouverte_le{};
    std::optional<Date> revoir_le, close_le;
    std::optional<Id<acces::Agent>> confie_a;
    std::string confie_nom, motif;
    std::int64_t version = 1, non_lus = 0;
    std::string nom_affiche() const { return jeunes::nom_affiche(nom, nom_usage, prenom); }
};
/// Le lien se dit en examinant : personne ne le suppose régulier.
inline bool lien_connu(PreventionVue const& p) { return p.etat == Etat::examinee || p.etat == Etat::suivie; }
std::optional<PreventionVue> trouver(Reader& db, acces::Portee const& portee, Id<Prevention> id);
/// Confiées à ce coordonnateur, qu'il n'a pas encore ouvertes.
std::vector<PreventionVue> confiees_non_lues(Reader& db, acces::Portee const& portee, int au_plus = 20);
/// Le coordonnateur à qui elle est confiée l'a lue.
void lire_la_confiance(Writer& db, Auteur const& auteur, Id<Prevention> id);
/// Celles de ce jeune que cet agent voit, la plus récente d'abord.
std::vector<PreventionVue> situations_de(Reader& db, acces::Portee const& portee, Id<Jeune> jeune);
/// Ouvertes et visibles : signalements urgents, puis ce qui est à revoir, la plus ancienne d'abord.
std::vector<PreventionVue> ouvertes(Reader& db, acces::Portee const& portee, int au_plus = 200);

struct FaitVu {
    Date le{};
    std::string genre, code, texte, auteur;
    Instant cree_le{};
};
std::vector<FaitVu> faits_de(Reader& db, Id<Prevention> id);
struct Reponse_;
struct ReponseVue {
    Id<Reponse_> id;
    CodeDeReponse code = CodeDeReponse::entretien_situation;
    Date du{};
    std::optional<Date> au;
    std::string precision, auteur;
};
std::vector<ReponseVue> reponses_de(Reader& db, Id<Prevention> id);
void finir_une_reponse(Writer& db, Id<Prevention> id, Id<Reponse_> reponse, Date au);
/// L'équipe vient de les ouvrir : leurs auteurs le sauront.
void marquer_lus(Writer& db, Auteur const& auteur, Id<Prevention> id);

/// Confiées à cet agent et pas closes ; et les confier à un autre.
std::int64_t confiees(Reader& db, jeunes::Apports::Etendue const& e);
std::int64_t passer(Writer& db, Auteur const& auteur, jeunes::Apports::Etendue const& e, Id<acces::Agent> a);
/// Coordonnateurs à qui confier une situation de cet établissement.
std::vector<std::pair<Id<acces::Agent>, std::string>> coordonnateurs_de(Reader& db, Id<Etablissement> id, Date jour);

} // namespace metier::prevention
