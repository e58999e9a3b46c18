#pragma once
// Small SVG charts: a title, a description, and always their figures in a table. Same picture on the page and in print.
#include "web/html.hpp"

#include <vector>

namespace web {

struct Barre {
    std::string libelle = {};
    double valeur = 0;
    std::string affiche = {}; ///< how the figure is written; empty: as a whole number
};
struct Diagramme {
    std::string titre = {};            ///< « Jeunes accompagnés par bassin »
    std::string description = {};      ///< what it shows, in a sentence
    std::string colonne = "Catégorie"; ///< head of the first column of the table
    std::string unite = "Nombre";      ///< head of the figures
};
/// One bar per line, label at left, figure at the end.
Html barres(Diagramme const& d, std::vector<Barre> const& barres);

struct Serie {
    std::string nom = {};
    std::vector<double> valeurs = {}; ///< one per category
};
/// Bars made of pieces: each category, its series one after the other (six series at most).
Html barres_empilees(Diagramme const& d, std::vector<std::string> const& categories, std::vector<Serie> const& series);
/// Steps that shrink: repérés, contactés, reçus, en solution; each with its share of the first.
Html entonnoir(Diagramme const& d, std::vector<Barre> const& etapes);
/// One line per series over months or years (six at most), told apart by colour, dash and mark.
Html courbes(Diagramme const& d, std::vector<std::string> const& mois, std::vector<Serie> const& series);

} // namespace web
