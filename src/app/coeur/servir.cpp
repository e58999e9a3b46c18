#include "app/coeur/servir.hpp"

#include <atomic>
#include <thread>

#include "app/coeur/journal_technique.hpp"
#include "app/coeur/quotidien.hpp"
#include "app/coeur/version.hpp"
#include "metier/courriels/courriels.hpp"
#include "metier/reperage/reperage.hpp"
#include "web/server.hpp"
#include "web/static_files.hpp"

namespace app {
namespace {

/// Asks the database once a second whether it answers, so that /sante never waits for it; now and then, for the mail
/// that is due and for the day's round.
class Veille {
public:
    explicit Veille(metier::acces::Environnement& env) : env_{env}, fil_{[this] { veiller(); }} {}
    ~Veille() {
        fini_ = true;
        fil_.join();
    }
    bool bien() const { return bien_; }

private:
    void veiller() {
        for (int tour = 0; !fini_; ++tour) {
            bien_ = env_.base.alive();
            if (bien_ && courrier_ && tour % 30 == 5) // mail that waited for its hour
                demander([&] { metier::courriels::demander_les_envois(env_); });
            if (bien_ && tour % 600 == 5) // every ten minutes, not at the very start
                demander([&] { demander_le_quotidien(env_); });
            if (bien_ && tour % 3'600 == 65) // a purge done by another server
                demander([&] {
                    metier::reperage::effacer_la_reserve_perimee(env_.base, env_.horloge.instant(), env_.dossier);
                });
            for (int i = 0; i < 20 && !fini_; ++i)
                std::this_thread::sleep_for(std::chrono::milliseconds{50});
        }
    }
    template <class F>
    static void demander(F quoi) {
        try {
            quoi();
        } catch (storage::Unavailable const& e) { // the next round will ask again
            noter(e.what());
        }
    }
    metier::acces::Environnement& env_;
    bool courrier_ = metier::courriels::envoyeur_smtp().has_value(); ///< set before the thread starts
    std::atomic<bool> bien_{true};
    std::atomic<bool> fini_{false};
    std::thread fil_;
};

web::Reply sante(bool base, web::Load const& charge) {
    bool pret = base && !charge.stopping;
    auto etat = std::string(pret ? "pret" : "indisponible");
    auto texte = "{\"etat\":\"" + etat + "\",\"base\":" + (base ? "true" : "false") + ",\"version\":\"" + version +
                 "\",\"connexions\":" + std::to_string(charge.connections) +
                 ",\"file\":" + std::to_string(charge.queued) + ",\"en_cours\":" + std::to_string(charge.working) +
                 "}\n";
    return web::json(texte, pret ? 200 : 503);
}

} // namespace

void servir(App& app, ReglagesDuServeur const& reglages, std::function<void(unsigned short port)> const& pret) {
    web::Limits limites;
    limites.workers = reglages.fils;
    limites.upload_folder = app.env().dossier + "/depots";
    limites.trusted_proxies = reglages.mandataires;

    Veille veille{app.env()};
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
