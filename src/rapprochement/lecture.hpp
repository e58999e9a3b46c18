#pragma once
// A big file read into a population by several threads.
#include <functional>
#include <vector>

#include "rapprochement/codeur.hpp"
#include "rapprochement/rapprochement.hpp"

namespace rapprochement {

enum class Fichier : std::uint8_t { a, b };

/// Codes the next block of the file with this thread's coder; false when there is none left. Called by every thread.
using Alimenter = std::function<bool(Codeur& codeur, BlocCode& bloc)>;

struct Lu {
    std::size_t lignes = 0;
    bool date_lue = false;
    /// Rows whose key says nothing, empty or that of a row above: their positions in the file, in increasing order.
    std::vector<std::size_t> sans_cle{};
};

/// Replaces this side of the population; its records are then in the order of their keys, not of the file.
Lu lire(Population& population, Fichier fichier, Lecture const& lecture, Options const& options,
        Alimenter const& alimenter);

} // namespace rapprochement
