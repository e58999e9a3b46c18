#pragma once
// Ce qui est à faire, par qui, pour quand ; et la page « Ma journée », où chaque domaine apporte ses lignes.
#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "metier/acces/contexte.hpp"
#include "metier/acces/routes.hpp"
#include "web/parts/fiche.hpp"

namespace metier::agenda {

struct Echeance {
    Id<Echeance> id;
    std::optional<Id<jeunes::Jeune>> jeune;
    std::optional<Id<acces::Agent>> agent;
    std::string genre, objet;
    Date pour_le{};
    std::string attend, origine;
    std::optional<Instant> faite_le;
    std::string issue;
    std::int64_t version = 1;
    std::string nom_du_jeune;   ///< « NDIAYE Lina », vide sans jeune
    std::string nom_de_l_agent; ///< qui doit agir ; vide : tout coordonnateur du bassin

    bool en_retard(Date jour) const { return !faite_le && pour_le < jour; }
};

struct NouvelleEcheance {
    std::optional<Id<jeunes::Jeune>> jeune;
    std::optional<Id<acces::Agent>> agent;
    std::string genre, objet;
    Date pour_le{};
    std::string attend = {}; ///< qui l'on attend
    std::string
        origine; ///< la même origine, le même genre et le même jour : une échéance, rouverte si elle était close
    std::optional<acces::Visibilite> visibilite = {}; ///< celle de l'écrit dont elle naît ; rien : tous ceux du dossier
};

Id<Echeance> creer(storage::Writer& db, Instant instant, std::optional<Id<acces::Agent>> par,
                   NouvelleEcheance const& e);
/// Close, avec celles qui en sont nées ; Conflict si elle l'est déjà ou a changé entre-temps.
void clore(storage::Writer& db, Instant instant, Id<acces::Agent> par, Id<Echeance> id, std::int64_t version,
           std::string const& issue);
/// L'origine d'une tâche née d'une autre : un second agent fait, le premier clôt.
std::string origine_de(Id<Echeance> id);
/// Ce qu'on attendait est venu : à cet agent de la clore. Conflict si elle est close ou a changé.
void rendre(storage::Writer& db, Id<Echeance> id, std::int64_t version, Id<acces::Agent> a);
/// Un autre jour, où la même (même origine, même genre) est déjà prévue.
bool deja_prevue(storage::Reader& db, Id<Echeance> id, Date pour_le);
/// Remet à un autre jour, avec celles qui en sont nées ; Conflict si elle est close ou a changé entre-temps.
void reporter(storage::Writer& db, Id<Echeance> id, std::int64_t version, Date pour_le);
/// Clôt toutes celles, ouvertes, de cette origine (et de ce genre s'il est donné). `reglee_par` : « contact/12 »,
/// l'acte qui les règle ; annulé, ce qu'il a réglé est de nouveau à faire.
void clore_celles_de(storage::Writer& db, Instant instant, std::optional<Id<acces::Agent>> par,
                     std::string const& origine, std::string const& issue, std::string const& genre = {},
                     std::string const& reglee_par = {});
/// Rouvre celles de cette origine et de ce genre qui avaient été closes avec cette issue : l'acte était une erreur.
void rouvrir(storage::Writer& db, std::string const& origine, std::string const& genre, std::string const& issue);
/// La même, mal dite : ce qu'il y a à faire, qui, pour quand. Conflict si elle est close ou a changé.
void redire(storage::Writer& db, Id<Echeance> id, std::int64_t version, NouvelleEcheance const& e);
/// Celles, ouvertes, de ce jeune et de ce genre.
void clore_pour(storage::Writer& db, Instant instant, std::optional<Id<acces::Agent>> par, Id<jeunes::Jeune> jeune,
                std::string const& genre, std::string const& issue, std::string const& reglee_par = {});
/// Ce que cet acte avait réglé est de nouveau à faire.
void rouvrir_ce_que_reglait(storage::Writer& db, std::string const& acte, std::string const& genre = {});
/// De celles-là, celles qu'un fait de ce jour a pu régler : dues au plus tard ce jour-là, ou nées avant `nees_avant`.
/// Un fait ancien, noté après coup, laisse ce qui a été prévu depuis.
void clore_reglees(storage::Writer& db, Instant instant, std::optional<Id<acces::Agent>> par, Id<jeunes::Jeune> jeune,
                   std::string const& genre, std::string const& issue, Date fait_le, Date nees_avant,
                   std::string const& reglee_par = {});
/// L'écrit dont elles naissent a changé d'objet ou de lecteurs : elles aussi, closes comprises.
void accorder(storage::Writer& db, std::string const& origine, std::string const& genre, std::string const& objet,
              acces::Visibilite visibilite, Id<acces::Agent> agent);
/// Ce que `de` devait faire pour ce jeune revient à `a` (nouveau référent), sauf ce genre et ce que `a` ne lirait pas ;
/// rend combien.
std::int64_t passer(storage::Writer& db, Instant instant, Id<acces::Agent> par, Id<jeunes::Jeune> jeune,
                    Id<acces::Agent> de, Id<acces::Agent> a, std::string const& sauf = {});
/// Celles de `de` qui ne tiennent à aucun dossier dont il est référent : au référent du jeune, sinon à `a`.
std::int64_t hors_de_ses_dossiers(storage::Reader& db, Id<acces::Agent> de);
std::int64_t passer_hors_de_ses_dossiers(storage::Writer& db, Instant instant, Id<acces::Agent> par,
                                         Id<acces::Agent> de, Id<acces::Agent> a);
/// Qui l'a tenue avant, le plus récent d'abord.
struct RelaisVu {
    std::string de, a;
    Instant le{};
};
std::vector<RelaisVu> relais(storage::Reader& db, Id<Echeance> id);
std::optional<Echeance> trouver(storage::Reader& db, acces::Portee const& portee, Id<Echeance> id);
/// Ouvertes de ce jeune, la plus proche d'abord. Sans portée : toutes, pour les règles, jamais montrées.
std::vector<Echeance> du_jeune(storage::Reader& db, Id<jeunes::Jeune> jeune);
std::vector<Echeance> du_jeune(storage::Reader& db, acces::Portee const& portee, Id<jeunes::Jeune> jeune);
/// Celles que lirait un collègue du même rôle : sans ce qui naît d'un écrit privé.
std::vector<Echeance> du_jeune_pour_un_collegue(storage::Reader& db, acces::Portee const& portee,
                                                Id<jeunes::Jeune> jeune);
/// Quels genres d'échéances : ceux-là seuls, ou tous sauf ceux-ci.
struct Genres {
    std::vector<std::string> seuls = {}, sauf = {};
};
/// À faire par cet agent jusqu'à ce jour compris (ou par tout coordonnateur de son secteur), la plus ancienne d'abord.
std::vector<Echeance> a_faire(storage::Reader& db, acces::Portee const& portee, Date jusqu_au, int nombre = 200,
                              Genres const& genres = {});
/// Ce que d'autres doivent faire et que l'agent attend.
std::vector<Echeance> en_attente(storage::Reader& db, acces::Portee const& portee, int nombre = 200);

web::Lien lien(Id<Echeance> id);

/// Ce qu'une rubrique montre. `chapo` : dit une fois de quoi parlent toutes ses lignes.
struct Contenu {
    std::vector<web::AFaire> lignes;
    std::string chapo = {};
    Contenu(std::vector<web::AFaire> l = {}, std::string c = {}) : lignes{std::move(l)}, chapo{std::move(c)} {}
};

/// Une rubrique de « Ma journée » : ses lignes, au plus quelques dizaines, chacune menant à l'acte qu'elle demande.
struct Rubrique {
    int ordre = 0;
    std::string titre;
    acces::Droit droit = acces::Droit::connecte;
    std::function<Contenu(acces::Contexte&)> lignes;
    std::function<std::optional<web::Lien>(acces::Contexte&)> tout_voir = {};
    std::string vide = {}; ///< « Aucune vérification en attente. » ; rien : rubrique cachée quand elle est vide
    bool tache = true;     ///< faux : des chiffres, une information ; jamais envoyée par courriel
};

/// Combien de lignes, en chiffres : une rubrique se limite à quelques dizaines, un compte rond peut en cacher d'autres.
std::string combien(std::size_t lignes);
/// De même, en toutes lettres dans un courriel : « 10 ou plus ».
std::string combien_en_clair(std::size_t lignes);

/// Ce que ce rôle vient faire ici en premier : un bouton en tête de « Ma journée ». `lien` : rien si l'agent ne le peut
/// pas.
struct Geste {
    std::string libelle;
    acces::Droit droit = acces::Droit::connecte;
    std::function<std::optional<web::Lien>(acces::Contexte&)> lien;
};

class Journee {
public:
    void rubrique(Rubrique r);
    void geste(Geste g) { gestes_.push_back(std::move(g)); }
    std::vector<Geste> const& gestes() const { return gestes_; }
    /// Échéances d'un genre que la rubrique d'un autre domaine montre : « À faire » ne les répète pas.
    void prend(std::string_view genre) { pris_.emplace_back(genre); }
    std::vector<std::string> const& pris() const { return pris_; }
    /// Où mène une échéance de ce genre, plutôt qu'à sa page : à l'acte qui la règle.
    void mene(std::string_view genre, std::function<web::Lien(Echeance const&)> ou) {
        menes_.emplace_back(genre, std::move(ou));
    }
    web::Lien ou(Echeance const& e) const;
    /// Ce que d'autres doivent à cet agent : « J'attends une réponse » le montre avec les échéances.
    void attend(std::function<std::vector<web::AFaire>(acces::Contexte&)> lignes) {
        attendus_.push_back(std::move(lignes));
    }
    std::vector<std::function<std::vector<web::AFaire>(acces::Contexte&)>> const& attendus() const { return attendus_; }
    std::vector<Rubrique> const& rubriques() const { return rubriques_; }

private:
    std::vector<Rubrique> rubriques_;
    std::vector<Geste> gestes_;
    std::vector<std::function<std::vector<web::AFaire>(acces::Contexte&)>> attendus_;
    std::vector<std::string> pris_;
    std::vector<std::pair<std::string, std::function<web::Lien(Echeance const&)>>> menes_;
};

/// « À faire » et « J'attends une réponse ». La journée vit aussi longtemps que ses rubriques.
void rubriques(Journee& journee);
/// La journée vit aussi longtemps que les routes.
void routes(acces::Routes& r, Journee const& journee);

} // namespace metier::agenda
