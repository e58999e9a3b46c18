#include <ostream>

#include "documents/csv.hpp"

namespace documents {

std::string sans_formule(std::string_view cellule) {
    bool dangereuse = !cellule.empty() && std::string_view("=+-@\t\r").find(cellule[0]) != std::string_view::npos;
    return (dangereuse ? "'" : "") + std::string(cellule);
}

EcrivainCsv::EcrivainCsv(std::ostream& sortie, char separateur) : sortie_(sortie), separateur_(separateur) {
    sortie_ << "\xEF\xBB\xBF";
}

void EcrivainCsv::ligne(std::span<std::string const> cellules) {
    bool premiere = true;
    for (auto const& c : cellules) {
        cellule(c, premiere);
        premiere = false;
    }
    sortie_ << "\r\n";
}

void EcrivainCsv::ligne(std::initializer_list<std::string_view> cellules) {
    bool premiere = true;
    for (auto c : cellules) {
        cellule(c, premiere);
        premiere = false;
    }
    sortie_ << "\r\n";
}

void EcrivainCsv::cellule(std::string_view texte, bool premiere) {
    if (!premiere)
        sortie_ << separateur_;
    auto sure = sans_formule(texte);
    bool guillemets = sure.find_first_of("\"\r\n\t;,|'") != sure.npos || sure.find(separateur_) != sure.npos;
    if (!guillemets) {
        sortie_ << sure;
        return;
    }
    sortie_ << '"';
    for (char c : sure) {
        if (c == '"')
            sortie_ << '"';
        sortie_ << c;
    }
    sortie_ << '"';
}

} // namespace documents
