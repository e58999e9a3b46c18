#pragma once
// Bytes that can be read again from the start: a file, a gzip, an entry of an archive, a text in memory.
// Nothing here holds a whole file in memory.
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace documents {

class Flux {
public:
    virtual ~Flux() = default;
    /// Number of bytes put in `tampon`; 0 at the end. Throws FichierRefuse on a damaged source.
    virtual std::size_t lire(char* tampon, std::size_t n) = 0;
};

struct Source {
    std::string nom; ///< shown to people
    std::function<std::unique_ptr<Flux>()> ouvrir;
};

/// The same bytes, counted: beyond `limite`, throws FichierRefuse with this message.
std::unique_ptr<Flux> borne(std::unique_ptr<Flux> flux, std::uint64_t limite, std::string nom, std::string message);

inline constexpr std::uint64_t octets_au_plus = std::uint64_t{1} << 30; ///< 1 Gio décompressé

/// The first bytes, fewer if the source is shorter.
std::string premiers_octets(Source const& source, std::size_t combien);

/// Its first bytes alone, up to the end of a line.
Source debut_de(Source const& source, std::size_t octets);

/// Size of the file, decompressed if it is a gzip (as its last bytes say).
std::uint64_t octets_decompresses(std::filesystem::path const& chemin);
/// About how many lines so many bytes make, judging by the first ones.
std::uint64_t lignes_estimees(Source const& source, std::uint64_t octets);

/// Plain file, or gzip recognised by its first bytes. Beyond `limite` bytes once decompressed: refused.
Source source_de_fichier(std::filesystem::path chemin, std::string nom, std::uint64_t limite = octets_au_plus);
Source source_de_texte(std::string octets, std::string nom);

} // namespace documents
