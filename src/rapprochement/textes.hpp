#pragma once
// A dictionary: each distinct text has one number, 0 for the empty one. Texts live in one buffer.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rapprochement {

class Textes {
public:
    Textes();
    std::uint32_t code(std::string_view texte);
    /// 0 when the text is not known.
    std::uint32_t chercher(std::string_view texte) const;
    std::string_view texte(std::uint32_t code) const {
        return std::string_view(lettres_).substr(debuts_[code], debuts_[code + 1] - debuts_[code]);
    }
    std::size_t taille() const { return debuts_.size() - 1; }

private:
    std::size_t place(std::string_view texte, std::uint64_t empreinte) const;
    void agrandir();
    std::string lettres_;
    std::vector<std::uint32_t> debuts_;
    std::vector<std::uint64_t> table_; ///< high half of the hash, then the code; 0 when free
};

} // namespace rapprochement
