#pragma once
// Un dossier de données, le temps d'un essai.
#include <filesystem>

#include "base/secret.hpp"
#include "base/texte.hpp"
#include "metier/reperage/vivier.hpp"

namespace essais {

struct DossierDEssai {
    std::filesystem::path chemin =
        std::filesystem::temp_directory_path() / ("reserve_" + base::hexa(base::octets_au_hasard(8)));
    DossierDEssai() { std::filesystem::create_directories(chemin); }
    DossierDEssai(DossierDEssai const&) = delete;
    DossierDEssai& operator=(DossierDEssai const&) = delete;
    ~DossierDEssai() { std::filesystem::remove_all(chemin); }
    std::string fichier() const { return metier::reperage::fichier_du_vivier(chemin.string()); }
    metier::reperage::Reserve reserve() const { return {chemin.string(), 0}; }
};

} // namespace essais
