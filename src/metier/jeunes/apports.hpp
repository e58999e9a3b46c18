#pragma once
// Ce que les autres parties (suivi, repérage, agenda) ajoutent à la page du dossier, sans que jeunes les connaisse.
// src/app remplit un Apports et le confie à jeunes::routes().
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "metier/acces/routes.hpp"
#include "metier/jeunes/jeunes.hpp"
#include "metier/jeunes/lectures.hpp"
#include "web/parts/fiche.hpp"

namespace metier::jeunes {

/// Un événement de la chronologie, avec ce qu'il faut pour filtrer et paginer.
struct EvenementDuDossier {
    web::Evenement vue;
    std::string cle; ///< ordre total : instant ISO puis genre et numéro, « 2026-10-05T08:30:00Z/entretien/0000000012 »
    std::string genre;         ///< code du filtre : « entretien »
    Id<acces::Agent> auteur{}; ///< 0 : aucun
};
std::string cle_d_evenement(Instant instant, std::string_view genre, std::int64_t numero);
std::string cle_d_evenement(Date jour, std::string_view genre, std::int64_t numero);

/// Ce que la page demande à chaque contributeur : au plus `au_plus` événements de clé strictement inférieure à `avant`
/// (vide : les plus récents), les plus récents d'abord, déjà filtrés sur la visibilité de cx.portee().
struct Filtre {
    std::string avant;
    int au_plus = 50;
    std::optional<Id<acces::Agent>> auteur;
    /// Pour un `where cle < ?` sur (instant, numéro) : l'instant de `avant`, ou un futur lointain.
    std::string avant_instant() const;
};

/// Une ligne de la fiche de passage : ce qui est en cours, avec sa prochaine date s'il y en a une.
struct LigneDePassage {
    std::string quoi, texte;
    std::optional<Date> le = {};
};

/// Une ligne de la preuve de diligence (N-2) : ce qui a été tenté, quand, avec quel résultat ; jamais un écrit.
struct Demarche {
    Date jour{};
    std::string quoi, resultat;
};

class Apports {
public:
    using Evenements = std::function<std::vector<EvenementDuDossier>(acces::Contexte&, Id<Jeune>, Filtre const&)>;
    /// `genre` : code du filtre ; `libelle` : « Entretiens ».
    void evenements(std::string genre, std::string libelle, Evenements f);
    /// Un bloc de la page ; vide : rien n'est montré. Ordre : 10 à faire, 20 suivi, 30 repérage…
    void bloc(int ordre, std::string titre, std::function<web::Html(acces::Contexte&, Id<Jeune>)> f);
    /// Un bouton en tête du dossier ; rien si l'agent ne peut pas. Ordre : le plus petit d'abord. `sans_ecrire` :
    /// offert aussi à qui ne fait que lire ce dossier (suivi fini, accès d'urgence).
    void action(int ordre, std::string libelle, std::function<std::optional<web::Lien>(acces::Contexte&, Id<Jeune>)> f,
                bool sans_ecrire = false);

    /// Ce que cette partie a tenté pour le jeune (relais, candidatures, vœux), lu avec les yeux de qui imprime.
    using Demarches = std::function<std::vector<Demarche>(acces::Contexte&, Id<Jeune>)>;
    void demarches(Demarches f) { demarches_.push_back(std::move(f)); }

    /// Ce que les autres parties passent au nouveau référent quand il en remplace un ; rend combien, pour le dire.
    using Relais = std::function<std::int64_t(Writer&, acces::Contexte const&, Id<Jeune>, Id<acces::Agent> ancien,
                                              Id<acces::Agent> nouveau)>;
    void relais(Relais f) { relais_.push_back(std::move(f)); }

    /// Ce que cette partie montre d'un jeune, et à qui.
    void lecture(Lecture l) { lectures_.push_back(std::move(l)); }
    /// Les adresses qui l'écrivent ; celles qui en font un fichier à emporter.
    void ecriture(std::string partie, std::string rubrique, std::vector<std::string> postes) {
        gestes_.push_back({std::move(partie), std::move(rubrique), std::move(postes), false});
    }
    void emport(std::string partie, std::string rubrique, std::vector<std::string> postes) {
        gestes_.push_back({std::move(partie), std::move(rubrique), std::move(postes), true});
    }
    /// Les liens en vie qui montrent quelque chose d'un jeune à qui n'a pas de compte.
    using SansCompte = std::function<std::vector<LectureSansCompte>(Reader&, Id<Jeune>, Instant)>;
    void sans_compte(SansCompte f) { sans_compte_.push_back(std::move(f)); }

    /// Une rubrique de la fiche de passage, lue avec les yeux de qui la demande ; vide : rien n'est montré.
    void passage(int ordre, std::string titre,
                 std::function<std::vector<LigneDePassage>(acces::Contexte&, Id<Jeune>)> f);
    /// De qui, et sur quels jeunes : ceux-là, ou tout le reste (ce qui ne touche aucun jeune compris).
    struct Etendue {
        Id<acces::Agent> de;
        enum { ces_jeunes, le_reste } quoi = le_reste;
        std::vector<Id<Jeune>> jeunes = {};
        /// « x.jeune_id in (3, 7) ».
        std::string condition(std::string_view colonne) const;
    };
    /// Ce qu'un agent tient en son nom : compté avant de passer la main, puis passé (N-24).
    struct Tenu {
        std::string un, plusieurs; ///< « relais en cours »
        struct Nombre {
            std::int64_t combien = 0;
            std::optional<Date> jusqu_au = {}; ///< le plus tardif, s'il y a un terme
        };
        std::function<Nombre(Reader&, Etendue const&, Date)> nombre;
        /// Le donne à un autre ; rien : suit le dossier de lui-même.
        std::function<std::int64_t(Writer&, acces::Contexte const&, Etendue const&, Id<acces::Agent> a)> passer = {};
    };
    void tenu(Tenu t) { tenus_.push_back(std::move(t)); }

    struct Contributeur {
        std::string genre, libelle;
        Evenements f;
    };
    struct Bloc {
        int ordre = 0;
        std::string titre;
        std::function<web::Html(acces::Contexte&, Id<Jeune>)> f;
    };
    struct Action {
        int ordre = 0;
        std::string libelle;
        std::function<std::optional<web::Lien>(acces::Contexte&, Id<Jeune>)> f;
        bool sans_ecrire = false;
    };
    struct RubriqueDePassage {
        int ordre = 0;
        std::string titre;
        std::function<std::vector<LigneDePassage>(acces::Contexte&, Id<Jeune>)> f;
    };
    std::vector<Contributeur> const& contributeurs() const { return contributeurs_; }
    std::vector<Bloc> const& blocs() const { return blocs_; }
    std::vector<Action> const& actions() const { return actions_; }
    std::vector<Relais> const& relais() const { return relais_; }
    std::vector<Demarches> const& demarches() const { return demarches_; }
    std::vector<Lecture> const& lectures() const { return lectures_; }
    std::vector<GesteDeclare> const& gestes() const { return gestes_; }
    std::vector<SansCompte> const& sans_compte() const { return sans_compte_; }
    std::vector<RubriqueDePassage> const& passages() const { return passages_; }
    std::vector<Tenu> const& tenus() const { return tenus_; }

private:
    std::vector<Contributeur> contributeurs_;
    std::vector<Bloc> blocs_;
    std::vector<Action> actions_;
    std::vector<Relais> relais_;
    std::vector<Demarches> demarches_;
    std::vector<Lecture> lectures_;
    std::vector<GesteDeclare> gestes_;
    std::vector<SansCompte> sans_compte_;
    std::vector<RubriqueDePassage> passages_;
    std::vector<Tenu> tenus_;
};

/// Ce que le dossier lui-même montre.
void lectures_du_dossier(Apports& apports);
/// Adresse du dossier.
web::Lien lien(Id<Jeune> id);
/// Toutes les pages : dossier, listes, recherche, fusions, demandes d'accès. `apports` vit aussi longtemps que `r`.
void routes(acces::Routes& r, Apports const& apports);
void routes(acces::Routes& r);

} // namespace metier::jeunes
