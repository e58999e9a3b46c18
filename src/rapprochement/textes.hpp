#pragma once
// A dictionary: each distinct text has one number, 0 for the empty one. Texts live in one buffer.
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rapprochement {

/// Texts already numbered and read where they are (a mapped file): the numbers below `taille()`.
struct FondDeTextes {
    static constexpr std::array<std::uint32_t, 2> aucun{};
    std::string_view lettres{};
    std::span<std::uint32_t const> debuts = aucun; ///< one more than there are texts
    std::span<std::uint64_t const> table{};        ///< empty, or a power of two
    std::uint32_t dernier() const { return static_cast<std::uint32_t>(debuts.size() - 2); }
    std::string_view texte(std::uint32_t code) const {
        return lettres.substr(debuts[code], debuts[code + 1] - debuts[code]);
    }
};

class Textes {
public:
    explicit Textes(FondDeTextes fond = {});
    std::uint32_t code(std::string_view texte);
    /// Codes here of every text of another dictionary, by its code there.
    std::vector<std::uint32_t> accueillir(Textes const& autres);
    /// 0 when the text is not known.
    std::uint32_t chercher(std::string_view texte) const;
    std::vector<std::uint32_t> chercher(Textes const& autres) const;
    std::string_view texte(std::uint32_t code) const {
        if (code <= dernier_du_fond_)
            return fond_.texte(code);
        code -= dernier_du_fond_;
        return std::string_view(lettres_).substr(debuts_[code], debuts_[code + 1] - debuts_[code]);
    }
    std::size_t taille() const { return dernier_du_fond_ + debuts_.size() - 1; }
    /// To be kept in a file; of a dictionary that has nothing under it.
    FondDeTextes en_fond() const { return {lettres_, debuts_, table_}; }

private:
    std::size_t place(std::string_view texte, std::uint64_t empreinte) const;
    std::uint32_t coder(std::string_view texte, std::uint64_t empreinte);
    void agrandir();
    template <class F>
    void parcourir(Textes const& autres, F f) const;
    FondDeTextes fond_;
    std::uint32_t dernier_du_fond_;
    std::string lettres_;
    std::vector<std::uint32_t> debuts_; ///< of the texts that are not in `fond_`; the first one is the empty text
    std::vector<std::uint64_t> table_;  ///< high half of the hash, then the code; 0 when free
};

} // namespace rapprochement
