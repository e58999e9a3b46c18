#include "storage/jobs.hpp"

namespace storage {
namespace {

constexpr auto colonnes = "id, genre, parametres, etat, fait, total, etape, message, creee_le, finie_le";
/// A job nobody has given news of for that long is taken again.
constexpr auto silence = std::chrono::seconds{60};

} // namespace

Id<Tache> demander(Writer& db, Instant maintenant, std::string const& genre, std::string const& parametres,
                   std::string const& cle, std::optional<std::int64_t> agent) {
    std::optional<std::string> cle_ou_rien;
    if (!cle.empty()) {
        cle_ou_rien = cle;
        if (auto deja = db.maybe<Id<Tache>>("select id from tache where cle = ?", cle))
            return *deja;
    }
    return db.one<Id<Tache>>("insert into tache (genre, parametres, cle, agent_id, creee_le, a_partir_de) "
                             "values (?, ?, ?, ?, ?, ?) returning id",
                             genre, parametres, cle_ou_rien, agent, maintenant, maintenant);
}

std::optional<TacheVue> tache(Reader& db, Id<Tache> id) {
    return db.maybe<TacheVue>(std::string("select ") + colonnes + " from tache where id = ?", id);
}

bool reserver(Writer& db, Instant maintenant, Id<Tache> id, Instant jusqu_a) {
    return db.run("update tache set etat = 'a_faire', a_partir_de = ? where id = ? and (etat = 'a_faire' or (etat = "
                  "'en_cours' and vue_le < ?))",
                  jusqu_a, id, maintenant - silence) > 0;
}

void finir(Writer& db, Instant maintenant, Id<Tache> id, std::string const& message) {
    db.run("update tache set etat = 'faite', message = ?, finie_le = ?, cle = null where id = ? and etat = 'a_faire'",
           message, maintenant, id);
}

void Travail::avance(std::int64_t fait, std::int64_t total, std::string const& etape) {
    auto maintenant = std::chrono::steady_clock::now();
    if (etape == etape_ && maintenant - dernier_ < std::chrono::milliseconds{500})
        return;
    dernier_ = maintenant;
    etape_ = etape;
    Transaction tx{base_};
    tx.writer().run("update tache set fait = ?, total = ?, etape = ?, vue_le = ? where id = ?", fait, total, etape,
                    horloge_.instant(), vue_.id);
    tx.commit();
}

Ateliers::Ateliers(Database& base, base::Horloge const& horloge, std::map<std::string, FaireTravail> genres,
                   std::function<void(std::string const&)> journal)
    : base_{base}, horloge_{horloge}, genres_{std::move(genres)}, journal_{std::move(journal)} {}

Ateliers::~Ateliers() { arreter(); }

void Ateliers::demarrer(int n) {
    if (base_.engine() == Engine::sqlite) { // one program per SQLite file: whatever is « en_cours » is orphaned
        Transaction tx{base_};
        tx.writer().run("update tache set etat = 'a_faire' where etat = 'en_cours'");
        tx.commit();
    }
    for (int i = 0; i < n; ++i)
        fils_.emplace_back([this] {
            while (!arret_) {
                bool occupe = false;
                try {
                    occupe = faire_un();
                } catch (Unavailable const& e) { // the database will come back
                    if (journal_)
                        journal_(std::string("ateliers : ") + e.what());
                }
                for (int attente = 0; !occupe && attente < 10 && !arret_; ++attente)
                    std::this_thread::sleep_for(std::chrono::milliseconds{50});
            }
        });
}

void Ateliers::arreter() {
    arret_ = true;
    for (auto& fil : fils_)
        fil.join();
    fils_.clear();
}

bool Ateliers::faire_un() {
    auto prise = prendre();
    if (prise)
        executer(*std::move(prise));
    return prise.has_value();
}

std::optional<TacheVue> Ateliers::prendre() {
    auto maintenant = horloge_.instant();
    { // looked at from a reader first: an idle worker never takes the writer's place
        auto lease = base_.read();
        auto db = lease.reader();
        if (!db.maybe<std::int64_t>("select id from tache where (etat = 'a_faire' and a_partir_de <= ?) "
                                    "or (etat = 'en_cours' and vue_le < ?) order by id limit 1",
                                    maintenant, maintenant - silence))
            return std::nullopt;
    }
    Transaction tx{base_};
    auto& db = tx.writer();
    std::string choix = "select id from tache where (etat = 'a_faire' and a_partir_de <= ?) "
                        "or (etat = 'en_cours' and vue_le < ?) order by id limit 1";
    if (base_.engine() == Engine::postgresql)
        choix += " for update skip locked";
    auto id = db.maybe<Id<Tache>>(choix, maintenant, maintenant - silence);
    if (!id)
        return std::nullopt;
    db.run("update tache set etat = 'en_cours', prise_le = ?, vue_le = ?, essais = essais + 1 where id = ?", maintenant,
           maintenant, *id);
    auto vue = tache(db, *id);
    tx.commit();
    return vue;
}

void Ateliers::executer(TacheVue vue) {
    auto id = vue.id;
    auto finir = [&](char const* etat, std::string const& message) {
        Transaction tx{base_};
        tx.writer().run("update tache set etat = ?, message = ?, finie_le = ?, cle = null where id = ?", etat, message,
                        horloge_.instant(), id);
        tx.commit();
    };
    auto rendre = [&](std::chrono::seconds delai) {
        Transaction tx{base_};
        tx.writer().run("update tache set etat = 'a_faire', a_partir_de = ? where id = ?", horloge_.instant() + delai,
                        id);
        tx.commit();
    };
    auto genre = genres_.find(vue.genre);
    if (genre == genres_.end())
        return finir("echouee", "Ce programme ne sait pas faire « " + vue.genre + " ».");
    try {
        Travail travail{base_, horloge_, std::move(vue), arret_};
        auto message = genre->second(travail);
        message ? finir("faite", *message) : rendre(std::chrono::seconds{0});
    } catch (Unavailable const& e) {
        auto lease = base_.read();
        auto essais = lease.reader().one<int>("select essais from tache where id = ?", id);
        if (journal_)
            journal_("tâche " + genre->first + " : " + e.what());
        essais < 3 ? rendre(std::chrono::seconds{5})
                   : finir("echouee", "La base de données n’a pas répondu. Relancez l’opération.");
    } catch (std::exception const& e) { // the edge of the job: its failure is told to people, the worker lives on
        if (journal_)
            journal_("tâche " + genre->first + " : " + e.what());
        finir("echouee", e.what());
    }
}

} // namespace storage
