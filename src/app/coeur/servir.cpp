#include "app/coeur/servir.hpp"

#include <atomic>
#include <thread>

#include "app/coeur/journal_technique.hpp"
#include "app/coeur/version.hpp"
#include "web/server.hpp"
#include "web/static_files.hpp"

namespace app {
namespace {

/// Asks the database once a second whether it answers, so that /sante never waits for it.
class Veille {
public:
    explicit Veille(storage::Database& base) : base_{base}, fil_{[this] { veiller(); }} {}
    ~Veille() {
        fini_ = true;
        fil_.join();
    }
    bool bien() const { return bien_; }

private:
    void veiller() {
        while (!fini_) {
            bien_ = base_.alive();
            for (int i = 0; i < 20 && !fini_; ++i)
                std::this_thread::sleep_for(std::chrono::milliseconds{50});
        }
    }
    storage::Database& base_;
    std::atomic<bool> bien_{true};
    std::atomic<bool> fini_{false};
    std::thread fil_;
};

web::Reply sante(bool base, web::Load const& charge) {
    bool pret = base && !charge.stopping;
    auto etat = std::string(pret ? "pret" : "indisponible");
    auto texte = "{\"etat\":\"" + etat + "\",\"base\":" + (base ? "true" : "false") + ",\"version\":\"" + version +
                 "\",\"connexions\":" + std::to_string(charge.connections) + ",\"file\":" + std::to_string(charge.queued) +
                 ",\"en_cours\":" + std::to_string(charge.working) + "}\n";
    return web::json(texte, pret ? 200 : 503);
}

} // namespace

void servir(App& app, ReglagesDuServeur const& reglages, std::function<void(unsigned short port)> const& pret) {
    web::Limits limites;
    limites.workers = reglages.fils;
    limites.upload_folder = app.env().dossier + "/depots";
    limites.trusted_proxies = reglages.mandataires;

    Veille veille{app.base()};
    web::Server* serveur_vu = nullptr;
    web::Hooks crochets;
    crochets.handler = [&](web::Request const& r) { return app.repondre(r); };
    crochets.immediate = [&](web::Request const& r) -> std::optional<web::Reply> {
        if (r.path == "/sante")
            return sante(veille.bien(), serveur_vu->load());
        if (r.path.starts_with("/s/"))
            return web::serve_static(r);
        return std::nullopt;
    };
    crochets.accepts_upload = [&](std::string_view methode, std::string_view chemin) {
        return app.routes().recoit_des_fichiers(methode, chemin);
    };
    crochets.log = noter_acces;

    web::Server serveur{limites, std::move(crochets)};
    serveur_vu = &serveur;
    serveur.listen(reglages.adresse, reglages.port);
    storage::Ateliers ateliers{app.base(), app.env().horloge, app.travaux(), noter};
    ateliers.demarrer(reglages.ateliers);
    serveur.stop_on_signals();
    pret(serveur.port());
    serveur.run();
    ateliers.arreter();
}

} // namespace app
