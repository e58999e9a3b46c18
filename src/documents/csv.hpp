#pragma once
// CSV as offices really make it (formats.md §1.1), read as a stream; and CSV that a spreadsheet opens without harm.
#include <cstdint>
#include <iosfwd>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "documents/encodage.hpp"
#include "documents/flux.hpp"

namespace documents {

struct OptionsCsv {
    std::optional<char> separateur; ///< deviné sinon : ; tabulation , |
    std::size_t colonnes_au_plus = 2'000;
    std::size_t octets_par_champ = 1 << 20;
};

class LecteurCsv {
public:
    explicit LecteurCsv(Source source, OptionsCsv options = {});
    ~LecteurCsv();
    LecteurCsv(LecteurCsv&&) noexcept;

    /// Next record, in UTF-8, spreadsheet dressing (="0123") removed; empty lines are skipped. False at the end.
    bool suivante(std::vector<std::string>& champs);
    /// Line of the file where the last record began (1 = first line).
    std::int64_t ligne() const;
    /// The last record opens a quote that nothing closes: it was read as a letter.
    bool guillemet_seul() const;
    char separateur() const;
    Choix const& encodage() const;

private:
    struct Interieur;
    std::unique_ptr<Interieur> p_;
};

/// Counted outside quotes on the first five lines; « ; » wins a tie.
char deviner_separateur(std::string_view debut);
/// ="0123" and '0123: a spreadsheet's way to keep a zero. An apostrophe before a letter is a name ('T HOOFT).
std::string deshabille(std::string champ);

/// UTF-8 with BOM, « ; », CRLF: opens with a double click. Cells that a spreadsheet would run get an apostrophe.
class EcrivainCsv {
public:
    explicit EcrivainCsv(std::ostream& sortie, char separateur = ';');
    void ligne(std::span<std::string const> cellules);
    void ligne(std::initializer_list<std::string_view> cellules);

private:
    void cellule(std::string_view texte, bool premiere);
    std::ostream& sortie_;
    char separateur_;
};

/// Apostrophe before = + - @, tab and carriage return (formats.md §1.2).
std::string sans_formule(std::string_view cellule);

} // namespace documents
