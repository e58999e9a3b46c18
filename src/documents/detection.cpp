#include "documents/detection.hpp"

#include <algorithm>
#include <fstream>

#include "base/texte.hpp"
#include "documents/encodage.hpp"
#include "documents/fichier_refuse.hpp"
#include "documents/zip.hpp"

namespace documents {
namespace {

bool commence_par_html(std::string_view t) {
    auto debut = base::minuscules(t.substr(0, 20));
    return debut.starts_with("<!doctype html") || debut.starts_with("<html") || debut.starts_with("<head") ||
           debut.starts_with("<table");
}

std::string_view sans_blancs(std::string_view t) {
    if (t.starts_with("\xEF\xBB\xBF"))
        t.remove_prefix(3);
    auto ou = t.find_first_not_of(" \t\r\n");
    return ou == t.npos ? std::string_view() : t.substr(ou);
}

/// Text has letters and few control bytes.
bool ressemble_a_du_texte(std::string_view t) {
    auto controles = std::ranges::count_if(
        t, [](unsigned char c) { return c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f'; });
    return controles <= 3 || controles * 50 <= static_cast<std::ptrdiff_t>(t.size());
}

Nature nature_de_zip(std::filesystem::path const& chemin, std::string const& nom) {
    ArchiveZip archive(chemin, nom.empty() ? chemin.filename().string() : nom);
    if (archive.trouver("xl/workbook.xml"))
        return Nature::xlsx;
    bool ods = archive.trouver("content.xml") && archive.trouver("META-INF/manifest.xml");
    if (!ods && archive.trouver("[Content_Types].xml"))
        return Nature::office;
    return ods ? Nature::ods : Nature::zip;
}

} // namespace

std::string_view libelle(Nature nature) {
    switch (nature) {
    case Nature::csv: return "tableau CSV";
    case Nature::xml: return "fichier XML";
    case Nature::zip: return "archive ZIP";
    case Nature::xlsx: return "classeur XLSX";
    case Nature::gzip: return "fichier compressé gzip";
    case Nature::xls: return "ancien classeur XLS";
    case Nature::ods: return "classeur ou texte OpenDocument";
    case Nature::office: return "document Office";
    case Nature::pdf: return "document PDF";
    case Nature::html: return "page web";
    case Nature::image: return "image";
    case Nature::binaire: return "fichier inconnu";
    case Nature::vide: return "fichier vide";
    }
    return {};
}

Nature detecter_octets(std::string_view t) {
    using namespace std::string_view_literals;
    if (t.starts_with("PK\x03\x04"sv) || t.starts_with("PK\x05\x06"sv))
        return Nature::zip;
    if (t.starts_with("\x1F\x8B"sv))
        return Nature::gzip;
    if (t.starts_with("\xD0\xCF\x11\xE0"sv))
        return Nature::xls;
    if (t.starts_with("%PDF"sv))
        return Nature::pdf;
    if (t.starts_with("\x89PNG"sv) || t.starts_with("\xFF\xD8\xFF"sv) || t.starts_with("GIF8"sv))
        return Nature::image;
    auto const lisible = debut_lisible(t);
    auto texte = sans_blancs(lisible);
    if (texte.empty())
        return t.find('\0') == t.npos ? Nature::vide : Nature::binaire;
    if (commence_par_html(texte))
        return Nature::html;
    if (texte[0] == '<')
        return Nature::xml;
    // A few NUL bytes in a text are for the reader to refuse, with their line.
    return ressemble_a_du_texte(texte) ? Nature::csv : Nature::binaire;
}

Nature detecter(std::filesystem::path const& chemin, std::string const& nom) {
    std::string debut(4096, '\0');
    std::ifstream fichier(chemin, std::ios::binary);
    fichier.read(debut.data(), static_cast<std::streamsize>(debut.size()));
    debut.resize(static_cast<std::size_t>(fichier.gcount()));
    auto nature = detecter_octets(debut);
    return nature == Nature::zip ? nature_de_zip(chemin, nom) : nature;
}

void refuser_illisible(Nature nature, std::string const& nom) {
    auto refuser = [&](std::string message) { throw FichierRefuse({.fichier = nom, .message = std::move(message)}); };
    switch (nature) {
    case Nature::csv:
    case Nature::xml:
    case Nature::zip:
    case Nature::xlsx:
    case Nature::gzip: return;
    case Nature::xls:
        return refuser(
            "C’est un ancien classeur Excel (.xls), ou un classeur protégé par un mot de passe. Ouvrez-le dans le "
            "tableur, puis enregistrez-le sans mot de passe au format "
            "«\u00A0.xlsx\u00A0» ou «\u00A0CSV UTF-8\u00A0».");
    case Nature::ods:
        return refuser("C’est un document OpenDocument (.ods, .odt). Ouvrez-le dans le tableur, puis enregistrez-le au "
                       "format «\u00A0.xlsx\u00A0» ou «\u00A0CSV UTF-8\u00A0».");
    case Nature::office:
        return refuser("C’est un document Office d’une autre sorte (.docx, .pptx, .xlsb). Enregistrez le tableau au "
                       "format «\u00A0.xlsx\u00A0» ou «\u00A0CSV UTF-8\u00A0».");
    case Nature::pdf:
        return refuser(
            "C’est un document PDF\u00A0: il ne peut pas être importé. Demandez la liste en tableur (.xlsx ou .csv).");
    case Nature::html:
        return refuser(
            "C’est une page web. L’export n’a sans doute pas abouti (session expirée\u00A0?)\u00A0: refaites-le, "
            "ou enregistrez le tableau au format «\u00A0.xlsx\u00A0».");
    case Nature::image:
        return refuser("C’est une image\u00A0: elle ne peut pas être importée. Demandez la liste en tableur.");
    case Nature::vide: return refuser("Ce fichier est vide.");
    case Nature::binaire:
        return refuser(
            "Ce fichier n’est pas reconnu. Attendu\u00A0: un export XML ou ZIP de SIECLE, un tableau CSV ou un "
            "classeur XLSX.");
    }
}

} // namespace documents
