#pragma once
// Rows that their key does not tell apart: how they are named in what is written, and how that is said.
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "documents/csv.hpp"

namespace app {

class ClesRefaites {
public:
    /// « ligne 17 » where the key is empty, « X1 (ligne 17) » where a row above has it: one name a row.
    std::vector<std::string> nommer(documents::Source const& source, std::size_t colonne,
                                    std::vector<std::size_t> const& positions);
    std::vector<std::string> remarques() const;

private:
    std::size_t vides_ = 0, en_double_ = 0;
    std::vector<std::int64_t> lignes_vides_{};                      ///< the first ones
    std::vector<std::pair<std::string, std::int64_t>> premieres_{}; ///< of those that another row has
};

} // namespace app
