#include <xlsxwriter.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "base/ensure.hpp"
#include "base/texte.hpp"
#include "documents/xlsx.hpp"

namespace documents {

struct EcrivainXlsx::Interieur {
    std::string dossier; // libxlsxwriter keeps the pointer
    lxw_workbook* classeur = nullptr;
    lxw_worksheet* feuille = nullptr;
    lxw_format* titre = nullptr;
    lxw_format* date = nullptr;
    lxw_row_t ligne = 0;
    std::size_t colonnes = 0;

    void filtrer() const {
        if (feuille && colonnes)
            worksheet_autofilter(feuille, 0, 0, ligne ? ligne - 1 : 0, static_cast<lxw_col_t>(colonnes - 1));
    }
};

namespace {

constexpr std::size_t caracteres_par_cellule = 32'767;

void ecrire(lxw_worksheet* feuille, lxw_row_t l, lxw_col_t c, CelluleXlsx const& cellule, lxw_format* date) {
    if (auto const* texte = std::get_if<std::string>(&cellule)) {
        auto sur =
            base::longueur(*texte) > caracteres_par_cellule ? base::coupe(*texte, caracteres_par_cellule - 1) : *texte;
        worksheet_write_string(feuille, l, c, sur.c_str(), nullptr); // a text, never a formula
    } else if (auto const* n = std::get_if<double>(&cellule)) {
        worksheet_write_number(feuille, l, c, *n, nullptr);
    } else if (auto const* jour = std::get_if<Date>(&cellule)) {
        lxw_datetime d{.year = static_cast<int>(jour->year()),
                       .month = static_cast<int>(static_cast<unsigned>(jour->month())),
                       .day = static_cast<int>(static_cast<unsigned>(jour->day())),
                       .hour = 0,
                       .min = 0,
                       .sec = 0};
        worksheet_write_datetime(feuille, l, c, &d, date);
    }
}

/// 31 characters, without [ ] : * ? / \ .
std::string nom_de_feuille(std::string const& nom) {
    std::string s;
    for (char c : base::coupe(nom, 30))
        s.push_back(std::string_view("[]:*?/\\").find(c) == std::string_view::npos ? c : ' ');
    return s.empty() ? "Feuille" : s;
}

} // namespace

EcrivainXlsx::EcrivainXlsx(std::filesystem::path chemin) : p_(std::make_unique<Interieur>()) {
    p_->dossier = chemin.has_parent_path() ? chemin.parent_path().string() : ".";
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = p_->dossier.data();
    p_->classeur = workbook_new_opt(chemin.c_str(), &options);
    ensure(p_->classeur != nullptr, "xlsx: workbook not created");
    p_->titre = workbook_add_format(p_->classeur);
    format_set_bold(p_->titre);
    p_->date = workbook_add_format(p_->classeur);
    format_set_num_format(p_->date, "dd/mm/yyyy");
}

EcrivainXlsx::~EcrivainXlsx() {
    if (p_->classeur)
        workbook_close(p_->classeur);
}

void EcrivainXlsx::feuille(std::string const& nom, std::span<std::string const> en_tetes) {
    p_->filtrer();
    p_->feuille = workbook_add_worksheet(p_->classeur, nom_de_feuille(nom).c_str());
    if (!p_->feuille)
        throw std::runtime_error("xlsx: sheet refused (name used twice?)");
    p_->ligne = 0;
    p_->colonnes = en_tetes.size();
    for (std::size_t c = 0; c < en_tetes.size(); ++c) {
        auto largeur = std::min<double>(60, static_cast<double>(base::longueur(en_tetes[c])) + 4);
        worksheet_set_column(p_->feuille, static_cast<lxw_col_t>(c), static_cast<lxw_col_t>(c), std::max(12., largeur),
                             nullptr);
        worksheet_write_string(p_->feuille, 0, static_cast<lxw_col_t>(c), en_tetes[c].c_str(), p_->titre);
    }
    worksheet_freeze_panes(p_->feuille, 1, 0);
    p_->ligne = 1;
}

void EcrivainXlsx::ligne(std::span<CelluleXlsx const> cellules) {
    ensure(p_->feuille != nullptr, "xlsx: a row needs a sheet");
    for (std::size_t c = 0; c < cellules.size(); ++c)
        ecrire(p_->feuille, p_->ligne, static_cast<lxw_col_t>(c), cellules[c], p_->date);
    ++p_->ligne;
}

void EcrivainXlsx::fermer() {
    p_->filtrer();
    auto erreur = workbook_close(std::exchange(p_->classeur, nullptr));
    if (erreur != LXW_NO_ERROR)
        throw std::runtime_error(std::string("xlsx: ") + lxw_strerror(erreur));
}

} // namespace documents
