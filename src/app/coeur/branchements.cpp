// What is plugged in: routes, jobs, blocks of the dossier. A new feature adds its lines here and nowhere else.
#include "app/coeur/app.hpp"
#include "app/coeur/quotidien.hpp"
#include "metier/acces/acces.hpp"
#include "metier/agenda/agenda.hpp"
#include "metier/annuaire/annuaire.hpp"
#include "metier/conservation/conservation.hpp"
#include "metier/courriels/courriels.hpp"
#include "metier/echanges/echanges.hpp"
#include "metier/ecrits/ecrits.hpp"
#include "metier/jeunes/apports.hpp"
#include "metier/jeunes/freins.hpp"
#include "metier/pilotage/chiffres.hpp"
#include "metier/reperage/relecture/relecture.hpp"
#include "metier/reperage/reperage.hpp"
#include "metier/suivi/suivi.hpp"

namespace app {

struct Branchements::Etat {
    metier::jeunes::Apports apports;
    metier::agenda::Journee journee;
    metier::pilotage::Chiffres chiffres;
};

Branchements::Branchements() : etat_{std::make_unique<Etat>()} {
    using namespace metier;
    agenda::rubriques(etat_->journee);
    reperage::rubriques(etat_->journee);
    suivi::rubriques(etat_->journee);
    conservation::rubriques(etat_->journee);
    pilotage::rubriques(etat_->journee, etat_->chiffres);
    jeunes::apports_des_freins(etat_->apports);
    suivi::apports(etat_->apports);
    reperage::apports(etat_->apports);
}

Branchements::~Branchements() = default;

void Branchements::routes(metier::acces::Routes& r) const {
    using namespace metier;
    acces::routes(r);
    annuaire::routes(r);
    agenda::routes(r, etat_->journee);
    jeunes::routes(r, etat_->apports);
    reperage::routes(r, reperage::bloc_de_la_mesure);
    reperage::routes_de_la_relecture(r);
    suivi::routes(r);
    pilotage::routes(r, etat_->chiffres);
    echanges::routes(r);
    conservation::routes(r);
    ecrits::routes(r);
    courriels::routes(r);
}

std::map<std::string, storage::FaireTravail> Branchements::travaux(metier::acces::Environnement& env) const {
    std::map<std::string, storage::FaireTravail> liste;
    liste.merge(metier::echanges::travaux(env));
    liste.merge(metier::reperage::travaux(env));
    liste.merge(metier::ecrits::travaux(env));
    liste.merge(metier::courriels::travaux(env, metier::courriels::envoyeur_smtp));
    liste.emplace(genre_quotidien, travail_quotidien(env));
    return liste;
}

} // namespace app
