#include "metier/territoire/noms.hpp"

#include <algorithm>

#include "base/texte.hpp"

namespace metier::territoire {
namespace {

using Mots = std::vector<std::string_view>;

Mots const liaisons{"DE", "DU", "DES", "D", "L", "LA", "LE", "LES"};

/// Mots par lesquels un nom dit son genre : le premier l'annonce, les autres le suivent.
Mots mots_du_genre(GenreDeTerritoire genre) {
    switch (genre) {
    case GenreDeTerritoire::academie: return {"ACADEMIE"};
    case GenreDeTerritoire::departement: return {"DEPARTEMENT"};
    case GenreDeTerritoire::bassin: return {"BASSIN", "D", "EDUCATION", "ET", "DE", "FORMATION"};
    case GenreDeTerritoire::district: return {"DISTRICT"};
    }
    return {};
}

} // namespace

std::string cle_de_nom(GenreDeTerritoire genre, std::string_view nom) {
    auto mots = base::mots(nom);
    auto debut = mots.begin();
    auto sauter = [&](Mots const& parmi) {
        while (debut != mots.end() && std::ranges::find(parmi, *debut) != parmi.end())
            ++debut;
    };
    auto du_genre = mots_du_genre(genre);
    if (debut != mots.end() && *debut == du_genre.front())
        sauter(du_genre);
    sauter(liaisons);
    if (debut == mots.end())
        debut = mots.begin(); // « Bassin » tout court : c'est son nom
    return base::joint({debut, mots.end()}, " ");
}

std::string code_de_departement(std::string_view saisi) {
    auto code = base::majuscules(base::cle_d_en_tete(saisi));
    bool bon =
        code.size() >= 1 && code.size() <= 3 &&
        std::ranges::all_of(code, [](unsigned char c) { return (c >= '0' && c <= '9') || c == 'A' || c == 'B'; }) &&
        code.front() <= '9';
    return bon ? std::string(3 - code.size(), '0') + code : std::string{};
}

bool peut_contenir(GenreDeTerritoire parent, GenreDeTerritoire enfant) { return parent < enfant; }

} // namespace metier::territoire
