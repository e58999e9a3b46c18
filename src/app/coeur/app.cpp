#include "app/coeur/app.hpp"

#include <filesystem>
#include <fstream>

#include "app/coeur/version.hpp"
#include "storage/migrations.hpp"

namespace app {

App::App(Reglages reglages, base::Horloge const& horloge, std::function<void(std::string const&)> noter)
    : reglages_{std::move(reglages)} {
    reglages_.dossier =
        std::filesystem::absolute(reglages_.dossier).lexically_normal().string(); // kept in jobs: any directory
    std::filesystem::create_directories(reglages_.dossier + "/depots");
    std::filesystem::permissions(reglages_.dossier, std::filesystem::perms::owner_all); // it holds people's lives
    if (reglages_.base.empty())
        reglages_.base = "sqlite:" + reglages_.dossier + "/raccroche.sqlite";
    base_ = std::make_unique<storage::Database>(reglages_.base, reglages_.connexions);
    storage::migrate(*base_, horloge.instant());
    coffre_ = std::make_unique<base::Coffre>(base::Coffre::ouvrir(reglages_.dossier));
    env_ = std::make_unique<metier::acces::Environnement>(
        metier::acces::Environnement{*base_, horloge, *coffre_, reglages_.dossier, version});
    env_->noter = std::move(noter);
    env_->adresse = reglages_.adresse;
    env_->fictif = std::filesystem::exists(reglages_.dossier + "/demonstration");
    branchements_.routes(routes_);
}

} // namespace app
