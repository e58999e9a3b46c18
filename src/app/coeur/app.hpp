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

namespace app {

struct Reglages {
    std::string dossier = "donnees"; ///< everything the program keeps is there
    std::string base;                ///< address of the database; empty: SQLite in the folder
    int connexions = 12;
};

class App {
public:
    /// Opens the folder (made if needed) and the database, applies the migrations.
    App(Reglages reglages, base::Horloge const& horloge, std::function<void(std::string const&)> noter);
    App(App const&) = delete;

    metier::acces::Environnement& env() { return *env_; }
    metier::acces::Routes const& routes() const { return routes_; }
    storage::Database& base() { return *base_; }
    std::map<std::string, storage::FaireTravail> travaux();
    web::Reply repondre(web::Request const& requete) { return metier::acces::repondre(*env_, routes_, requete); }

private:
    Reglages reglages_;
    std::unique_ptr<storage::Database> base_;
    std::unique_ptr<base::Coffre> coffre_;
    std::unique_ptr<metier::acces::Environnement> env_;
    metier::acces::Routes routes_;
};

/// Every feature's routes, in one list (also printed by « raccroche routes »).
void toutes_les_routes(metier::acces::Routes& routes);

} // namespace app
