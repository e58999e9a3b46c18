#include "app/coeur/rapprocher_avancement.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <cmath>
#include <csignal>
#include <ostream>

namespace app {
namespace {

std::atomic<bool> interrompu{false}; // a signal handler can only reach a global
std::atomic<int> entendu{SIGINT};

/// Ctrl-C, or a machine that stops: the same, and the second time at once.
extern "C" void entendre(int signal) {
    entendu = signal;
    interrompu = true;
    std::signal(signal, SIG_DFL);
}

/// Share of the whole that a step takes, measured on ten million records a side.
double poids(std::string_view etape) {
    if (etape == "lecture")
        return 0.17; // once a file
    if (etape.starts_with("P0 ") || etape.starts_with("P1 "))
        return 0.12;
    if (etape.starts_with('P'))
        return 0.02;
    return etape == "écriture" ? 0.05 : 0.01;
}

} // namespace

EcouteInterruption::EcouteInterruption() {
    interrompu = false;
    for (auto signal : {SIGINT, SIGTERM})
        std::signal(signal, entendre);
}
EcouteInterruption::~EcouteInterruption() {
    for (auto signal : {SIGINT, SIGTERM})
        std::signal(signal, SIG_DFL);
}
int EcouteInterruption::code_de_fin() {
    constexpr int convention = 128;
    return convention + entendu;
}
std::atomic<bool> const* EcouteInterruption::arret() const { return &interrompu; }

Avance::~Avance() {
    if (visible_ && !etape_.empty())
        flux_ << "\r\x1b[K" << std::flush;
}

void Avance::dire(rapprochement::Avancement const& a) {
    if (!visible_)
        return;
    auto const maintenant = std::chrono::steady_clock::now();
    if (a.etape != etape_) {
        faite_ = std::min(0.98, faite_ + poids_);
        etape_ = a.etape;
        poids_ = poids(a.etape);
    } else if (maintenant - dite_ < std::chrono::milliseconds(200))
        return;
    dite_ = maintenant;
    auto const part = std::min(0.99, faite_ + poids_ * a.part);
    auto const ecoulees = std::chrono::duration<double>(maintenant - debut_).count();
    flux_ << "\r\x1b[K" << etape_ << "\u00A0: " << std::lround(part * 100) << "\u00A0%";
    if (part > 0.05)
        flux_ << ", reste environ " << std::lround(ecoulees * (1 - part) / part) << "\u00A0s";
    flux_ << std::flush;
}

std::uint64_t memoire_prevue(std::uint64_t fiches, bool adresses, bool contacts) {
    constexpr std::uint64_t fixe = 80 << 20, par_fiche = 108, par_adresse = 48, par_contacts = 32;
    return fixe + fiches * (par_fiche + (adresses ? par_adresse : 0) + (contacts ? par_contacts : 0));
}

void borner_la_memoire(std::uint64_t mo) {
    rlimit const borne{mo << 20, mo << 20};
    setrlimit(RLIMIT_DATA, &borne);
}

} // namespace app
