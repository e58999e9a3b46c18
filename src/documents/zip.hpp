#pragma once
// ZIP archives, opened with suspicion: count, sizes, ratio and names are checked before a byte is handed out, and
// sizes are counted again while reading because an archive may lie.
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "documents/flux.hpp"

namespace documents {

struct LimitesZip {
    std::uint64_t entrees = 2'000;
    std::uint64_t octets_par_entree = octets_au_plus;
    std::uint64_t octets_en_tout = 2 * octets_au_plus;
    std::uint64_t ratio = 200; ///< looked at beyond 16 MiB only: small files compress well
};

struct EntreeZip {
    std::string nom;
    std::uint64_t octets = 0;
    std::uint64_t numero = 0;
    bool en_sous_dossier = false;
};

class ArchiveZip {
public:
    /// Throws FichierRefuse: not a ZIP, password, « .. », absolute or NUL names, too many, too big, too compressed.
    ArchiveZip(std::filesystem::path chemin, std::string nom, LimitesZip limites = {});
    /// Files, folders left out, in the order of the archive.
    std::vector<EntreeZip> const& entrees() const { return entrees_; }
    EntreeZip const* trouver(std::string_view nom) const;
    /// Each opening reads the entry from its start, counting.
    Source source(EntreeZip const& entree) const;
    std::string const& nom() const { return nom_; }

private:
    std::filesystem::path chemin_;
    std::string nom_;
    LimitesZip limites_;
    std::vector<EntreeZip> entrees_;
};

/// Writes an entry to a file, for readers that need a path.
void extraire(Source const& source, std::filesystem::path const& vers);

} // namespace documents
