#pragma once
// La distribution, avec les routes de la partie, un accueil et des mots de passe.
#include "metier/acces/acces.hpp"
#include "metier/acces/comptes.hpp"
#include "metier/acces/second_facteur.hpp"
#include "tests/distribution.hpp"

namespace essais {

inline constexpr auto mot_de_passe_d_essai = "quatre girafes bleues dansent";

struct Portail : Distribution {
    Portail() {
        acces::routes(app.routes);
        app.routes.get("/", acces::Droit::connecte, [](acces::Contexte& cx) {
            return cx.page({"Accueil", "", {}, web::h1("Bonjour ", cx.session().prenom)});
        });
        app.env().durees = {};
        auto hachage = app.env().mots_de_passe->hacher(mot_de_passe_d_essai);
        ecrire([&](storage::Writer& db) { db.run("update agent set mot_de_passe = ?", hachage); });
    }
    std::string courriel(Id<acces::Agent> agent) {
        return lire([&](auto& db) { return acces::compte(db, agent); })->courriel;
    }
    Reponse connecte(Personne& qui, std::string const& courriel,
                     std::string const& mot_de_passe = mot_de_passe_d_essai) {
        return qui.post("/connexion", {{"courriel", courriel}, {"mot_de_passe", mot_de_passe}});
    }
    /// Met le second facteur en place ; rend le secret.
    std::string second_facteur(Id<acces::Agent> agent, std::vector<std::string>* codes = nullptr) {
        auto secret = acces::nouveau_secret();
        auto faits = ecrire([&](storage::Writer& db) {
            return acces::installer_second_facteur(db, app.env().coffre, agent, secret,
                                                   acces::code_totp(secret, horloge.instant()), horloge.instant());
        });
        if (codes)
            *codes = *faits;
        horloge.avancer(1min);
        return secret;
    }
    std::string code(std::string const& secret) { return acces::code_totp(secret, horloge.instant()); }
};

} // namespace essais
