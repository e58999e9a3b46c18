#include "metier/echanges/formats/tableau.hpp"

#include "documents/csv.hpp"
#include "documents/xlsx.hpp"

namespace metier::echanges {
namespace {

class TableauCsv final : public Tableau {
public:
    explicit TableauCsv(documents::Source source) : csv_(std::move(source)) {}
    bool suivante(std::vector<std::string>& cellules) override { return csv_.suivante(cellules); }
    std::int64_t ligne() const override { return csv_.ligne(); }
    bool guillemet_seul() const override { return csv_.guillemet_seul(); }
    std::string encodage() const override { return std::string(documents::libelle(csv_.encodage().encodage)); }
    std::string separateur() const override { return std::string(1, csv_.separateur()); }
    std::string avertissement() const override { return csv_.encodage().avertissement; }

private:
    documents::LecteurCsv csv_;
};

class TableauXlsx final : public Tableau {
public:
    TableauXlsx(std::filesystem::path const& chemin, std::string const& nom, std::string const& feuille)
        : classeur_(chemin, nom), feuille_(classeur_.lire(feuille)) {}
    bool suivante(std::vector<std::string>& cellules) override { return feuille_.suivante(cellules); }
    std::int64_t ligne() const override { return feuille_.ligne(); }

private:
    documents::ClasseurXlsx classeur_;
    documents::FeuilleXlsx feuille_; // lue dans le classeur, fermée avant lui
};

} // namespace

std::unique_ptr<Tableau> tableau_csv(documents::Source source) {
    return std::make_unique<TableauCsv>(std::move(source));
}

std::unique_ptr<Tableau> tableau_xlsx(std::filesystem::path const& chemin, std::string const& nom,
                                      std::string const& feuille) {
    return std::make_unique<TableauXlsx>(chemin, nom, feuille);
}

} // namespace metier::echanges
