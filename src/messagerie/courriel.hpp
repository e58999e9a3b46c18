#pragma once
// E-mail out, by SMTP (libcurl). Values in, a sentence out; it holds nothing, decides nothing and never retries: the
// queue that calls it does. What it carries names no youngster; that is its caller's rule, and its caller's tests.
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"

namespace messagerie {

/// Where mail leaves from. Read from the environment: see docs/exploitation.md.
struct ServeurSmtp {
    std::string url; ///< « smtp://hote:587 », « smtps://hote:465 »
    std::string utilisateur = {}, mot_de_passe = {};
    std::string expediteur; ///< « raccroche@academie.fr »
    std::string nom_affiche = "Raccroche";
    bool chiffrement_exige = true; ///< false: a relay on the same machine only
    std::chrono::seconds duree{30};
};

struct PieceJointe {
    std::string nom, type, octets;
};

struct Courriel {
    std::string destinataire; ///< the address alone
    std::string objet, texte; ///< plain text, lines of any length
    std::string identifiant;  ///< left part of Message-ID: the same message sent twice shows once
    Instant date{};
    std::string repondre_a = {};
    std::optional<PieceJointe> piece = {};
    /// An invitation shown as such by mail programs (text/calendar), and as a file to open by hand; its method
    /// « REQUEST » or « CANCEL ».
    std::string calendrier = {}, methode = {};
};

enum class Sort {
    envoye,
    a_reessayer, ///< server down, busy, « try later »
    refuse       ///< this address or this message will never be taken
};
struct Envoi {
    Sort sort = Sort::a_reessayer;
    std::string reponse; ///< for the one who watches the queue; no address, no password
};

/// Sends one message; returns when the server has answered or `duree` is over.
Envoi envoyer(ServeurSmtp const& serveur, Courriel const& courriel);

/// Could be an address at all: one « @ », ASCII alone, no space, no control character, no header smuggled in.
bool adresse_plausible(std::string_view adresse);

/// RACCROCHE_SMTP (URL), RACCROCHE_SMTP_DE, and if asked RACCROCHE_SMTP_UTILISATEUR, RACCROCHE_SMTP_MOT_DE_PASSE,
/// RACCROCHE_SMTP_EN_CLAIR=oui. Nothing when RACCROCHE_SMTP is not set: mail waits, and the page says so.
std::optional<ServeurSmtp> serveur_de_l_environnement();

} // namespace messagerie
