#pragma once
// A ZIP made in memory, for the few formats that are one (ODT). Small by nature: letters, minutes.
#include <string>
#include <vector>

namespace documents {

struct EntreeAEcrire {
    std::string nom, contenu;
    bool telle_quelle = false; ///< stored, not compressed: « mimetype » of OpenDocument
};
/// The archive's bytes, entries in the order given. Throws std::runtime_error when memory is short.
std::string zip_en_memoire(std::vector<EntreeAEcrire> const& entrees);

} // namespace documents
