#include "documents/feuilles.hpp"

#include <algorithm>
#include <fstream>
#include <stdexcept>

#include "documents/csv.hpp"

namespace documents {
namespace {

std::string texte(CelluleXlsx const& c) {
    if (auto const* s = std::get_if<std::string>(&c))
        return *s;
    if (auto const* n = std::get_if<double>(&c))
        return std::to_string(static_cast<std::int64_t>(*n));
    if (auto const* d = std::get_if<Date>(&c))
        return base::affiche(*d);
    return {};
}

} // namespace

void ecrire_csv(std::filesystem::path const& chemin, std::string const& provenance, std::span<Feuille const> feuilles) {
    std::ofstream sortie{chemin, std::ios::binary};
    EcrivainCsv csv{sortie};
    csv.ligne({provenance});
    for (auto const& f : feuilles) {
        if (feuilles.size() > 1)
            csv.ligne({f.nom});
        csv.ligne(f.en_tetes);
        for (auto const& l : f.lignes) {
            std::vector<std::string> cellules(l.size());
            std::ranges::transform(l, cellules.begin(), texte);
            csv.ligne(cellules);
        }
    }
    if (!sortie.flush())
        throw std::runtime_error("le disque refuse l’export");
}

void ecrire_xlsx(std::filesystem::path const& chemin, std::string const& provenance, std::span<Feuille const> feuilles,
                 Marque marque) {
    EcrivainXlsx classeur{chemin};
    std::vector<CelluleXlsx> const dite{provenance};
    for (auto const& f : feuilles) {
        classeur.feuille(f.nom, f.en_tetes);
        for (auto const& l : f.lignes)
            classeur.ligne(l);
        if (marque == Marque::sous_chaque_feuille)
            classeur.ligne(dite);
    }
    classeur.feuille("Provenance", std::vector<std::string>{"Provenance"});
    classeur.ligne(dite);
    classeur.fermer();
}

} // namespace documents
