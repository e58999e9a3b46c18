// What is plugged in: routes, jobs, blocks of the dossier. A new feature adds its lines here and nowhere else.
#include "app/coeur/app.hpp"
#include "app/coeur/quotidien.hpp"
#include "app/coeur/solutions.hpp"
#include "base/texte.hpp"
#include "metier/acces/acces.hpp"
#include "metier/acces/liens_signes.hpp"
#include "metier/accompagnement/accompagnement.hpp"
#include "metier/admissions/admissions.hpp"
#include "metier/agenda/agenda.hpp"
#include "metier/agenda/attentes.hpp"
#include "metier/annuaire/annuaire.hpp"
#include "metier/conservation/conservation.hpp"
#include "metier/courriels/courriels.hpp"
#include "metier/droits/droits.hpp"
#include "metier/echanges/echanges.hpp"
#include "metier/ecrits/ecrits.hpp"
#include "metier/jeunes/apports.hpp"
#include "metier/jeunes/freins.hpp"
#include "metier/partenariats/partenariats.hpp"
#include "metier/passage/passage.hpp"
#include "metier/pilotage/chiffres.hpp"
#include "metier/prevention/prevention.hpp"
#include "metier/rappels/rappels.hpp"
#include "metier/relais/relais.hpp"
#include "metier/reperage/provenance.hpp"
#include "metier/reperage/relecture/relecture.hpp"
#include "metier/reperage/reperage.hpp"
#include "metier/reunions/reunions.hpp"
#include "metier/suivi/suivi.hpp"

namespace app {

struct Branchements::Etat {
    metier::jeunes::Apports apports;
    metier::agenda::Journee journee;
    metier::agenda::Attentes attentes;
    metier::pilotage::Chiffres chiffres;
    metier::annuaire::Attaches attaches;
    metier::acces::PorteDesLiens porte;
};

namespace {

void attacher_aux_territoires(metier::annuaire::Attaches& a) {
    using namespace metier;
    using territoire::Territoire;
    a.jeunes_qui_suivent.emplace_back(jeunes::dont_le_dernier_etablissement_est);
    a.suivre.emplace_back(jeunes::suivre_les_etablissements);
    a.suivre.emplace_back(reperage::suivre_les_etablissements);
    a.tient.emplace_back([](storage::Reader& db, Id<Territoire> t) {
        auto n = jeunes::rattaches(db, t);
        return n == 0 ? std::vector<std::string>{} : std::vector{base::pluriel(n, "jeune")};
    });
    a.tient.emplace_back(reperage::campagnes_ouvertes_sur);
    a.separe.emplace_back(reperage::campagnes_qui_separent);
}

} // namespace

Branchements::Branchements() : etat_{std::make_unique<Etat>()} {
    using namespace metier;
    attacher_aux_territoires(etat_->attaches);
    etat_->journee.rubrique({10,
                             "Territoire à compléter",
                             acces::Droit::gerer_territoire,
                             annuaire::a_completer,
                             [](acces::Contexte&) { return std::optional{web::lien("/territoires")}; },
                             {}});
    agenda::rubriques(etat_->journee);
    reperage::rubriques(etat_->journee);
    suivi::rubriques(etat_->journee);
    droits::rubriques(etat_->journee);
    relais::rubriques(etat_->journee);
    partenariats::rubriques(etat_->journee);
    prevention::rubriques(etat_->journee);
    reunions::rubriques(etat_->journee);
    conservation::rubriques(etat_->journee);
    pilotage::rubriques(etat_->journee, etat_->chiffres);
    echanges::rubriques(etat_->journee);
    rappels::rubriques(etat_->journee);
    passage::rubriques(etat_->journee, etat_->apports);
    jeunes::lectures_du_dossier(etat_->apports);
    jeunes::apports_des_freins(etat_->apports);
    suivi::apports(etat_->apports);
    partenariats::apports(etat_->apports);
    partenariats::liens(etat_->porte);
    relais::apports(etat_->apports);
    relais::liens(etat_->porte);
    accompagnement::apports(etat_->apports);
    admissions::apports(etat_->apports);
    passage::apports(etat_->apports);
    droits::lectures(etat_->apports);
    conservation::lectures(etat_->apports);
    pilotage::lectures(etat_->apports);
    accompagnement::liens(etat_->porte);
    reperage::apports(etat_->apports);
    prevention::apports(etat_->apports);
    echanges::apports(etat_->apports);
    reunions::apports(etat_->apports);
    prevention::attentes(etat_->attentes);
    suivi::attentes(etat_->attentes);
    reperage::attentes(etat_->attentes);
}

Branchements::~Branchements() = default;

metier::jeunes::Apports const& Branchements::apports() const { return etat_->apports; }

void Branchements::routes(metier::acces::Routes& r) const {
    using namespace metier;
    acces::routes(r, passage::ce_qu_un_compte_tient(etat_->apports));
    acces::routes_des_liens(r, etat_->porte);
    annuaire::routes(r, etat_->attaches);
    agenda::routes(r, etat_->journee);
    jeunes::routes(r, etat_->apports);
    reperage::routes(r, reperage::bloc_de_la_mesure, {solutions_du_suivi(), echanges::lignes_en_attente});
    reperage::routes_de_la_relecture(r);
    suivi::routes(r, etat_->apports);
    prevention::routes(r);
    reunions::routes(r, etat_->attentes);
    pilotage::routes(r, etat_->chiffres);
    echanges::routes(r);
    conservation::routes(r);
    ecrits::routes(r);
    courriels::routes(r);
    partenariats::routes(r);
    relais::routes(r, etat_->apports);
    accompagnement::routes(r);
    admissions::routes(r);
    rappels::routes(r);
    droits::routes(r, etat_->apports);
    passage::routes(r, etat_->apports);
}

std::map<std::string, storage::FaireTravail> Branchements::travaux(metier::acces::Environnement& env) const {
    std::map<std::string, storage::FaireTravail> liste;
    liste.merge(metier::echanges::travaux(env));
    liste.merge(metier::reperage::travaux(env));
    liste.merge(metier::ecrits::travaux(env));
    liste.merge(metier::courriels::travaux(env, metier::courriels::envoyeur_smtp));
    liste.emplace(genre_quotidien, travail_quotidien(env, etat_->journee));
    return liste;
}

} // namespace app
