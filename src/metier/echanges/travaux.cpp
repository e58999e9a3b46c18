#include "metier/echanges/travaux.hpp"

#include <algorithm>
#include <filesystem>
#include <thread>

#include "base/texte.hpp"
#include "metier/echanges/echanges.hpp"
#include "metier/echanges/lire.hpp"
#include "metier/territoire/parametres.hpp"
#include "web/form.hpp"

namespace metier::echanges {
namespace {

Id<Importation> liste_de(storage::Travail const& t) {
    auto n = web::lire_entier(t.tache().parametres);
    ensure(n.has_value(), "travail sans liste");
    return Id<Importation>{*n};
}

/// Fichiers que plus aucune liste n'attend : un dépôt dont l'enregistrement a échoué.
void effacer_les_orphelins(Reader& db, std::filesystem::path const& dossier) {
    namespace fs = std::filesystem;
    if (!fs::is_directory(dossier))
        return;
    auto attendus = db.all<std::string>("select fichier from importation where fichier <> ''");
    for (auto const& entree : fs::directory_iterator(dossier)) {
        bool vieux = fs::file_time_type::clock::now() - entree.last_write_time() > std::chrono::hours{24};
        if (vieux && std::find(attendus.begin(), attendus.end(), entree.path().string()) == attendus.end())
            fs::remove(entree.path());
    }
}

Suivi suivi(storage::Travail& t) {
    return [&t](std::int64_t fait, std::int64_t total, std::string const& etape) {
        t.avance(fait, total, etape);
        return t.arret();
    };
}

/// Faux si `suivi` a dit d'arrêter.
bool faire(acces::Environnement const& env, Id<Importation> id, std::string_view genre, Suivi const& suivi) {
    return genre == travail_lire ? lire(env, id, suivi) && prevoir(env, id, suivi) : appliquer(env, id, suivi);
}

} // namespace

Id<storage::Tache> demander_le_travail(Writer& db, Instant maintenant, Id<Importation> id, std::string_view genre,
                                       std::optional<Id<acces::Agent>> agent) {
    auto tache = storage::demander(db, maintenant, std::string(genre), std::to_string(id.valeur),
                                   std::string(genre) + "/" + std::to_string(id.valeur),
                                   agent ? std::optional{agent->valeur} : std::nullopt);
    db.run("update importation set tache_id = ? where id = ?", tache, id);
    return tache;
}

void mener_le_travail(acces::Environnement const& env, Id<Importation> id, std::string_view genre) {
    auto ecrire = [&](auto&& f) {
        storage::Transaction tx{env.base};
        auto rendu = f(tx.writer());
        tx.commit();
        return rendu;
    };
    auto const tache =
        ecrire([&](Writer& db) { return demander_le_travail(db, env.horloge.instant(), id, genre, {}); });
    auto reserver = [&] {
        auto const maintenant = env.horloge.instant();
        return ecrire(
            [&](Writer& db) { return storage::reserver(db, maintenant, tache, maintenant + std::chrono::minutes{1}); });
    };
    auto derniere = std::chrono::steady_clock::now();
    auto perdu = [&](std::int64_t, std::int64_t, std::string const&) {
        auto const ici = std::chrono::steady_clock::now();
        if (ici - derniere < std::chrono::seconds{10})
            return false;
        derniere = ici;
        return !reserver();
    };
    auto vivante = [&] {
        auto lease = env.base.read();
        auto db = lease.reader();
        return storage::tache(db, tache)->vivante();
    };
    while (vivante()) {
        if (reserver() && faire(env, id, genre, perdu)) {
            ecrire([&](Writer& db) {
                storage::finir(db, env.horloge.instant(), tache, "Fait par la commande.");
                return true;
            });
            return;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{200});
    }
}

std::map<std::string, storage::FaireTravail> travaux(acces::Environnement const& env) {
    std::map<std::string, storage::FaireTravail> genres;
    genres[std::string(travail_lire)] = [&env](storage::Travail& t) -> std::optional<std::string> {
        auto id = liste_de(t);
        if (!faire(env, id, travail_lire, suivi(t)))
            return std::nullopt;
        return "Plan prêt.";
    };
    genres[std::string(travail_appliquer)] = [&env](storage::Travail& t) -> std::optional<std::string> {
        if (!faire(env, liste_de(t), travail_appliquer, suivi(t)))
            return std::nullopt;
        return "Liste appliquée.";
    };
    return genres;
}

int effacer_le_perime(acces::Environnement const& env) {
    storage::Transaction tx{env.base};
    auto& db = tx.writer();
    auto jour = env.horloge.jour();
    auto avant = [&](std::string_view regle) {
        return env.horloge.instant() - std::chrono::hours{24} * territoire::entier(db, regle, jour);
    };
    struct Vieille {
        Id<Importation> id;
        std::string fichier;
    };
    auto vieilles =
        db.all<Vieille>("select id, fichier from importation where effacee_le is null and "
                        "((nature = 'decrocheurs' and deposee_le < ?) or (nature <> 'decrocheurs' and deposee_le < ?))",
                        avant("import.conservation_decrocheurs"), avant("import.conservation"));
    for (auto const& v : vieilles) {
        db.run("update ligne_import set contenu = '' where importation_id = ?", v.id);
        db.run("delete from ligne_candidat where ligne_id in (select id from ligne_import where importation_id = ?)",
               v.id);
        db.run("update ligne_import set issue = 'refusee', motif = 'Non tranchée à temps : contenu effacé.' "
               "where importation_id = ? and issue = 'douteuse'",
               v.id);
        db.run("update importation set effacee_le = ?, fichier = '', etape = case when etape = 'appliquee' or etape = "
               "'refusee' then etape "
               "else 'abandonnee' end where id = ?",
               env.horloge.instant(), v.id);
    }
    tx.commit();
    std::error_code ignore; // déjà effacé : rien à faire
    for (auto const& v : vieilles)
        if (!v.fichier.empty())
            std::filesystem::remove(v.fichier, ignore);
    auto lease = env.base.read();
    auto lecture = lease.reader();
    effacer_les_orphelins(lecture, std::filesystem::path(env.dossier) / "depots");
    return static_cast<int>(vieilles.size());
}

} // namespace metier::echanges
