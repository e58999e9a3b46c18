// What is plugged in: routes, jobs, blocks of the dossier. A new feature adds its lines here and nowhere else.
#include "app/coeur/app.hpp"

namespace app {

void toutes_les_routes(metier::acces::Routes&) {}

std::map<std::string, storage::FaireTravail> App::travaux() { return {}; }

} // namespace app
