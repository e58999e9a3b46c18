#pragma once
// What the reports of linkages are made of: figures as people read them, tables, a page that needs nothing else.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "web/html.hpp"

namespace app {

std::string decimal(double x, int decimales);
std::string pour_cent(double part, int decimales = 1);
std::string entier(std::uint64_t n);
double part(std::uint64_t n, std::uint64_t total);
/// The first `textes` columns are words, the others figures.
web::Html tableau(std::string const& titre, std::vector<std::string> const& titres, web::Html const& lignes,
                  std::ptrdiff_t textes = 1);
web::Html num(std::string const& texte);
/// One of the big figures at the top.
web::Html chiffre(std::string const& nom, std::string const& valeur, std::string const& note = {});
std::string page_seule(std::string const& titre, web::Html const& corps);

} // namespace app
