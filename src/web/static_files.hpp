#pragma once
// Style sheets, modules, pictures: embedded in the program, named by their content, compressed at build time.
#include "web/http.hpp"

#include <span>
#include <string>
#include <string_view>

namespace web {

struct StaticFile {
    std::string_view name; ///< "theme.css"
    std::string_view hash; ///< eight hexadecimal digits of the SHA-256 of the content
    std::string_view type; ///< Content-Type
    std::string_view bytes;
    std::string_view gzip; ///< empty when compression does not pay (pictures, fonts)
};

/// Files of the build (outils/cmake/fichiers_embarques.cmake), sorted by name.
std::span<StaticFile const> embedded_files();

/// "/s/theme.0123abcd.css" for "theme.css". Throws Defaut when no file has this name.
std::string_view static_url(std::string_view name);

/// Answers /s/…: the hashed address is immutable for a year; the bare name (« import './x.mjs' » inside a module,
/// url() inside a style sheet) is revalidated each time by its ETag. 404 otherwise.
Reply serve_static(Request const& request);
Reply serve_static(std::span<StaticFile const> files, Request const& request);

} // namespace web
