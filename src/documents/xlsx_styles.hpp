#pragma once
// Inside of the XLSX reader: the parts of a workbook beside its sheets.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "documents/flux.hpp"

namespace documents::xlsx {

/// Texts shared by the sheets, one after the other in one block.
class Chaines {
public:
    void lire(Source const& source, std::size_t octets_au_plus);
    /// Empty beyond the last one.
    std::string_view operator[](std::size_t i) const;
    std::size_t size() const { return fins_.size(); }

private:
    std::string bloc_;
    std::vector<std::uint64_t> fins_;
};

/// For each cell style: does it show a date?
std::vector<bool> styles_de_date(Source const& source);
/// Number format made of day, month or year signs: « dd/mm/yyyy », « [$-40C]d mmm » but not « 0.00 » or « "jour" 0 ».
bool format_de_date(std::string_view format);

struct Feuille {
    std::string nom;
    std::string lien; ///< r:id
};
struct Sommaire {
    std::vector<Feuille> feuilles;
    bool depuis_1904 = false;
};
Sommaire sommaire(Source const& source);
/// Target of a link in workbook.xml.rels, as a path inside the archive.
std::string cible(Source const& liens, std::string_view lien);

} // namespace documents::xlsx
