#include "app/coeur/rapprocher_html.hpp"

#include <cmath>
#include <cstdio>

#include "app/coeur/rapprocher_style.hpp"
#include "base/texte.hpp"
#include "web/parts/tableau.hpp"

namespace app {

using namespace web;

std::string decimal(double x, int decimales) {
    char t[48];
    std::snprintf(t, sizeof t, "%.*f", decimales, std::abs(x));
    std::string const s = t;
    auto const point = std::min(s.find('.'), s.size());
    auto const entiere = base::nombre(std::stoll(s.substr(0, point)));
    auto const signe = x < 0 && s.find_first_of("123456789") != s.npos ? "−" : "";
    return signe + entiere + (point < s.size() ? "," + s.substr(point + 1) : std::string{});
}
std::string pour_cent(double part, int decimales) { return decimal(100 * part, decimales) + "\u202F%"; }
std::string entier(std::uint64_t n) { return base::nombre(static_cast<long long>(n)); }
double part(std::uint64_t n, std::uint64_t total) {
    return total ? static_cast<double>(n) / static_cast<double>(total) : 0;
}

Html tableau(std::string const& titre, std::vector<std::string> const& titres, Html const& lignes,
             std::ptrdiff_t textes) {
    auto const entete = [&](std::string const& t) {
        return th(scope("col"), when(&t - titres.data() >= textes, clas("num")), t);
    };
    return div(clas("tableau"), attr("tabindex", "0"), role("region"), aria("label", titre),
               table_dite("table", caption(titre), titres, each(titres, entete), lignes));
}
Html num(std::string const& texte) { return td(clas("num"), texte); }

Html chiffre(std::string const& nom, std::string const& valeur, std::string const& note) {
    return li(span(clas("chiffre-libelle"), nom), span(clas("chiffre-valeur"), valeur),
              when(!note.empty(), [&] { return span(clas("chiffre-note"), note); }));
}

std::string page_seule(std::string const& titre, Html const& corps) {
    std::string page = "<!doctype html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
                       "content=\"width=device-width, initial-scale=1\"><title>";
    escape(page, titre);
    return page + "</title><style>" + std::string(style_du_rapport) + "</style></head><body><main>" + corps.str() +
           "</main></body></html>\n";
}

} // namespace app
