#pragma once
// XLSX workbooks: read as a stream of rows of text, written in constant memory.
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "documents/zip.hpp"

namespace documents {

struct LimitesXlsx {
    std::size_t colonnes = 2'000;
    std::int64_t lignes = 1'048'576;
    std::size_t octets_de_chaines = 256 << 20; ///< shared strings, in memory
};

class FeuilleXlsx {
public:
    ~FeuilleXlsx();
    FeuilleXlsx(FeuilleXlsx&&) noexcept;
    /// Next row with something in it; cells by position. Dates by their style are JJ/MM/AAAA; numbers without
    /// exponent; booleans VRAI or FAUX.
    bool suivante(std::vector<std::string>& cellules);
    /// Row number as the spreadsheet shows it.
    std::int64_t ligne() const;

private:
    friend class ClasseurXlsx;
    struct Interieur;
    explicit FeuilleXlsx(std::unique_ptr<Interieur> p);
    std::unique_ptr<Interieur> p_;
};

class ClasseurXlsx {
public:
    ClasseurXlsx(std::filesystem::path chemin, std::string nom, LimitesXlsx limites = {});
    ~ClasseurXlsx();
    ClasseurXlsx(ClasseurXlsx&&) noexcept;
    std::vector<std::string> const& feuilles() const;
    /// By name (case and accents ignored), the first one by default; the workbook must outlive the sheet.
    FeuilleXlsx lire(std::string_view feuille = {}) const;
    bool a_la_feuille(std::string_view feuille) const;

private:
    friend class FeuilleXlsx;
    struct Interieur;
    std::unique_ptr<Interieur> p_;
};

using CelluleXlsx = std::variant<std::monostate, std::string, double, Date>;

/// Texts are written as texts: nothing that people typed becomes a formula.
class EcrivainXlsx {
public:
    /// The file is written at `chemin`; temporary files go beside it.
    explicit EcrivainXlsx(std::filesystem::path chemin);
    ~EcrivainXlsx();
    EcrivainXlsx(EcrivainXlsx const&) = delete;
    EcrivainXlsx& operator=(EcrivainXlsx const&) = delete;
    /// New sheet with its bold, frozen and filtered header row.
    void feuille(std::string const& nom, std::span<std::string const> en_tetes);
    void ligne(std::span<CelluleXlsx const> cellules);
    /// Must be called; throws std::runtime_error if the disk refuses.
    void fermer();

private:
    struct Interieur;
    std::unique_ptr<Interieur> p_;
};

} // namespace documents
