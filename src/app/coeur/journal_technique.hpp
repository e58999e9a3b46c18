#pragma once
// Structured technical log: one JSON object a line, no personal data (routes by pattern, never by path).
#include <functional>
#include <string>

#include "web/server.hpp"

namespace app {

/// Opens the log on a file (rotated) or, with an empty path, on standard error.
void ouvrir_journal_technique(std::string const& chemin);
void noter(std::string const& message);
void noter_acces(web::Access const& acces);

} // namespace app
