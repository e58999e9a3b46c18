#pragma once
// Work cut into numbered slices: whoever is free takes the next one, results are put back in order by the caller.
#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <string_view>
#include <thread>
#include <vector>

#include "rapprochement/rapprochement.hpp"

namespace rapprochement {

class Equipe {
public:
    explicit Equipe(Options const& options)
        : fils_{options.fils ? options.fils : std::max(1U, std::thread::hardware_concurrency())},
          progres_{options.progres}, arret_{options.arret} {}
    unsigned fils() const { return fils_; }

    /// f(slice, first, last, thread) for each slice of [0, n). Throws Interrompu when asked to stop.
    template <class F>
    void tranches(std::string_view etape, std::size_t n, std::size_t taille, F f) const {
        auto const total = (n + taille - 1) / taille;
        std::atomic<std::size_t> suivante{0};
        std::exception_ptr erreur;
        std::mutex verrou;
        auto travailler = [&](unsigned fil) {
            try {
                for (std::size_t t; !interrompu() && (t = suivante++) < total;) {
                    f(t, t * taille, std::min(n, (t + 1) * taille), fil);
                    if (fil == 0 && progres_)
                        progres_({etape,
                                  static_cast<double>(std::min(suivante.load(), total)) / static_cast<double>(total)});
                }
            } catch (...) { // carried to the calling thread below
                std::lock_guard garde{verrou};
                erreur = std::current_exception();
                suivante = total;
            }
        };
        {
            std::vector<std::jthread> autres;
            for (unsigned fil = 1; fil < fils_ && fil < total; ++fil)
                autres.emplace_back(travailler, fil);
            travailler(0);
        }
        if (erreur)
            std::rethrow_exception(erreur);
        if (interrompu())
            throw Interrompu{};
    }

private:
    bool interrompu() const { return arret_ && arret_->load(std::memory_order_relaxed); }
    unsigned fils_;
    std::function<void(Avancement const&)> const& progres_;
    std::atomic<bool> const* arret_;
};

} // namespace rapprochement
