#pragma once
// Ce qu'une page reçoit : la requête, l'agent et son rôle, la base, la porte des écritures. Une requête, un Contexte.
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "base/horloge.hpp"
#include "base/secret.hpp"
#include "metier/acces/double_envoi.hpp"
#include "metier/acces/journal.hpp"
#include "metier/acces/mot_de_passe.hpp"
#include "metier/acces/portee.hpp"
#include "metier/acces/sessions.hpp"
#include "storage/database.hpp"
#include "web/layout.hpp"

namespace metier::acces {

/// Ce dont toute l'application a besoin ; construit une fois dans main, ou dans un essai.
struct Environnement {
    storage::Database& base;
    base::Horloge const& horloge;
    base::Coffre const& coffre;
    std::string dossier; ///< où le programme garde ses fichiers (dépôts)
    std::string version = "";
    std::string adresse =
        {};              ///< « https://raccroche.exemple.fr », pour les courriels ; vide : celle qu'emploie l'agent
    bool fictif = false; ///< académie de démonstration : un bandeau le dit sur chaque page
    DureesDeSession durees = {};
    /// Journal technique : sans donnée personnelle.
    std::function<void(std::string const&)> noter = {};
    std::unique_ptr<MotsDePasse> mots_de_passe = std::make_unique<MotsDePasse>();
    std::unique_ptr<DoublesEnvois> doubles = std::make_unique<DoublesEnvois>();
};

namespace groupe {
inline constexpr std::string_view prevention = "Prévention", reperage = "Repérage", accompagnement = "Accompagnement",
                                  pilotage = "Pilotage", administration = "Administration";
}

/// Entrée du menu, montrée à qui a le droit.
struct EntreeDuMenu {
    std::string libelle;
    web::Lien lien;
    Droit droit = Droit::connecte;
    int ordre = 0;
    std::string aide = {};        ///< ce qu'on y trouve, en une phrase (accueil, plan du site)
    std::string_view groupe = {}; ///< rangée avec celles de ce nom, qui la touchent par l'ordre (groupe::)
};

/// Une page prête à montrer : les fonctions de page rendent cela, le cadre vient du Contexte.
struct Page {
    std::string titre;
    std::string rubrique = {};        ///< libellé exact d'une entrée du menu
    std::vector<web::Etape> fil = {}; ///< étapes avant la page ; l'accueil et la page sont ajoutés
    web::Html contenu;
    bool large = false;                ///< grands tableaux : toute la largeur
    std::optional<int> recharger = {}; ///< secondes, pour un travail en cours sans JavaScript
    bool projection = false;           ///< montrée à une salle : ni menu, ni compte
};

class Contexte {
public:
    Contexte(Environnement const& env, web::Request const& requete, std::optional<Session> session, std::string jeton,
             std::vector<EntreeDuMenu> const& menu);

    web::Request const& requete() const { return requete_; }
    Environnement const& env() const { return env_; }
    base::Coffre const& coffre() const { return env_.coffre; }
    /// Connexion de lecture, prêtée pour le temps de la requête.
    storage::Reader db();
    Portee const& portee() const;
    bool connecte() const { return session_ && session_->ouverte(); }
    bool second_facteur_attendu() const { return session_ && !session_->ouverte(); }
    Session const& session() const { return *session_; }
    std::string const& jeton_de_session() const { return jeton_; }
    Id<Agent> agent() const { return portee().agent; }
    Role role() const { return portee().role; }
    bool peut(Droit droit) const;
    /// Entrées du menu que le rôle en cours permet.
    std::vector<EntreeDuMenu> menu_permis() const;
    Date jour() const { return jour_; }
    Instant instant() const { return instant_; }
    web::Csrf csrf() const { return {session_ ? base::masque(session_->csrf) : std::string{}}; }
    std::int64_t requetes_sql() const { return lease_ ? lease_->queries() + ecritures_ : ecritures_; }

    /// Lit un formulaire (POST) ou des filtres (GET) ; faux s'il y a quelque chose à corriger.
    template <class Form>
    bool lire(Form& form) const {
        return web::read(form, requete_);
    }

    /// La seule porte des écritures : un nom, une transaction, une ligne de journal. `ecrire(db)` ou
    /// `ecrire(db, trace)` pour dire sur quel jeune et quel objet ; rend ce que rend `ecrire`.
    template <class F>
    auto acte(Acte quoi, F&& ecrire) {
        storage::Transaction tx{env_.base};
        Trace trace;
        auto faire = [&] {
            if constexpr (std::is_invocable_v<F, storage::Writer&, Trace&>)
                return ecrire(tx.writer(), trace);
            else
                return ecrire(tx.writer());
        };
        if constexpr (std::is_void_v<decltype(faire())>) {
            faire();
            sceller(tx, quoi, trace);
        } else {
            auto resultat = faire();
            sceller(tx, quoi, trace);
            return resultat;
        }
    }
    /// Le même, faux si quelqu'un a enregistré avant : montrer alors les deux versions (cx.conflit).
    template <class F>
    bool acte_ou_conflit(Acte quoi, F&& ecrire) {
        try {
            acte(quoi, std::forward<F>(ecrire));
            return true;
        } catch (storage::Conflict const&) { // la page montre les deux versions
            return false;
        }
    }

    /// Ouvre un dossier : 404 hors portée (la même que s'il n'existait pas) ; la lecture est consignée. Rend le motif.
    std::string consulter(Id<jeunes::Jeune> jeune, std::string_view quoi = "dossier");
    /// Vérifie la portée sans consigner (avant une écriture, qui se consigne elle-même).
    std::string exiger_visible(Id<jeunes::Jeune> jeune);
    /// « Vous voyez ce dossier parce que… »
    std::string pourquoi(std::string_view motif) const;

    web::Reply page(Page const& page, int statut = 200);
    /// 422 : la même page, ce qui a été saisi, ce qui ne va pas.
    web::Reply invalide(Page p) {
        p.titre = "Erreur – " + p.titre;
        return page(p, 422);
    }
    /// 409 : la page qui montre les deux versions.
    web::Reply conflit(Page const& p) { return page(p, 409); }
    /// 303 vers une page, avec un message montré une fois.
    web::Reply voir(web::Lien const& ou, std::string_view message = {}, web::Ton ton = web::Ton::succes);
    /// Un morceau de page (recherche au fil de la frappe, progression).
    web::Reply fragment(web::Html const& html);

private:
    void sceller(storage::Transaction& tx, Acte quoi, Trace& trace);

    Environnement const& env_;
    web::Request const& requete_;
    std::optional<Session> session_;
    std::string jeton_;
    std::vector<EntreeDuMenu> const& menu_;
    Instant instant_;
    Date jour_;
    std::optional<Portee> portee_;
    std::optional<storage::Lease> lease_;
    std::int64_t ecritures_ = 0;
};

} // namespace metier::acces
