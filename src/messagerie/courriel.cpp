#include "messagerie/courriel.hpp"

#include <curl/curl.h>

#include <cstdlib>
#include <memory>
#include <mutex>
#include <new>
#include <stdexcept>

#include "messagerie/en_tetes.hpp"

namespace messagerie {

namespace {

template <auto f>
struct Par {
    template <class T>
    void operator()(T* objet) const {
        f(objet);
    }
};
using Poignee = std::unique_ptr<CURL, Par<curl_easy_cleanup>>;
using Liste = std::unique_ptr<curl_slist, Par<curl_slist_free_all>>;
using Mime = std::unique_ptr<curl_mime, Par<curl_mime_free>>;

void ajouter(Liste& liste, std::string const& ligne) {
    auto* suite = curl_slist_append(liste.get(), ligne.c_str());
    if (!suite)
        throw std::bad_alloc{};
    (void)liste.release();
    liste.reset(suite);
}

std::string domaine(std::string const& adresse) { return adresse.substr(adresse.find('@') + 1); }

Liste en_tetes(ServeurSmtp const& s, Courriel const& c) {
    Liste l;
    ajouter(l, "Date: " + date_de_message(c.date));
    ajouter(l, "From: " + mot_encode(s.nom_affiche, 6) + " <" + s.expediteur + ">");
    ajouter(l, "To: <" + c.destinataire + ">");
    if (!c.repondre_a.empty())
        ajouter(l, "Reply-To: <" + c.repondre_a + ">");
    ajouter(l, "Subject: " + mot_encode(c.objet, 9));
    ajouter(l, "Message-ID: <" + c.identifiant + "@" + domaine(s.expediteur) + ">");
    ajouter(l, "Auto-Submitted: auto-generated"); // no « I am on holiday » in return
    return l;
}

void partie(curl_mime* mime, std::string const& octets, std::string const& type, char const* encodage,
            char const* nom = nullptr) {
    auto* p = curl_mime_addpart(mime);
    if (nom)
        curl_mime_filename(p, nom);
    curl_mime_data(p, octets.data(), octets.size());
    curl_mime_type(p, type.c_str());
    curl_mime_encoder(p, encodage);
}

/// Lines end as the network wants them: libcurl would send a bare line feed as a character.
std::string lignes_du_reseau(std::string const& texte) {
    std::string sortie;
    for (char c : texte)
        if (c == '\n' && !sortie.ends_with('\r'))
            sortie += "\r\n";
        else
            sortie += c;
    return sortie;
}

constexpr auto nom_d_invitation = "invitation.ics";

/// The text, and the invitation as another way to read it, then as a file.
void corps(CURL* poignee, curl_mime* mime, Courriel const& c) {
    if (c.calendrier.empty()) {
        partie(mime, lignes_du_reseau(c.texte), "text/plain; charset=utf-8", "quoted-printable");
    } else {
        auto* autres = curl_mime_init(poignee);
        partie(autres, lignes_du_reseau(c.texte), "text/plain; charset=utf-8", "quoted-printable");
        partie(autres, c.calendrier, "text/calendar; charset=utf-8; method=" + c.methode, "base64");
        auto* p = curl_mime_addpart(mime);
        curl_mime_subparts(p, autres);
        curl_mime_type(p, "multipart/alternative");
    }
    if (!c.calendrier.empty()) // the same, to be opened by hand where the program shows no invitation (RFC 6047)
        partie(mime, c.calendrier, "text/calendar; charset=utf-8; method=" + c.methode + "; name=" + nom_d_invitation,
               "base64", nom_d_invitation);
    if (c.piece)
        partie(mime, c.piece->octets, c.piece->type, "base64", c.piece->nom.c_str());
}

bool a_reessayer(CURLcode code, long reponse) {
    if (reponse >= 500)
        return false;
    if (reponse >= 400)
        return true;
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
    case CURLE_OPERATION_TIMEDOUT:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_USE_SSL_FAILED:
    case CURLE_LOGIN_DENIED:
    case CURLE_WEIRD_SERVER_REPLY: return true;
    default: return false;
    }
}

/// Ce que dit la panne, en français, sans adresse ni mot de passe.
std::string dit(CURLcode code) {
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST: return "Serveur de courrier introuvable\u00a0: son nom n’existe pas.";
    case CURLE_COULDNT_CONNECT: return "Serveur de courrier injoignable.";
    case CURLE_OPERATION_TIMEDOUT: return "Le serveur de courrier n’a pas répondu à temps.";
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_GOT_NOTHING: return "Échange interrompu avec le serveur de courrier.";
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_USE_SSL_FAILED: return "Le serveur de courrier n’accepte pas de connexion chiffrée.";
    case CURLE_PEER_FAILED_VERIFICATION: return "Certificat du serveur de courrier non reconnu.";
    case CURLE_LOGIN_DENIED: return "Le serveur de courrier refuse l’identifiant ou le mot de passe.";
    case CURLE_WEIRD_SERVER_REPLY: return "Réponse incompréhensible du serveur de courrier.";
    default: return "Envoi impossible (erreur " + std::to_string(static_cast<int>(code)) + ").";
    }
}

void preparer_la_bibliotheque() {
    static std::once_flag une_fois;
    std::call_once(une_fois, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

std::string variable(char const* nom) {
    auto const* valeur = std::getenv(nom);
    return valeur ? valeur : "";
}

} // namespace

bool adresse_plausible(std::string_view adresse) {
    auto arobase = adresse.find('@');
    if (arobase == std::string_view::npos || arobase == 0 || arobase + 1 == adresse.size() || adresse.size() > 254 ||
        adresse.find('@', arobase + 1) != std::string_view::npos)
        return false;
    // ASCII alone: a header and « RCPT TO » in UTF-8 are for servers that announce SMTPUTF8, and few do.
    for (unsigned char c : adresse)
        if (c <= 0x20 || c >= 0x7f || c == '<' || c == '>' || c == ',' || c == ';' || c == '"' || c == '\\')
            return false;
    auto points_bien_places = [](std::string_view t) {
        return !t.starts_with('.') && !t.ends_with('.') && t.find("..") == std::string_view::npos;
    };
    auto local = adresse.substr(0, arobase), domaine = adresse.substr(arobase + 1);
    return local.size() <= 64 && points_bien_places(local) && points_bien_places(domaine) &&
           (domaine.find('.') != std::string_view::npos || domaine == "localhost");
}

Envoi envoyer(ServeurSmtp const& serveur, Courriel const& courriel) {
    if (!adresse_plausible(courriel.destinataire))
        return {Sort::refuse, "Adresse mal formée."};
    if (!courriel.repondre_a.empty() && !adresse_plausible(courriel.repondre_a))
        return {Sort::refuse, "Adresse de réponse mal formée."};
    preparer_la_bibliotheque();
    Poignee poignee{curl_easy_init()};
    if (!poignee)
        return {Sort::a_reessayer, "Mémoire insuffisante."};
    auto* h = poignee.get();
    auto lignes = en_tetes(serveur, courriel);
    Liste destinataires;
    ajouter(destinataires, "<" + courriel.destinataire + ">");
    Mime mime{curl_mime_init(h)};
    corps(h, mime.get(), courriel);
    curl_easy_setopt(h, CURLOPT_URL, serveur.url.c_str());
    curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(h, CURLOPT_PROXY, "");
    curl_easy_setopt(h, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(h, CURLOPT_USE_SSL,
                     static_cast<long>(serveur.chiffrement_exige ? CURLUSESSL_ALL : CURLUSESSL_NONE));
    curl_easy_setopt(h, CURLOPT_TIMEOUT_MS, static_cast<long>(serveur.duree.count() * 1'000));
    curl_easy_setopt(h, CURLOPT_MAIL_FROM, ("<" + serveur.expediteur + ">").c_str());
    curl_easy_setopt(h, CURLOPT_MAIL_RCPT, destinataires.get());
    curl_easy_setopt(h, CURLOPT_HTTPHEADER, lignes.get());
    curl_easy_setopt(h, CURLOPT_MIMEPOST, mime.get());
    if (!serveur.utilisateur.empty()) {
        curl_easy_setopt(h, CURLOPT_USERNAME, serveur.utilisateur.c_str());
        curl_easy_setopt(h, CURLOPT_PASSWORD, serveur.mot_de_passe.c_str());
    }
    auto code = curl_easy_perform(h);
    long reponse = 0;
    curl_easy_getinfo(h, CURLINFO_RESPONSE_CODE, &reponse);
    if (code == CURLE_OK)
        return {Sort::envoye, ""};
    auto sort = a_reessayer(code, reponse) ? Sort::a_reessayer : Sort::refuse;
    if (reponse >= 400)
        return {sort, (sort == Sort::refuse ? "Refusé par le serveur de courrier (réponse "
                                            : "Le serveur de courrier demande d’attendre (réponse ") +
                          std::to_string(reponse) + ")."};
    return {sort, dit(code)};
}

std::optional<ServeurSmtp> serveur_de_l_environnement() {
    auto url = variable("RACCROCHE_SMTP");
    if (url.empty())
        return {};
    ServeurSmtp s{url};
    s.expediteur = variable("RACCROCHE_SMTP_DE");
    if (!adresse_plausible(s.expediteur))
        throw std::runtime_error("RACCROCHE_SMTP_DE doit être une adresse (« raccroche@academie.fr »), pas « " +
                                 s.expediteur + " ».");
    s.utilisateur = variable("RACCROCHE_SMTP_UTILISATEUR");
    s.mot_de_passe = variable("RACCROCHE_SMTP_MOT_DE_PASSE");
    s.chiffrement_exige = variable("RACCROCHE_SMTP_EN_CLAIR") != "oui";
    return s;
}

} // namespace messagerie
