#pragma once
// Lectures et écritures du suivi qui ne servent qu'à ses propres pages.
#include "metier/agenda/agenda.hpp"
#include "metier/jeunes/regles.hpp"
#include "metier/suivi/annulations.hpp"
#include "metier/suivi/regles.hpp"

namespace metier::suivi {

/// Une saisie déjà enregistrée sous ce jeton.
template <class T>
std::optional<Id<T>> deja_saisi(Reader& db, std::string_view table, std::string const& saisie) {
    if (saisie.empty())
        return std::nullopt;
    return db.maybe<Id<T>>("select id from " + std::string(table) + " where saisie = ?", saisie);
}
inline std::optional<std::string> jeton_ou_rien(std::string const& saisie) {
    return saisie.empty() ? std::nullopt : std::optional{saisie};
}
/// Qui doit agir : le référent du jeune, à défaut l'auteur.
Id<acces::Agent> qui_agit(Reader& db, Id<Jeune> jeune, Id<acces::Agent> auteur);
/// « ('equipe', 'partenaires') » : ce que ce rôle lit, hors écrits privés.
std::string lisibles_sql(acces::Role role);
/// « (agent_id = 12 or visibilite in (…)) » : les entretiens que cet agent a le droit de lire ; `x` : leur alias.
std::string entretiens_lus_sql(acces::Portee const& portee, std::string const& x = "entretien");

// Contacts
/// Ce qu'un contact règle : la relance attendue, la file des premiers contacts.
void regler(Writer& db, Auteur const& auteur, Contact const& contact);
/// Ce qu'un entretien règle : une demande de droit au retour, les rendez-vous pris, les relances.
void regler(Writer& db, Auteur const& auteur, Entretien const& entretien);
/// Ferme les demandes de droit au retour auxquelles cet entretien répond.
void repondre_aux_retours(Writer& db, Auteur const& auteur, Entretien const& entretien);
/// Ceux qui comptent : sans les annulés.
std::vector<Contact> contacts(Reader& db, Id<Jeune> jeune, int au_plus = 200);
/// Parmi ceux que ce lecteur peut lire : un entretien privé ne se devine pas à ce qu'il change.
std::optional<Date> dernier_entretien_avec(Reader& db, acces::Portee const& portee, Id<Jeune> jeune, Date jusqu_au);
/// L'injoignable proposé a déjà été noté : on ne le propose plus.
bool dit_injoignable(Reader& db, Id<Jeune> jeune);
SeuilsDeContact seuils_de_contact(Reader& db, Date jour);

// Entretiens
struct EntretienVu {
    Entretien entretien;
    std::string auteur;
    Instant modifie_le{};
    std::string modifie_par;
    std::optional<Annulation> annulation = {};
    bool analyse_lisible = false; ///< faux : analyse vide, on ne sait pas s'il y en a une
};
/// L'entretien lui-même, pour les règles : jamais montré.
std::optional<Entretien> entretien_brut(Reader& db, Id<Entretien> id);
/// Rien hors portée, ou si la visibilité ne le permet pas.
std::optional<EntretienVu> entretien(Reader& db, acces::Portee const& portee, Id<Entretien> id);
/// Conflict si quelqu'un a enregistré avant. L'ancienne version reste. `analyse_lue` faux : l'analyse n'est pas
/// touchée.
void modifier_entretien(Writer& db, Auteur const& auteur, Entretien const& entretien, std::string const& raison,
                        bool analyse_lue = true, std::string const& saisie = {});
struct VersionVue {
    std::int64_t version = 1;
    std::vector<std::pair<std::string, std::string>> contenu; ///< libellé, texte
    std::string auteur;
    Instant le{};
    std::string raison;
};
/// La plus récente d'abord ; sans ce que l'agent n'a pas le droit de lire.
std::vector<VersionVue> versions(Reader& db, acces::Portee const& portee, Id<Entretien> id);
/// Ce que l'entretien dit, champ par champ, pour montrer ou comparer.
std::vector<std::pair<std::string, std::string>> contenu(Entretien const& e);

struct EntretienResume {
    Id<Entretien> id;
    TypeEntretien type = TypeEntretien::situation;
    Date jour{};
};
/// Ceux que cet agent a le droit de lire, les plus récents d'abord.
std::vector<EntretienResume> entretiens_lisibles(Reader& db, acces::Portee const& portee, Id<Jeune> jeune);

// Solutions
struct SolutionVue {
    Solution solution;
    std::string auteur;
};
std::optional<SolutionVue> solution(Reader& db, acces::Portee const& portee, Id<Solution> id);
/// Les plus récentes d'abord.
std::vector<Solution> solutions(Reader& db, Id<Jeune> jeune);
void accepter(Writer& db, Id<Solution> id, std::int64_t version, Date le);
void refuser(Writer& db, Id<Solution> id, std::int64_t version, Date le, std::string const& motif);
struct SuiviRepondu {
    Date le{};
    Reponse reponse = Reponse::en_place;
};
std::vector<SuiviRepondu> suivis(Reader& db, Id<Solution> id);

// Horloges
std::vector<Retour> retours(Reader& db, Id<Jeune> jeune);
std::optional<Retour> retour(Reader& db, acces::Portee const& portee, Id<Retour> id);
void noter_information_du_retour(Writer& db, Id<Retour> id, std::int64_t version, Date le);
void annuler_retour(Writer& db, Auteur const& auteur, Id<Retour> id, std::int64_t version, std::string const& motif);
std::vector<Convocation> convocations(Reader& db, Id<Jeune> jeune);
std::optional<Convocation> convocation(Reader& db, acces::Portee const& portee, Id<Convocation> id);
/// Depuis cette convocation (ligne c), jamais dans une situation qui remplit l'obligation ; valeur : le jour. Remplie,
/// même quelques semaines, il n'y a plus rien à transmettre : il faut convoquer de nouveau.
inline constexpr std::string_view jamais_remplie_sql =
    "not exists (select 1 from situation rs where rs.jeune_id = c.jeune_id and rs.genre not in ('sans_solution', "
    "'inconnue') and rs.du <= ? and (rs.au is null or rs.au >= c.le))";
/// « Scolarisé, LP Zola » : ce qui remplit l'obligation depuis cette convocation ; vide : rien.
std::string remplie_depuis(Reader& db, Convocation const& c, Date jour);
/// issue : transmise ou sans_suite.
void clore_convocation(Writer& db, Auteur const& auteur, Id<Convocation> id, std::int64_t version,
                       std::string const& issue, std::string const& motif);
/// Ferme celles en cours de ce jeune : solution, exemption ; les rend.
std::vector<Id<Convocation>> lever_convocations(Writer& db, Auteur const& auteur, Id<Jeune> jeune,
                                                std::string const& issue);
/// Ce qu'une exemption en cours lève : les convocations du jeune.
void lever_pour(Writer& db, Auteur const& auteur, Id<Jeune> jeune, jeunes::Exemption const& exemption);
/// Rendez-vous pris : une échéance, close par l'entretien.
Id<agenda::Echeance> prendre_rendez_vous(Writer& db, Auteur const& auteur, Id<Jeune> jeune, Date jour,
                                         std::string const& objet);
inline constexpr std::string_view genre_rendez_vous = "rendez_vous";
inline constexpr std::string_view genre_premier_contact = "premier_contact";
inline constexpr std::string_view genre_relance = "relance_contact";
inline constexpr std::string_view genre_suite = "suite_entretien";
inline constexpr std::string_view genre_suivi = "suivi_solution";
inline constexpr std::string_view issue_rompue = "Solution rompue"; ///< des suivis qu'une rupture clôt
inline constexpr std::string_view genre_retour = "entretien_retour";
inline constexpr std::string_view genre_transmission = "transmission_departement";

jeunes::FenetreDAge fenetre_d_obligation(Reader& db, Date jour);

} // namespace metier::suivi
