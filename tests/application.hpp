#pragma once
// A person at the program, in process and without sockets: status, text, journal, number of queries.
#include <optional>
#include <string>
#include <vector>

#include "base/horloge.hpp"
#include "metier/acces/routes.hpp"
#include "tests/bases.hpp"

namespace essais {

struct Reponse {
    int status = 0;
    std::string body, location;
    std::int64_t queries = 0;
    std::vector<std::string> cookies;
    web::Pairs headers;

    std::string header(std::string const& nom) const; ///< « » when absent
    /// Text of the first element of that tag, without markup; entities decoded.
    std::string text(std::string const& balise = "body") const;
    bool contient(std::string_view texte) const; ///< in the readable text
    /// Message shown under the field of that name; empty if none.
    std::string error(std::string const& champ) const;
    /// value="…" of the first input of that name.
    std::string value(std::string const& champ) const;
};

class Application;

/// One person and their session.
class Personne {
public:
    Personne(Application& app, std::string jeton, std::string csrf)
        : app_{app}, jeton_{std::move(jeton)}, csrf_{std::move(csrf)} {}
    Reponse get(std::string const& adresse);
    Reponse post(std::string const& adresse, web::Pairs champs = {});
    Reponse depose(std::string const& adresse, std::string const& champ, std::string const& nom,
                   std::string const& contenu, web::Pairs champs = {});
    /// After a write: the page it leads to.
    Reponse follow(Reponse const& r) { return get(r.location); }
    std::string const& jeton() const { return jeton_; }

private:
    Reponse envoie(web::Request requete);
    Application& app_;
    std::string jeton_, csrf_, message_;
};

class Application {
public:
    Application(storage::Database& base, base::HorlogeReglee& horloge);
    metier::acces::Routes routes; ///< the test adds the features it needs
    metier::acces::Environnement& env() { return env_; }
    /// Signed in, password and second factor skipped.
    Personne as(Id<metier::acces::Agent> agent);
    Personne inconnu() { return {*this, "", ""}; }
    Reponse repond(web::Request const& requete);

private:
    base::Coffre coffre_{std::string(32, 'e')};
    std::string dossier_;
    metier::acces::Environnement env_;
};

} // namespace essais
