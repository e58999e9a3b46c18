#include "web/chart.hpp"
#include "web/parts/tableau.hpp"

#include "base/ensure.hpp"
#include "base/texte.hpp"

#include <algorithm>
#include <cmath>

namespace web {

namespace {

std::string nombre_svg(double x) {
    auto const centiemes = std::llround(x * 100);
    auto const absolu = std::llabs(centiemes);
    std::string t = (centiemes < 0 ? "-" : "") + std::to_string(absolu / 100);
    if (absolu % 100)
        t += (absolu % 100 < 10 ? ".0" : ".") + std::to_string(absolu % 100);
    return t;
}

std::string affiche(double v) {
    if (std::fabs(v - std::round(v)) < 1e-9)
        return base::nombre(std::llround(v));
    auto const dixiemes = std::llround(std::fabs(v) * 10);
    return (v < 0 ? "−" : "") + base::nombre(dixiemes / 10) + "," + std::to_string(dixiemes % 10);
}
std::string affiche(Barre const& b) { return b.affiche.empty() ? affiche(b.valeur) : b.affiche; }

/// SVG is written by hand: numbers are ours, texts go through escape().
class Dessin {
public:
    Dessin(double largeur, double hauteur) : largeur_{largeur}, hauteur_{hauteur} {}

    Dessin& rect(std::string_view classe, double x, double y, double l, double h) {
        svg_ += "<rect class=\"" + std::string{classe} + "\" x=\"" + nombre_svg(x) + "\" y=\"" + nombre_svg(y) +
                "\" width=\"" + nombre_svg(std::max(l, 0.0)) + "\" height=\"" + nombre_svg(h) + "\" rx=\"2\"/>";
        return *this;
    }
    Dessin& texte(std::string_view classe, double x, double y, std::string_view texte) {
        svg_ += "<text class=\"" + std::string{classe} + "\" x=\"" + nombre_svg(x) + "\" y=\"" + nombre_svg(y) + "\">";
        escape(svg_, texte);
        svg_ += "</text>";
        return *this;
    }
    Dessin& trait(std::string_view classe, std::string const& chemin) {
        svg_ += "<path class=\"" + std::string{classe} + "\" d=\"" + chemin + "\"/>";
        return *this;
    }
    Dessin& point(std::string_view classe, double x, double y) {
        svg_ += "<circle class=\"" + std::string{classe} + "\" cx=\"" + nombre_svg(x) + "\" cy=\"" + nombre_svg(y) +
                "\" r=\"3\"/>";
        return *this;
    }

    Html html(Diagramme const& d) const {
        std::string svg = "<svg class=\"diagramme\" role=\"img\" viewBox=\"0 0 " + nombre_svg(largeur_) + " " +
                          nombre_svg(hauteur_) + "\"><title>";
        escape(svg, d.titre);
        svg += "</title><desc>";
        escape(svg, d.description);
        return trusted(svg + "</desc>" + svg_ + "</svg>");
    }

private:
    double largeur_, hauteur_;
    std::string svg_;
};

/// 1, 2 or 5 times a power of ten: the step of a scale of about four lines.
double pas(double maximum) {
    double const brut = std::max(maximum, 1.0) / 4;
    double const dix = std::pow(10, std::floor(std::log10(brut)));
    for (double const k : {1.0, 2.0, 5.0})
        if (brut <= k * dix)
            return std::max(k * dix, 1.0);
    return std::max(10 * dix, 1.0);
}

std::string classe_de_serie(std::size_t i) { return "s" + std::to_string(i + 1); }

Html legende(std::vector<Serie> const& series, bool lignes) {
    if (series.size() < 2)
        return {};
    Html entrees;
    for (std::size_t i = 0; i < series.size(); ++i) {
        auto const dessin = lignes ? R"(<path class="ligne )" + classe_de_serie(i) + R"(" d="M0 6h24"/>)"
                                   : R"(<rect class=")" + classe_de_serie(i) + R"(" width="24" height="12" rx="2"/>)";
        entrees += li(trusted(R"(<svg viewBox="0 0 24 12" aria-hidden="true">)" + dessin + "</svg>"), series[i].nom);
    }
    return ul(clas("legende"), entrees);
}

/// `titres`: the first column names the row, the others are figures.
Html figure_de(Diagramme const& d, Html const& dessin, std::vector<std::string> const& titres, Html const& lignes,
               Html const& cles = {}) {
    auto const entete = [&](std::string const& t) {
        return th(scope("col"), when(&t != &titres.front(), clas("num")), t);
    };
    auto const donnees =
        table_dite("table", caption(clas("visually-hidden"), d.titre), titres, each(titres, entete), lignes);
    return figure(clas("figure-diagramme"),
                  figcaption(strong(d.titre), when(!d.description.empty(), [&] { return span(d.description); })), cles,
                  dessin,
                  details(summary("Voir le tableau", lecteur("\u00a0: ", d.titre)),
                          div(clas("tableau"), attr("tabindex", "0"), role("region"),
                              aria("label", "Tableau\u00a0: " + d.titre), donnees)));
}

constexpr double largeur = 480, marge_droite = 60, ligne = 42; // label above its bar: no name is cut

void libelle(Dessin& dessin, double y, std::string_view texte) { dessin.texte("libelle", 0, y + 14, texte); }

Html tableau_simple(std::vector<Barre> const& lignes) {
    return each(lignes, [](Barre const& b) { return tr(th(scope("row"), b.libelle), td(clas("num"), affiche(b))); });
}

} // namespace

Html barres(Diagramme const& d, std::vector<Barre> const& barres) {
    double maximum = 0;
    for (auto const& b : barres)
        maximum = std::max(maximum, b.valeur);
    double const echelle = (largeur - marge_droite) / std::max(maximum, 1e-9);
    Dessin dessin{largeur, ligne * static_cast<double>(barres.size()) + 4};
    double y = 2;
    for (auto const& b : barres) {
        libelle(dessin, y, b.libelle);
        dessin.rect("s1", 0, y + 20, b.valeur * echelle, 15);
        dessin.texte("chiffre", std::max(b.valeur, 0.0) * echelle + 6, y + 33, affiche(b));
        y += ligne;
    }
    return figure_de(d, dessin.html(d), {d.colonne, d.unite}, tableau_simple(barres));
}

Html entonnoir(Diagramme const& d, std::vector<Barre> const& etapes) {
    double const premier = etapes.empty() ? 0 : etapes.front().valeur;
    double const echelle = (largeur - 120) / std::max(premier, 1e-9);
    auto const part = [&](Barre const& b) {
        return premier > 0 ? affiche(std::round(b.valeur * 1000 / premier) / 10) : "–";
    };
    Dessin dessin{largeur, ligne * static_cast<double>(etapes.size()) + 4};
    double y = 2;
    for (auto const& b : etapes) {
        libelle(dessin, y, b.libelle);
        dessin.rect("rail", 0, y + 20, premier * echelle, 15);
        dessin.rect("s1", 0, y + 20, b.valeur * echelle, 15);
        dessin.texte("chiffre", premier * echelle + 8, y + 33, affiche(b) + " (" + part(b) + "\u00a0%)");
        y += ligne;
    }
    auto const lignes = each(etapes, [&](Barre const& b) {
        return tr(th(scope("row"), b.libelle), td(clas("num"), affiche(b)), td(clas("num"), part(b), "\u00a0%"));
    });
    return figure_de(d, dessin.html(d), {d.colonne, d.unite, "Part du premier"}, lignes);
}

namespace {

std::vector<std::string> entetes_de_series(Diagramme const& d, std::vector<Serie> const& series) {
    std::vector<std::string> titres{d.colonne};
    for (auto const& serie : series)
        titres.push_back(serie.nom);
    return titres;
}

Html lignes_de_series(std::vector<std::string> const& categories, std::vector<Serie> const& series) {
    Html lignes;
    for (std::size_t i = 0; i < categories.size(); ++i)
        lignes += tr(th(scope("row"), categories[i]),
                     each(series, [&](Serie const& s) { return td(clas("num"), affiche(s.valeurs[i])); }));
    return lignes;
}

void verifie(std::vector<std::string> const& categories, std::vector<Serie> const& series) {
    ensure(series.size() <= 6, "six series at most in a chart");
    for (auto const& s : series)
        ensure(s.valeurs.size() == categories.size(), "one value per category in each series");
}

} // namespace

Html barres_empilees(Diagramme const& d, std::vector<std::string> const& categories, std::vector<Serie> const& series) {
    verifie(categories, series);
    std::vector<double> totaux(categories.size(), 0);
    for (auto const& s : series)
        for (std::size_t i = 0; i < categories.size(); ++i)
            totaux[i] += s.valeurs[i];
    double const maximum = totaux.empty() ? 1 : *std::ranges::max_element(totaux);
    double const echelle = (largeur - marge_droite) / std::max(maximum, 1e-9);
    Dessin dessin{largeur, ligne * static_cast<double>(categories.size()) + 4};
    for (std::size_t i = 0; i < categories.size(); ++i) {
        double const y = 2 + ligne * static_cast<double>(i);
        double x = 0;
        libelle(dessin, y, categories[i]);
        for (std::size_t k = 0; k < series.size(); ++k) {
            double const l = series[k].valeurs[i] * echelle;
            dessin.rect(classe_de_serie(k), x, y + 20, l - 1.5, 15);
            x += l;
        }
        dessin.texte("chiffre", x + 6, y + 33, affiche(totaux[i]));
    }
    return figure_de(d, dessin.html(d), entetes_de_series(d, series), lignes_de_series(categories, series),
                     legende(series, false));
}

Html courbes(Diagramme const& d, std::vector<std::string> const& mois, std::vector<Serie> const& series) {
    verifie(mois, series);
    double maximum = 1;
    for (auto const& s : series)
        for (double const v : s.valeurs)
            maximum = std::max(maximum, v);
    double const saut = pas(maximum), haut = std::ceil(maximum / saut) * saut;
    constexpr double gauche = 44, droite = 16, sommet = 14, plancher = 234, hauteur = 264;
    double const colonne_large =
        (largeur - gauche - droite) / std::max<double>(1, static_cast<double>(mois.size()) - 1);
    auto const x = [&](std::size_t i) { return gauche + colonne_large * static_cast<double>(i); };
    auto const y = [&](double v) { return plancher - (plancher - sommet) * v / haut; };

    Dessin dessin{largeur, hauteur};
    for (double v = 0; v <= haut + saut / 2; v += saut) {
        dessin.trait("grille", "M" + nombre_svg(gauche) + " " + nombre_svg(y(v)) + "H" + nombre_svg(largeur - droite));
        dessin.texte("graduation", gauche - 8, y(v) + 4, affiche(v));
    }
    std::size_t const un_sur = mois.size() / 9 + 1;
    for (std::size_t i = 0; i < mois.size(); i += un_sur)
        dessin.texte("axe", x(i), plancher + 22, mois[i]);
    for (std::size_t k = 0; k < series.size(); ++k) {
        std::string chemin;
        for (std::size_t i = 0; i < mois.size(); ++i)
            chemin += (i ? "L" : "M") + nombre_svg(x(i)) + " " + nombre_svg(y(series[k].valeurs[i]));
        dessin.trait("ligne " + classe_de_serie(k), chemin);
        for (std::size_t i = 0; i < mois.size(); ++i)
            dessin.point(classe_de_serie(k), x(i), y(series[k].valeurs[i]));
    }
    return figure_de(d, dessin.html(d), entetes_de_series(d, series), lignes_de_series(mois, series),
                     legende(series, true));
}

} // namespace web
