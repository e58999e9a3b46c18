#include "app/coeur/quotidien.hpp"

#include "base/texte.hpp"
#include "metier/acces/ancres.hpp"
#include "metier/acces/liens_signes.hpp"
#include "metier/acces/premiere_fois.hpp"
#include "metier/accompagnement/accompagnement.hpp"
#include "metier/conservation/conservation.hpp"
#include "metier/courriels/courriels.hpp"
#include "metier/echanges/echanges.hpp"
#include "metier/ecrits/ecrits.hpp"
#include "metier/partenariats/partenariats.hpp"
#include "metier/passage/passage.hpp"
#include "metier/pilotage/chiffres.hpp"
#include "metier/prevention/prevention.hpp"
#include "metier/rappels/rappels.hpp"
#include "metier/relais/relais.hpp"
#include "metier/reperage/reperage.hpp"
#include "storage/migrations.hpp"

namespace app {
namespace {

/// Announced in the migrations: jobs live 90 days, sessions and attempts a few days.
constexpr int jours_des_taches = 90, jours_des_tentatives = 7;

std::int64_t effacer_le_fini(metier::acces::Environnement& env) {
    auto maintenant = env.horloge.instant();
    storage::Transaction tx{env.base};
    auto taches = tx.writer().run("delete from tache where finie_le < ?", maintenant - Jours{jours_des_taches});
    tx.writer().run("delete from session where expire_le < ?", maintenant);
    tx.writer().run("delete from tentative_de_connexion where instant < ?", maintenant - Jours{jours_des_tentatives});
    metier::pilotage::effacer_les_reperes(tx.writer());
    metier::acces::effacer_les_jetons(tx.writer(), maintenant);
    metier::acces::effacer_liens_perimes(tx.writer(), env.horloge.jour(), maintenant);
    metier::ecrits::effacer_le_perime(tx.writer(), maintenant);
    metier::prevention::effacer_le_perime(tx.writer(), maintenant, env.horloge.jour());
    metier::passage::effacer_le_perime(tx.writer(), env.horloge.jour());
    metier::courriels::effacer_le_perime(tx.writer(), env.horloge.jour(), maintenant);
    tx.commit();
    return taches;
}

} // namespace

bool demander_le_quotidien(metier::acces::Environnement& env) {
    auto maintenant = env.horloge.instant();
    auto minuit = base::depuis_paris(env.horloge.jour(), 0, 0);
    {
        auto lease = env.base.read();
        if (lease.reader().maybe<std::int64_t>("select id from tache where genre = ? and creee_le >= ? limit 1",
                                               genre_quotidien, minuit))
            return false;
    }
    storage::Transaction tx{env.base};
    storage::demander(tx.writer(), maintenant, genre_quotidien, "",
                      std::string(genre_quotidien) + "/" + base::iso(env.horloge.jour()));
    tx.commit();
    return true;
}

storage::FaireTravail travail_quotidien(metier::acces::Environnement& env, metier::agenda::Journee const& journee) {
    return [&env, &journee](storage::Travail& travail) -> std::optional<std::string> {
        travail.avance(0, 5, "ancre du journal");
        {
            auto lease = env.base.read();
            auto db = lease.reader();
            metier::acces::ancrer_le_journal(db, env.coffre, env.dossier, env.horloge.instant());
        }
        travail.avance(1, 5, "listes reçues");
        auto listes = metier::echanges::effacer_le_perime(env);
        travail.avance(2, 5, "sessions et travaux finis");
        auto taches = effacer_le_fini(env);
        metier::reperage::repartir_les_changements(env.base);
        travail.avance(3, 5, "fins de conservation");
        auto conservation = metier::conservation::ronde(env);
        metier::reperage::effacer_la_reserve_perimee(env.base, env.horloge.instant(), env.dossier);
        metier::partenariats::demander_les_confirmations(env);
        metier::relais::ronde(env);
        metier::accompagnement::interroger_les_tuteurs(env);
        if (metier::courriels::envoyeur_smtp()) // sans serveur de courrier, ils s'entasseraient
            metier::rappels::envoyer_les_recapitulatifs(env, journee);
        travail.avance(4, 5, "statistiques des tables");
        storage::refresh_statistics(env.base);
        return base::pluriel(listes, "liste allégée", "listes allégées") + ", " +
               base::pluriel(taches, "travail effacé", "travaux effacés") + ", " + conservation + ".";
    };
}

} // namespace app
