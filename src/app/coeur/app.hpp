#pragma once
// The one place that knows every feature: opens the data folder, wires routes and jobs.
#include <atomic>
#include <map>
#include <memory>
#include <string>

#include "base/horloge.hpp"
#include "base/secret.hpp"
#include "metier/acces/routes.hpp"
#include "storage/database.hpp"
#include "storage/jobs.hpp"

namespace metier::jeunes {
class Apports;
}

namespace app {

struct Reglages {
    std::string dossier = "donnees"; ///< everything the program keeps is there
    std::string base;                ///< address of the database; empty: SQLite in the folder
    std::string adresse;             ///< public address, for links in e-mails; empty: the one the agent uses
    int connexions = 12;
};

/// Every feature, plugged in: its routes, its jobs, its blocks on the pages of others.
class Branchements {
public:
    Branchements();
    ~Branchements();
    void routes(metier::acces::Routes& r) const;
    /// Ce que chaque partie apporte au dossier, et déclare en montrer.
    metier::jeunes::Apports const& apports() const;
    std::map<std::string, storage::FaireTravail> travaux(metier::acces::Environnement& env) const;

private:
    struct Etat;
    std::unique_ptr<Etat> etat_;
};

class App {
public:
    /// Opens the folder (made if needed) and the database, applies the migrations.
    App(Reglages reglages, base::Horloge const& horloge, std::function<void(std::string const&)> noter);
    App(App const&) = delete;

    metier::acces::Environnement& env() { return *env_; }
    metier::acces::Routes const& routes() const { return routes_; }
    storage::Database& base() { return *base_; }
    std::map<std::string, storage::FaireTravail> travaux() { return branchements_.travaux(*env_); }
    web::Reply repondre(web::Request const& requete) { return metier::acces::repondre(*env_, routes_, requete); }

private:
    Reglages reglages_;
    std::unique_ptr<storage::Database> base_;
    std::unique_ptr<base::Coffre> coffre_;
    std::unique_ptr<metier::acces::Environnement> env_;
    Branchements branchements_;
    metier::acces::Routes routes_;
};

} // namespace app
