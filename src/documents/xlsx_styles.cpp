#include "documents/xlsx_styles.hpp"

#include <algorithm>
#include <charconv>
#include <unordered_map>

#include "documents/fichier_refuse.hpp"
#include "documents/xml.hpp"

namespace documents::xlsx {
namespace {

int entier(std::optional<std::string> const& texte, int sinon = 0) {
    int n = sinon;
    if (texte)
        std::from_chars(texte->data(), texte->data() + texte->size(), n);
    return n;
}

/// Formats every spreadsheet knows by number (ECMA-376, 18.8.30), those of East Asia included.
bool format_connu_de_date(int n) {
    return (n >= 14 && n <= 22) || (n >= 27 && n <= 36) || (n >= 45 && n <= 47) || (n >= 50 && n <= 58);
}

} // namespace

void Chaines::lire(Source const& source, std::size_t octets_au_plus) {
    LecteurXml xml(source);
    while (xml.suivant()) {
        if (xml.nature() == NoeudXml::ouverture && xml.nom() == "t")
            bloc_ += xml.contenu();
        else if (xml.nature() == NoeudXml::ouverture && xml.nom() == "rPh") // phonetic help, not text
            xml.passer();
        else if (xml.nature() == NoeudXml::fermeture && xml.nom() == "si")
            fins_.push_back(bloc_.size());
        if (bloc_.size() + fins_.size() * sizeof(std::uint64_t) > octets_au_plus)
            throw FichierRefuse({.fichier = source.nom,
                                 .message =
                                     "Ce classeur contient trop de textes. Enregistrez la feuille utile en «\u00A0CSV "
                                     "UTF-8\u00A0»."});
    }
}

std::string_view Chaines::operator[](std::size_t i) const {
    if (i >= fins_.size())
        return {};
    auto debut = i ? fins_[i - 1] : 0;
    return std::string_view(bloc_).substr(debut, fins_[i] - debut);
}

bool format_de_date(std::string_view format) {
    bool date = false;
    for (std::size_t i = 0; i < format.size(); ++i) {
        char c = format[i];
        if (c == '\\' || c == '_' || c == '*')
            ++i;
        else if (c == '"')
            i = std::min(format.find('"', i + 1), format.size());
        else if (c == '[')
            i = std::min(format.find(']', i + 1), format.size());
        else if (c == ';')
            break;
        else
            date |= std::string_view("dDyYjJ").find(c) != std::string_view::npos;
    }
    return date && format.find("General") == format.npos && format.find("Standard") == format.npos;
}

std::vector<bool> styles_de_date(Source const& source) {
    std::unordered_map<int, bool> formats;
    std::vector<bool> styles;
    bool dans_les_cellules = false;
    LecteurXml xml(source);
    while (xml.suivant()) {
        if (xml.nom() == "cellXfs")
            dans_les_cellules = xml.nature() == NoeudXml::ouverture;
        if (xml.nature() != NoeudXml::ouverture)
            continue;
        if (xml.nom() == "numFmt")
            formats[entier(xml.attribut("numFmtId"))] = format_de_date(xml.attribut("formatCode").value_or(""));
        if (xml.nom() == "xf" && dans_les_cellules && styles.size() < 65'536) {
            int n = entier(xml.attribut("numFmtId"));
            auto ou = formats.find(n);
            styles.push_back(ou != formats.end() ? ou->second : format_connu_de_date(n));
        }
    }
    return styles;
}

Sommaire sommaire(Source const& source) {
    Sommaire s;
    LecteurXml xml(source);
    while (xml.suivant()) {
        if (xml.nature() != NoeudXml::ouverture)
            continue;
        if (xml.nom() == "workbookPr") {
            auto v = xml.attribut("date1904").value_or("0");
            s.depuis_1904 = v == "1" || v == "true";
        }
        if (xml.nom() == "sheet" && s.feuilles.size() < 1'000)
            s.feuilles.push_back({xml.attribut("name").value_or(""), xml.attribut("id").value_or("")});
    }
    return s;
}

std::string cible(Source const& liens, std::string_view lien) {
    LecteurXml xml(liens);
    while (xml.suivant()) {
        if (xml.nature() != NoeudXml::ouverture || xml.nom() != "Relationship" || xml.attribut("Id") != lien)
            continue;
        auto vers = xml.attribut("Target").value_or("");
        return vers.starts_with('/') ? vers.substr(1) : "xl/" + vers;
    }
    return {};
}

} // namespace documents::xlsx
