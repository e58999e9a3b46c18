#pragma once
// A big CSV read by several threads: blocks of whole records, then their cells, without a copy. Same cells as
// LecteurCsv, which remains the reference: whatever is out of the ordinary (a byte that is not UTF-8, NUL, a lonely
// carriage return, a quote never closed) throws CsvAutrement, for the file to be read again in the slow way.
#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "documents/encodage.hpp"
#include "documents/flux.hpp"

namespace documents {

struct CsvAutrement : std::exception {};

struct BlocCsv {
    std::string octets{};
    std::uint64_t numero = 0; ///< from 0, in the order of the file
    std::int64_t ligne = 1;   ///< of its first record
};

class BlocsCsv {
public:
    /// `encodage`: that of the bytes; blocks are in UTF-8.
    explicit BlocsCsv(Source const& source, Encodage encodage = Encodage::utf8);
    /// The next block; false at the end. From any thread.
    bool suivant(BlocCsv& bloc);
    /// A block that is over: its memory serves again.
    void rendre(BlocCsv bloc);
    char separateur() const { return separateur_; }

private:
    void completer(std::string& octets);
    std::mutex verrou_;
    std::unique_ptr<Flux> flux_;
    std::string reste_;
    std::vector<std::string> libres_{};
    std::uint64_t numero_ = 0;
    std::int64_t ligne_ = 1;
    bool fini_ = false;
    char separateur_ = ';';
};

/// Cuts a block into records.
class DecoupeCsv {
public:
    DecoupeCsv(BlocCsv const& bloc, char separateur);
    struct Ligne {
        std::vector<std::string_view> cellules{};
        std::int64_t numero = 0;
    };
    /// Cells of the next record, good until the next call; empty lines are skipped. False at the end of the block.
    bool suivante(std::vector<std::string_view>& cellules);
    std::int64_t ligne() const { return ligne_; }
    /// The next records, as many as `lignes` holds or as are left: good until the next call.
    std::span<Ligne const> suivantes(std::span<Ligne> lignes);

private:
    bool decouper(std::vector<std::string_view>& cellules);
    std::string_view champ();
    std::string_view champ_entre_guillemets(std::size_t debut);
    std::string_view octets_;
    char separateur_;
    std::array<bool, 256> arret_{};
    std::size_t pos_ = 0;
    std::int64_t ligne_ = 0, courante_;
    std::vector<std::unique_ptr<std::string>> tampons_; ///< cells that are not a part of the block as it is
    std::size_t tampons_pris_ = 0;
};

} // namespace documents
