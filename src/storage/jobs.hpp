#pragma once
// Long work: rows of table `tache`, done by workers inside the program, in chunks that can be replayed.
#include <atomic>
#include <functional>
#include <map>
#include <string>
#include <thread>

#include "base/horloge.hpp"
#include "storage/database.hpp"

namespace storage {

struct Tache;

struct TacheVue {
    Id<Tache> id;
    std::string genre, parametres, etat;
    std::int64_t fait = 0, total = 0;
    std::string etape, message;
    Instant creee_le{};
    std::optional<Instant> finie_le;
    bool vivante() const { return etat == "a_faire" || etat == "en_cours"; }
};

/// Asks for some work, in the caller's transaction. `cle` empty, or the name of the only living job of that kind
/// (asking twice gives the first one's id).
Id<Tache> demander(Writer& db, Instant maintenant, std::string const& genre, std::string const& parametres,
                   std::string const& cle = {}, std::optional<std::int64_t> agent = {});
std::optional<TacheVue> tache(Reader& db, Id<Tache> id);

/// Keeps a job for the caller, who does it itself, until `jusqu_a`: workers leave it alone, then take it if the caller
/// is gone. False when a worker has it, or when it is finished.
bool reserver(Writer& db, Instant maintenant, Id<Tache> id, Instant jusqu_a);
/// The caller has done it.
void finir(Writer& db, Instant maintenant, Id<Tache> id, std::string const& message);

/// What a job's function receives. It may run again from the start after a crash: it must be replayable.
class Travail {
public:
    Travail(Database& base, base::Horloge const& horloge, TacheVue vue, std::atomic<bool> const& arret)
        : base_{base}, horloge_{horloge}, vue_{std::move(vue)}, arret_{arret} {}
    TacheVue const& tache() const { return vue_; }
    Database& base() { return base_; }
    base::Horloge const& horloge() const { return horloge_; }
    /// Says how far it is (written at most twice a second) and that it is alive.
    void avance(std::int64_t fait, std::int64_t total, std::string const& etape);
    /// The program is stopping: leave now, the job will be run again.
    bool arret() const { return arret_; }

private:
    Database& base_;
    base::Horloge const& horloge_;
    TacheVue vue_;
    std::atomic<bool> const& arret_;
    std::chrono::steady_clock::time_point dernier_{};
    std::string etape_;
};

/// Returns the final message shown to people. An exception makes the job « echouee » with its message after 3 tries
/// (Unavailable) or at once (anything else). Returns std::nullopt when it left because of arret().
using FaireTravail = std::function<std::optional<std::string>(Travail&)>;

class Ateliers {
public:
    Ateliers(Database& base, base::Horloge const& horloge, std::map<std::string, FaireTravail> genres,
             std::function<void(std::string const&)> journal = {});
    ~Ateliers();
    /// Starts n worker threads. Jobs left « en_cours » by a dead program are taken again.
    void demarrer(int n);
    void arreter();
    /// Runs one waiting job in this thread (tests, command line); false when there is none.
    bool faire_un();

private:
    std::optional<TacheVue> prendre();
    void executer(TacheVue vue);
    Database& base_;
    base::Horloge const& horloge_;
    std::map<std::string, FaireTravail> genres_;
    std::function<void(std::string const&)> journal_;
    std::atomic<bool> arret_{false};
    std::vector<std::thread> fils_;
};

} // namespace storage
