#pragma once
// How far a linkage is, for whoever waits at the terminal; Ctrl-C heard without losing what is done.
#include <atomic>
#include <chrono>
#include <iosfwd>
#include <string>

#include "rapprochement/rapprochement.hpp"

namespace app {

/// While it lives, Ctrl-C or the end of the machine (SIGTERM) sets a flag; a second one stops at once.
class EcouteInterruption {
public:
    EcouteInterruption();
    ~EcouteInterruption();
    EcouteInterruption(EcouteInterruption const&) = delete;
    EcouteInterruption& operator=(EcouteInterruption const&) = delete;
    std::atomic<bool> const* arret() const;
    /// Exit status of a command that this stopped, as a shell expects it: 130, 143.
    static int code_de_fin();
};

/// « P3 prénom et date : 45 %, reste environ 12 s », on one line that is written over.
class Avance {
public:
    Avance(std::ostream& flux, bool visible) : flux_{flux}, visible_{visible} {}
    ~Avance();
    Avance(Avance const&) = delete;
    Avance& operator=(Avance const&) = delete;
    void dire(rapprochement::Avancement const& a);

private:
    std::ostream& flux_;
    bool visible_;
    std::string etape_{};
    double faite_ = 0, poids_ = 0; ///< of the whole; of this step
    std::chrono::steady_clock::time_point const debut_ = std::chrono::steady_clock::now();
    std::chrono::steady_clock::time_point dite_{};
};

/// Bytes that linking files with so many records takes, all in all.
std::uint64_t memoire_prevue(std::uint64_t fiches, bool adresses, bool contacts);

/// From here on, asking for more throws std::bad_alloc.
void borner_la_memoire(std::uint64_t mo);

} // namespace app
