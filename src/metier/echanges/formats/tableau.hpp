#pragma once
// Un CSV ou les feuilles d'un classeur, vus de la même façon : des lignes de cellules.
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "documents/flux.hpp"

namespace metier::echanges {

class Tableau {
public:
    virtual ~Tableau() = default;
    virtual bool suivante(std::vector<std::string>& cellules) = 0;
    virtual std::int64_t ligne() const = 0;
    /// La dernière ligne ouvre un guillemet que rien ne ferme.
    virtual bool guillemet_seul() const { return false; }
    virtual std::string encodage() const { return {}; }
    virtual std::string separateur() const { return {}; }
    virtual std::string avertissement() const { return {}; }
};

/// Ouvre le tableau depuis son début ; on s'en sert deux fois quand il faut deux lectures.
using OuvrirTableau = std::function<std::unique_ptr<Tableau>()>;

std::unique_ptr<Tableau> tableau_csv(documents::Source source);
/// Feuille par son nom ; vide : la première.
std::unique_ptr<Tableau> tableau_xlsx(std::filesystem::path const& chemin, std::string const& nom,
                                      std::string const& feuille);

} // namespace metier::echanges
