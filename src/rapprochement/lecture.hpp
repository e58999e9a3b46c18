#pragma once
// A big file read into a population by several threads.
#include <functional>
#include <optional>

#include "rapprochement/codeur.hpp"
#include "rapprochement/rapprochement.hpp"

namespace rapprochement {

enum class Fichier : std::uint8_t { a, b };

/// Codes the next block of the file with this thread's coder; false when there is none left. Called by every thread.
using Alimenter = std::function<bool(Codeur& codeur, BlocCode& bloc)>;

struct Lu {
    std::size_t lignes = 0;
    bool date_lue = false;
    /// A key met twice: the position in the file of the second row that bears it.
    std::optional<std::size_t> cle_en_double{};
};

/// Replaces this side of the population; its records are then in the order of their keys, not of the file.
Lu lire(Population& population, Fichier fichier, Lecture const& lecture, Options const& options,
        Alimenter const& alimenter);

} // namespace rapprochement
