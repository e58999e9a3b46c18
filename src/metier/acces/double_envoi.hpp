#pragma once
// Double clic, réseau qui renvoie : le même formulaire, tel quel, n'est traité qu'une fois ; le second envoi reçoit la
// réponse du premier. Chaque page montrée porte un jeton à elle (masqué au hasard) : deux envois semblables de deux
// pages ne se confondent pas. Le jeton de saisie (premiere_fois.hpp) reste pour ce qui survit à un redémarrage.
#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "web/http.hpp"

namespace metier::acces {

class DoublesEnvois {
public:
    explicit DoublesEnvois(std::chrono::seconds garde = std::chrono::minutes{10}) : garde_{garde} {}
    /// `traiter` une fois par empreinte ; un second, arrivé pendant le premier, l'attend. Seule une réponse qui mène
    /// ailleurs (303 : c'est écrit) est gardée ; après une erreur, l'envoi suivant est traité.
    web::Reply une_fois(std::string const& empreinte, std::function<web::Reply()> const& traiter);

private:
    struct Envoi {
        bool en_cours = true;
        std::optional<web::Reply> reponse;
        std::chrono::steady_clock::time_point recu;
    };
    void oublier_les_anciens();

    std::chrono::seconds garde_;
    std::mutex m_;
    std::condition_variable fini_;
    std::map<std::string, Envoi> envois_;
};

/// Ce qui fait d'un envoi le même : la session, l'adresse, chaque champ. Vide : envoi qui ne se compare pas (fichier).
std::string empreinte_de(web::Request const& requete, std::string const& session);

} // namespace metier::acces
