#pragma once
// Les fichiers de data/ : CSV « ; », UTF-8, gzip ou non, bien formés (ce sont les nôtres).
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace metier::demonstration {

using Cases = std::span<std::string_view const>;

/// Appelle `ligne` avec les colonnes demandées, dans l'ordre demandé. Fichier ou colonne absent : std::runtime_error.
void lire_table(std::filesystem::path const& fichier, std::initializer_list<std::string_view> colonnes,
                std::function<void(Cases)> const& ligne);

int entier(std::string_view texte);
double reel(std::string_view texte);

} // namespace metier::demonstration
