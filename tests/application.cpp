#include "tests/application.hpp"

#include <filesystem>
#include <fstream>
#include <regex>

namespace essais {
namespace {

void remplace(std::string& s, std::string_view de, std::string_view par) {
    for (std::size_t i = 0; (i = s.find(de, i)) != s.npos; i += par.size())
        s.replace(i, de.size(), par);
}

std::string lisible(std::string_view html) {
    std::string s;
    bool balise = false;
    for (char c : html) {
        if (c == '<')
            balise = true;
        if (!balise)
            s += c;
        if (c == '>' && balise) {
            balise = false;
            s += ' ';
        }
    }
    for (auto [de, par] : {std::pair{"&lt;", "<"},
                           {"&gt;", ">"},
                           {"&quot;", "\""},
                           {"&#39;", "'"},
                           {"&#x27;", "'"},
                           {"&nbsp;", " "},
                           {"\u00A0", " "},
                           {"\u202F", " "},
                           {"\n", " "},
                           {"&amp;", "&"}})
        remplace(s, de, par);
    std::string net;
    for (char c : s)
        if (c != ' ' || (!net.empty() && net.back() != ' '))
            net += c;
    while (!net.empty() && net.back() == ' ')
        net.pop_back();
    return net;
}

std::string entre(std::string const& s, std::string const& debut, std::string const& fin) {
    auto i = s.find(debut);
    if (i == s.npos)
        return {};
    i += debut.size();
    return s.substr(i, s.find(fin, i) - i);
}

} // namespace

std::string Reponse::header(std::string const& nom) const {
    for (auto const& [n, valeur] : headers)
        if (n == nom)
            return valeur;
    return {};
}

std::string Reponse::text(std::string const& balise) const {
    auto i = body.find("<" + balise);
    while (i != body.npos && body[i + 1 + balise.size()] != '>' && body[i + 1 + balise.size()] != ' ')
        i = body.find("<" + balise, i + 1);
    if (i == body.npos)
        return {};
    i = body.find('>', i) + 1;
    return lisible(body.substr(i, body.find("</" + balise + ">", i) - i));
}

bool Reponse::contient(std::string_view texte) const {
    std::string cherche{texte};
    for (auto blanc : {"\u00A0", "\u202F"})
        remplace(cherche, blanc, " ");
    return text("main").find(cherche) != std::string::npos || lisible(body).find(cherche) != std::string::npos;
}

std::string Reponse::error(std::string const& champ) const {
    auto debut = body.find("id=\"f-" + champ + "-erreur\"");
    if (debut == body.npos)
        return {};
    debut = body.find('>', debut) + 1;
    return lisible(std::string_view(body).substr(debut, body.find("</p>", debut) - debut));
}

std::string Reponse::value(std::string const& champ) const {
    std::smatch m;
    std::regex forme("<input[^>]*name=\"" + champ + "\"[^>]*>");
    if (!std::regex_search(body, m, forme))
        return {};
    return lisible(entre(m.str(), "value=\"", "\""));
}

Reponse Personne::get(std::string const& adresse) {
    web::Request r;
    r.method = "GET";
    auto point = adresse.find('?');
    r.path = *web::url_decode(adresse.substr(0, point == adresse.npos ? adresse.find('#') : point), false);
    if (point != adresse.npos)
        r.query = *web::parse_urlencoded(adresse.substr(point + 1, adresse.find('#') - point - 1));
    return envoie(std::move(r));
}

Reponse Personne::post(std::string const& adresse, web::Pairs champs) {
    web::Request r;
    r.method = "POST";
    auto point = adresse.find('?');
    r.path = *web::url_decode(adresse.substr(0, point), false);
    if (point != adresse.npos)
        r.query = *web::parse_urlencoded(adresse.substr(point + 1));
    r.form = std::move(champs);
    bool deja = false;
    for (auto const& [nom, valeur] : r.form)
        deja |= nom == "csrf";
    if (!deja)
        r.form.emplace_back("csrf", base::masque(base::demasque(csrf_))); // chaque envoi vient d'une autre page
    return envoie(std::move(r));
}

Reponse Personne::depose(std::string const& adresse, std::string const& champ, std::string const& nom,
                         std::string const& contenu, web::Pairs champs) {
    auto chemin =
        (std::filesystem::temp_directory_path() / ("depot_" + base::hexa(base::octets_au_hasard(6)))).string();
    std::ofstream{chemin, std::ios::binary} << contenu;
    web::Request r;
    r.method = "POST";
    r.path = adresse;
    r.form = std::move(champs);
    r.form.emplace_back("csrf", csrf_);
    r.uploads.push_back({champ, nom, chemin, contenu.size()});
    auto reponse = envoie(std::move(r));
    std::filesystem::remove(chemin);
    return reponse;
}

Reponse Personne::envoie(web::Request r) {
    r.remote = "127.0.0.1";
    r.reference = "essai";
    std::string cookies = "session=" + jeton_;
    if (!message_.empty())
        cookies += "; message=" + message_;
    r.headers.emplace_back("cookie", cookies);
    auto reponse = app_.repond(r);
    message_.clear();
    for (auto const& cookie : reponse.cookies) {
        auto valeur = cookie.substr(0, cookie.find(';'));
        if (valeur.starts_with("message="))
            message_ = valeur.substr(8);
        if (valeur.starts_with("session="))
            jeton_ = valeur.substr(8);
    }
    if (auto csrf = reponse.value("csrf"); !csrf.empty())
        csrf_ = csrf;
    return reponse;
}

Application::Application(storage::Database& base, base::HorlogeReglee& horloge)
    : dossier_{std::filesystem::temp_directory_path().string()}, env_{base, horloge, coffre_, dossier_} {
    env_.mots_de_passe = std::make_unique<metier::acces::MotsDePasse>(metier::acces::CoutArgon2{1, 8192}, 4, 64);
    env_.durees = {std::chrono::hours{24 * 400}, std::chrono::hours{24 * 400}}; // tests move the clock by months
}

Personne Application::as(Id<metier::acces::Agent> agent) {
    storage::Transaction tx{env_.base};
    auto jeton = metier::acces::ouvrir_session(tx.writer(), env_.horloge.instant(), agent, false, env_.durees);
    auto csrf =
        metier::acces::trouver_session(tx.writer(), jeton, env_.horloge.instant(), env_.horloge.jour(), env_.durees)
            ->csrf;
    tx.commit();
    return {*this, jeton, base::masque(csrf)};
}

Reponse Application::repond(web::Request const& requete) {
    auto r = metier::acces::repondre(env_, routes, requete);
    Reponse reponse{r.status, r.body, "", r.queries, {}, r.headers};
    for (auto const& [nom, valeur] : r.headers) {
        if (nom == "Location")
            reponse.location = valeur;
        if (nom == "Set-Cookie")
            reponse.cookies.push_back(valeur);
    }
    return reponse;
}

} // namespace essais
