#pragma once
// Ce qui part par courriel, lu comme le lit un logiciel de courrier.
#include "messagerie/tests/serveur_smtp.hpp"
#include "metier/courriels/courriels.hpp"
#include "metier/reunions/tests/cas.hpp"

namespace essais {

namespace courriels = metier::courriels;

/// Les morceaux d'un message : type annoncé et octets décodés.
inline std::map<std::string, std::string> morceaux(std::string const& message) {
    auto entete = [&](std::string const& texte, std::string const& nom) {
        auto i = texte.find("\n" + nom + ": ");
        if (i == std::string::npos)
            return std::string{};
        auto debut = i + nom.size() + 3;
        auto fin = debut;
        do
            fin = texte.find('\n', fin + 1);
        while (fin != std::string::npos && (texte[fin + 1] == ' ' || texte[fin + 1] == '\t'));
        return texte.substr(debut, fin - debut);
    };
    std::map<std::string, std::string> lus;
    auto type = entete("\n" + message, "Content-Type");
    auto b = type.find("boundary=");
    if (b == std::string::npos)
        return lus;
    auto frontiere = "\n--" + type.substr(b + 9, type.find_first_of(";\r\n ", b) - b - 9);
    std::erase(frontiere, '"');
    for (auto i = message.find(frontiere); i != std::string::npos;) {
        auto fin = message.find(frontiere, i + frontiere.size());
        if (fin == std::string::npos)
            break;
        auto partie = message.substr(i + frontiere.size(), fin - i - frontiere.size()) + "\n";
        i = fin;
        if (entete(partie, "Content-Type").starts_with("multipart/")) {
            lus.merge(morceaux(partie.substr(1)));
            continue;
        }
        auto corps = partie.substr(partie.find("\n\n") + 2);
        if (entete(partie, "Content-Transfer-Encoding").starts_with("base64")) {
            std::erase_if(corps, [](char c) { return c == '\n' || c == '\r' || c == ' '; });
            corps = base::depuis_base64(corps);
        }
        lus[entete(partie, "Content-Type")] = corps;
    }
    return lus;
}

/// Une propriété d'un calendrier, lignes dépliées.
inline std::string propriete(std::string ics, std::string const& nom) {
    std::erase(ics, '\r');
    for (auto i = ics.find("\n "); i != std::string::npos; i = ics.find("\n "))
        ics.erase(i, 2);
    auto i = ics.find("\n" + nom);
    if (i == std::string::npos)
        return {};
    auto ligne = ics.substr(i + 1, ics.find('\n', i + 1) - i - 1);
    return ligne.substr(ligne.find(':') + 1);
}

struct Courrier : Reunions {
    /// Comme le programme la branche (`rappels`), que les réunions ne connaissent pas.
    void rubrique_des_courriels() {
        courriels::routes(d.app.routes);
        journee.rubrique({6, "Courriels qui ne sont pas arrivés", acces::Droit::connecte, [](acces::Contexte& cx) {
                              auto db = cx.db();
                              std::vector<web::AFaire> lignes;
                              for (auto const& c : courriels::pas_arrives(db, cx.portee(), 20))
                                  lignes.push_back({c.libelle, *web::lien_local(c.page), c.detail, {}, c.etiquette});
                              return lignes;
                          }});
    }
    /// Fait partir tout ce qui attend, vers un vrai serveur ; rend ce qu'il a reçu.
    std::vector<essai::Recu> partir(std::string const& reponse = "250 OK") {
        essai::ServeurSmtp serveur{reponse};
        messagerie::ServeurSmtp vers{serveur.url()};
        vers.expediteur = "raccroche@exemple.fr";
        vers.chiffrement_exige = false;
        courriels::demander_les_envois(d.app.env());
        storage::Ateliers ateliers{*d.base, d.horloge, courriels::travaux(d.app.env(), [&] {
                                       return std::optional<courriels::Envoyeur>{
                                           [&](auto const& c) { return messagerie::envoyer(vers, c); }};
                                   })};
        while (ateliers.faire_un()) {
        }
        return serveur.recus();
    }
    static std::string calendrier(essai::Recu const& r, std::string const& methode) {
        for (auto const& [type, corps] : morceaux(r.message))
            if (type.starts_with("text/calendar") && type.find("method=" + methode) != std::string::npos)
                return corps;
        return {};
    }
};

} // namespace essais
