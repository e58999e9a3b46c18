#pragma once
// « raccroche servir »: the web server and the background workers, in one process.
#include <string>
#include <vector>

#include "app/coeur/app.hpp"

namespace app {

struct ReglagesDuServeur {
    std::string adresse = "127.0.0.1";
    unsigned short port = 8080;
    unsigned fils = 8;                    ///< requests answered at the same time
    int ateliers = 1;                     ///< long jobs at the same time
    std::vector<std::string> mandataires; ///< trusted proxies
};

/// Serves until SIGINT or SIGTERM; `pret` is called once the port is open.
void servir(App& app, ReglagesDuServeur const& reglages, std::function<void(unsigned short port)> const& pret);

} // namespace app
