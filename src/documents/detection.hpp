#pragma once
// What a file is, by its content and never by its name (formats.md §1.1).
#include <filesystem>
#include <string>
#include <string_view>

namespace documents {

enum class Nature { csv, xml, zip, xlsx, gzip, xls, ods, office, pdf, html, image, binaire, vide };

std::string_view libelle(Nature nature);
/// `nom` : the one to say if it is refused; by default the one it has on disk.
Nature detecter(std::filesystem::path const& chemin, std::string const& nom = {});
/// Same, by the first bytes alone, UTF-16 or not: a workbook is then a ZIP.
Nature detecter_octets(std::string_view debut);
/// Throws FichierRefuse with what to do for what we do not read (.xls, PDF, page web, image, fichier vide…).
void refuser_illisible(Nature nature, std::string const& nom);

} // namespace documents
